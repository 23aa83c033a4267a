import { textNetwork } from '@opentocc/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildNetwork, NONE_U32, type RawLink } from '../network/index.ts';
import { type Chains, chainsOf } from './chains.ts';
import { buildReachLists, decodeReachLists, encodeReachLists } from './reach-lists.ts';
import { ReachTable } from './reach-table.ts';
import { SmallLoops } from './small-loops.ts';

const OPTIONS = { bound_m: 3000, u_turn_m: 120, budget_bytes: 1e8 };

/** Cost from the end of `from` to the start of every chain, by Bellman and Ford: obvious and slow. */
function slowCosts_m(chains: Chains, from: number): number[] {
  const { count, length_m, next, reverse } = chains;
  const loops = new SmallLoops(chains);
  const cost_m = new Array<number>(count).fill(Infinity);
  const relax = (chain: number, base_m: number) => {
    for (let i = next.offset[chain]; i < next.offset[chain + 1]; i++)
      cost_m[next.items[i]] = Math.min(cost_m[next.items[i]], base_m);
    const back = reverse[chain];
    // Where a small loop leads back, nobody turns round on the spot.
    if (back !== NONE_U32 && !loops.leadsBack(chain))
      cost_m[back] = Math.min(cost_m[back], base_m + OPTIONS.u_turn_m);
  };
  relax(from, 0);
  for (let round = 0; round < count; round++)
    for (let chain = 0; chain < count; chain++)
      if (cost_m[chain] < Infinity) relax(chain, cost_m[chain] + length_m[chain]);
  return cost_m;
}

/** Random one- and two-way streets between random places of 2 km. */
const network = fc
  .record({
    places: fc.array(fc.tuple(fc.integer({ max: 2000, min: 0 }), fc.integer({ max: 2000, min: 0 })), {
      minLength: 2,
      maxLength: 12,
    }),
    streets: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 25 }),
  })
  .map(({ places, streets }) => {
    const links: RawLink[] = [];
    const add = (from: number, to: number, reverse?: number) =>
      links.push({ from, to, class: 'local', lanes: 1, limit_kmh: null, name: '', source: '', reverse });
    for (const [a, b, two_way] of streets) {
      const [from, to] = [a % places.length, b % places.length];
      const at = links.length;
      add(from, to, two_way ? at + 1 : undefined);
      if (two_way) add(to, from, at);
    }
    const { raw } = textNetwork('A-B');
    const nodes = places.map(([x, y]) => ({ lon: 114 + x / 1e5, lat: 22.5 + y / 1e5 }));
    return buildNetwork({ ...raw, nodes, links });
  });

function rowOf(table: ReachTable, from: number, to: number, within_m: number): number {
  table.open(from, within_m);
  return table.row(to);
}

