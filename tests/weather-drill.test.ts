import { MINUTE_MS } from '@opentocc/core/time';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  Message,
  PlanDetail,
  PlanDocument,
  PlanRun,
  PlanRunDetail,
  RunTask,
  WaitingObligation,
  WeatherDrillRun,
  WeatherOverview,
} from '../packages/contract/src/index.ts';
import type { Browser } from '../packages/server/src/base/accounts/test-identity.ts';
import { appointPeople, type Product, startProduct } from './whole-product.ts';

/** A typhoon from blue to lifting as a drill, through the whole product: weather, plan, people, tasks. */
const START_MS = Date.UTC(2026, 0, 5, 1);
const clock = { now_ms: START_MS, now: () => clock.now_ms };
let product: Product;
/** The officer in charge, and whoever takes the tasks of the departments. */
let officer: Browser;
let crew: Browser;

beforeAll(async () => {
  product = await startProduct({}, clock);
  const { appoint } = await appointPeople(product);
  officer = await appoint('officer', 'operator');
  crew = await appoint('crew', 'operator');
  const templates = await get<{ document: PlanDocument }[]>('/api/v1/plan-templates');
  const typhoon = templates.find(({ document }) => document.kind === 'typhoon');
  const plan = await post<PlanDetail>('/api/v1/plans', { document: typhoon?.document });
  await post(`/api/v1/plans/${plan.id}/publication`, { rev: plan.rev, note: '' });
}, 60_000);
afterAll(() => product.stop());

async function get<T>(url: string, as = officer): Promise<T> {
  const { status, body, text } = await as.ask('GET', url);
  if (status !== 200) throw new Error(`${url}: ${text}`);
  return body as T;
}
async function post<T>(url: string, payload: object, as = officer): Promise<T> {
  const { status, body, text } = await as.ask('POST', url, payload);
  if (status >= 300) throw new Error(`${url}: ${text}`);
  return body as T;
}
const runs = () => get<PlanRun[]>('/api/v1/plan-runs?state=open');
const runOf = (id: number) => get<PlanRunDetail>(`/api/v1/plan-runs/${id}`);
const drillOf = async () => (await get<WeatherDrillRun[]>('/api/v1/weather/drill-runs'))[0];
const step = async (drill: WeatherDrillRun) =>
  post<WeatherDrillRun>(`/api/v1/weather/drill-runs/${drill.id}/steps`, {
    fed: drill.steps.filter(({ fed_ms }) => fed_ms !== null).length,
  });
/** Lets steps come until one is past that time of the storm. */
async function stepUntil(what: string): Promise<WeatherDrillRun> {
  for (let drill = await drillOf(); ; ) {
    const last = drill.steps.findLast(({ fed_ms }) => fed_ms !== null);
    if (last?.what.zh === what) return drill;
    clock.now_ms += MINUTE_MS;
    drill = await step(drill);
  }
}
const decide = (drill: WeatherDrillRun, level: string | null, reason: string) =>
  post('/api/v1/weather/responses', {
    ...{ level, reason, drill: drill.id },
    after: drill.decisions[0]?.id ?? 0,
  });
const lead = async (id: number, transition: string, reason: string) => {
  const { rev } = await runOf(id);
  return post<PlanRunDetail>(`/api/v1/plan-runs/${id}/transitions`, { rev, transition, reason });
};
const doTasks = async (id: number) => {
  for (const task of (await runOf(id)).tasks_all) {
    if (!['sent', 'escalated'].includes(task.state)) continue;
    const taken = await post<RunTask>(`/api/v1/plan-tasks/${task.id}/acceptance`, { rev: task.rev }, crew);
    const evidence = { text: '已办', attachments: ['photo.jpg'] };
    await post(`/api/v1/plan-tasks/${task.id}/completion`, { rev: taken.rev, evidence }, crew);
  }
};
/** The plans' own job looks each second. */
const found = <T>(look: () => Promise<T | undefined>): Promise<T> =>
  expect.poll(look, { timeout: 10_000 }).toBeDefined().then(look) as Promise<T>;

