import type { Datum } from '@opentocc/contract';
import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { RoadProbe } from '@opentocc/core/quality';
import type { FixBatch } from '@opentocc/core/telemetry';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { gcj02Of, simulateFleet } from '@opentocc/testkit/fleet';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { createQuality, createQualityStore, migrations } from '../../base/quality/index.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { PerceptionShard } from './index.ts';

/** A source's mistakes, driven through the pipeline and recognised by the findings that they open and close. */
const network = buildNetwork(generateDemoCity());
const probe = new RoadProbe(network);
const START_MS = Date.parse('2026-11-23T09:00:00+08:00');
const SOURCE = 1;
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());

/** What a terminal makes of its row: written in place. */
type Mistake = (batch: FixBatch, row: number) => void;

interface Drive {
  readonly seed?: number;
  readonly vehicles?: number;
  readonly minutes: number;
  readonly declared?: Datum;
  readonly mistake?: Mistake;
  /** The mistake is put right after so many minutes. */
  readonly until_min?: number;
}

async function drive({ seed = 1, vehicles = 40, minutes, declared = 'WGS-84', mistake, until_min }: Drive) {
  let now_ms = START_MS;
  await sql`TRUNCATE quality_finding, quality_handling, quality_hour, quality_reject`.execute(database.db);
  const quality = await createQuality({
    store: createQualityStore(database.db),
    clock: { now: () => now_ms },
    log: createLog('silent'),
    probe,
    sources: () => [{ id: SOURCE, datum: declared, quota_per_s: null }],
    flush_ms: 1e9,
    look_ms: 1e9,
  });
  const shard = new PerceptionShard(network, { shards: 1 });
  const to_ms = START_MS + minutes * MINUTE_MS;
  const { batches } = simulateFleet({ network, seed, vehicles, from_ms: START_MS, to_ms, interval_s: 30 });
  const openings: string[] = [];
  for (const batch of batches) {
    if (mistake && now_ms < START_MS + (until_min ?? minutes) * MINUTE_MS)
      for (let row = 0; row < batch.length; row++) mistake(batch, row);
    shard.accept(batch, { [SOURCE]: { datum: declared, error_m: quality.positionErrorOf(SOURCE) } });
    now_ms += 10_000;
    quality.received(SOURCE, batch.length);
    const { ticks, looks } = shard.takeQuality();
    for (const tick of ticks) quality.take(tick);
    for (const look of looks) quality.look(look);
    for (let second = 0; second < 10; second++) quality.step();
    if ((now_ms - START_MS) % MINUTE_MS !== 0) continue;
    await quality.judge();
    for (const { kind, variant } of await quality.findings({ state: 'open', limit: 50 }))
      openings.push(`${kind} ${variant}`.trim());
  }
  const open = await quality.findings({ state: 'open', limit: 50 });
  const closed = await quality.findings({ state: 'closed', limit: 50 });
  const [hour] = await quality.hours(SOURCE, START_MS, to_ms);
  const error_m = quality.positionErrorOf(SOURCE);
  await quality.close();
  return { error_m, open, closed, hour, openings: new Set(openings) };
}

const clock =
  (offset_ms: number, only = (_vehicle: number) => true): Mistake =>
  (batch, row) => {
    if (only(batch.vehicle[row])) batch.at_ms[row] += offset_ms;
  };
const datum =
  (only = (_vehicle: number) => true): Mistake =>
  (batch, row) => {
    if (only(batch.vehicle[row])) [batch.lon[row], batch.lat[row]] = gcj02Of(batch.lon[row], batch.lat[row]);
  };
const shifted =
  (east_m: number, north_m: number): Mistake =>
  (batch, row) => {
    batch.lon[row] += east_m / probe.plane.lon_m;
    batch.lat[row] += north_m / probe.plane.lat_m;
  };

/** Normal errors of a standard deviation on each axis, m: the same in every run. */
const blurred = (sigma_m: number): Mistake => {
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const normal = () => sigma_m * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return (batch, row) => {
    batch.lon[row] += normal() / probe.plane.lon_m;
    batch.lat[row] += normal() / probe.plane.lat_m;
  };
};

describe('a source without fault', () => {
  test.each([1, 2, 3, 4, 5, 6])('is never accused (seed %i)', async (seed) => {
    const { openings, hour, error_m } = await drive({ seed, minutes: 25 });
    expect([...openings]).toEqual([]);
    expect(hour.clocks_judged).toBeGreaterThan(30);
    expect(hour.clocks_wrong).toBe(0);
    expect(hour.road_distance_p50_m).toBeLessThan(10);
    expect(error_m).toBe(0);
    expect(Math.hypot(hour.shift!.east_m, hour.shift!.north_m)).toBeLessThan(5);
  });

  test.each([
    [10, []],
    [20, []],
    [30, ['off_road', 'service_level']],
  ])(
    'but poor receivers of %i m is matched by them, and accused of no more than %j',
    async (sigma_m, kinds) => {
      const { openings, error_m } = await drive({ minutes: 25, mistake: blurred(sigma_m) });
      expect([...openings]).toEqual(kinds);
      expect(error_m).toBeGreaterThan(0.7 * sigma_m);
      expect(error_m).toBeLessThan(1.2 * sigma_m);
    },
  );

  test('is not accused for terminals that upload what they stored in a tunnel', async () => {
    const stored: Mistake = (batch, row) => {
      const minute = Math.floor((batch.at_ms[row] - START_MS) / MINUTE_MS) + batch.vehicle[row];
      const within = minute % 12;
      if (within < 4) batch.received_ms[row] += (4 - within) * MINUTE_MS;
    };
    const { openings } = await drive({ minutes: 25, mistake: stored });
    expect([...openings].filter((name) => name.startsWith('clock'))).toEqual([]);
  });
});

