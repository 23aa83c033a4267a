import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Color,
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  parse,
  wcagContrast,
} from 'culori';
import { describe, expect, it } from 'vitest';
import {
  BAND_COLOURS,
  CHANGE_COLOURS,
  COLOURS,
  coloursAsCss,
  GRADE_COLOURS,
  inkOn,
  SHARE_COLOURS,
  STATE_COLOURS,
  siteColoursAsCss,
  type ThemeName,
} from './palette.ts';

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
    const css = coloursAsCss() + siteColoursAsCss();
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

/** As whoever sees all colours, no red and no green sees them (Machado et al. 2009). */
const SIGHTS = {
  'all colours': (colour: Color) => colour,
  'no red': filterDeficiencyProt(1),
  'no green': filterDeficiencyDeuter(1),
};
const THEMES: readonly ThemeName[] = ['light', 'dark'];
/** CIEDE2000 between neighbours of a scale: some ten just noticeable differences. */
const APART = 10;

const difference = differenceCiede2000();
const lab = converter('lab65');
const cases = (scales: Record<string, Record<ThemeName, readonly string[]>>) =>
  Object.entries(scales).flatMap(([name, scale]) =>
    THEMES.flatMap((theme) =>
      Object.entries(SIGHTS).map(([sight, see]) => ({
        name,
        theme,
        sight,
        seen: scale[theme].map((colour) => lab(see(parse(colour)!))),
      })),
    ),
  );
const neighbours = <T, R>(list: readonly T[], of: (a: T, b: T) => R) =>
  list.slice(1).map((b, i) => of(list[i], b));

describe('scales', () => {
  const [, ...light] = STATE_COLOURS.light;
  const [, ...dark] = STATE_COLOURS.dark;
  const [, ...change_light] = CHANGE_COLOURS.light;
  const [, ...change_dark] = CHANGE_COLOURS.dark;

  it.each(
    cases({
      states: { light, dark },
      bands: BAND_COLOURS,
      grades: GRADE_COLOURS,
      changes: { light: change_light, dark: change_dark },
    }),
  )('of $name, $theme: neighbours are apart for who sees $sight', ({ seen }) => {
    for (const apart of neighbours(seen, difference)) expect(apart).toBeGreaterThanOrEqual(APART);
  });

  it.each(cases({ states: { light, dark }, bands: BAND_COLOURS }))(
    'of $name, $theme: lightness goes one way for who sees $sight',
    ({ seen }) => {
      const signs = new Set(neighbours(seen, (a, b) => Math.sign(b.l - a.l)));
      expect(signs.size).toBe(1);
    },
  );

  it.each(THEMES)('of states and bands are of other colours, %s', (theme) => {
    const [, ...states] = STATE_COLOURS[theme];
    for (const [i, band] of BAND_COLOURS[theme].entries())
      expect(difference(states[i], band)).toBeGreaterThanOrEqual(APART);
  });

  it('have a sign in heat maps that is read on each of them', () => {
    for (const theme of ['light', 'dark'] as const)
      for (const colour of [
        ...BAND_COLOURS[theme],
        ...STATE_COLOURS[theme].slice(1),
        ...GRADE_COLOURS[theme],
        ...SHARE_COLOURS[theme],
      ])
        expect([colour, wcagContrast(colour, inkOn(colour)) >= 4.5]).toEqual([colour, true]);
  });
});
