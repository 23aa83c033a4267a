import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const text = readFileSync(join(import.meta.dirname, '../docs/dictionary.md'), 'utf8');
/** English and Chinese of each row, without the heads of the tables. */
const rows = [...text.matchAll(/^\| ([^|]+?) \| ([^|]+?) \|/gm)]
  .map(([, english, chinese]) => ({ english, chinese }))
  .filter(({ english }) => english !== 'term' && !/^-+$/.test(english));

const repeated = (words: readonly string[]) => words.filter((word, i) => words.indexOf(word) < i);

test('the dictionary holds each concept once, in both languages', () => {
  expect(rows.length).toBeGreaterThan(120);
  expect(repeated(rows.map(({ english }) => english))).toEqual([]);
  expect(repeated(rows.map(({ chinese }) => chinese))).toEqual([]);
});
