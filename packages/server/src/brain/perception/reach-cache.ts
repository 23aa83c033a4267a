import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  buildReachLists,
  DEFAULT_MATCHER_OPTIONS,
  decodeReachLists,
  encodeReachLists,
  type ReachLists,
} from '@opentocc/core/matching';
import type { RoadNetwork } from '@opentocc/core/network';
import type { Logger } from '../../kit/log.ts';

export interface ReachCacheDeps {
  readonly network: RoadNetwork;
  /** Folder of the files; a lost file is rebuilt. */
  readonly folder: string;
  readonly log: Logger;
}

/** How far vehicles come between two fixes of 30 s in a city; what lies beyond is made on demand. */
const BOUND_M = 1200;
/** Most memory of the lists, bytes: under it for 100,000 links. */
const BUDGET_BYTES = 700e6;
const VERSION_DIGITS = 16;
/** The file ends in a CRC-32 of what stands before. */
const CHECKSUM_BYTES = 4;

/**
 * Routing lists of the matcher for a network: from the file of its version, or built and stored there. One set in shared
 * memory serves all threads. A file that is cut off, damaged, or another network's, is replaced.
 */
export async function loadReachLists({ network, folder, log }: ReachCacheDeps): Promise<ReachLists> {
  const { u_turn_m } = DEFAULT_MATCHER_OPTIONS;
  const name = `${network.meta.version.slice(0, VERSION_DIGITS)}-${BOUND_M}-${u_turn_m}.reach`;
  const cached = await readLists(join(folder, name));
  if (cached) return cached;
  const lists = buildReachLists(network, { bound_m: BOUND_M, u_turn_m, budget_bytes: BUDGET_BYTES });
  try {
    await keep(folder, name, lists);
  } catch (err) {
    log.warn(
      { err, folder },
      'the routing lists could not be stored and will be built again at the next start',
    );
  }
  return lists;
}

async function readLists(path: string): Promise<ReachLists | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined || bytes.length < CHECKSUM_BYTES) return undefined;
  const content = bytes.subarray(0, bytes.length - CHECKSUM_BYTES);
  // A damaged list could make a look-up loop without end.
  return crc32(content) === bytes.readUInt32LE(content.length) ? decodeReachLists(content) : undefined;
}

/** Writes the file whole or not at all, and drops those of other networks. */
async function keep(folder: string, name: string, lists: ReachLists): Promise<void> {
  await mkdir(folder, { recursive: true });
  const scratch = join(folder, `${name}.tmp`);
  const file = await open(scratch, 'w');
  try {
    const content = encodeReachLists(lists);
    const checksum = Buffer.alloc(CHECKSUM_BYTES);
    checksum.writeUInt32LE(crc32(content));
    await file.writeFile(content);
    await file.writeFile(checksum);
    // Renamed before it is on the disk, a power cut could leave it whole by its length and empty inside.
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(scratch, join(folder, name));
  for (const other of await readdir(folder))
    if (other !== name) await rm(join(folder, other), { force: true });
}
