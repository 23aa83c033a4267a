import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TERMS } from '../packages/web/src/console/ui/terms.ts';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'docs/dictionary.md'), 'utf8');
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

test('screens explain terms in the words of the dictionary', () => {
  const words = Object.values(TERMS).map(({ word }) => ({ english: word.en, chinese: word.zh }));
  expect(rows).toEqual(expect.arrayContaining(words));
});

/** Loose words for which the field has exact ones, and those. */
const LOOSE: readonly (readonly [word: RegExp, exact: string])[] = [
  [/\bkept\b/i, 'stored, retained, cached, buffered, reserved'],
  [/\btold\b/i, 'emitted, committed, published, reported, returned, shown, distinguished, estimated'],
  [/\banew\b/i, 'again, rebuilt, recomputed, redrawn'],
];
const SOURCE = /\.(?:tsx?|m?js|css)$/;
/** A line of a comment, the comment behind code, or the title of a test. */
const PROSE = /^\s*(?:\/?\*|\/\/).*|\s\/\/\s.*|\b(?:describe|it|test)(?:\.\w+)?\(\s*(['"`]).*?\1/;

/** Paths of sources and documents below `folder`, from the root. */
function pathsBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : pathsBelow(path);
    return SOURCE.test(path) || path.endsWith('.md') ? [path] : [];
  });
}

/** What people read in a file: a document whole, of a source its comments and the titles of its tests. */
function proseOf(path: string): { readonly at: string; readonly line: string }[] {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  return lines.flatMap((whole, i) => {
    const line = SOURCE.test(path) ? PROSE.exec(whole)?.[0] : whole;
    return line ? [{ at: `${path}:${i + 1}`, line: line.trim() }] : [];
  });
}

test('comments, titles of tests and documents use the terms of the field', () => {
  const documents = readdirSync(root).filter((name) => name.endsWith('.md'));
  const paths = [...documents, ...['packages', 'tests', 'bench', 'scripts', 'docs'].flatMap(pathsBelow)];
  const prose = paths.flatMap(proseOf);
  expect(prose.length).toBeGreaterThan(5000);
  const loose = prose.flatMap(({ at, line }) =>
    LOOSE.filter(([word]) => word.test(line)).map(([, exact]) => `${at} ${line} → rather ${exact}`),
  );
  expect(loose).toEqual([]);
});
