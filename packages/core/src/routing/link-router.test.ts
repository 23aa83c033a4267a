import { textNetwork } from '@opentocc/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildNetwork, type RawLink, type RoadNetwork } from '../network/index.ts';
import { createLinkHierarchy } from './link-hierarchy.ts';
import { createLinkRouter } from './link-router.ts';

/** Time to drive each link at its limit, s. */
function driveTime_s({ link_length_m, link_limit_kmh }: RoadNetwork): Float32Array {
  return link_length_m.map((length_m, link) => length_m / (link_limit_kmh[link] / 3.6));
}

function drive(text: string, from: string, to: string): string | undefined {
  const city = textNetwork(text);
  const way = createLinkRouter(city.network).route(city.link(from), city.link(to), driveTime_s(city.network));
  return way && city.letters(way);
}

describe('route', () => {
  test('takes the shorter of two ways', () => {
    expect(
      drive(
        `
        A-B----C-D
          |    |
          E----F
        `,
        'AB',
        'CD',
      ),
    ).toBe('ABCD');
  });

  test('leaves the direct street when a faster road runs beside it', () => {
    const text = `
      A-B----C-D
        |    |
        E----F

      EF expressway 100
      BE 60
      CF 60
    `;
    expect(drive(text, 'AB', 'CD')).toBe('ABEFCD');
  });

  test('obeys one-way streets and banned turns', () => {
    const text = `
      A-B<<<<C-D
        |    |
        E----F
        |    |
        G----H

      no EFC
    `;
    expect(drive(text, 'AB', 'CD')).toBe('ABEGHFCD');
  });

  test('does not drive a banned way over three streets, but drives its parts', () => {
    const text = `
      A-B--C-D
        |  |
        E--F

      no ABCD
    `;
    expect(drive(text, 'AB', 'CD')).toBe('ABEFCD');
    expect(drive(text, 'EB', 'CD')).toBe('EBCD');
    expect(drive(text, 'AB', 'CF')).toBe('ABCF');
  });

  test('turns back only at a dead end', () => {
    expect(drive('A-B-C', 'AB', 'BA')).toBe('ABCBA');
  });

  test('finds no way where there is none, and none over closed links', () => {
    expect(drive('A>B>C', 'BC', 'AB')).toBeUndefined();
    const city = textNetwork('A>B>C>D');
    const cost_s = driveTime_s(city.network);
    cost_s[city.link('BC')] = Infinity;
    expect(createLinkRouter(city.network).route(city.link('AB'), city.link('CD'), cost_s)).toBeUndefined();
  });

  test('a way from a link to itself is that link', () => {
    expect(drive('A-B', 'AB', 'AB')).toBe('AB');
  });
});

/** A random network: links between few nodes, each with a cost, and bans of two and three links. */
const randomCity = fc.record({
  ends: fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.integer({ min: 1, max: 20 })), {
    minLength: 2,
    maxLength: 30,
  }),
  bans: fc.array(fc.array(fc.nat(200), { minLength: 2, maxLength: 4 }), { maxLength: 12 }),
});

/** Turns arbitrary numbers into a way that can be driven, so that bans bite. */
function walk(links: readonly RawLink[], picks: readonly number[]): number[] {
  const way = [picks[0] % links.length];
  for (const pick of picks.slice(1)) {
    const { to } = links[way[way.length - 1]];
    const after = links.flatMap(({ from }, i) => (from === to ? [i] : []));
    if (after.length === 0) break;
    way.push(after[pick % after.length]);
  }
  return way;
}

/** Cost of the cheapest way by relaxing all ways of up to `steps` links, each remembered whole: slow and plain. */
function reference(
  network: RoadNetwork,
  bans: readonly number[][],
  from: number,
  cost_s: Float32Array,
): number[] {
  const cheapest = new Array<number>(network.link_count).fill(Infinity);
  const memory = Math.max(2, ...bans.map((ban) => ban.length)) - 1;
  const best = new Map<string, number>();
  let ways: { way: number[]; cost: number }[] = [{ way: [from], cost: cost_s[from] }];
  while (ways.length > 0) {
    const longer: typeof ways = [];
    for (const { way, cost } of ways) {
      const link = way[way.length - 1];
      const recent = way.slice(-memory).join();
      if ((best.get(recent) ?? Infinity) <= cost) continue;
      best.set(recent, cost);
      cheapest[link] = Math.min(cheapest[link], cost);
      for (let e = network.turn_offset[link]; e < network.turn_offset[link + 1]; e++) {
        const next = [...way, network.turn_link[e]];
        const banned = bans.some((ban) => ban.join() === next.slice(-ban.length).join());
        if (!banned) longer.push({ way: next.slice(-memory), cost: cost + cost_s[network.turn_link[e]] });
      }
    }
    ways = longer;
  }
  return cheapest;
}

test('costs agree with a search that remembers whole ways, in any city with any bans', () => {
  fc.assert(
    fc.property(randomCity, ({ ends, bans }) => {
      const links = ends.map(
        ([from, to, cost], i): RawLink => ({
          from,
          to,
          class: 'local',
          lanes: 1,
          limit_kmh: cost,
          name: '',
          source: `${i}`,
        }),
      );
      const long = bans.map((picks) => walk(links, picks)).filter((ban) => ban.length > 2);
      const nodes = Array.from({ length: 8 }, (_, i) => ({ lon: 114 + i / 100, lat: 22.5 }));
      const texts = { name_zh: '', name_en: '', attribution: '', notice_zh: '', notice_en: '' };
      const areas = { districts: [], streets: [], places: [] };
      const network = buildNetwork({
        ...texts,
        ...areas,
        nodes,
        links,
        bans: long.map((ban) => ({ links: ban })),
        dropped: {},
      });
      const cost_s = Float32Array.from(ends, ([, , cost]) => cost);
      const router = createLinkRouter(network);
      const expected = reference(network, long, 0, cost_s);
      expect(Array.from(router.oneToAll(0, cost_s))).toEqual(expected);
      const hierarchy = createLinkHierarchy(network);
      hierarchy.customize(cost_s.map((cost) => 2 * cost));
      hierarchy.customize(cost_s);
      expect(Array.from(hierarchy.oneToAll(0))).toEqual(expected);
      const all = [...links.keys()];
      expect(Array.from(hierarchy.table([links.length - 1, 0], all).subarray(links.length))).toEqual(
        expected,
      );
      for (let to = 0; to < links.length; to++) {
        const way = router.route(0, to, cost_s);
        const cost = way ? way.reduce((sum, link) => sum + cost_s[link], 0) : Infinity;
        expect(cost).toBe(expected[to]);
      }
    }),
    { numRuns: 300 },
  );
});