test('Saola is followed from blue to lifting, and nobody outside the drill hears of it', async () => {
  const first = await post<WeatherDrillRun>('/api/v1/weather/drill-runs', { script: 'saola-2023' });
  expect(first).toMatchObject({ signal: 'blue', proposed: 'IV', state: 'running', speed: null });
  expect(first.warnings[0]).toMatchObject({ exercise: true, drill: first.id, state: 'in_force' });
  expect(first.warnings[0].title).toMatch(/^【演练】.*蓝色/);

  // The plan proposes itself by the condition of its own, as a drill.
  const asked = await found(async () => (await runs())[0]);
  expect(asked).toMatchObject({ drill: true, state: 'asked', weather_drill: first.id, asked_by: 'system' });
  const waiting = await get<WaitingObligation[]>('/api/v1/obligations');
  expect(waiting.find(({ key }) => key === `plans/run/${asked.id}`)?.title.zh).toMatch(/^【演练】/);

  // A person decides on II while the colour proposes IV, and starts the plan.
  await decide(first, 'II', '提前部署');
  await post(`/api/v1/plan-runs/${asked.id}/approval`, { rev: asked.rev, reason: '二级响应' });
  expect((await runOf(asked.id)).phase).toBe('response-2');
  await doTasks(asked.id);

  // Yellow proposes III, and no orange ever comes: who decides goes to I against the colour, with a reason.
  const yellow = await stepUntil('启动Ⅰ级响应');
  expect(yellow).toMatchObject({ signal: 'yellow', proposed: 'III' });
  await decide(yellow, 'I', '明日凌晨登陆');
  const next = (await runOf(asked.id)).transitions.find(({ to }) => to === 'response-1');
  expect(next).toMatchObject({ met: false, proposed_ms: null });
  expect((await lead(asked.id, next?.key ?? '', '一级响应')).phase).toBe('response-1');
  await doTasks(asked.id);
  await stepUntil('公共交通停运');
  const stop = (await runOf(asked.id)).transitions.find(({ to }) => to === 'stopped');
  expect((await lead(asked.id, stop?.key ?? '', '19:00 停运')).phase).toBe('stopped');
  await doTasks(asked.id);

  // Lifting: the drill's own warning is over, the plan proposes the recovery, a person agrees.
  const lifted = await stepUntil('蓝色信号解除');
  expect(lifted).toMatchObject({ signal: null, proposed: null });
  expect(lifted.warnings.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'updated']);
  const over = await found(async () =>
    (await runOf(asked.id)).transitions.find(({ proposed_ms }) => proposed_ms !== null),
  );
  expect(over.to).toBe('recovery');
  await lead(asked.id, over.key, '解除');
  await doTasks(asked.id);
  expect(await runOf(asked.id)).toMatchObject({ state: 'ended', drill: true });
  await decide(await drillOf(), null, '结束');

  const ended = await post<WeatherDrillRun>(`/api/v1/weather/drill-runs/${first.id}/end`, {
    note: '响应早于信号',
  });
  expect(ended).toMatchObject({ state: 'ended', note: '响应早于信号' });
  expect(ended.decisions.map(({ level }) => level)).toEqual([null, 'I', 'II']);
}, 60_000);

test('the city knows of no signal, no response, no warning of that drill, and its messages went nowhere', async () => {
  const weather = await get<WeatherOverview>('/api/v1/weather');
  expect([weather.signal, weather.decisions]).toEqual([null, []]);
  expect(weather.warnings.every(({ exercise, drill }) => exercise && drill !== null)).toBe(true);
  for (const state of ['open', 'ended'])
    expect(await get(`/api/v1/warnings?state=${state}`)).toMatchObject({ warnings: [] });
  const { messages } = await get<{ messages: Message[] }>('/api/v1/messages');
  expect(messages.length).toBeGreaterThan(1);
  expect(new Set(messages.map(({ drill, state }) => `${drill} ${state}`))).toEqual(new Set(['true blocked']));
  expect(await get('/api/v1/inbox', crew)).toEqual([]);
});

test('an accelerated drill goes by itself, one at a time, and begins the plan again', async () => {
  const drill = await post<WeatherDrillRun>('/api/v1/weather/drill-runs', {
    script: 'saola-2023',
    speed: 3600,
  });
  // Ten hours of the storm are ten seconds.
  expect(drill.next_ms).toBe(clock.now_ms + 10_000);
  const busy = await officer.ask('POST', '/api/v1/weather/drill-runs', { script: 'ragasa-2025' });
  expect([busy.status, busy.body.code]).toEqual([409, 'weather.drill_busy']);
  clock.now_ms += 10_000;
  await found(async () => ((await drillOf()).signal === 'yellow' ? true : undefined));
  clock.now_ms += MINUTE_MS;
  await found(async () => ((await drillOf()).steps.at(-1)?.fed_ms ? true : undefined));
  const late = await officer.ask('POST', `/api/v1/weather/drill-runs/${drill.id}/steps`, { fed: 7 });
  expect([late.status, late.body.code]).toEqual([409, 'weather.drill_stepped']);
  await post(`/api/v1/weather/drill-runs/${drill.id}/end`, { note: '到此为止' });
  const over = await officer.ask('POST', '/api/v1/weather/responses', {
    ...{ level: 'I', reason: '太晚', after: 0, drill: drill.id },
  });
  expect(over.body.code).toBe('weather.drill_over');
}, 30_000);

test('a drill that is ended early lifts what it raised, and its plan asks to end', async () => {
  const drill = await post<WeatherDrillRun>('/api/v1/weather/drill-runs', { script: 'saola-2023' });
  const asked = await found(async () => (await runs()).find((run) => run.weather_drill === drill.id));
  await post(`/api/v1/plan-runs/${asked.id}/approval`, { rev: asked.rev, reason: '演练' });
  await found(async () => ((await runOf(asked.id)).events.length > 3 ? true : undefined));
  const { warnings } = await post<WeatherDrillRun>(`/api/v1/weather/drill-runs/${drill.id}/end`, {
    note: '中止',
  });
  expect(warnings.map(({ state }) => state)).toEqual(['cancelled']);
  const over = await found(async () =>
    (await runOf(asked.id)).transitions.find(({ proposed_ms }) => proposed_ms !== null),
  );
  expect(over.to).toBeNull();
}, 30_000);
