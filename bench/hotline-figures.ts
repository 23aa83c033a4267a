import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FigureKey } from '@opentocc/contract';
import { sql } from 'kysely';
import { identityMigrations, startIdentity } from '../packages/server/src/base/accounts/test-identity.ts';
import { type Db, migrate } from '../packages/server/src/kit/db.ts';
import { createCallFacts } from '../packages/server/src/platforms/citizen/calls/fact-store.ts';
import { migrations as callMigrations } from '../packages/server/src/platforms/citizen/calls/migrations/index.ts';
import { migrationsOfCases, openCases } from '../packages/server/src/platforms/citizen/cases/test-cases.ts';
import { migrations as reviewMigrations } from '../packages/server/src/platforms/citizen/reviews/migrations/index.ts';
import { createReviewStore } from '../packages/server/src/platforms/citizen/reviews/store.ts';
import { FactTable } from '../packages/server/src/platforms/citizen/statistics/fact-table.ts';
import { migrations } from '../packages/server/src/platforms/citizen/statistics/migrations/index.ts';
import { createProjection } from '../packages/server/src/platforms/citizen/statistics/projection.ts';
import { createStatistics } from '../packages/server/src/platforms/citizen/statistics/service.ts';
import { createStatisticsStore } from '../packages/server/src/platforms/citizen/statistics/store.ts';
import { migrations as visitMigrations } from '../packages/server/src/platforms/citizen/visits/migrations/index.ts';
import { createVisitStore } from '../packages/server/src/platforms/citizen/visits/store.ts';
import { type Bench, cpuSeconds, type Figure } from './harness.ts';

const CASES = 100_000;
const TIMES = 5;
const OCTOBER_MS = Date.parse('2026-10-01T00:00:00+08:00');
const MONTH_MS = 31 * 86_400_000;
const NOW_MS = Date.parse('2026-11-05T09:00:00+08:00');
const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };
const ALL = () => true;

/** The figures of a month with 100,000 cases, as many calls, a fifth of the cases visited and a fiftieth judged. */
export const run: Bench = async (args, report) => {
  const count = Number(args[0] ?? CASES);
  const identity = await startIdentity({}, NOW_MS);
  try {
    const { db, clock, audit, accounts, keys } = identity;
    const ours = { ...visitMigrations, ...reviewMigrations, ...callMigrations, ...migrations };
    await migrate(db, identityMigrations, ...migrationsOfCases, ours);
    await fill(db, count);
    await sql`ANALYZE`.execute(db);
    const { statistics, projection } = open(db, { clock, audit, accounts, keys });
    const at = { from_s: cpuSeconds(), from_ms: performance.now() };
    await projection.catchUp();
    report({ figure: `first look at ${count} cases, CPU`, value: cpuSeconds() - at.from_s, unit: 's' });
    report({ figure: 'the same, wall', value: (performance.now() - at.from_ms) / 1000, unit: 's' });
    await measure('15 figures of the month', () => statistics.figures(OCTOBER, ALL), report);
    for (const key of ['answered_in_time', 'calls_connected'] as const satisfies readonly FigureKey[]) {
      await measure(`days of ${key}`, () => statistics.days(key, OCTOBER, ALL), report);
      await measure(`units of ${key}`, () => statistics.groups(key, { ...OCTOBER, by: 'unit' }, ALL), report);
      for (const part of ['numerator', 'denominator'])
        await measure(
          `cases behind ${key}, ${part}, page 100`,
          () => statistics.list(key, { ...OCTOBER, part, offset: 5000, limit: 50 }, ALL),
          report,
        );
    }
    await measure('figures of agents', () => statistics.agents(OCTOBER.from, OCTOBER.to, null), report);
    report({ figure: 'memory of the process', value: process.memoryUsage().rss / 2 ** 20, unit: 'MiB' });
  } finally {
    await identity.stop();
  }
};

type Ground = Parameters<typeof openCases>[0];

function open(db: Db, ground: Omit<Ground, 'db'>) {
  const { clock, audit } = ground;
  const { cases } = openCases({ db, ...ground });
  const [store, table] = [createStatisticsStore(db), new FactTable()];
  const facts = {
    ...{ closedBetween: async () => [], answeredBetween: async () => [], of: async () => [] },
    ...{ clocksOf: async () => new Map(), unitNames: cases.units.names },
  };
  const projection = createProjection(store, table, facts, cases.entriesAfter);
  const statistics = createStatistics({
    ...{ store, table, clock, audit, facts, projection },
    ...{ visits: createVisitStore(db), reviews: createReviewStore(db), calls: createCallFacts(db) },
  });
  return { statistics, projection };
}