describe('a wrong clock', () => {
  test.each([
    [-8 * HOUR_MS, 'zone:-8', '终端普遍时钟慢 8 小时，疑似按 UTC 填写（应为北京时间）'],
    [8 * HOUR_MS, 'zone:8', '终端普遍时钟快 8 小时，疑似重复加了 8 小时时区'],
    [-24 * HOUR_MS, 'date:-1', '终端普遍日期落后 1 天，时刻正确、日期有误'],
    [-1024 * 168 * HOUR_MS, 'week_rollover', '终端普遍时钟慢 1024 周，疑似 GPS 周数翻转（10 位周数）'],
  ])('of all terminals by %i ms is named', async (offset_ms, variant, title) => {
    const { open, hour } = await drive({ minutes: 12, mistake: clock(offset_ms) });
    const finding = open.find(({ kind }) => kind === 'clock')!;
    expect(finding).toMatchObject({ variant, severity: 'critical' });
    expect(finding.title.zh).toBe(title);
    expect(hour.clocks_wrong).toBe(hour.clocks_judged);
  });

  test('of a few terminals names them, and no other', async () => {
    const { open } = await drive({ minutes: 12, mistake: clock(-8 * HOUR_MS, (v) => v <= 3) });
    const finding = open.find(({ kind }) => kind === 'clock')!;
    expect([...finding.examples].sort()).toEqual([1, 2, 3]);
    expect(finding.title.zh).toMatch(/^3 台终端时钟慢 8 小时/);
    expect(finding.severity).toBe('major');
  });

  test('minutes behind is reported only when it lasts, as a clock or a hold-up', async () => {
    const slow = clock(-4 * MINUTE_MS, (v) => v <= 3);
    expect((await drive({ minutes: 20, mistake: slow })).openings).not.toContain('clock slow_or_held');
    const { open } = await drive({ minutes: 45, mistake: slow });
    expect(open.find(({ kind }) => kind === 'clock')).toMatchObject({ certainty: 'possible', vehicles: 3 });
  });

  test('that is put right closes its finding, which stays in the history', async () => {
    const { open, closed } = await drive({ minutes: 30, until_min: 12, mistake: clock(-8 * HOUR_MS) });
    expect(open.filter(({ kind }) => kind === 'clock')).toEqual([]);
    const [finding] = closed.filter(({ kind }) => kind === 'clock');
    expect(finding.variant).toBe('zone:-8');
    expect(finding.closed_ms).toBeGreaterThan(START_MS + 12 * MINUTE_MS);
  });
});

describe('a wrong datum', () => {
  test('GCJ-02 that is declared as WGS-84 is named, with how often its fixes lie on roads', async () => {
    const { open, error_m } = await drive({ minutes: 15, mistake: datum() });
    expect(error_m).toBe(0);
    const finding = open.find(({ kind }) => kind === 'datum')!;
    expect(finding).toMatchObject({ variant: 'GCJ-02', severity: 'critical', certainty: 'sure' });
    expect(finding.title.zh).toBe('声明 WGS-84，实际发送 GCJ-02：位置整体偏移');
    const on_roads = finding.evidence.find(({ name }) => name.zh === '按 GCJ-02 在路上')!;
    expect(Number.parseFloat(on_roads.value)).toBeGreaterThan(80);
  });

  test('WGS-84 that is declared as GCJ-02 is named as well', async () => {
    const { open } = await drive({ minutes: 15, declared: 'GCJ-02' });
    expect(open.find(({ kind }) => kind === 'datum')).toMatchObject({ variant: 'WGS-84' });
  });

  test('of some terminals names them', async () => {
    const { open } = await drive({ minutes: 50, vehicles: 24, mistake: datum((v) => v % 6 === 0) });
    const finding = open.find(({ kind }) => kind === 'datum')!;
    expect(finding.title.zh).toMatch(/台终端实际发送 GCJ-02/);
    for (const vehicle of finding.examples) expect(vehicle % 6).toBe(0);
  });

  test('that is put right closes its finding', async () => {
    const { open, closed } = await drive({ minutes: 75, until_min: 15, mistake: datum() });
    expect(open.filter(({ kind }) => kind === 'datum')).toEqual([]);
    expect(closed.some(({ kind }) => kind === 'datum')).toBe(true);
  });
});

describe('a shift that is no datum', () => {
  test('within reach of the roads is measured', async () => {
    const { open } = await drive({ minutes: 20, mistake: shifted(18, -16) });
    const finding = open.find(({ kind }) => kind === 'shift')!;
    expect(finding.title.zh).toMatch(/^位置系统性偏向东南 2\d 米/);
  });

  test('beyond it is found by search', async () => {
    const { open } = await drive({ minutes: 30, vehicles: 60, mistake: shifted(-300, 150) });
    const finding = open.find(({ kind }) => kind === 'shift')!;
    expect(finding.title.zh).toMatch(/^位置系统性偏向西北? 3[234]\d 米/);
    expect(finding.severity).toBe('critical');
  });
});
