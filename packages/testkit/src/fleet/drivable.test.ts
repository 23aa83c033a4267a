import { type TextNetwork, textNetwork } from '@opentocc/testkit';
import { expect, it } from 'vitest';
import { simulateFleet } from './index.ts';

/** Monday 2026-11-23, 09:00 Asia/Shanghai. */
const FROM_MS = Date.UTC(2026, 10, 23, 1);

/** Streets round a block, a busway across it, and a one-way street to a block that nobody comes back from. */
const CITY = textNetwork(`
K-A-B-C
  | | |
  D-E-F>G-H
        | |
        I-J

  BE for=bus
`);

function linksDriven({ network }: TextNetwork, seed: number): Set<number> {
  const { batches, truth } = simulateFleet({
    network,
    seed,
    vehicles: 60,
    from_ms: FROM_MS,
    to_ms: FROM_MS + 20 * 60_000,
  });
  for (const _ of batches);
  return new Set(truth.link.subarray(0, truth.length));
}

it('drives where cars may drive, from everywhere to everywhere', () => {
  const streets = ['KA', 'AB', 'BC', 'CF', 'FE', 'ED', 'DA'].flatMap((pair) => [
    pair,
    `${pair[1]}${pair[0]}`,
  ]);
  for (const seed of [1, 2, 3]) expect(linksDriven(CITY, seed)).toEqual(new Set(streets.map(CITY.link)));
});

it('says so where nobody can drive on', () => {
  const dead = textNetwork(`
    A>B>C
  `);
  expect(() => linksDriven(dead, 1)).toThrow('no streets that lead into one another');
});
