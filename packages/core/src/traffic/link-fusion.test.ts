import { textNetwork } from '@opentocc/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csrOf } from '../network/index.ts';
import { MINUTE_MS } from '../time/index.ts';
import {
  aggregateLinks,
  estimateLinkStates,
  INDEX_CONFIGS,
  isEstimated,
  LinkFusion,
  type LinkStates,
  TravelAccumulator,
  type TravelSums,
} from './index.ts';

const START_MS = Date.UTC(2026, 10, 23, 0);
/** Two roads far from each other, of four links each way. */
const city = textNetwork(`
  A----B----C----D----E
  |
  P----Q----R----S----T
`);

type Passes = readonly (readonly [link: string, speed_kmh: number])[];

function sumsOf(passes: Passes, end_ms: number): TravelSums {
  const travel = new TravelAccumulator(city.network);
  for (const [slot, [name, speed_kmh]] of passes.entries()) {
    const link = city.link(name);
    const length_m = city.network.link_length_m[link];
    const exit_ms = end_ms - MINUTE_MS;
    travel.travel(slot, link, 0, length_m, exit_ms - (length_m * 3600) / speed_kmh, exit_ms);
    travel.interrupt(slot);
  }
  return travel.read(end_ms, 5);
}

function observe(sums: TravelSums): LinkStates {
  const free_flow_kmh = new Float32Array(city.network.link_count).fill(60);
  return estimateLinkStates(sums, { network_version: 'v', sequence: 1, free_flow_kmh, stateOf: () => 1 });
}

function fuse(fusion: LinkFusion, passes: Passes, end_ms = START_MS, typical_kmh?: Float32Array): LinkStates {
  const sums = sumsOf(passes, end_ms);
  return fusion.fuse(sums, observe(sums), { stateOf: (v, free) => (v > free / 2 ? 1 : 5), typical_kmh });
}

const many = (link: string, speed_kmh: number, times: number): Passes =>
  Array.from({ length: times }, (_, i) => [link, speed_kmh + (i % 3) - 1]);
const usual: Passes = [
  ...many('PQ', 45, 4),
  ...many('QR', 45, 4),
  ...many('SR', 45, 4),
  ...many('RQ', 45, 4),
];