async function measure(name: string, ask: () => Promise<unknown>, report: (figure: Figure) => void) {
  await ask();
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const [from_s, from_ms] = [cpuSeconds(), performance.now()];
  for (let i = 0; i < TIMES; i++) await ask();
  const [cpu_ms, wall_ms] = [((cpuSeconds() - from_s) * 1000) / TIMES, (performance.now() - from_ms) / TIMES];
  loop.disable();
  const note = `wall ${wall_ms.toFixed(0)} ms, nobody else answered for at most ${(loop.max / 1e6).toFixed(0)} ms`;
  report({ figure: `${name}, CPU`, value: cpu_ms, unit: 'ms', note });
}

async function fill(db: Db, count: number): Promise<void> {
  const step_ms = Math.floor(MONTH_MS / count);
  const at = sql`(${OCTOBER_MS}::bigint + i * ${step_ms}::bigint)`;
  await sql`
    INSERT INTO statistics_fact ("case", version, number, title, type, field, unit, district, taken_by, answered_by,
      received_ms, closed_ms, at_once, is_answered, dispatches, returns, reworks, is_open, is_left_out,
      answer_due_ms, answer_finished_ms, closing_due_ms, closing_finished_ms)
    SELECT i, 1, 'SZ12328-' || lpad(i::text, 6, '0'), '等了四十分钟没有来车（' || i || '）',
      (ARRAY['consultation', 'complaint', 'suggestion', 'consultation'])[1 + i % 4],
      (ARRAY['highway', 'urban_passenger', 'road_transport'])[1 + i % 3],
      CASE WHEN i % 2 = 0 THEN 'unit-' || (i % 80) END, '4403' || lpad((i % 10)::text, 2, '0'),
      'agent-' || (i % 200), 'agent-' || (i % 200), ${at}, ${at} + 3600000 * (i % 300), i % 2 = 1, true,
      1 - i % 2, (i % 50 = 0)::int, (i % 30 = 0)::int, false, i % 100 = 0,
      ${at} + 86400000 * 5, ${at} + 3600000 * (i % 150), ${at} + 86400000 * 8, ${at} + 3600000 * (i % 300)
    FROM generate_series(1, ${count}::int) i`.execute(db);
  await sql`
    INSERT INTO visits_draw (id, from_ms, to_ms, share, list_hash, commitment, seed_sealed, committed_ms, committed_by)
    VALUES (1, ${OCTOBER_MS}, ${OCTOBER_MS + MONTH_MS}, 0.2, 'h', 'c', 's', ${NOW_MS}, 'b')`.execute(db);
  await sql`
    INSERT INTO visits_visit (version, draw, "case", number, title, type, field, unit, at_once, closed_ms,
      asks_satisfaction, satisfied_from, attempts_most, between_min, link_days, state, attempts, reopening, answered,
      handled, satisfied, comment, answered_ms, answered_by, way)
    SELECT 2, 1, i, 'SZ12328-' || i, '等车', CASE WHEN i % 20 = 1 THEN 'complaint' ELSE 'consultation' END, 'highway', NULL,
      i % 2 = 1, ${at}, true, 4, 3, 60, 3, 'answered', 1, 'none', true, 'yes', 1 + i % 5, '', ${at}, 'agent-1', 'phone'
    FROM generate_series(1, ${count}::int, 5) i`.execute(db);
  await sql`
    INSERT INTO reviews_draw (from_ms, to_ms, per_agent, seed, list_hash, eligible, at_ms, by)
    VALUES (${OCTOBER_MS}, ${OCTOBER_MS + MONTH_MS}, 10, 's', 'h', 1, ${NOW_MS}, 'b')`.execute(db);
  await sql`
    INSERT INTO reviews_review (version, draw, "case", number, title, type, field, agent, received_ms, answered_ms, state,
      is_right, judged_ms)
    SELECT 2, 1, i, 'SZ12328-' || i, '等车', 'consultation', 'highway', 'agent-' || (i % 200), ${at}, ${at}, 'judged',
      i % 20 <> 1, ${at}
    FROM generate_series(1, ${count}::int, 50) i`.execute(db);
  await sql`
    INSERT INTO calls_call (call, state, number, queue, begin_ms, answered_ms, wait_ms, within_hour)
    SELECT 'call-' || i, CASE WHEN i % 20 = 0 THEN 'abandoned' ELSE 'ended' END, '138****0000', '12328', ${at},
      CASE WHEN i % 20 = 0 THEN NULL ELSE ${at} + 9000 END, CASE WHEN i % 20 = 0 THEN NULL ELSE 1000 * (i % 25) END, 1
    FROM generate_series(1, ${count}::int) i`.execute(db);
}
