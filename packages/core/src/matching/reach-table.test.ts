import { textNetwork } from '@opentocc/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildNetwork, NONE_U32, type RawLink, type RoadNetwork } from '../network/index.ts';
import { ReachTable } from './reach-table.ts';

const OPTIONS = { bound_m: 3000, u_turn_m: 120 };

/** Cost from the end of `from` to the start of every link, by Bellman and Ford: obvious and slow. */
function slowCosts_m(network: RoadNetwork, from: number): number[] {
  const { link_count, link_length_m, turn_offset, turn_link, link_reverse } = network;
  const cost_m = new Array<number>(link_count).fill(Infinity);
  const relax = (link: number, base_m: number) => {
    for (let i = turn_offset[link]; i < turn_offset[link + 1]; i++)
      cost_m[turn_link[i]] = Math.min(cost_m[turn_link[i]], base_m);
    const reverse = link_reverse[link];
    if (reverse !== NONE_U32) cost_m[reverse] = Math.min(cost_m[reverse], base_m + OPTIONS.u_turn_m);
  };
  relax(from, 0);
  for (let round = 0; round < link_count; round++)
    for (let link = 0; link < link_count; link++)
      if (cost_m[link] < Infinity) relax(link, cost_m[link] + link_length_m[link]);
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

test('costs are those of a slow search, whether asked near or far first', () => {
  fc.assert(
    fc.property(network, fc.boolean(), (city, near_first) => {
      const table = new ReachTable(city, OPTIONS);
      for (let from = 0; from < city.link_count; from++) {
        const slow_m = slowCosts_m(city, from);
        for (let to = 0; to < city.link_count; to++) {
          if (near_first) table.find(from, to, 100);
          const row = table.find(from, to, OPTIONS.bound_m);
          if (slow_m[to] > OPTIONS.bound_m) expect(row).toBe(-1);
          else expect(table.distance_m(row) + table.extra_m(row)).toBeCloseTo(slow_m[to], 0);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('the path between two links is connected and as long as its distance', () => {
  fc.assert(
    fc.property(network, (city) => {
      const table = new ReachTable(city, OPTIONS);
      const path = new Uint32Array(64);
      for (let to = 0; to < city.link_count; to++) {
        const row = table.find(0, to, OPTIONS.bound_m);
        if (row < 0) continue;
        const between = [...path.subarray(0, table.pathBetween(0, row, path))];
        const length_m = between.reduce((sum, link) => sum + city.link_length_m[link], 0);
        expect(length_m).toBeCloseTo(table.distance_m(row), 0);
        [0, ...between].forEach((link, i) => {
          expect(city.link_to[link]).toBe(city.link_from[between[i] ?? to]);
        });
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
    const table = new ReachTable(city.network, OPTIONS);
    return table.distance_m(table.find(city.link('AB'), city.link('DE'), 3000));
  });
  expect(costs[0]).toBeCloseTo(200, 0);
  expect(costs[1]).toBeGreaterThan(costs[0] + 100);
});