test('costs are those of a slow search, whether asked near or far first', () => {
  fc.assert(
    fc.property(network, fc.boolean(), (city, near_first) => {
      const chains = chainsOf(city);
      const table = new ReachTable(chains, OPTIONS);
      for (let from = 0; from < chains.count; from++) {
        const slow_m = slowCosts_m(chains, from);
        for (let to = 0; to < chains.count; to++) {
          if (near_first) rowOf(table, from, to, 100);
          const row = rowOf(table, from, to, OPTIONS.bound_m);
          if (slow_m[to] > OPTIONS.bound_m) expect(row).toBe(-1);
          else expect(table.distance_m(row) + table.extra_m(row)).toBeCloseTo(slow_m[to], 0);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('the path between two chains is connected and as long as its distance', () => {
  fc.assert(
    fc.property(network, (city) => {
      const chains = chainsOf(city);
      const table = new ReachTable(chains, OPTIONS);
      const path = new Uint32Array(64);
      for (let to = 0; to < chains.count; to++) {
        const row = rowOf(table, 0, to, OPTIONS.bound_m);
        if (row < 0) continue;
        const between = [...path.subarray(0, table.pathTo(row, path))];
        const length_m = between.reduce((sum, chain) => sum + chains.length_m[chain], 0);
        expect(length_m).toBeCloseTo(table.distance_m(row), 0);
        [0, ...between].forEach((chain, i) => {
          const after = between[i] ?? to;
          const follows = chains.next.items.subarray(
            chains.next.offset[chain],
            chains.next.offset[chain + 1],
          );
          expect(follows.includes(after) || chains.reverse[chain] === after).toBe(true);
        });
      }
    }),
    { numRuns: 60 },
  );
});

test('lists that would take more than the budget are forgotten and made again', () => {
  fc.assert(
    fc.property(network, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 40 }), (city, asked) => {
      const chains = chainsOf(city);
      const budget_bytes = 8 * 50;
      const tables = [new ReachTable(chains, OPTIONS), new ReachTable(chains, { ...OPTIONS, budget_bytes })];
      for (const [a, b] of asked) {
        const [from, to] = [a % chains.count, b % chains.count];
        const [whole, small] = tables.map((table) => {
          const row = rowOf(table, from, to, OPTIONS.bound_m);
          return row < 0 ? row : table.distance_m(row);
        });
        expect(small).toBe(whole);
        expect(tables[1].bytes).toBeLessThanOrEqual(Math.max(budget_bytes, 8 * (2 * chains.count + 1)));
      }
    }),
    { numRuns: 60 },
  );
});

test('a ban to turn makes the way longer', () => {
  const text = `
    A--B--C
       |  |
       D--E
  `;
  const costs = [text, `${text}\n no ABD`].map((drawn) => {
    const city = textNetwork(drawn);
    const chains = chainsOf(city.network);
    const table = new ReachTable(chains, OPTIONS);
    const chain = (letters: string) => chains.of_link[city.link(letters)];
    const row = rowOf(table, chain('AB'), chain('DE'), 3000);
    return table.distance_m(row) + chains.start_m[city.link('DE')];
  });
  expect(costs[0]).toBeCloseTo(200, 0);
  expect(costs[1]).toBeGreaterThan(costs[0] + 100);
});

describe('precomputed lists', () => {
  const MADE = { bound_m: 800, u_turn_m: OPTIONS.u_turn_m, budget_bytes: 1e6 };

  test('say the same as those made on demand, also beyond their bound, and from a file', () => {
    fc.assert(
      fc.property(network, fc.integer({ min: 50, max: 3000 }), (city, within_m) => {
        const chains = chainsOf(city);
        const made = decodeReachLists(encodeReachLists(buildReachLists(city, MADE)));
        const tables = [new ReachTable(chains, OPTIONS), new ReachTable(chains, OPTIONS, made)];
        for (let from = 0; from < chains.count; from++)
          for (let to = 0; to < chains.count; to++) {
            const [alone, shared] = tables.map((table) => {
              const row = rowOf(table, from, to, within_m);
              const cost_m = row < 0 ? Infinity : table.distance_m(row) + table.extra_m(row);
              return cost_m > within_m ? Infinity : cost_m;
            });
            expect(shared).toBe(alone);
          }
      }),
      { numRuns: 60 },
    );
  });

  test('reach less far where all would not fit', () => {
    const [city] = fc.sample(network, { numRuns: 1, seed: 4 });
    const far = buildReachLists(city, { ...MADE, bound_m: 3000 });
    const near = buildReachLists(city, { ...MADE, bound_m: 3000, budget_bytes: far.chain.length * 4 });
    expect(near.bound_m).toBeLessThan(far.bound_m);
    expect(near.chain.length).toBeLessThan(far.chain.length);
  });

  test('are refused where the network is another', () => {
    const made = buildReachLists(textNetwork('A-B').network, MADE);
    const chains = chainsOf(textNetwork('A-B-C\n  |\n  D').network);
    expect(() => new ReachTable(chains, OPTIONS, made)).toThrow('routing lists of 2 chains');
  });

  test('are refused when their bytes are cut off or of another kind', () => {
    const [city] = fc.sample(network, { numRuns: 1, seed: 4 });
    const bytes = encodeReachLists(buildReachLists(city, MADE));
    expect(decodeReachLists(bytes.subarray(0, bytes.length - 1))).toBeUndefined();
    expect(decodeReachLists(bytes.map((byte, i) => (i === 0 ? byte + 1 : byte)))).toBeUndefined();
    expect(decodeReachLists(new Uint8Array(3))).toBeUndefined();
  });
});
