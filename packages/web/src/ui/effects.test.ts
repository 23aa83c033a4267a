import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const sources = join(import.meta.dirname, '..');
/** An effect that hands on what a method of the page's own gives. React takes what an effect gives for what undoes it. */
const HANDS_ON =
  /use(?:Layout)?Effect\(\(\) => [^{\n]*\.(?:scroll\w*|focus|blur|play|pause|animate|close|show\w*)\(/;

it('no effect hands on what a method of the page gives: scrollTo gives a promise since Chrome 150 or so, and leaving the page failed', () => {
  const found = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .filter((path) => HANDS_ON.test(readFileSync(join(sources, path), 'utf8')));
  expect(found).toEqual([]);
  expect(HANDS_ON.test('useEffect(() => main.current?.scrollTo(0, 0), [pathname]);')).toBe(true);
});
