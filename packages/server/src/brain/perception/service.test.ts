import type { RejectReason } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { LinkStates } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import pino from 'pino';
import { afterEach, expect, test } from 'vitest';
import { encodeFixes } from '../../base/history/batch-codec.ts';
import { createPerception, type Perception } from './index.ts';
import type { WorkerRequest } from './protocol.ts';
import type { ShardThread } from './shard-queue.ts';
import { startWorkerThread } from './shards.ts';
import { batchOf, type TestFix } from './test-batch.ts';

const city = textNetwork('A--------------------B');
const [LON, LAT] = [114.05, 22.55];
const HUNDRED = 100 / 102_860.4;
/** Threads start in a second, or in several on a busy machine. */
const SOON = { timeout: 20_000 };
/** Two seconds before a full minute, so that the first snapshot is near. */
const START_MS = Date.UTC(2026, 10, 23, 0) + MINUTE_MS - 2000;

let perception: Perception | undefined;
afterEach(() => perception?.close());

/** Perception in real threads, on a clock that runs from `start_ms` and can skip. */
function start(workers: number, start_ms = START_MS, startThread = startWorkerThread) {
  const started_ms = performance.now();
  let skipped_ms = 0;
  const clock = { now: () => start_ms + skipped_ms + performance.now() - started_ms };
  const quality = { accepted: 0, rejected: new Map<RejectReason, number>(), looked: [] as number[] };
  const logged: Uint8Array[] = [];
  const made = createPerception({
    network: city.network,
    clock,
    log: pino({ level: 'silent' }),
    workers,
    traits: () => ({}),
    quality: {
      take: ({ accepted, rejected }) => {
        quality.accepted += accepted;
        for (const [reason, n] of Object.entries(rejected) as [RejectReason, number][])
          quality.rejected.set(reason, (quality.rejected.get(reason) ?? 0) + n);
      },
      look: ({ vehicle }) => {
        quality.looked.push(vehicle);
      },
    },
    freeFlow_kmh: () => new Float32Array(city.network.link_count).fill(60),
    stateOf: () => 1,
    startThread,
    async *blocksSince() {
      yield* logged;
    },
  });
  perception = made;
  /** As the gateway does: durable first, then handed on. */
  const accept = (fixes: readonly TestFix[]) => {
    const batch = batchOf(fixes);
    logged.push(encodeFixes(batch));
    made.accept(batch);
  };
  const skip = (ms: number) => {
    skipped_ms += ms;
  };
  return { perception: made, accept, quality, skip };
}

