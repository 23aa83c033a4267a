import { describe, expect, it } from 'vitest';
import { hash01 } from '../random/index.ts';
import { DemandFilter } from './demand-filter.ts';
import { fleetScale } from './fleet-scale.ts';
import { FreeShareBuilder } from './free-share.ts';
import { noiseFloor, scoreDay } from './score-days.ts';
import { QUARTERS_OF_DAY, TypicalDayBuilder } from './typical-day.ts';

const LINKS = 40;
const DAYS = 10;
/** Two kinds, one with its peak in the morning, one in the evening; links differ by a factor of their own. */
const kind = Uint8Array.from({ length: LINKS }, (_, link) => link % 2);
const truth = (quarter: number, link: number) =>
  (0.5 + hash01(1, link, 0, 0)) * (1 + 3 * Math.exp(-(((quarter - (kind[link] ? 72 : 32)) / 6) ** 2)));

/** Passes of one quarter of one day, drawn from Poisson's distribution. */
function drawn(day: number, quarter: number): Uint8Array {
  return Uint8Array.from({ length: LINKS }, (_, link) => {
    let [left, n] = [hash01(day, quarter, link, 5), 0];
    let chance = Math.exp(-truth(quarter, link));
    while (left >= chance && n < 60) {
      left -= chance;
      chance *= truth(quarter, link) / ++n;
    }
    return n;
  });
}

function typicalOf(days: number, of: (day: number, quarter: number) => ArrayLike<number> = drawn) {
  const builder = new TypicalDayBuilder(kind, 2);
  for (let day = 0; day < days; day++)
    for (let quarter = 0; quarter < QUARTERS_OF_DAY; quarter++) builder.add(quarter, of(day, quarter));
  return builder.build();
}

const cells = (of: (quarter: number, link: number) => number) =>
  Float32Array.from({ length: QUARTERS_OF_DAY * LINKS }, (_, at) => of(Math.floor(at / LINKS), at % LINKS));
const wholeDay = (day: number) =>
  Float32Array.from(Array.from({ length: QUARTERS_OF_DAY }, (_, q) => [...drawn(day, q)]).flat());
const rms = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.sqrt(Array.from(a, (x, i) => (x - b[i]) ** 2).reduce((s, x) => s + x, 0) / a.length);

describe('the typical day', () => {
  it('is nearer to what is usual than the mean of the days, and than any one of them', () => {
    const usual = cells(truth);
    const means = cells((quarter, link) => {
      let sum = 0;
      for (let day = 0; day < DAYS; day++) sum += drawn(day, quarter)[link];
      return sum / DAYS;
    });
    const { passes } = typicalOf(DAYS);
    expect(rms(passes, usual)).toBeLessThan(0.7 * rms(means, usual));
    expect(rms(means, usual)).toBeLessThan(0.5 * rms(wholeDay(0), usual));
  });

  it('is the mean of the days where these are many and sure', () => {
    const { passes, variation } = typicalOf(50, (_, quarter) =>
      Array.from({ length: LINKS }, (__, link) => 100 + 90 * Math.sin(quarter * (1 + link))),
    );
    expect(variation[0]).toBeGreaterThan(0.1);
    expect(passes[5 * LINKS + 3] / (100 + 90 * Math.sin(5 * 4))).toBeCloseTo(1, 2);
  });

  it('is nothing where nobody was ever seen, and of a link nobody drove a little of its kind', () => {
    expect(typicalOf(0).passes.every((value) => value === 0)).toBe(true);
    const { passes, seen } = typicalOf(4, (day, quarter) =>
      drawn(day, quarter).map((n, link) => (link === 7 ? 0 : n)),
    );
    expect(seen[7]).toBe(0);
    expect(passes[32 * LINKS + 7]).toBeGreaterThan(0);
    expect(passes[32 * LINKS + 7]).toBeLessThan(0.5 * passes[32 * LINKS + 9]);
  });

  it('does not count quarters that no day recorded', () => {
    const builder = new TypicalDayBuilder(kind, 2);
    for (let day = 0; day < 3; day++)
      for (let quarter = 0; quarter < 48; quarter++) builder.add(quarter, drawn(day, quarter));
    const { days, passes } = builder.build();
    expect([days[0], days[47], days[48]]).toEqual([3, 3, 0]);
    // Half a day known: what is expected in it is what came, not twice as much.
    const sum = (quarters: number) => passes.subarray(0, quarters * LINKS).reduce((a, b) => a + b, 0);
    const came = [0, 1, 2].flatMap((day) => [...wholeDay(day).subarray(0, 48 * LINKS)]);
    expect(sum(48) / (came.reduce((a, b) => a + b, 0) / 3)).toBeCloseTo(1, 1);
  });
});

