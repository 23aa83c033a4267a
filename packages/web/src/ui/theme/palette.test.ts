import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLOURS, coloursAsCss } from './palette.ts';

const root = join(import.meta.dirname, '../..');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.(css|tsx?)$/.test(path) && !path.includes('ui/theme/palette'),
);

describe('colours', () => {
  it('stand in the palette alone', () => {
    expect(files.length).toBeGreaterThan(150);
    const written = files.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/#(?:[0-9a-f]{3}){1,2}\b(?!['"]?>)/gi)].map(
        ([colour]) => `${file} ${colour}`,
      ),
    );
    expect(written).toEqual([]);
  });

  it('that style sheets name are properties of the page', () => {
    const css = coloursAsCss();
    const sheets = files
      .filter((file) => file.endsWith('.css'))
      .map((file) => readFileSync(join(root, file), 'utf8'));
    const own = new Set([...sheets.join('\n').matchAll(/^\s*--([\w-]+):/gm)].map(([, name]) => name));
    const named = [...sheets.join('\n').matchAll(/var\(--([\w-]+)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((name) => !own.has(name) && !css.includes(`--${name}: #`))).toEqual([]);
  });

  it('have a value in both themes', () => {
    expect(Object.keys(COLOURS.dark)).toEqual(Object.keys(COLOURS.light));
  });
});
