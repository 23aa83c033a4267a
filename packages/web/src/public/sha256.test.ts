import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { firstWordOf } from './sha256.ts';

it('is SHA-256 as the platform computes it, at every length of one block', () => {
  for (let length = 0; length <= 55; length++) {
    const text = 'nonce:0123456789'.repeat(4).slice(0, length);
    expect([length, firstWordOf(text)]).toEqual([
      length,
      createHash('sha256').update(text).digest().readUInt32BE(0),
    ]);
  }
});
