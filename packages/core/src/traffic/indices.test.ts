import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  buildNetwork,
  type Csr,
  csrOf,
  LINK_CLASSES,
  type RawLink,
  type RoadNetwork,
} from '../network/index.ts';
import {
  aggregateLinks,
  assumedFreeFlow_kmh,
  GB_33171_2016,
  gbIndexOf,
  INDEX_CONFIGS,
  type IndexConfig,
  indexConfigAt,
  type LinkStates,
  SHENZHEN_INDEX,
  shenzhenBandOf,
  shenzhenIndexOf,
  trafficStateOf,
} from './index.ts';

const [CONFIG] = INDEX_CONFIGS;

interface Driven {
  readonly link_class: number;
  readonly lanes: number;
  readonly blocks: number;
  /** null when nobody drove it. */
  readonly speed_kmh: number | null;
  readonly samples: number;
  readonly group: number;
}

const GROUPS = 3;
const driven: fc.Arbitrary<Driven> = fc.record({
  link_class: fc.nat(4),
  lanes: fc.integer({ min: 1, max: 5 }),
  blocks: fc.integer({ min: 1, max: 20 }),
  speed_kmh: fc.option(fc.double({ min: 0, max: 130, noNaN: true })),
  samples: fc.integer({ min: 1, max: 50 }),
  group: fc.nat(GROUPS - 1),
});

/** A row of links, each as long as its blocks. */
function networkOf(rows: readonly Driven[]): RoadNetwork {
  const nodes = [{ lon: 114, lat: 22.5 }];
  for (const { blocks } of rows) nodes.push({ lon: nodes[nodes.length - 1].lon + blocks * 0.001, lat: 22.5 });
  const links = rows.map(
    ({ link_class, lanes }, i): RawLink => ({
      from: i,
      to: i + 1,
      class: LINK_CLASSES[link_class],
      lanes,
      limit_kmh: null,
      name: '',
      source: '',
    }),
  );
  const texts = { name_zh: '', name_en: '', attribution: '', notice_zh: '', notice_en: '' };
  return buildNetwork({
    ...texts,
    nodes,
    links,
    bans: [],
    districts: [],
    streets: [],
    places: [],
    dropped: {},
  });
}

function statesOf(network: RoadNetwork, rows: readonly Driven[]): LinkStates {
  const free_flow_kmh = assumedFreeFlow_kmh(network, CONFIG);
  const speed_kmh = Float32Array.from(rows, (row) => row.speed_kmh ?? Number.NaN);
  const samples = Uint16Array.from(rows, (row) => (row.speed_kmh === null ? 0 : row.samples));
  const state = Uint8Array.from(rows, (row, i) =>
    row.speed_kmh === null ? 0 : trafficStateOf(CONFIG.gb, speed_kmh[i], free_flow_kmh[i]),
  );
  const window = { sequence: 1, network_version: '', window_start_ms: 0, window_end_ms: 300_000 };
  return {
    ...window,
    speed_kmh,
    samples,
    vehicles: samples,
    half_width_kmh: speed_kmh,
    free_flow_kmh,
    state,
  };
}

/** The standard's text, one link after the other, no kernel in sight. */
function plainly(network: RoadNetwork, states: LinkStates, links: readonly number[], config: IndexConfig) {
  const known = links.filter((link) => states.samples[link] > 0);
  const sum = (of: readonly number[], term: (link: number) => number) =>
    of.reduce((total, link) => total + term(link), 0);
  const length_m = (link: number) => network.link_length_m[link];
  const weight = (link: number) =>
    length_m(link) * network.link_lanes[link] * config.weights.class_weight[network.link_class[link]];
  const speed = (link: number) => Math.max(states.speed_kmh[link], config.slowest_kmh);
  const free = (link: number) => weight(link) / states.free_flow_kmh[link];
  const taken = (link: number) => Math.max(weight(link) / speed(link), free(link));
  const covered_m = sum(known, length_m);
  const tti = sum(known, taken) / sum(known, free);
  const share = [1, 2, 3, 4, 5].map((state) =>
    known.length === 0
      ? 0
      : sum(
          known.filter((link) => plainState(states.speed_kmh[link], states.free_flow_kmh[link]) === state),
          length_m,
        ) / covered_m,
  );
  return {
    index:
      sum(known, (link) => weight(link) * plainShenzhen(network.link_class[link], states.speed_kmh[link])) /
      sum(known, weight),
    tti,
    dtp: (sum(known, taken) - sum(known, free)) / sum(known, taken),
    gb_index: {
      A: known.length === 0 ? Number.NaN : plainSevereIndex(share[4]),
      B: plainTimeIndex(tti),
      C: plainDelayIndex((sum(known, taken) - sum(known, free)) / sum(known, taken)),
    }[config.gb.annex],
    speed_kmh: sum(known, weight) / sum(known, (link) => weight(link) / speed(link)),
    share,
    length_m: sum(links, length_m),
    covered_m,
    samples: sum(links, (link) => states.samples[link]),
  };
}

