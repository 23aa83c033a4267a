import type { AllowedHosts } from './allowed-hosts.ts';
import { askOutside, OutFailure } from './request.ts';

const LIMIT_MS = 20_000;
const MOST_BYTES = 8 * 2 ** 20;

/** Reads what others publish. @throws Error for an answer that is none, is too long or comes too late */
export function createFetch(allowed: AllowedHosts): (url: string) => Promise<Uint8Array> {
  return async (url) => {
    const { status, body, cut_off } = await askOutside({
      ...{ url, method: 'GET', allowed, limit_ms: LIMIT_MS, most_bytes: MOST_BYTES },
      headers: { accept: 'application/cap+xml, application/atom+xml, application/xml;q=0.9' },
    });
    if (status !== 200) throw new OutFailure(`${url} answers HTTP ${status}`, true);
    if (cut_off) throw new OutFailure(`${url} is longer than ${MOST_BYTES} bytes`, true);
    return body;
  };
}
