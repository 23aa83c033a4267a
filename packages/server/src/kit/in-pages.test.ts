import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPages } from './in-pages.ts';

test('reads every row once, whatever the page, also where a page is just full', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(40), fc.integer({ min: 1, max: 10 }), async (rows, most) => {
      const all = Array.from({ length: rows }, (_, i) => i);
      const read = await inPages(async (last: number | undefined) => {
        const from = last === undefined ? 0 : last + 1;
        return all.slice(from, from + most);
      }, most);
      expect(read).toEqual(all);
    }),
  );
});