const SHENZHEN_SPEEDS = [
  [0, 15, 30, 45, 60, 100],
  [0, 15, 30, 45, 60, 80],
  [0, 10, 20, 30, 40, 60],
  [0, 10, 15, 20, 30, 50],
  [0, 10, 15, 20, 30, 40],
];

function plainShenzhen(link_class: number, speed_kmh: number): number {
  const bounds = SHENZHEN_SPEEDS[link_class];
  if (speed_kmh >= bounds[5]) return 0;
  const band = bounds.findLastIndex((bound) => speed_kmh >= bound);
  return 10 - 2 * band - (2 * (speed_kmh - bounds[band])) / (bounds[band + 1] - bounds[band]);
}

/** Clause 5: above 70 % of free flow, above 50, 40, 30 %, or not. */
function plainState(speed_kmh: number, free_flow_kmh: number): number {
  const ratio = speed_kmh / free_flow_kmh;
  if (ratio > 0.7) return 1;
  if (ratio > 0.5) return 2;
  if (ratio > 0.4) return 3;
  return ratio > 0.3 ? 4 : 5;
}

/** Annex A: 4, 8, 11, 14 and 24 % of severe kilometres are 2, 4, 6, 8 and 10. */
function plainSevereIndex(share: number): number {
  if (share <= 0.04) return 2 * (share / 0.04);
  if (share <= 0.08) return 2 + 2 * ((share - 0.04) / 0.04);
  if (share <= 0.11) return 4 + 2 * ((share - 0.08) / 0.03);
  if (share <= 0.14) return 6 + 2 * ((share - 0.11) / 0.03);
  if (share <= 0.24) return 8 + 2 * ((share - 0.14) / 0.1);
  return 10;
}

/** Annex B: each 0.3 of the travel time index from 1 on is 2. */
function plainTimeIndex(tti: number): number {
  return Number.isNaN(tti) ? Number.NaN : Math.min(10, (2 * (tti - 1)) / 0.3);
}

function plainDelayIndex(dtp: number): number {
  if (dtp <= 0.3) return dtp / 0.15;
  if (dtp <= 0.5) return 2 + (dtp - 0.3) / 0.1;
  if (dtp <= 0.6) return 4 + (dtp - 0.5) / 0.05;
  if (dtp <= 0.7) return 6 + (dtp - 0.6) / 0.05;
  return 8 + (dtp - 0.7) / 0.15;
}

