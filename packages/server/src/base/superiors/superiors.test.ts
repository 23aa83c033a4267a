import type { SuperiorSettings } from '@opentocc/contract';
import { createFixBatch, type FixBatch } from '@opentocc/core/telemetry';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '../../kit/log.ts';
import { CENTRE, START_MS, useInterchange } from '../interchange/test-interchange.ts';
import { testKeys } from '../keys/test-keys.ts';
import { createSuperiors, type Superiors } from './index.ts';
import { migrations } from './migrations/index.ts';

/** Our own superior, which the tested side reports to over real links. */
const above = useInterchange(migrations);
const until = (look: () => unknown) =>
  vi.waitFor(() => expect(look()).toBeTruthy(), { timeout: 8000, interval: 10 });

/** A durable log in memory: blocks of rows by place. */
class BlockLog {
  readonly blocks: { readonly seq: number; readonly batch: FixBatch }[] = [];
  held: () => number | null = () => null;

  append(rows: readonly { readonly plate: string; readonly at_ms: number }[], source = above.trucks): void {
    const batch = createFixBatch(rows.length);
    rows.forEach(({ plate, at_ms }, row) => {
      batch.vehicle[row] = above.registry.index.findByPlate(plate)!.vehicle;
      batch.source[row] = source;
      [batch.at_ms[row], batch.received_ms[row]] = [at_ms, at_ms];
      [batch.lon[row], batch.lat[row]] = [114.057865, 22.543096];
      [batch.speed_dkmh[row], batch.direction_deg[row], batch.status[row]] = [610, 90, 3];
    });
    batch.length = rows.length;
    this.blocks.push({ seq: (this.blocks.at(-1)?.seq ?? 10) + 3, batch });
  }

  fixesAfter = async (seq: number, limit: number) =>
    this.blocks.filter((block) => block.seq > seq).slice(0, limit);
  settledFixes = async () => this.blocks.at(-1)?.seq ?? 0;
  holdFixes = (from: () => number | null): void => {
    this.held = from;
  };
}

let positions: BlockLog;
let superiors: Superiors | undefined;
afterEach(async () => {
  await superiors?.close();
  superiors = undefined;
  await above.query('DELETE FROM superiors_superior');
});

async function open(): Promise<Superiors> {
  superiors = await createSuperiors({
    ...{ db: above.db, clock: above.clock, log: createLog('silent'), registry: above.registry },
    ...{ keys: testKeys, positions, randomU32: () => 7, sweep_ms: 5, limits: { redial_ms: 0 } },
  });
  await superiors.start();
  return superiors;
}

const settings = (over: Partial<SuperiorSettings> = {}): SuperiorSettings => ({
  ...{ name: '省平台', host: '127.0.0.1', port: above.port, edition: '2019', centre: CENTRE, user: 77 },
  ...{ password: above.password, sub_link_port: 0, sources: [above.trucks], counts: true, enabled: true },
  ...over,
});
const begin = async (over: Partial<SuperiorSettings> = {}) => {
  positions = new BlockLog();
  const own = await open();
  return own.add(settings(over));
};
const shown = () => superiors!.list()[0];
const moments = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ plate: '粤B10001', at_ms: START_MS + (from + i) * 1000 }));
/** Seconds of the positions that our superior has stored, in its order. */
const stored = () =>
  above.telemetryLog.stored.flatMap(({ at_ms, length }) =>
    Array.from(at_ms.subarray(0, length), (ms) => (ms - START_MS) / 1000),
  );
const inOrder = (count: number) => Array.from({ length: count }, (_, i) => i);

describe.each(['2011', '2019'] as const)('to a superior of %s', (edition) => {
  test('positions of the chosen sources go up in order and are counted; it dials back', async () => {
    await begin({ edition });
    positions.append(moments(0, 3));
    positions.append(moments(500, 2), above.trucks + 1);
    positions.append(moments(3, 2));
    await until(() => shown().counted === 5 && shown().sub_link_up);
    expect(stored()).toEqual(inOrder(5));
    const { lon, lat, speed_dkmh, direction_deg } = above.telemetryLog.stored[0];
    expect([lon[0], lat[0], speed_dkmh[0], direction_deg[0]]).toEqual([114.057865, 22.543096, 610, 90]);
    expect(shown()).toMatchObject({
      state: 'up',
      sent: 5,
      sent_again: 0,
      uncounted: 0,
      behind_since_ms: null,
    });
    expect(positions.held()).toBeLessThanOrEqual(positions.blocks[2].seq);
  });

  test('what was not counted when the link broke is sent again, and nothing is lost', async () => {
    await begin({ edition });
    above.telemetryLog.held = true;
    positions.append(moments(0, 7));
    await until(() => above.interchange.metrics().pending_positions === 7);
    expect(shown()).toMatchObject({ counted: 0, uncounted: 7 });
    above.interchange.superior.disconnect(above.trucks);
    above.now_ms = START_MS + 100_000;
    above.telemetryLog.release();
    positions.append(moments(7, 3));
    await until(() => shown().counted === 10);
    expect([...new Set(stored())].sort((a, b) => a - b)).toEqual(inOrder(10));
    // What was appended meanwhile may have gone out on the link that ended.
    expect(shown().sent_again).toBeGreaterThanOrEqual(7);
  });
});

test('after a restart it goes on where it was counted: no position is sent twice, none is left out', async () => {
  await begin();
  positions.append(moments(0, 4));
  await until(() => shown().counted === 4);
  await superiors!.close();
  positions.append(moments(4, 4));
  await open();
  await until(() => shown().counted === 4);
  expect(stored()).toEqual(inOrder(8));
});

test('killed before it stored what was counted, it sends some again and loses none', async () => {
  await begin();
  positions.append(moments(0, 4));
  await until(() => shown().counted === 4);
  await superiors!.close();
  await above.query(
    `UPDATE superiors_superior SET counted_seq = ${positions.blocks[0].seq}, counted_row = 1`,
  );
  positions.append(moments(4, 2));
  await open();
  await until(() => shown().counted === 4);
  expect(stored()).toEqual([0, 1, 2, 3, 2, 3, 4, 5]);
});

test('reports from the moment of its registration on, not what was before', async () => {
  positions = new BlockLog();
  positions.append(moments(0, 4));
  await (await open()).add(settings());
  positions.append(moments(4, 2));
  await until(() => shown().counted === 2);
  expect(stored()).toEqual([4, 5]);
});

test('a superior that does not count is taken to have received what was written', async () => {
  await begin({ counts: false });
  positions.append(moments(0, 3));
  await until(() => stored().length === 3);
  expect(shown()).toMatchObject({ sent: 3, uncounted: 0 });
});

test('a wrong password is shown as refused, and put right it goes on', async () => {
  const { id } = await begin({ password: 'wrong' });
  positions.append(moments(0, 1));
  await until(() => shown().state === 'refused');
  expect(shown().refusal).toBe(4);
  await superiors!.change(id, settings());
  await until(() => shown().counted === 1);
  await superiors!.change(id, settings({ enabled: false }));
  expect(shown().state).toBe('off');
  expect(positions.held()).toBe(null);
});

test('what cannot be registered is said', async () => {
  positions = new BlockLog();
  const own = await open();
  await expect(own.add(settings({ password: undefined }))).rejects.toMatchObject({
    code: 'superiors.password_missing',
  });
  await expect(own.add(settings({ sources: [999] }))).rejects.toMatchObject({
    code: 'superiors.source_unknown',
  });
  await expect(own.remove(5)).rejects.toMatchObject({ code: 'superiors.unknown' });
});
