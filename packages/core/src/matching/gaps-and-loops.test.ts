import { buildNetwork, type RawLink } from '@opentocc/core/network';
import { describe, expect, test } from 'vitest';
import { Matcher, type TravelSink } from './index.ts';

type Place = readonly [east_m: number, north_m: number];
type Street = readonly [from: number, to: number];

const START_MS = Date.UTC(2026, 10, 23, 0);
const ORIGIN = { lon: 114.05, lat: 22.55 };
const DEGREE_PER_M = { lon: 1 / 102_860.4, lat: 1 / 110_736.9 };

const bothWays = (streets: readonly Street[]): Street[] =>
  streets.flatMap(([a, b]): Street[] => [
    [a, b],
    [b, a],
  ]);

function networkOf(places: readonly Place[], streets: readonly Street[]) {
  const at = new Map(streets.map(([from, to], link) => [`${from} ${to}`, link]));
  const links = streets.map(
    ([from, to]): RawLink => ({
      from,
      to,
      class: 'arterial',
      lanes: 1,
      limit_kmh: 60,
      name: '',
      source: `${from} ${to}`,
      reverse: at.get(`${to} ${from}`),
    }),
  );
  const nodes = places.map(([x, y]) => ({
    lon: ORIGIN.lon + x * DEGREE_PER_M.lon,
    lat: ORIGIN.lat + y * DEGREE_PER_M.lat,
  }));
  const names = { name_zh: '', name_en: '', attribution: '', notice_zh: '', notice_en: '' };
  const nothing = { bans: [], districts: [], streets: [], places: [], dropped: {} };
  return buildNetwork({ ...names, ...nothing, nodes, links });
}

/** Drives along `placeAt` without noise. @returns metres driven on each street, and how often the path broke off. */
function drive(
  network: ReturnType<typeof networkOf>,
  placeAt: (along_m: number) => Place,
  { length_m, speed_mps, every_s, first_s }: Record<'length_m' | 'speed_mps' | 'every_s' | 'first_s', number>,
) {
  const driven_m = new Float64Array(network.link_count);
  let breaks = -1;
  const sink: TravelSink = {
    travel: (_slot, link, from_m, to_m) => {
      driven_m[link] += to_m - from_m;
    },
    stand: () => undefined,
    interrupt: () => {
      breaks++;
    },
  };
  const matcher = new Matcher(network, sink);
  for (let at_s = first_s; at_s * speed_mps < length_m; at_s += every_s) {
    const [x, y] = placeAt(at_s * speed_mps);
    const lon = ORIGIN.lon + x * DEGREE_PER_M.lon;
    const lat = ORIGIN.lat + y * DEGREE_PER_M.lat;
    const at_ms = START_MS + at_s * 1000;
    matcher.push(0, { at_ms, lon, lat, speed_kmh: Number.NaN, course_deg: Number.NaN });
  }
  matcher.finish(0);
  return { driven_m, breaks };
}

/** First fixes that differ by a part of the interval each. */
const phases = (every_s: number) => Array.from({ length: 5 }, (_, i) => (i * every_s) / 5);

describe('a road of which the network lacks 11 m', () => {
  // 0 ── 1 ── 2 (gap) 3 ── 4 ── 5, and a way round by 6 and 7, 150 m beside it and 746 m long.
  const places: Place[] = [
    [-1500, 0],
    [-223, 0],
    [-5.5, 0],
    [5.5, 0],
    [223, 0],
    [1500, 0],
    [-223, 150],
    [223, 150],
  ];
  const streets = bothWays([
    [0, 1],
    [1, 2],
    [3, 4],
    [4, 5],
    [1, 6],
    [6, 7],
    [7, 4],
  ]);
  const network = networkOf(places, streets);
  const isRound = ([a, b]: Street) => a >= 6 || b >= 6;
  const sumOf = (driven_m: Float64Array, round: boolean) =>
    driven_m.reduce((sum, metres, link) => sum + (isRound(streets[link]) === round ? metres : 0), 0);

  test.each([5, 10, 15])('breaks the path off when all fixes lie on it, one in %i s', (every_s) => {
    for (const first_s of phases(every_s)) {
      const trip = { length_m: 3000, speed_mps: 60 / 3.6, every_s, first_s };
      const { driven_m, breaks } = drive(network, (along_m) => [along_m - 1500, 0], trip);
      expect(sumOf(driven_m, true)).toBe(0);
      expect(sumOf(driven_m, false)).toBeGreaterThan(2200);
      expect(breaks).toBe(1);
    }
  });

  test.each([5, 10, 15])('is gone round when the fixes do, one in %i s', (every_s) => {
    const round = (along_m: number): Place => {
      if (along_m < 1277) return [along_m - 1500, 0];
      if (along_m < 1427) return [-223, along_m - 1277];
      if (along_m < 1873) return [along_m - 1650, 150];
      return along_m < 2023 ? [223, 2023 - along_m] : [along_m - 1800, 0];
    };
    for (const first_s of phases(every_s)) {
      const trip = { length_m: 3300, speed_mps: 40 / 3.6, every_s, first_s };
      const { driven_m, breaks } = drive(network, round, trip);
      expect(sumOf(driven_m, true)).toBeCloseTo(746, -1);
      expect(breaks).toBe(0);
    }
  });
});

describe('a roundabout of 15 m', () => {
  const RADIUS_M = 15;
  const NODES = 12;
  const on = (radius_m: number, node: number): Place => {
    const angle = (2 * Math.PI * node) / NODES - Math.PI / 2;
    return [radius_m * Math.cos(angle), radius_m * Math.sin(angle)];
  };
  const ring = Array.from({ length: NODES }, (_, node): Street => [node, (node + 1) % NODES]);
  const arms = [0, 3, 6, 9];
  const places = [...ring.map(([node]) => on(RADIUS_M, node)), ...arms.map((node) => on(300, node))];
  const streets = [...ring, ...bothWays(arms.map((node, i): Street => [NODES + i, node]))];
  const network = networkOf(places, streets);
  const arm_m = 300 - RADIUS_M;
  const ring_m = 2 * Math.PI * RADIUS_M;

  /** In by the southern arm, once round, and out by it. */
  const uTurn = (along_m: number): Place => {
    if (along_m < arm_m) return [0, along_m - 300];
    if (along_m < arm_m + ring_m) return on(RADIUS_M, ((along_m - arm_m) / ring_m) * NODES);
    return [0, -RADIUS_M - (along_m - arm_m - ring_m)];
  };

  test.each([5, 10, 15])(
    'is driven round by who turns there, not turned before, one fix in %i s',
    (every_s) => {
      for (const speed_mps of [4, 8, 10])
        for (const first_s of phases(every_s)) {
          const trip = { length_m: 2 * arm_m + ring_m, speed_mps, every_s, first_s };
          const { driven_m, breaks } = drive(network, uTurn, trip);
          expect([...driven_m.subarray(0, NODES)].every((metres) => metres > 1)).toBe(true);
          expect(breaks).toBe(0);
        }
    },
  );

  test('does not keep a vehicle from turning far before it', () => {
    const turn = (along_m: number): Place => [0, along_m < 150 ? along_m - 300 : -along_m];
    const trip = { length_m: 290, speed_mps: 5, every_s: 5, first_s: 0 };
    const { driven_m } = drive(network, turn, trip);
    expect(driven_m.subarray(0, NODES).reduce((sum, metres) => sum + metres)).toBe(0);
    expect(driven_m[NODES + 1]).toBeGreaterThan(100);
  });
});