describe('a link', () => {
  test('with enough passes is estimated from them alone', () => {
    const { speed_kmh, own_weight } = fuse(new LinkFusion(city.network), [...usual, ...many('BC', 12, 6)]);
    expect(speed_kmh[city.link('BC')]).toBeCloseTo(
      observe(sumsOf(many('BC', 12, 6), START_MS)).speed_kmh[city.link('BC')],
      3,
    );
    expect(own_weight?.[city.link('BC')]).toBe(1);
  });

  test('without passes is an estimate, and its samples stay none', () => {
    const states = fuse(new LinkFusion(city.network), usual);
    const link = city.link('RS');
    expect(states.speed_kmh[link]).toBeGreaterThan(35);
    expect(states.speed_kmh[link]).toBeLessThan(52);
    expect([states.samples[link], states.own_weight?.[link], isEstimated(states, link)]).toEqual([
      0,
      0,
      true,
    ]);
  });

  test('between two slow ones of its road is slower than one of a road that flows', () => {
    const slow = [...usual, ...many('AB', 10, 6), ...many('CD', 10, 6)];
    const { speed_kmh, half_width_kmh } = fuse(new LinkFusion(city.network, { widest: 2 }), slow);
    const [inside, elsewhere] = [city.link('BC'), city.link('RS')];
    expect(speed_kmh[inside]).toBeLessThan(speed_kmh[elsewhere] * 0.8);
    expect(half_width_kmh[inside]).toBeGreaterThan(0);
  });

  test('of which nobody in the city knows anything has no value', () => {
    const { speed_kmh, state } = fuse(new LinkFusion(city.network), []);
    expect([speed_kmh[0], state[0]]).toEqual([Number.NaN, 0]);
  });

  test('on which vehicles have only stood yet leaves the others their values', () => {
    const link = city.link('ED');
    const sums = sumsOf(usual, START_MS);
    sums.passes[link] = 2;
    sums.time[link] = 20;
    sums.time_2[link] = 200;
    const states = new LinkFusion(city.network).fuse(sums, observe(sums), { stateOf: () => 1 });
    expect(states.speed_kmh[city.link('PQ')]).toBeGreaterThan(35);
    expect(states.speed_kmh[city.link('RS')]).toBeGreaterThan(35);
  });

  test('on which vehicles have only stood yet takes no value from the groups that it is in', () => {
    const link = city.link('ED');
    const sums = sumsOf(usual, START_MS);
    sums.passes[link] = 2;
    sums.vehicles[link] = 2;
    sums.time[link] = 20;
    sums.time_2[link] = 200;
    const fusion = new LinkFusion(city.network, { widest: 0.01 });
    const states = fusion.fuse(sums, observe(sums), { stateOf: () => 1 });
    expect([states.speed_kmh[link], states.samples[link], states.vehicles[link]]).toEqual([Number.NaN, 0, 0]);
    expect(sums.passes[link]).toBe(2);
    const all = csrOf([Array.from({ length: city.network.link_count }, (_, i) => i)]);
    const [{ index, tti, speed_kmh, samples }] = aggregateLinks(
      city.network,
      states,
      [all],
      INDEX_CONFIGS[0],
    );
    expect([index[0], tti[0], speed_kmh[0]].map(Number.isFinite)).toEqual([true, true, true]);
    expect(samples[0]).toBe(16);
  });

  test('that was slow is still thought slow, the less the longer ago', () => {
    const after = (windows: number): number => {
      const fusion = new LinkFusion(city.network);
      fuse(fusion, [...usual, ...many('ED', 10, 6)]);
      let states: LinkStates | undefined;
      for (let w = 1; w <= windows; w++) states = fuse(fusion, usual, START_MS + w * 5 * MINUTE_MS);
      return states!.speed_kmh[city.link('ED')];
    };
    const never = fuse(new LinkFusion(city.network), usual).speed_kmh[city.link('ED')];
    expect(after(1)).toBeLessThan(never);
    expect(after(1)).toBeLessThan(after(12));
  });

  test('counts a window once, though it is estimated each minute', () => {
    const passes = [...usual, ...many('ED', 10, 2)];
    const once = new LinkFusion(city.network);
    const first = fuse(once, passes, START_MS).half_width_kmh[city.link('ED')];
    const again = fuse(once, passes, START_MS + MINUTE_MS).half_width_kmh[city.link('ED')];
    expect(again).toBeGreaterThan(first * 0.8);
  });

  test('with a profile of its own is thought of as its profile, shifted as the others are', () => {
    const typical_kmh = new Float32Array(city.network.link_count).fill(45);
    typical_kmh[city.link('RS')] = 20;
    const { speed_kmh } = fuse(new LinkFusion(city.network), usual, START_MS, typical_kmh);
    expect(speed_kmh[city.link('RS')]).toBeGreaterThan(15);
    expect(speed_kmh[city.link('RS')]).toBeLessThan(25);
  });

  test('with a profile is not thought slow because its district always is', () => {
    const [slow, other] = [0, 1];
    const link_district = new Uint16Array(city.network.link_count).fill(slow);
    for (const name of ['SR', 'RQ', 'QP', 'TS']) link_district[city.link(name)] = other;
    const [area] = textNetwork('A-B').network.meta.districts;
    const meta = { ...city.network.meta, districts: [area, area] };
    const typical_kmh = new Float32Array(city.network.link_count).fill(Number.NaN);
    for (const name of ['AB', 'BC', 'CD']) typical_kmh[city.link(name)] = 45;
    const slow_always = [...many('PQ', 20, 4), ...many('QR', 20, 4), ...many('RS', 20, 4)];
    const elsewhere = [...many('SR', 45, 4), ...many('RQ', 45, 4), ...many('QP', 45, 4)];
    const as_usual = [...many('AB', 45, 4), ...many('BC', 45, 4)];
    const passes = [...slow_always, ...elsewhere, ...as_usual];
    const fusion = new LinkFusion({ ...city.network, link_district, meta });
    const { speed_kmh } = fuse(fusion, passes, START_MS, typical_kmh);
    expect(speed_kmh[city.link('CD')]).toBeGreaterThan(43);
    expect(speed_kmh[city.link('ST')]).toBeLessThan(30);
  });
});

