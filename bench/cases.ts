import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import {
  createAppointer,
  identityMigrations,
  startIdentity,
} from '../packages/server/src/base/accounts/test-identity.ts';
import { type Db, migrate } from '../packages/server/src/kit/db.ts';
import { serveCases } from '../packages/server/src/platforms/citizen/cases/routes.ts';
import { migrationsOfCases, openCases } from '../packages/server/src/platforms/citizen/cases/test-cases.ts';
import { type Bench, cpuSeconds, type Figure, quantile } from './harness.ts';

const CASES = 100_000;
const AGENTS = 200;
/** Between two looks of an agent: as long as it takes to read a list. */
const THINK_MS = 2_000;
const SECONDS = 20;
/** One look in this number takes a new case, as calls come in. */
const TAKES = 20;
const NOW_MS = Date.parse('2026-11-27T09:00:00+08:00');

const PATH = '/api/v1/cases';
const ONE_BY_ONE = 200;
const TAKES_ONE_BY_ONE = 5;

const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  'list, what is due first': ['', 'view=mine', 'view=open&type=complaint', 'view=open&card=red'].map(
    (query) => `?${query}`,
  ),
  'list of all, the newest': [
    '?view=all&sort=newest',
    '?view=all&sort=newest&offset=5000&field=highway',
    `?view=all&sort=newest&from_ms=${NOW_MS - 30 * DAY_MS}&type=complaint`,
  ],
  search: ['末班车', '粤B·D12345', '白石洲 积水', '收费站 ETC', '000123', 'M299'].map(
    (text) => `?view=all&sort=newest&text=${encodeURIComponent(text)}`,
  ),
};
const COUNTS = { counts: ['/counts'] };

/** Lists and searches of 200 agents over HTTP among 100,000 cases, while new ones come in. */
export const run: Bench = async (args, report) => {
  const count = Number(args[0] ?? CASES);
  const identity = await startIdentity({}, NOW_MS);
  try {
    const { db, clock, audit, accounts, keys, http } = identity;
    await migrate(db, identityMigrations, ...migrationsOfCases);
    await fill(db, count);
    await sql`ANALYZE`.execute(db);
    const opened = openCases({ db, clock, keys, audit, accounts });
    const [start_ms, start_s] = [performance.now(), cpuSeconds()];
    await opened.cases.load();
    report({ figure: `start with ${count} cases`, value: (performance.now() - start_ms) / 1000, unit: 's' });
    report({ figure: 'the same, CPU', value: cpuSeconds() - start_s, unit: 's' });
    report({ figure: 'memory of the process then', value: process.memoryUsage().rss / 2 ** 20, unit: 'MiB' });
    serveCases(opened).mount(http);
    const agent = await (await createAppointer(identity))('agent', 'city', 'hotline-agent');
    const ask: Ask = (url) => agent.ask('GET', url);
    const takes = () => takeOne(opened.cases);
    await measureOneByOne(ask, takes, report);
    const loop = monitorEventLoopDelay({ resolution: 10 });
    loop.enable();
    await measure(ask, takes, report);
    loop.disable();
    report({ figure: 'longest time that the process answered nobody', value: loop.max / 1e6, unit: 'ms' });
    report({ figure: 'memory of the process', value: process.memoryUsage().rss / 2 ** 20, unit: 'MiB' });
  } finally {
    await identity.stop();
  }
};

type Ask = (url: string) => Promise<{ readonly status: number }>;