describe('the score of a day held out', () => {
  const known = new Uint8Array(QUARTERS_OF_DAY).fill(1);
  it('is at the floor of chance for who knows what is usual, and above it for last week', () => {
    const usual = cells(truth);
    const came = wholeDay(99);
    const floor = noiseFloor(usual, known);
    const best = scoreDay(usual, came, usual, known);
    expect(best.rmsn / floor).toBeGreaterThan(0.9);
    expect(best.rmsn / floor).toBeLessThan(1.1);
    expect(Math.abs(best.bias)).toBeLessThan(0.03);
    expect(scoreDay(wholeDay(98), came, usual, known).rmsn / floor).toBeGreaterThan(1.3);
  });
  it('leaves out hours of which a quarter was not recorded', () => {
    const usual = cells(() => 1);
    const half = known.map((_, quarter) => (quarter < 46 ? 1 : 0));
    expect(scoreDay(usual, usual, usual, half)).toEqual({ count: 11 * LINKS, rmsn: 0, bias: 0 });
  });
});

describe('the filter of the running day', () => {
  const run = (steps: number, seen: number[], expected: number[]) => {
    const filter = new DemandFilter(seen.length);
    for (let n = 0; n < steps; n++) filter.learn(seen, expected);
    return filter;
  };
  it('comes to the factor of the day', () => {
    const filter = run(60, [1500, 3000], [1000, 2000]);
    expect(filter.city).toBeCloseTo(1.5, 1);
    expect(filter.factors()[0]).toBeCloseTo(1.5, 1);
  });
  it('is one before anything came, and near the city’s where a zone is hardly expected', () => {
    expect([...new DemandFilter(2).factors()]).toEqual([1, 1]);
    expect(run(60, [5000, 0], [10_000, 0.1]).factors()[1]).toBeCloseTo(0.5, 1);
  });
  it('hardly moves by a few vehicles, and by little on one step', () => {
    // 4 expected in five minutes and 6 seen, for five hours: (40 × 1.5 + 300) / (40 + 300).
    expect(run(60, [6], [4]).city).toBeCloseTo(360 / 340, 2);
    const filter = run(60, [1000], [1000]);
    filter.learn([3000], [1000]);
    expect(filter.city).toBeLessThan(1.25);
  });
  it('is bounded whatever comes', () => {
    expect(run(60, [1e9], [1]).city).toBe(5);
    expect(run(600, [0], [1e6]).city).toBe(0.2);
  });
});

describe('what a pass stands for', () => {
  const hour = (link: number, zone: number, vehicles: number, passes: number) => ({
    link,
    zone,
    vehicles,
    passes,
  });
  const hours = [0, 1].flatMap((zone) =>
    Array.from({ length: 30 }, (_, n) => hour(100 * zone + n, zone, zone === 0 ? 1000 : 4000, 100)),
  );
  it('is counted over passes by zone, drawn to the city’s', () => {
    const found = fleetScale(hours, 3);
    // City (30 × 1000 + 30 × 4000) / 6000 = 25; zone 0 (30,000 + 300 × 25) / 3300.
    expect(found?.vehicles_per_pass[0]).toBeCloseTo(37_500 / 3300, 6);
    expect(found?.vehicles_per_pass[2]).toBeCloseTo(25, 6);
    expect((found?.used ?? 0) + (found?.held_out ?? 0)).toBe(60);
    expect(found?.held_out).toBeGreaterThan(8);
  });
  it('is judged on detectors that it does not know', () => {
    const even = hours.map((one) => ({ ...one, vehicles: 1000 }));
    expect(fleetScale(even, 2)?.score).toMatchObject({ geh_under_5: 1, rmsn: 0 });
    expect(
      fleetScale(
        hours.map((one, n) => ({ ...one, vehicles: n % 2 ? 100 : 2000 })),
        2,
      )?.score?.rmsn,
    ).toBeGreaterThan(0.5);
  });
  it('is not known from a few detectors, or where nothing was expected', () => {
    expect(fleetScale(hours.slice(0, 5), 2)).toBeUndefined();
    expect(
      fleetScale(
        hours.map((one) => ({ ...one, passes: 0 })),
        2,
      ),
    ).toBeUndefined();
  });
});

describe('free speed from nights', () => {
  it('is the 85th percentile of each link over its limit, the median of the class', () => {
    const builder = new FreeShareBuilder(30);
    // Ten quarters: nine at 60 km/h and below, one wild one; limit 60.
    for (let n = 0; n < 20; n++) builder.add(8, new Uint8Array(30).fill(n === 0 ? 250 : n < 10 ? 108 : 80));
    builder.add(40, new Uint8Array(30).fill(200));
    const [measured, none] = builder.measure(new Uint8Array(30), new Uint8Array(30).fill(60), 2);
    expect(measured).toEqual({ share: 54 / 60, links: 30, quarters: 600 });
    expect(none).toBeUndefined();
  });
  it('is not measured from a few links', () => {
    const builder = new FreeShareBuilder(10);
    for (let n = 0; n < 20; n++) builder.add(8, new Uint8Array(10).fill(100));
    expect(builder.measure(new Uint8Array(10), new Uint8Array(10).fill(60), 1)).toEqual([undefined]);
  });
});
