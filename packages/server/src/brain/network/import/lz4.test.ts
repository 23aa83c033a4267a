import { describe, expect, it } from 'vitest';
import { decompressLz4 } from './lz4.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const a = 'a'.charCodeAt(0);

describe('an lz4 block', () => {
  it('copies what it has written, also into what it writes', () => {
    // 1 literal, 14 bytes from 1 before, 5 literals.
    const block = Uint8Array.of(0x1a, a, 1, 0, 0x50, a, a, a, a, a);
    expect(text(decompressLz4(block, 20))).toBe('a'.repeat(20));
  });

  it('reads lengths that do not fit a half byte', () => {
    const literals = Array.from({ length: 300 }, (_, i) => i % 251);
    // 300 literals: 15 + 255 + 30; then 4 + 15 + 2 bytes from 300 before, no literals.
    const block = Uint8Array.of(0xff, 255, 30, ...literals, 300 & 255, 300 >> 8, 2, 0x00);
    expect([...decompressLz4(block, 321)]).toEqual([...literals, ...literals.slice(0, 21)]);
  });

  it.each([
    ['a copy from before the start', Uint8Array.of(0x10, a, 2, 0, 0x50, a, a, a, a, a)],
    ['literals beyond its end', Uint8Array.of(0x90, a)],
    ['a length that does not end', Uint8Array.of(0xf0, 255)],
    ['less than it should give', Uint8Array.of(0x10, a)],
  ])('is refused for %s', (_, block) => {
    expect(() => decompressLz4(block, 10)).toThrow('damaged');
  });
});
