import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildNetwork, type RawLink, type RawNetwork, splitLongLinks } from './index.ts';

const KM_LAT = 1 / 110.75;

/** Nodes on a meridian, so many kilometres north of the first. */
function rawOf(nodes_km: readonly number[], links: readonly RawLink[], bans: number[][] = []): RawNetwork {
  const nodes = nodes_km.map((north_km) => ({ lon: 114, lat: 22.5 + north_km * KM_LAT }));
  const texts = { name_zh: '', name_en: '', attribution: '', notice_zh: '', notice_en: '' };
  const held = bans.map((ban) => ({ links: ban }));
  return { ...texts, nodes, links, bans: held, districts: [], streets: [], places: [], dropped: {} };
}

const link = (from: number, to: number, more: Partial<RawLink> = {}): RawLink => ({
  from,
  to,
  class: 'motorway',
  lanes: 3,
  limit_kmh: 100,
  name: '沿江高速',
  source: 'test',
  ...more,
});

describe('splitting long links', () => {
  test('a link shorter than 1.5 km stays as it is', () => {
    const raw = rawOf([0, 1.4], [link(0, 1, { reverse: 1 }), link(1, 0, { reverse: 0 })]);
    const { nodes, links } = splitLongLinks(raw);
    expect(nodes).toHaveLength(2);
    expect(links.map(({ from, to, reverse }) => [from, to, reverse])).toEqual([
      [0, 1, 1],
      [1, 0, 0],
    ]);
  });

  test('a longer one is cut into equal parts, and the parts add up to its whole length', () => {
    const { link_length_m } = buildNetwork(splitLongLinks(rawOf([0, 4], [link(0, 1)])));
    expect(link_length_m).toHaveLength(3);
    for (const length_m of link_length_m) expect(length_m).toBeCloseTo(4000 / 3, -1);
  });

  test('both directions of a road are cut at the same nodes and stay reverse to each other', () => {
    const shape = [114.001, 22.51];
    const raw = rawOf([0, 4], [link(0, 1, { shape, reverse: 1 }), link(1, 0, { shape, reverse: 0 })]);
    const { nodes, links } = splitLongLinks(raw);
    expect(nodes).toHaveLength(4);
    links.forEach(({ from, to, reverse }, i) => {
      const back = links[reverse!];
      expect([back.from, back.to, back.reverse]).toEqual([to, from, i]);
    });
  });

  test('nobody turns round at a cut', () => {
    const raw = rawOf([0, 4], [link(0, 1, { reverse: 1 }), link(1, 0, { reverse: 0 })]);
    const network = buildNetwork(splitLongLinks(raw));
    const followers = (id: number) => [
      ...network.turn_link.subarray(network.turn_offset[id], network.turn_offset[id + 1]),
    ];
    expect(followers(0)).toEqual([1]);
    expect(followers(1)).toEqual([2]);
  });

  test('what must not be driven stays so, over all parts', () => {
    const links = [link(0, 1), link(1, 2), link(2, 3)];
    const { bans } = splitLongLinks(
      rawOf([0, 2, 4, 6], links, [
        [0, 1],
        [0, 1, 2],
      ]),
    );
    expect(bans.map((ban) => ban.links)).toEqual([
      [1, 2],
      [1, 2, 3, 4],
    ]);
  });

  test('any chain of roads keeps its length, its shape and its ways, and no part is too long', () => {
    const road = fc.record({
      km: fc.double({ min: 0.01, max: 12, noNaN: true }),
      bends: fc.array(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(road, { minLength: 1, maxLength: 5 }), (roads) => {
        const north_km = [0];
        for (const { km } of roads) north_km.push(north_km[north_km.length - 1] + km);
        const links = roads.flatMap(({ km, bends }, i): RawLink[] => {
          const points = bends
            .toSorted((a, b) => a - b)
            .map((share, k) => [114 + (k + 1) * 1e-4, 22.5 + (north_km[i] + share * km) * KM_LAT]);
          const forth = link(i, i + 1, { shape: points.flat(), reverse: 2 * i + 1 });
          return [forth, link(i + 1, i, { shape: points.toReversed().flat(), reverse: 2 * i })];
        });
        const raw = rawOf(north_km, links);
        const before = buildNetwork(raw);
        const after = buildNetwork(splitLongLinks(raw));
        const sum_m = (lengths_m: Float32Array) => lengths_m.reduce((sum, length_m) => sum + length_m, 0);
        expect(sum_m(after.link_length_m) / sum_m(before.link_length_m)).toBeCloseTo(1, 4);
        expect(Math.max(...after.link_length_m)).toBeLessThan(1501);
        for (let id = 0; id < after.link_count; id++)
          expect(after.link_length_m[after.link_reverse[id]]).toBeCloseTo(after.link_length_m[id], 0);
      }),
    );
  });
});
