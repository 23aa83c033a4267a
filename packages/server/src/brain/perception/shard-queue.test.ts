import { copyFixBatch } from '@opentocc/core/telemetry';
import { beforeEach, expect, test } from 'vitest';
import type { WorkerRequest } from './protocol.ts';
import { ShardQueue } from './shard-queue.ts';
import { batchOf } from './test-batch.ts';

const MOST = 10;
const column = new Float32Array(1);
const expected = { ln_mps: column, variance: column, pass_variance: column, pace_variance: 0.01 };
let posted: WorkerRequest[];
let queue: ShardQueue;

beforeEach(() => {
  posted = [];
  queue = new ShardQueue(0, MOST, {
    postMessage: (request) => void posted.push(request),
    on: () => undefined,
    terminate: async () => undefined,
  });
});

/** So many fixes that came at an instant. */
const send = (count: number, came_ms: number) =>
  queue.send(
    copyFixBatch(batchOf(Array.from({ length: count }, () => ({ at_ms: came_ms, lon: 114, lat: 22 })))),
    {},
    true,
  );

test('a thread that is behind for a moment is given everything', () => {
  send(MOST, 1000);
  expect(queue.look(1000)).toBeNull();
  send(MOST, 2000);
  expect(queue.look(10_900)).toBeNull();
  queue.took(2 * MOST);
  expect(queue.look(11_100)).toBeNull();
  expect(queue.look(60_000)).toBeNull();
  expect(posted).toHaveLength(2);
});

test('one that is behind for ten seconds, or far behind, is left alone until half of it is done', () => {
  send(MOST, 1000);
  queue.look(1000);
  expect(queue.look(11_000)).toBe('given_up');
  expect(send(3, 12_000)).toBe(false);
  expect(queue.skipped_fixes).toBe(3);
  queue.took(5);
  expect(queue.look(12_500)).toBeNull();
  queue.took(1);
  expect(queue.look(13_000)).toBe('caught_up');
  send(4 * MOST, 14_000);
  expect(queue.look(14_000)).toBe('given_up');
});

test('what it was not handed is made up for from the log before anything new', async () => {
  send(4 * MOST, 1000);
  queue.look(1000);
  send(3, 2000);
  send(2, 3000);
  queue.took(4 * MOST);
  expect(queue.look(4000)).toBe('caught_up');
  const range = queue.hold(4000);
  expect(range).toEqual({ shard: 0, after_ms: 1000, until_ms: 3000, counted_until_ms: 1000 });
  send(1, 5000);
  queue.ask(60_000, 7);
  queue.expect(expected);
  queue.tick(5500);
  const recalled = queue.recall([new Uint8Array(8)], range, {}, 5600);
  queue.recalled();
  expect(await recalled).toBe(true);
  queue.resume();
  expect(posted.map(({ type }) => type)).toEqual(['batch', 'recall', 'batch', 'window', 'expectation']);
  expect(queue.waiting_fixes).toBe(1);
  queue.tick(6000);
  expect(posted.at(-1)).toEqual({ type: 'second', at_ms: 6000 });
});

test('one that does not answer while it is left alone has hung; another takes its shard with a rebuilt state', () => {
  send(4 * MOST, 1000);
  queue.look(1000);
  send(3, 20_000);
  queue.heard(5000);
  expect(queue.look(34_900)).toBeNull();
  expect(queue.look(35_000)).toBe('hung');
  queue.replace(queue.thread);
  expect(queue.hold(35_000, 300_000)).toEqual({
    shard: 0,
    after_ms: -265_000,
    until_ms: 20_000,
    counted_until_ms: 1000,
  });
  expect(queue.is_left_alone).toBe(false);
});

test('one that does not answer while it takes rows of the log has hung', async () => {
  const range = queue.hold(10_000, 300_000);
  send(3, 11_000);
  const recalled = queue.recall([new Uint8Array(8)], range, {}, 12_000);
  expect(queue.look(41_900)).toBeNull();
  expect(queue.look(42_000)).toBe('hung');
  queue.replace(queue.thread);
  expect(await recalled).toBe(false);
});

test('a shard that stays down is handed nothing, and nothing is held for it', async () => {
  const range = queue.hold(10_000, 300_000);
  const recalled = queue.recall([new Uint8Array(8)], range, {}, 10_000);
  queue.retire();
  expect(await recalled).toBe(false);
  const before = posted.length;
  expect(send(3, 11_000)).toBe(false);
  queue.ask(60_000, 7);
  queue.resume();
  expect(await queue.recall([new Uint8Array(8)], range, {}, 12_000)).toBe(false);
  expect(posted).toHaveLength(before);
  expect(queue.look(100_000)).toBeNull();
  expect(queue.waiting_fixes).toBe(0);
});
