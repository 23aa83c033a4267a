import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../../kit/clock.ts';
import { canonicalJson } from './canonical.ts';
import type { Anchor, AuditStore } from './store.ts';

/** Signs with a key that the audit's database does not hold. */
export interface AnchorSigner {
  /** @returns an SM2 signature in hex, and the key's name. */
  sign(message: Uint8Array): Promise<{ key_id: string; signature: string }>;
}

/** What an anchor's signature covers. */
export function anchorMessage({ seq, hash, at_ms }: Pick<Anchor, 'seq' | 'hash' | 'at_ms'>): Uint8Array {
  return Buffer.from(canonicalJson({ format: 'opentocc-audit-anchor/1', seq, hash, at_ms }));
}

/** What an export says of itself; signed, so that it can be neither shortened nor assembled differently. */
export interface ExportSeal {
  readonly from_seq: number;
  readonly to_seq: number;
  readonly to_end: boolean;
  /** Hash before the first record and of the last. */
  readonly previous_hash: string;
  readonly hash: string;
  readonly at_ms: number;
}

/** What the signature of an export covers. */
export function sealMessage(seal: ExportSeal): Uint8Array {
  const { from_seq, to_seq, to_end, previous_hash, hash, at_ms } = seal;
  const covered = { from_seq, to_seq, to_end, previous_hash, hash, at_ms };
  return Buffer.from(canonicalJson({ format: 'opentocc-audit-export/1', ...covered }));
}

/**
 * Writes down, signed and outside the database, where the chain stands. Who rewrites the whole chain would have to
 * forge the signature, and who cuts its end off is betrayed by an anchor beyond it.
 * @param file one anchor a line, appended; best on another disk or machine.
 * @returns the anchor, or null when nothing was recorded since the last.
 */
export async function writeAnchor(
  store: AuditStore,
  signer: AnchorSigner,
  clock: Clock,
  file: string,
): Promise<Anchor | null> {
  const [last, before] = [await store.last(), await store.lastAnchor()];
  if (!last || last.seq === before?.seq) return null;
  const place = { seq: last.seq, hash: last.hash, at_ms: clock.now() };
  const anchor: Anchor = { ...place, ...(await signer.sign(anchorMessage(place))) };
  await store.addAnchor(anchor);
  await appendLine(file, canonicalJson({ ...anchor }));
  return anchor;
}

async function appendLine(file: string, line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY, 0o640);
  try {
    await handle.writeFile(`${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
