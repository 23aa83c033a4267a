import { textNetwork } from '@opentocc/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../time/index.ts';
import { addInto, type LinkPass, TravelAccumulator, topSpeed_kmh } from './index.ts';

const START_MS = Date.UTC(2026, 10, 23, 0);
const { network, link } = textNetwork(`
  A----B----C----D

  signals B
`);
const path = [link('AB'), link('BC'), link('CD')];

describe('sums of travel', () => {
  test('count a pass when it ends, with what was driven and how long it took', () => {
    const travel = new TravelAccumulator(network);
    travel.travel(0, path[0], 0, 500, START_MS, START_MS + 50_000);
    travel.travel(0, path[1], 0, 100, START_MS + 50_000, START_MS + 55_000);
    const sums = travel.read(START_MS + MINUTE_MS, 5);
    expect([sums.passes[path[0]], sums.distance[path[0]], sums.time[path[0]]]).toEqual([1, 500, 50]);
  });

  test('hold a pass that is under way, so that a queue shows before it moves', () => {
    const travel = new TravelAccumulator(network);
    travel.travel(0, path[0], 0, 20, START_MS, START_MS + 40_000);
    expect(travel.read(START_MS + MINUTE_MS, 5).time[path[0]]).toBe(40);
  });

  test('say beside each pass what was known of its vehicle before', () => {
    const travel = new TravelAccumulator(network);
    const column = (value: number) => new Float32Array(network.link_count).fill(value);
    const variance = { variance: column(0.0025), pass_variance: column(0.0025), pace_variance: 0.01 };
    travel.expect({ ln_mps: column(Math.log(10)), ...variance });
    travel.travel(7, path[0], 0, 500, START_MS, START_MS + 40_000);
    travel.travel(7, path[1], 0, 500, START_MS + 40_000, START_MS + 80_000);
    travel.interrupt(7);
    const sums = travel.read(START_MS + 2 * MINUTE_MS, 5);
    expect([sums.pace[path[0]], sums.pace_variance[path[0]]]).toEqual([0, Math.fround(0.01)]);
    expect(sums.pace[path[1]]).toBeGreaterThan(0.05);
    expect(sums.pace_variance[path[1]]).toBeLessThan(0.008);
    expect(sums.pace_2).toBeCloseTo(sums.pace[path[1]] ** 2, 6);
  });

  test('tell each pass that ended once, and none that is under way', () => {
    const travel = new TravelAccumulator(network);
    travel.travel(0, path[0], 0, 500, START_MS, START_MS + 50_000);
    travel.travel(0, path[1], 0, 100, START_MS + 50_000, START_MS + 55_000);
    const first = travel.takeEnded();
    expect([first.samples[path[0]], first.distance_m[path[0]], first.time_s[path[0]]]).toEqual([1, 500, 50]);
    expect(first.samples[path[1]]).toBe(0);
    travel.travel(0, path[2], 0, 100, START_MS + 55_000, START_MS + 60_000);
    travel.interrupt(0);
    const second = travel.takeEnded();
    expect([...path.map((at) => second.samples[at])]).toEqual([0, 1, 1]);
    expect(Math.max(...travel.takeEnded().samples)).toBe(0);
    // One that ended eight minutes before the newest is not of now.
    travel.travel(1, path[0], 0, 500, START_MS + 20 * MINUTE_MS, START_MS + 20 * MINUTE_MS + 50_000);
    travel.interrupt(1);
    travel.travel(2, path[1], 0, 500, START_MS, START_MS + 50_000);
    travel.interrupt(2);
    const third = travel.takeEnded();
    expect(path.map((at) => third.samples[at])).toEqual([1, 0, 0]);
  });

  test('leave a window when its minutes are over', () => {
    const travel = new TravelAccumulator(network);
    travel.travel(0, path[0], 0, 500, START_MS, START_MS + 50_000);
    travel.interrupt(0);
    expect(travel.read(START_MS + 5 * MINUTE_MS, 5).passes[path[0]]).toBe(1);
    expect(travel.read(START_MS + 6 * MINUTE_MS, 5).passes[path[0]]).toBe(0);
  });

  test('say when a pass came too late for every window', () => {
    const travel = new TravelAccumulator(network);
    for (const [slot, at_ms] of [
      [0, START_MS + 20 * MINUTE_MS],
      [1, START_MS + MINUTE_MS],
    ]) {
      travel.travel(slot, path[0], 0, 500, at_ms - 50_000, at_ms);
      travel.interrupt(slot);
    }
    expect(travel.late).toBe(1);
  });

  test('leave out a pass that no vehicle drives, under way as well as ended, and say how many', () => {
    const passes: LinkPass[] = [];
    const travel = new TravelAccumulator(network, { onPass: (pass) => passes.push(pass) });
    const top_mps = topSpeed_kmh(network, path[0]) / 3.6;
    const drive = (slot: number, seconds: number) =>
      travel.travel(slot, path[0], 0, 500, START_MS, START_MS + seconds * 1000);
    drive(0, 500 / top_mps + 0.1);
    drive(1, 500 / top_mps - 0.1);
    const underWay = travel.read(START_MS + MINUTE_MS, 5);
    expect([underWay.passes[path[0]], underWay.distance[path[0]]]).toEqual([1, 500]);
    travel.interrupt(0);
    travel.interrupt(1);
    const ended = travel.read(START_MS + MINUTE_MS, 5);
    expect([ended.passes[path[0]], ended.distance[path[0]], travel.too_fast]).toEqual([1, 500, 1]);
    expect(passes.map(({ left_out, time_s }) => [left_out, time_s > 0])).toEqual([
      ['none', true],
      ['too_fast', false],
    ]);
  });

  test('are bounded by the vehicle where it is slower than the road allows, and by the road where that is', () => {
    const road_kmh = topSpeed_kmh(network, path[0]);
    const fastest = [road_kmh / 2, road_kmh * 2];
    const travel = new TravelAccumulator(network, { fastestOf_kmh: (slot) => fastest[slot] });
    const drive = (slot: number, speed_kmh: number) => {
      travel.travel(slot, path[0], 0, 500, START_MS, START_MS + (500 / speed_kmh) * 3600);
      travel.interrupt(slot);
    };
    drive(0, road_kmh * 0.49);
    drive(1, road_kmh * 0.99);
    expect(travel.too_fast).toBe(0);
    drive(0, road_kmh * 0.51);
    drive(1, road_kmh * 1.01);
    expect(travel.too_fast).toBe(2);
    expect(travel.read(START_MS + MINUTE_MS, 5).passes[path[0]]).toBe(2);
  });

  test.each([
    ['waiting before signals', path[0], 450, 100, 150],
    ['a bus stop, a passenger, a delivery', path[1], 400, 25, 50],
    ['parking before signals', path[0], 450, 300, 50],
    ['a short halt anywhere', path[1], 400, 10, 60],
  ])('tell standing that is traffic from standing that is not: %s', (_, on, at_m, stood_s, time_s) => {
    const travel = new TravelAccumulator(network);
    travel.travel(0, on, 0, at_m, START_MS, START_MS + 50_000);
    travel.stand(0, on, at_m, START_MS + 50_000, START_MS + (50 + stood_s) * 1000);
    travel.interrupt(0);
    expect(travel.read(START_MS + 7 * MINUTE_MS, 6).time[on]).toBe(time_s);
  });

  test('leave out the rest of a stop that hides between fixes', () => {
    const travel = new TravelAccumulator(network);
    travel.travel(0, path[1], 0, 200, START_MS, START_MS + 20_000);
    travel.stand(0, path[1], 200, START_MS + 20_000, START_MS + 40_000);
    travel.travel(0, path[1], 200, 210, START_MS + 40_000, START_MS + 50_000);
    travel.travel(0, path[1], 210, 400, START_MS + 50_000, START_MS + 70_000);
    travel.interrupt(0);
    expect(travel.read(START_MS + 2 * MINUTE_MS, 5).time[path[1]]).toBeCloseTo(42, 0);
  });

  test('count standing far from signals of a vehicle that crawls: it is in a queue', () => {
    const travel = new TravelAccumulator(network);
    travel.travel(0, path[1], 0, 80, START_MS, START_MS + 40_000);
    travel.travel(0, path[1], 80, 100, START_MS + 40_000, START_MS + 50_000);
    travel.stand(0, path[1], 100, START_MS + 50_000, START_MS + 90_000);
    travel.interrupt(0);
    expect(travel.read(START_MS + 2 * MINUTE_MS, 5).time[path[1]]).toBe(90);
  });

  test('give a wait before signals to the link before them, though fixes fall beyond the line', () => {
    const travel = new TravelAccumulator(network);
    travel.travel(0, path[0], 0, 500, START_MS, START_MS + 50_000);
    travel.travel(0, path[1], 0, 6, START_MS + 50_000, START_MS + 51_000);
    travel.stand(0, path[1], 6, START_MS + 51_000, START_MS + 81_000);
    travel.travel(0, path[1], 6, 206, START_MS + 81_000, START_MS + 101_000);
    travel.interrupt(0);
    const { time } = travel.read(START_MS + 2 * MINUTE_MS, 5);
    expect([time[path[0]], time[path[1]]]).toEqual([80, 21]);
  });

  test('leave out a stop that the vehicle itself states, wherever it is', () => {
    const statedStop = (_slot: number, from_ms: number) => from_ms === START_MS + 50_000;
    const travel = new TravelAccumulator(network, { statedStop });
    travel.travel(0, path[0], 0, 450, START_MS, START_MS + 50_000);
    travel.stand(0, path[0], 450, START_MS + 50_000, START_MS + 80_000);
    travel.interrupt(0);
    expect(travel.read(START_MS + 2 * MINUTE_MS, 5).time[path[0]]).toBe(50);
  });

  test('tell each pass as it ends, with what was left out and why', () => {
    const passes: LinkPass[] = [];
    const travel = new TravelAccumulator(network, { onPass: (pass) => passes.push(pass) });
    travel.travel(3, path[1], 0, 400, START_MS, START_MS + 40_000);
    travel.stand(3, path[1], 400, START_MS + 40_000, START_MS + 140_000);
    travel.travel(3, path[2], 0, 10, START_MS + 140_000, START_MS + 141_000);
    expect(passes).toMatchObject([
      { slot: 3, link: path[1], enter_ms: START_MS, distance_m: 400, left_out_s: 100, left_out: 'own_stop' },
    ]);
  });

  const passes = fc.array(
    fc
      .record({
        slot: fc.integer({ min: 0, max: 150 }),
        at: fc.integer({ min: 0, max: 2 }),
        speed_mps: fc.integer({ min: 1, max: 20 }),
        time_s: fc.integer({ min: 1, max: 25 }),
      })
      .map((row) => ({ ...row, distance_m: row.speed_mps * row.time_s })),
  );

  test('are those of a plain list of passes, and of shards added up', () => {
    fc.assert(
      fc.property(passes, (rows) => {
        const [whole, even, odd] = [0, 1, 2].map(() => new TravelAccumulator(network));
        const end_ms = START_MS + MINUTE_MS;
        for (const { slot, at, distance_m, time_s } of rows)
          for (const travel of [whole, slot % 2 === 0 ? even : odd]) {
            const exit_ms = START_MS + 30_000;
            travel.travel(slot, path[at], 0, distance_m, exit_ms - time_s * 1000, exit_ms);
            travel.interrupt(slot);
          }
        const [sums, added, other] = [whole, even, odd].map((travel) => travel.read(end_ms, 5));
        addInto(added, other);
        for (const [at, id] of path.entries()) {
          const own = rows.filter((row) => row.at === at);
          const total = (of: (row: (typeof rows)[number]) => number) =>
            own.reduce((sum, row) => sum + of(row), 0);
          for (const read of [sums, added]) {
            expect(read.passes[id]).toBe(own.length);
            expect(read.distance[id]).toBe(total((row) => row.distance_m));
            expect(read.time[id]).toBe(total((row) => row.time_s));
            expect(read.pace_variance[id]).toBeCloseTo(0.01 * own.length, 5);
            expect(read.time_2[id]).toBe(total((row) => row.time_s ** 2));
            expect(read.distance_time[id]).toBe(total((row) => row.distance_m * row.time_s));
          }
        }
      }),
    );
  });
});