/** What one costs by itself, with nobody beside it; a case is taken between them, as others do all the time. */
async function measureOneByOne(ask: Ask, takes: () => Promise<unknown>, report: (figure: Figure) => void) {
  for (const [name, queries] of Object.entries({ ...QUESTIONS, ...COUNTS })) {
    const spent: number[] = [];
    for (let i = 0; i < ONE_BY_ONE; i++) {
      if (i % TAKES_ONE_BY_ONE === 0) await takes();
      const from_s = cpuSeconds();
      const { status } = await ask(`${PATH}${queries[i % queries.length]}`);
      spent.push((cpuSeconds() - from_s) * 1000);
      if (status !== 200) throw new Error(`a list answered ${status}`);
    }
    const note = `over HTTP, signed in, ${ONE_BY_ONE} one by one, a case taken after each ${TAKES_ONE_BY_ONE}`;
    report({ figure: `${name}, CPU, mean`, value: mean(spent), unit: 'ms', note });
    report({ figure: `${name}, CPU, p99`, value: quantile(spent, 0.99), unit: 'ms' });
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

async function measure(ask: Ask, takes: () => Promise<unknown>, report: (figure: Figure) => void) {
  const took = new Map(Object.keys(QUESTIONS).map((name) => [name, [] as number[]]));
  const end_ms = performance.now() + SECONDS * 1000;
  const all = Object.entries(QUESTIONS);
  const agent = async (number: number) => {
    await sleep((THINK_MS * number) / AGENTS);
    for (let i = number; performance.now() < end_ms; i++) {
      const [name, queries] = all[i % all.length];
      const from_ms = performance.now();
      const { status } = await ask(`${PATH}${queries[i % queries.length]}`);
      if (status !== 200) throw new Error(`a list answered ${status}`);
      took.get(name)?.push(performance.now() - from_ms);
      if (i % TAKES === 0) await takes();
      await sleep(THINK_MS * (0.5 + (i % 10) / 10));
    }
  };
  const start_s = cpuSeconds();
  await Promise.all(Array.from({ length: AGENTS }, (_, number) => agent(number)));
  const asked = [...took.values()].flat().length;
  const cpu_ms = ((cpuSeconds() - start_s) * 1000) / asked;
  report({
    figure: 'CPU of a list or a search',
    value: cpu_ms,
    unit: 'ms',
    note: 'over HTTP, signed in, with its share of what is taken meanwhile',
  });
  for (const [name, times] of took) {
    const note = `${times.length} asked by ${AGENTS} agents, one each ${THINK_MS / 1000} s`;
    report({ figure: `${name}, p50`, value: quantile(times, 0.5), unit: 'ms', note });
    report({ figure: `${name}, p99`, value: quantile(times, 0.99), unit: 'ms' });
  }
}

let taken = 0;
const takeOne = (cases: ReturnType<typeof openCases>['cases']) =>
  cases.take({
    ...{ channel: 'phone', key: `bench-${++taken}`, type: 'complaint', category: 'taxi_service' },
    ...{
      text: '司机绕路，车牌粤B·D54321',
      asker: { name: '', phone: null, email: null, secret: false, answer_by: 'none' },
    },
  });

/** Cases of half a year, one in fifty still open, in sentences of some 100 characters. */
async function fill(db: Db, count: number): Promise<void> {
  const places = ['白石洲', '华强北', '深圳北站', '福田口岸', '宝安机场', '世界之窗', '会展中心', '布吉'];
  const matters = [
    '等了四十分钟没有来车',
    '司机态度不好还绕路',
    '收费站 ETC 重复扣费要求退款',
    '路面积水很深无法通行',
    '想问末班车是几点',
    '路灯不亮很危险',
  ];
  await sql`
    INSERT INTO cases_case (version, number, state, type, field, category, channel, key, title, text, place, secret,
      answer_by, received_ms, unit, at_once, supervision, card, round, dispatches, reworks, returns, requests, closed_ms, clock, due_ms, soon_ms)
    SELECT 1, 'SZ12328-20260601-' || lpad(i::text, 6, '0'), CASE WHEN i % 50 = 0 THEN 'received' ELSE 'closed' END,
      CASE WHEN i % 20 = 0 THEN 'complaint' ELSE 'consultation' END, CASE WHEN i % 3 = 0 THEN 'highway' ELSE 'urban_passenger' END,
      CASE WHEN i % 3 = 0 THEN 'toll' ELSE 'bus_line' END, 'phone', 'old-' || i, m || '（' || i || '）',
      p || '公交站' || m || '，乘坐 M' || (i % 400) || ' 路，车牌粤B·D' || lpad((i * 37 % 100000)::text, 5, '0')
        || '，希望尽快处理并回电告知结果，本人每天上下班都要经过这里，影响很大，谢谢。', p, false, 'phone',
      ${NOW_MS}::bigint - (${count}::bigint - i) * 150000, NULL, true, 'none', 'none', 1, 0, 0, 0, 0,
      CASE WHEN i % 50 = 0 THEN NULL ELSE ${NOW_MS}::bigint - (${count}::bigint - i) * 150000 + 60000 END,
      CASE WHEN i % 50 = 0 THEN 'answer' END, CASE WHEN i % 50 = 0 THEN ${NOW_MS}::bigint + i * 1000 END, NULL
    FROM generate_series(1, ${count}::int) AS i,
      LATERAL (SELECT (${places}::text[])[1 + i % 8] AS p, (${matters}::text[])[1 + i % 6] AS m) AS words`.execute(
    db,
  );
  await sql`
    INSERT INTO cases_asker ("case", name, phone, phone_index, name_sealed)
    SELECT id, '王**', '138****' || lpad((id % 10000)::text, 4, '0'), 'i' || (id % 60000), 'x' FROM cases_case`.execute(
    db,
  );
}