describe('passes of vehicles whose pace is known', () => {
  /** Passes of slow vehicles on `BC`, of usual ones on the other road. */
  function withSlowOnBC(passes: number, pace: number): TravelSums {
    const sums = sumsOf([...usual, ...many('BC', 36, passes)], START_MS);
    sums.pace[city.link('BC')] = passes * pace;
    sums.pace_variance.fill(0.0001);
    return { ...sums, pace_2: passes * pace * pace };
  }
  const slow = Math.log(36 / 45);
  const fuseSums = (sums: TravelSums, penetration_rate: number) =>
    new LinkFusion(city.network, { penetration_rate }).fuse(sums, observe(sums), { stateOf: () => 1 });
  const link = city.link('BC');

  test('count as passes of traffic where few vehicles report', () => {
    const known = fuseSums(withSlowOnBC(2, slow), 0.01).speed_kmh[link];
    const unknown = fuseSums(withSlowOnBC(2, 0), 0.01).speed_kmh[link];
    expect(unknown).toBeLessThan(40);
    expect(known).toBeGreaterThan(42);
  });

  test('count as they are where all vehicles report', () => {
    const { speed_kmh, own_weight } = fuseSums(withSlowOnBC(6, slow), 1);
    expect(speed_kmh[link]).toBeCloseTo(36, 0);
    expect(own_weight?.[link]).toBe(1);
  });

  test('leave traffic what it does when all vehicles are alike', () => {
    const sums = sumsOf(usual, START_MS);
    const alike = { ...sums, pace: sums.pace.map((_, l) => sums.passes[l] * slow) };
    const [as_known, as_unknown] = [fuseSums(alike, 0.01), fuseSums(sums, 0.01)];
    expect(as_known.speed_kmh[link]).toBeCloseTo(as_unknown.speed_kmh[link], 3);
  });

  test('are held against what traffic does, without their pace', () => {
    const sums = withSlowOnBC(4, slow);
    const fusion = new LinkFusion(city.network, { penetration_rate: 0.01 });
    const states = fusion.fuse(sums, observe(sums), { stateOf: () => 1 });
    const { ln_mps, variance, pace_variance } = fusion.expectation(states);
    expect(Math.exp(ln_mps[link]) * 3.6).toBeGreaterThan(42);
    expect(variance[link]).toBeGreaterThan(0);
    expect(Math.sqrt(pace_variance)).toBeCloseTo(0.1, 1);
  });
});

test('the interval is of all vehicles: narrower the more of them were seen', () => {
  const sums = sumsOf([...usual, ...many('BC', 40, 4)], START_MS);
  const widths = [0.01, 0.3, 1].map(
    (penetration_rate) =>
      new LinkFusion(city.network, { penetration_rate }).fuse(sums, observe(sums), { stateOf: () => 1 })
        .half_width_kmh[city.link('PQ')],
  );
  expect(widths[1]).toBeLessThan(widths[0]);
  expect(widths[2]).toBeLessThan(widths[1]);
});

test('what a value rests on adds up to the whole, and is found in it', () => {
  const names = ['AB', 'BC', 'CD', 'PQ', 'QR', 'SR'];
  const pass = fc.tuple(fc.constantFrom(...names), fc.integer({ min: 5, max: 80 }));
  fc.assert(
    fc.property(fc.array(pass, { minLength: 1, maxLength: 30 }), (passes) => {
      const fusion = new LinkFusion(city.network);
      const states = fuse(fusion, passes);
      for (let link = 0; link < states.samples.length; link++) {
        if (Number.isNaN(states.speed_kmh[link])) continue;
        expect(states.half_width_kmh[link]).toBeGreaterThan(0);
        const parts = fusion.partsOf(link, states);
        expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 5);
        const logs = parts.map(({ speed_kmh, weight }) => weight * Math.log(speed_kmh));
        const whole = Math.exp(logs.reduce((sum, one) => sum + one, 0));
        expect(whole / states.speed_kmh[link]).toBeCloseTo(1, 2);
      }
    }),
    { numRuns: 50 },
  );
});
