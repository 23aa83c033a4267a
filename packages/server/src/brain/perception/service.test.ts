import type { RejectReason } from '@opentocc/contract';
import type { LinkStates } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import pino from 'pino';
import { afterEach, expect, test } from 'vitest';
import { createPerception, type Perception } from './index.ts';
import { batchOf, type TestFix } from './test-batch.ts';

const city = textNetwork('A--------------------B');
const [LON, LAT] = [114.05, 22.55];
const HUNDRED = 100 / 102_860.4;
const MINUTE_MS = 60_000;
/** Two seconds before a full minute, so that the first snapshot is near. */
const START_MS = Date.UTC(2026, 10, 23, 0) + MINUTE_MS - 2000;

let perception: Perception | undefined;
afterEach(() => perception?.close());

/** Perception in real threads, on a clock that runs from {@link START_MS}. */
function start(workers: number) {
  const started_ms = performance.now();
  const clock = { now: () => START_MS + performance.now() - started_ms };
  const quality = { accepted: 0, rejected: new Map<RejectReason, number>() };
  perception = createPerception({
    network: city.network,
    clock,
    log: pino({ level: 'silent' }),
    workers,
    datums: () => ({}),
    quality: {
      accept: (_source, n) => {
        quality.accepted += n;
      },
      count: (_source, reason, n) => {
        quality.rejected.set(reason, (quality.rejected.get(reason) ?? 0) + n);
      },
      delay: () => undefined,
    },
    freeFlow_kmh: () => new Float32Array(city.network.link_count).fill(60),
    stateOf: () => 1,
  });
  return { perception, quality };
}

/** A vehicle that drives 100 m each 10 s until just before the start. */
const drive = (vehicle: number): TestFix[] =>
  Array.from({ length: 6 }, (_, i) => ({
    vehicle,
    at_ms: START_MS - 51_000 + 10_000 * i,
    received_ms: START_MS,
    lon: LON + (2 + i) * HUNDRED,
    lat: LAT,
  }));

test('fixes that go to several threads come back as one snapshot, as positions and as quality', async () => {
  const { perception, quality } = start(2);
  const published = new Promise<LinkStates>((resolve) => {
    perception.linkStates.subscribe(resolve);
  });
  const seen = new Set<number>();
  perception.positions.subscribe(({ vehicle }) => {
    for (const id of vehicle) seen.add(id);
  });
  perception.accept(batchOf([...drive(1), ...drive(2), ...drive(3), ...drive(3)]));
  const states = await published;
  const link = city.link('AB');
  expect(states.window_end_ms).toBe(START_MS + 2000);
  expect(states.samples[link]).toBe(3);
  expect(states.speed_kmh[link]).toBeCloseTo(36, 0);
  expect(perception.current()).toBe(states);
  expect([...seen].sort()).toEqual([1, 2, 3]);
  expect(quality.accepted).toBe(18);
  expect(Object.fromEntries(quality.rejected)).toEqual({ out_of_order: 5, duplicate: 1 });
  expect(perception.metrics().waiting_fixes).toBe(0);
});

test('who writes fixes waits while the queue is full, and goes on when it empties', async () => {
  const { perception } = start(1);
  const many = batchOf(Array.from({ length: 110_000 }, () => ({ at_ms: START_MS, lon: LON, lat: LAT })));
  perception.accept(many);
  let roomy = false;
  const room = perception.room().then(() => {
    roomy = true;
  });
  await Promise.resolve();
  expect(roomy).toBe(false);
  await room;
  expect(perception.metrics().waiting_fixes).toBeLessThan(100_000);
});