describe('the kernel', () => {
  it.each(['A', 'B', 'C'] as const)(
    'says of any network what the plain text of the standards says, by annex %s',
    (annex) => {
      const config: IndexConfig = { ...CONFIG, gb: { ...CONFIG.gb, annex } };
      fc.assert(
        fc.property(fc.array(driven, { minLength: 1, maxLength: 40 }), (rows) => {
          const network = networkOf(rows);
          const states = statesOf(network, rows);
          const lists = Array.from({ length: GROUPS }, (_, group) =>
            rows.flatMap((row, link) => (row.group === group ? [link] : [])),
          );
          const [values] = aggregateLinks(network, states, [csrOf(lists)], config);
          lists.forEach((links, i) => {
            const plain = plainly(network, states, links, config);
            for (const name of [
              'index',
              'tti',
              'dtp',
              'gb_index',
              'speed_kmh',
              'length_m',
              'covered_m',
            ] as const)
              expectClose(values[name][i], plain[name], name);
            plain.share.forEach((share, state) => {
              expectClose(values.mileage_share[5 * i + state], share, `share ${state}`);
            });
            expect(values.samples[i]).toBe(plain.samples);
          });
        }),
        { numRuns: 100 },
      );
    },
  );

  it('keeps every value in its range, and never invents one', () => {
    fc.assert(
      fc.property(fc.array(driven, { minLength: 1, maxLength: 20 }), (rows) => {
        const network = networkOf(rows);
        const all: Csr = csrOf([rows.map((_, link) => link)]);
        const [values] = aggregateLinks(network, statesOf(network, rows), [all], CONFIG);
        const any = rows.some(({ speed_kmh }) => speed_kmh !== null);
        expect(Number.isNaN(values.index[0])).toBe(!any);
        if (!any) return;
        for (const index of [values.index[0], values.gb_index[0]]) {
          expect(index).toBeGreaterThanOrEqual(0);
          expect(index).toBeLessThanOrEqual(10 + 1e-9);
        }
        expect(values.tti[0]).toBeGreaterThanOrEqual(1);
        expect(values.dtp[0]).toBeCloseTo(1 - 1 / values.tti[0], 9);
        expect(values.mileage_share.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('raises no index when one link gets faster', () => {
    fc.assert(
      fc.property(
        fc.array(driven, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 1, max: 40, noNaN: true }),
        (rows, by) => {
          const slow = rows.map((row) => ({ ...row, speed_kmh: row.speed_kmh ?? 20 }));
          const fast = slow.map((row, i) => (i === 0 ? { ...row, speed_kmh: row.speed_kmh + by } : row));
          const network = networkOf(rows);
          const all = csrOf([rows.map((_, link) => link)]);
          const [before] = aggregateLinks(network, statesOf(network, slow), [all], CONFIG);
          const [after] = aggregateLinks(network, statesOf(network, fast), [all], CONFIG);
          expect(after.index[0]).toBeLessThanOrEqual(before.index[0] + 1e-9);
          expect(after.gb_index[0]).toBeLessThanOrEqual(before.gb_index[0] + 1e-9);
        },
      ),
    );
  });
});

function expectClose(value: number, plain: number, name: string): void {
  if (Number.isNaN(plain)) expect(value, name).toBeNaN();
  else
    expect(Math.abs(value - plain), `${name}: ${value} and ${plain}`).toBeLessThan(1e-6 * Math.max(1, plain));
}

test('states change at the bounds of GB/T 33171, upper bound inclusive', () => {
  const states = [100, 71, 70, 51, 50, 41, 40, 31, 30, 1].map((speed) =>
    trafficStateOf(GB_33171_2016, speed, 100),
  );
  expect(states).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
});

test('each annex has its own bounds', () => {
  const measures = { severe_share: 0.08, tti: 1.9, dtp: 0.3 };
  expect(gbIndexOf(GB_33171_2016, 'A', measures)).toBeCloseTo(4);
  expect(gbIndexOf(GB_33171_2016, 'B', measures)).toBeCloseTo(6);
  expect(gbIndexOf(GB_33171_2016, 'C', measures)).toBeCloseTo(2);
});

test('the Shenzhen index follows its table and is flat beyond it', () => {
  expect([0, 10, 25, 40, 60, 200].map((speed) => shenzhenIndexOf(SHENZHEN_INDEX, 2, speed))).toEqual([
    10, 8, 5, 2, 0, 0,
  ]);
  expect([0, 1.99, 2, 5.5, 7.99, 8, 10].map((index) => shenzhenBandOf(SHENZHEN_INDEX, index))).toEqual([
    0, 0, 1, 2, 3, 4, 4,
  ]);
});

test('a configuration counts from its own day on', () => {
  const later: IndexConfig = { ...CONFIG, formula_version: 'next', valid_from_ms: 1_000 };
  const at = (at_ms: number) => indexConfigAt([CONFIG, later], at_ms).formula_version;
  expect([at(0), at(999), at(1_000)]).toEqual([CONFIG.formula_version, CONFIG.formula_version, 'next']);
});
