// Leaves each text of the build beside itself as .br and .gz, so that the server sends it compressed without work.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, 'dist');
/** What is compressed already (fonts, pictures) is left out. */
const TEXT = /\.(?:js|mjs|css|html|svg|json|geojson|txt)$/;
const WORTH_BYTES = 1024;

for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) =>
  TEXT.test(path),
)) {
  const bytes = readFileSync(join(dist, name));
  if (bytes.length < WORTH_BYTES) continue;
  writeFileSync(join(dist, `${name}.br`), brotliCompressSync(bytes));
  writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
}
