const LEAST_MATCH = 4;
const LONG = 15;

/**
 * Uncompresses one LZ4 block (lz4 block format description: literals and copies of what stands up to 64 KiB before).
 * @param size bytes of the result.
 * @throws Error when the block is damaged or does not give `size` bytes.
 */
export function decompressLz4(block: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  let from = 0;
  let to = 0;
  const damaged = () => new Error(`an lz4 block is damaged at byte ${from}`);
  /** A length of 15 goes on in the next bytes, as long as they are 255. */
  const lengthOf = (half: number) => {
    let length = half;
    if (half < LONG) return length;
    for (let more = 255; more === 255; length += more) {
      if (from >= block.length) throw damaged();
      more = block[from++];
    }
    return length;
  };
  while (from < block.length) {
    const token = block[from++];
    const literals = lengthOf(token >> 4);
    if (from + literals > block.length || to + literals > size) throw damaged();
    out.set(block.subarray(from, from + literals), to);
    from += literals;
    to += literals;
    if (from === block.length) break; // the last sequence has literals only
    if (from + 2 > block.length) throw damaged();
    const back = block[from] | (block[from + 1] << 8);
    from += 2;
    const length = lengthOf(token & LONG) + LEAST_MATCH;
    if (back === 0 || back > to || to + length > size) throw damaged();
    // Byte by byte: a copy may run into what it writes.
    for (const end = to + length; to < end; to++) out[to] = out[to - back];
  }
  if (to !== size) throw damaged();
  return out;
}
