import { createHash } from 'node:crypto';

/** The hash before the first record. */
export const GENESIS = '0'.repeat(64);

/**
 * h_n = SM3(h_{n-1} ‖ JCS(record_n)): whoever changes, removes or inserts a record changes every hash after it.
 * @param previous hex. @param record the canonical text. @returns hex, 64 characters.
 */
export function chainHash(previous: string, record: string): string {
  return createHash('sm3').update(Buffer.from(previous, 'hex')).update(record).digest('hex');
}
