import iconv from 'iconv-lite';

/** Bytes of a message as text, by its byte order mark, else by what its first line declares. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string; known: boolean } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const declared = /^[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
    buffer.subarray(0, 200).toString('latin1'),
  );
  const encoding = markOf(buffer) ?? declared?.[1] ?? 'utf-8';
  const known = iconv.encodingExists(encoding);
  return { text: iconv.decode(buffer, known ? encoding : 'utf-8'), encoding: encoding.toLowerCase(), known };
}

function markOf(buffer: Buffer): string | null {
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return 'utf-8';
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le';
  return buffer[0] === 0xfe && buffer[1] === 0xff ? 'utf-16be' : null;
}
