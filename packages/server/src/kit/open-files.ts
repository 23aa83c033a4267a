import { existsSync, readFileSync } from 'node:fs';

/** What this process may have open at once is shared out, so that no caller can take what the platform itself needs. */
export interface OpenFileShares {
  /** Terminals. */
  readonly gateway: number;
  /** Detectors and their collectors. */
  readonly detectors: number;
  /** Browsers, screens and callers of the API. */
  readonly http: number;
}

/**
 * Held back for the platform itself: the pool of the database, the files of the network and the history, the engine, the
 * threads. Assumed: 110 were open in the demo city with its screens, doubled and rounded.
 */
export const OWN_FILES = 256;
/** Most connections of browsers and callers; a control room with 100 screens opens some hundreds. Assumed. */
const HTTP_MOST = 2_000;
/** Most connections of detectors: one each, and room for as many again. Assumed. */
const DETECTORS_MOST = 2_000;

/** @param limits_file as `/proc/self/limits` of Linux. @returns the soft limit; undefined where there is none to read. */
export function openFileLimit(limits_file = '/proc/self/limits'): number | undefined {
  if (!existsSync(limits_file)) return undefined;
  const found = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync(limits_file, 'utf8'))?.[1];
  if (found === undefined) return undefined;
  return found === 'unlimited' ? Number.POSITIVE_INFINITY : Number(found);
}

/** @param limit of open files; undefined where the system names none. */
export function shareOpenFiles(limit: number | undefined): OpenFileShares {
  if (limit === undefined)
    return { gateway: Number.POSITIVE_INFINITY, detectors: DETECTORS_MOST, http: HTTP_MOST };
  const free = limit - Math.min(OWN_FILES, Math.floor(limit / 2));
  const http = Math.min(HTTP_MOST, Math.floor(free / 4));
  const detectors = Math.min(DETECTORS_MOST, Math.floor(free / 8));
  return { http, detectors, gateway: free - http - detectors };
}