/** A vehicle that drives 100 m each 10 s until just before the start. */
const drive = (vehicle: number, start_ms = START_MS): TestFix[] =>
  Array.from({ length: 6 }, (_, i) => ({
    vehicle,
    at_ms: start_ms - 51_000 + 10_000 * i,
    received_ms: start_ms,
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
  expect(quality.looked.sort()).toEqual([1, 2, 3]);
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

test('a window that ends at a full five minutes is published once more, with what came late', async () => {
  const start_ms = Date.UTC(2026, 10, 23, 0, 5) - 1000;
  const { perception, skip } = start(2, start_ms);
  const published: [minute: number, samples: number][] = [];
  const link = city.link('AB');
  const tell = (states: LinkStates) =>
    published.push([new Date(states.window_end_ms).getUTCMinutes(), states.samples[link]]);
  const settled = new Promise<void>((resolve) => {
    perception.linkStates.subscribe((states) => {
      tell(states);
      if (published.length === 1) perception.accept(batchOf(drive(2, start_ms)));
      skip(MINUTE_MS);
    });
    perception.settledStates.subscribe((states) => {
      tell(states);
      resolve();
    });
  });
  perception.accept(batchOf(drive(1, start_ms)));
  await settled;
  expect(published[0]).toEqual([5, 1]);
  expect(published.at(-1)).toEqual([5, 2]);
}, 60_000);

const hanging: ShardThread = {
  postMessage: () => undefined,
  on: () => undefined,
  terminate: async () => undefined,
};

/** Real threads, but for the second that is started. */
function butSecond(second: (...args: Parameters<typeof startWorkerThread>) => ShardThread) {
  let started = 0;
  return (...args: Parameters<typeof startWorkerThread>) =>
    ++started === 2 ? second(...args) : startWorkerThread(...args);
}

const nextStates = (of: Perception) =>
  new Promise<LinkStates>((resolve) => {
    const stop = of.linkStates.subscribe((states) => {
      stop();
      resolve(states);
    });
  });

test('a thread that hangs blocks nobody; its vehicles go on in a new one, rebuilt from the log', async () => {
  const { perception, accept, skip, quality } = start(
    2,
    START_MS,
    butSecond(() => hanging),
  );
  const flood = Array.from({ length: 60_000 }, () => ({ vehicle: 3, at_ms: START_MS, lon: LON, lat: LAT }));
  accept([...drive(1), ...drive(2), ...flood]);
  await perception.room();
  await expect.poll(() => perception.metrics().waiting_fixes, SOON).toBe(60_006);
  skip(11_000);
  await expect.poll(() => perception.metrics().slow_threads, SOON).toBe(1);
  accept(drive(5, START_MS + 12_000));
  expect(perception.metrics().skipped_fixes).toBe(6);
  skip(31_000);
  await expect.poll(() => perception.metrics().moved_shards, SOON).toBe(1);
  await expect.poll(() => quality.accepted, SOON).toBe(12);
  const states = nextStates(perception);
  skip(MINUTE_MS);
  expect((await states).samples[city.link('AB')]).toBe(3);
  expect(perception.metrics()).toMatchObject({ waiting_fixes: 0, slow_threads: 0 });
}, 60_000);

test('each thread hears what traffic does after each window', async () => {
  const posted: WorkerRequest[] = [];
  const { perception } = start(2, START_MS, (of) => {
    const thread = startWorkerThread(of);
    return {
      postMessage(request, transfer) {
        posted.push(request);
        thread.postMessage(request, transfer);
      },
      on: (event: 'message' | 'error', hear: (value: never) => void) =>
        thread.on(event as 'message', hear as never),
      terminate: () => thread.terminate(),
    };
  });
  perception.accept(batchOf([...drive(1), ...drive(2), ...drive(3)]));
  await nextStates(perception);
  const expected = posted.flatMap((request) => (request.type === 'expectation' ? [request.expected] : []));
  expect(expected).toHaveLength(2);
  expect(Math.exp(expected[0].ln_mps[city.link('AB')]) * 3.6).toBeGreaterThan(30);
  expect(perception.metrics().waiting_fixes).toBe(0);
}, 60_000);

test('the shard of a thread that fails goes to a new one, and nothing is counted twice', async () => {
  let fail: (error: unknown) => void = () => undefined;
  const failing = butSecond((start) => {
    const thread = startWorkerThread(start);
    return {
      postMessage: (request, transfer) => thread.postMessage(request, transfer),
      on(event: 'message' | 'error', hear: (value: never) => void) {
        if (event === 'error') fail = hear as typeof fail;
        return thread.on(event as 'message', hear as never);
      },
      terminate: () => thread.terminate(),
    };
  });
  const { perception, accept, quality, skip } = start(2, START_MS, failing);
  accept([...drive(1), ...drive(2)]);
  await expect.poll(() => quality.accepted, SOON).toBe(12);
  fail(new Error('out of memory'));
  accept(drive(3).map((fix) => ({ ...fix, received_ms: START_MS + 500 })));
  await expect.poll(() => quality.accepted, SOON).toBe(18);
  expect(perception.isAlive()).toBe(true);
  const states = nextStates(perception);
  skip(MINUTE_MS);
  expect((await states).samples[city.link('AB')]).toBe(3);
  fail(new Error('a thread that is gone is not heard'));
  expect(perception.metrics().moved_shards).toBe(1);
}, 60_000);
