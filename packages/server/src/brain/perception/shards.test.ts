import { copyFixBatch } from '@opentocc/core/telemetry';
import { MINUTE_MS } from '@opentocc/core/time';
import { textNetwork } from '@opentocc/testkit';
import pino from 'pino';
import { expect, test } from 'vitest';
import type { WorkerRequest } from './protocol.ts';
import { Shards } from './shards.ts';
import { batchOf } from './test-batch.ts';

const { network } = textNetwork('A-B');

test('a shard whose thread fails twice in five minutes stays down and holds nobody', async () => {
  let now_ms = MINUTE_MS;
  let fail: (error: unknown) => void = () => undefined;
  const posted: WorkerRequest[] = [];
  const shards = new Shards({
    start: { network, options: { shards: 1 } },
    clock: { now: () => now_ms },
    log: pino({ level: 'silent' }),
    traits: () => ({}),
    async *blocksSince() {
      yield new Uint8Array(8);
    },
    startThread: () => ({
      postMessage: (request) => void posted.push(request),
      on(event: 'message' | 'error', hear: (value: never) => void) {
        if (event === 'error') fail = hear as typeof fail;
      },
      terminate: async () => undefined,
    }),
    hear: () => undefined,
  });
  fail(new Error('once'));
  await expect.poll(() => posted.map(({ type }) => type)).toEqual(['recall']);
  expect(shards.isAlive).toBe(true);
  expect(shards.ask(now_ms, 1)).toBe(1);
  now_ms += MINUTE_MS;
  fail(new Error('on the same rows'));
  expect(shards.isAlive).toBe(false);
  expect(shards.ask(now_ms, 2)).toBe(0);
  const many = Array.from({ length: 150_000 }, () => ({ at_ms: now_ms, lon: 114, lat: 22 }));
  shards.send(copyFixBatch(batchOf(many)), true);
  for (let i = 0; i < 60; i++) {
    now_ms += 1000;
    shards.tick(now_ms);
  }
  await shards.room();
  expect(shards.metrics()).toEqual({
    waiting_fixes: 0,
    skipped_fixes: 150_000,
    slow_threads: 1,
    moved_shards: 1,
  });
  await shards.close();
});
