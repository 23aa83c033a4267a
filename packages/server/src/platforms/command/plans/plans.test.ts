import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { migrate } from '../../../kit/db.ts';
import { migrations } from './migrations/index.ts';
import {
  chief,
  EIGHT_MS,
  fu,
  lead,
  MINUTE,
  type OpenPlans,
  openPlans,
  other,
  phaseWith,
  planWith,
  po,
  SITUATION,
  startPlan,
  taskFor,
} from './test-plans.ts';

let database: TestDatabase;
let plans: OpenPlans;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());
beforeEach(async () => {
  // What one test left running would move on by the clock of the next.
  await sql`UPDATE plans_run SET state = 'ended'`.execute(database.db);
  await sql`UPDATE plans_task SET state = 'withdrawn', wakes_ms = NULL`.execute(database.db);
  await sql`UPDATE plans_plan SET retired = true`.execute(database.db);
  plans = openPlans(database.db);
});

const END = lead(null, { kind: 'tasks_done' });
const at = async (min: number) => {
  plans.world.now_ms = EIGHT_MS + min * MINUTE;
  await plans.engine.tick();
};
const see = (id: number) => plans.runs.get(chief, null, id);
const kinds = async (id: number) => (await see(id)).events.map(({ kind }) => kind).reverse();

describe('a task of a running plan', () => {
  it('goes to each unit with its tag where the plan runs, is accepted and done with evidence', async () => {
    const close = taskFor('close', 'sub-centre', { evidence: 'text' });
    const run = await startPlan(plans, planWith([phaseWith('a', [close], [END])]), { districts: ['440304'] });
    expect(run.tasks_all.map(({ unit, state }) => [unit, state])).toEqual([['futian', 'sent']]);
    const [task] = await plans.tasks.listOwn(fu, true);
    const accepted = await plans.tasks.accept(fu, task.id, task);
    await expect(
      plans.tasks.finish(fu, task.id, { rev: accepted.rev, evidence: { text: '', attachments: [] } }),
    ).rejects.toMatchObject({ code: 'plans.evidence_needed' });
    const evidence = { text: '已封闭', attachments: ['photo-1.jpg'] };
    const done = await plans.tasks.finish(fu, task.id, { rev: accepted.rev, evidence });
    expect(done).toMatchObject({ state: 'done', evidence, ended_by: 'fu' });
    expect(await see(run.id)).toMatchObject({ state: 'ended', tasks: { open: 0, done: 1 } });
  });

  it('goes to the unit above when nobody answers, then to the next person, and each step is reported once', async () => {
    await plans.service.setTags(chief, 'station', ['crew']);
    const run = await startPlan(plans, planWith([phaseWith('a', [taskFor('go', 'crew')], [END])]));
    for (const min of [9, 10, 10, 20, 20, 21]) await at(min);
    const [task] = (await see(run.id)).tasks_all;
    expect(task).toMatchObject({ state: 'escalated', unit: 'city', first_unit: 'station', level: 2 });
    expect(task.accept_by).toMatchObject({ at_ms: EIGHT_MS + 30 * MINUTE });
    expect(task.accept_by.clock.ledger.map(({ text }) => text.zh).join()).toContain('第 2 次上报');
    const escalations = (await kinds(run.id)).filter((kind) => kind === 'task_escalated');
    expect(escalations).toHaveLength(2);
    const told = plans.world.messages.map(({ to, key }) => [to, key]);
    expect(new Set(told.map(([, key]) => key)).size).toBe(told.length);
    expect(told.map(([to]) => to)).toEqual(
      expect.arrayContaining(['account:po', 'account:chief', 'account:other']),
    );
  });

  it('that went up may still be taken by the unit that was asked first', async () => {
    await startPlan(plans, planWith([phaseWith('a', [taskFor('go', 'sub-centre')], [END])]), {
      districts: ['440304'],
    });
    await at(11);
    const [raised] = await plans.tasks.listOwn(fu, true);
    expect(raised).toMatchObject({ state: 'escalated', unit: 'city' });
    expect(await plans.tasks.accept(fu, raised.id, raised)).toMatchObject({
      ...{ state: 'accepted', unit: 'futian', accepted_by: 'fu' },
    });
  });

  it('that is refused comes back with its reason, and is given to another unit', async () => {
    const run = await startPlan(plans, planWith([phaseWith('a', [taskFor('go', 'sub-centre')], [END])]), {
      districts: ['440304'],
    });
    const [task] = await plans.tasks.listOwn(fu, true);
    const refused = await plans.tasks.refuse(fu, task.id, { rev: task.rev, reason: '人员不足' });
    expect(refused).toMatchObject({ state: 'refused', reason: '人员不足' });
    expect(await see(run.id)).toMatchObject({ waits: true });
    const given = { rev: refused.rev, unit: 'traffic-police', reason: '就近' };
    expect(await plans.runs.giveTask(chief, null, task.id, given)).toMatchObject({
      ...{ state: 'sent', unit: 'traffic-police', first_unit: 'futian', level: 0 },
    });
    expect(await plans.tasks.listOwn(po, true)).toHaveLength(1);
  });

  it('is overdue once, and the unit above learns of it', async () => {
    const run = await startPlan(plans, planWith([phaseWith('a', [taskFor('go', 'sub-centre')], [END])]), {
      districts: ['440304'],
    });
    const [task] = await plans.tasks.listOwn(fu, true);
    await plans.tasks.accept(fu, task.id, task);
    for (const min of [29, 30, 31]) await at(min);
    expect((await kinds(run.id)).filter((kind) => kind === 'task_overdue')).toHaveLength(1);
    expect(plans.world.messages.at(-1)).toMatchObject({ to: 'account:chief' });
  });

  it('stands still while it is paused, is stretched once, and says line by line why it is due then', async () => {
    const run = await startPlan(plans, planWith([phaseWith('a', [taskFor('go', 'police')], [END])]));
    const { id } = run.tasks_all[0];
    const taskNow = async () => (await see(run.id)).tasks_all[0];
    const actOn = async (act: Parameters<typeof plans.runs.actOnTaskClock>[3]['act']) =>
      plans.runs.actOnTaskClock(chief, null, id, { rev: (await taskNow()).rev, act });
    await plans.tasks.accept(po, id, await taskNow());
    plans.world.now_ms = EIGHT_MS + 10 * MINUTE;
    await actOn({ kind: 'paused', reason: '等待道路开放' });
    await at(60);
    expect(await taskNow()).toMatchObject({
      overdue: false,
      done_by: { clock: { state: 'paused', due_ms: null } },
    });
    await expect(actOn({ kind: 'paused', reason: '再停' })).rejects.toMatchObject({ code: 'clocks.paused' });
    await actOn({ kind: 'resumed', reason: '已开放' });
    await actOn({ kind: 'extended', reason: '人手不足', length: 15 * MINUTE });
    await expect(actOn({ kind: 'extended', reason: '仍不足', length: MINUTE })).rejects.toMatchObject({
      code: 'clocks.extended',
    });
    // 30 min of the plan, of which 10 were spent, and 15 more.
    const due_ms = EIGHT_MS + (60 + 20 + 15) * MINUTE;
    const { done_by } = await taskNow();
    expect(done_by).toMatchObject({ at_ms: due_ms, clock: { due_ms, rule: { version: 1, assumed: false } } });
    const lines = done_by.clock.ledger.map(({ kind }) => kind);
    expect(lines).toEqual(['start', 'length', 'pause', 'pause', 'extension', 'due']);
    await at(94);
    expect((await taskNow()).overdue).toBe(false);
    await at(95);
    expect(await taskNow()).toMatchObject({ overdue: true, done_by: { clock: { state: 'running' } } });
    expect(await kinds(run.id)).toEqual(expect.arrayContaining(['task_clock', 'task_overdue']));
  });

  it('is sent when its time comes', async () => {
    const later = taskFor('later', 'sub-centre', { start_min: 5, accept_min: 10 });
    const run = await startPlan(plans, planWith([phaseWith('a', [later], [END])]), { districts: ['440304'] });
    expect(run.tasks_all[0].state).toBe('waiting');
    expect(await plans.tasks.listOwn(fu, true)).toEqual([]);
    await at(5);
    expect(await plans.tasks.listOwn(fu, true)).toHaveLength(1);
  });

  it('is accepted by one of two who act at once; the other gets a clear word', async () => {
    await startPlan(plans, planWith([phaseWith('a', [taskFor('go', 'sub-centre')], [END])]), {
      districts: ['440304'],
    });
    const [task] = await plans.tasks.listOwn(fu, true);
    const both = await Promise.allSettled([
      plans.tasks.accept(fu, task.id, task),
      plans.tasks.refuse(chief, task.id, { rev: task.rev, reason: '不需要' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'plans.changed', status: 409 },
    });
  });

  it('is not for who acts for another unit', async () => {
    await startPlan(plans, planWith([phaseWith('a', [taskFor('go', 'sub-centre')], [END])]), {
      districts: ['440305'],
    });
    const [task] = (await plans.runs.get(chief, null, (await plans.runs.list(null, true))[0].id)).tasks_all;
    await expect(plans.tasks.accept(fu, task.id, task)).rejects.toMatchObject({ code: 'kit.out_of_area' });
  });
});

describe('a phase of a running plan', () => {
  it('leads on after its time, at a time of the clock, and when a threshold is passed without a break', async () => {
    const index = {
      kind: 'threshold',
      measure: 'index/city/city',
      side: 'above',
      value: 6,
      for_min: 10,
    } as const;
    const run = await startPlan(
      plans,
      planWith([
        phaseWith('a', [], [lead('b', { kind: 'hold', min: 15 })]),
        phaseWith('b', [], [lead('c', { kind: 'clock', at: '09:30' })]),
        phaseWith('c', [], [lead(null, index)]),
      ]),
    );
    const phase = async (min: number) => {
      await at(min);
      return (await see(run.id)).phase;
    };
    expect([await phase(14), await phase(15), await phase(89), await phase(90)]).toEqual([
      'a',
      'b',
      'b',
      'c',
    ]);
    plans.world.index = 7;
    await at(100);
    plans.world.index = 5;
    await at(105);
    plans.world.index = 7;
    await at(106);
    await at(115);
    expect((await see(run.id)).state).toBe('running');
    expect((await see(run.id)).transitions[0].due_ms).toBe(EIGHT_MS + 116 * MINUTE);
    await at(116);
    expect((await see(run.id)).state).toBe('ended');
  });

  it('only proposes where a person decides, and goes no further by itself', async () => {
    const orange = { kind: 'warning', warning: 'rainstorm', level: 'orange' } as const;
    const run = await startPlan(
      plans,
      planWith([phaseWith('a', [], [lead('b', orange, true)]), phaseWith('b', [], [END])]),
    );
    plans.world.warnings = [{ kind: 'rainstorm', level: 'red', districts: ['440305'] }];
    await at(1);
    await at(2);
    const proposed = await see(run.id);
    expect(proposed).toMatchObject({ phase: 'a', waits: true });
    expect(proposed.transitions[0]).toMatchObject({ met: true, proposed_ms: EIGHT_MS + MINUTE });
    const taken = { rev: proposed.rev, transition: 'to-b', reason: '' };
    expect(await plans.runs.take(chief, null, run.id, taken)).toMatchObject({ state: 'ended' });
    expect((await kinds(run.id)).filter((kind) => kind === 'proposed')).toHaveLength(1);
  });

  it('is not left because a warning is over that was never in force', async () => {
    const over = { kind: 'warning_over', warning: 'rainstorm', level: 'yellow' } as const;
    const run = await startPlan(
      plans,
      planWith([
        phaseWith('a', [], [lead('b', { kind: 'hold', min: 5 })]),
        phaseWith('b', [], [lead(null, over)]),
      ]),
    );
    await at(6);
    expect((await see(run.id)).transitions[0].why.zh).toContain('未曾生效');
    plans.world.warnings = [{ kind: 'rainstorm', level: 'orange', districts: null }];
    await at(7);
    plans.world.warnings = [];
    await at(8);
    expect((await see(run.id)).state).toBe('ended');
  });

  it('is left before its condition is met only with a reason, which stands in the record', async () => {
    const run = await startPlan(
      plans,
      planWith([phaseWith('a', [], [lead('b', { kind: 'hold', min: 60 })]), phaseWith('b', [], [END])]),
    );
    const early = { rev: run.rev, transition: 'to-b', reason: '' };
    await expect(plans.runs.take(chief, null, run.id, early)).rejects.toMatchObject({
      code: 'plans.reason_needed',
    });
    await plans.runs.take(chief, null, run.id, { ...early, reason: '水位上涨' });
    expect((await see(run.id)).events.some(({ text }) => text.zh.includes('水位上涨'))).toBe(true);
  });

  it('sends its tasks again when the plan comes back to it', async () => {
    const round = [
      phaseWith('a', [taskFor('go', 'city-centre')], [lead('b', { kind: 'hold', min: 5 })]),
      phaseWith('b', [], [lead('a', { kind: 'hold', min: 5 }), lead(null, { kind: 'approval' })]),
    ];
    const run = await startPlan(plans, planWith(round));
    for (const min of [5, 10, 11]) await at(min);
    expect((await see(run.id)).tasks_all.map(({ key }) => key)).toEqual(['go', 'go']);
  });
});

describe('a plan', () => {
  it('that runs goes on by the version that it began with', async () => {
    const first = planWith([phaseWith('a', [taskFor('go', 'city-centre')], [END])]);
    const run = await startPlan(plans, first);
    const { rev } = await plans.service.get(null, run.plan);
    const second = planWith([phaseWith('other', [], [END])]);
    const saved = await plans.service.save(chief, null, run.plan, { document: second, rev });
    await plans.service.publish(chief, null, run.plan, { rev: saved.rev, note: '' });
    expect(await see(run.id)).toMatchObject({ version: 1, phase: 'a' });
  });

  it('with an error is not published, and says which', async () => {
    const { id, rev } = await plans.service.add(chief, null, planWith([phaseWith('a', [], [])]));
    await expect(plans.service.publish(chief, null, id, { rev, note: '' })).rejects.toMatchObject({
      code: 'plans.faulty',
    });
  });

  it('that two people write on is stored once; the other gets a clear word', async () => {
    const document = planWith([phaseWith('a', [], [END])]);
    const { id, rev } = await plans.service.add(chief, null, document);
    await plans.service.save(chief, null, id, { document, rev });
    await expect(plans.service.save(other, null, id, { document, rev })).rejects.toMatchObject({
      ...{ code: 'plans.changed', status: 409 },
    });
  });

  it('begins by itself once for as long as its condition holds, and again after it ended', async () => {
    const when = [{ kind: 'warning' as const, warning: 'rainstorm', level: 'orange' as const }];
    const auto = planWith([phaseWith('a', [], [lead(null, { kind: 'hold', min: 5 })])], {
      begin: { how: 'auto', when },
    });
    const { id, rev } = await plans.service.add(chief, null, auto);
    await plans.service.publish(chief, null, id, { rev, note: '' });
    const rain = [{ kind: 'rainstorm', level: 'orange' as const, districts: null }];
    const runs = async () => (await plans.runs.list(null, false)).filter(({ plan }) => plan === id).length;
    plans.world.warnings = rain;
    for (const min of [1, 2, 10]) await at(min);
    expect(await runs()).toBe(1);
    plans.world.warnings = [];
    await at(11);
    plans.world.warnings = rain;
    await at(12);
    expect(await runs()).toBe(2);
  });

  it('that needs approval starts when another person approves', async () => {
    const plan = planWith([phaseWith('a', [], [lead(null, { kind: 'hold', min: 5 })])], {
      begin: { how: 'approval', when: [] },
    });
    const run = await startPlan(plans, plan);
    expect(run.state).toBe('asked');
    const seen = { rev: run.rev, reason: '' };
    await expect(plans.runs.approve(chief, null, run.id, seen)).rejects.toMatchObject({
      code: 'plans.own_approval',
    });
    expect(await plans.runs.approve(other, null, run.id, seen)).toMatchObject({
      state: 'running',
      phase: 'a',
    });
  });

  it('is commanded only with rights on all that it touches', async () => {
    const run = await startPlan(plans, planWith([phaseWith('a', [taskFor('go', 'department')], [END])]), {
      districts: ['440304'],
    });
    const seen = await plans.runs.get(fu, ['440304'], run.id);
    expect(seen.beyond.map(({ zh }) => zh)).toEqual(['traffic-police', 'station']);
    await expect(
      plans.runs.end(fu, ['440304'], run.id, { rev: run.rev, reason: '结束' }),
    ).rejects.toMatchObject({ code: 'plans.out_of_reach' });
  });

  it('that ends withdraws what is open of it', async () => {
    const run = await startPlan(plans, planWith([phaseWith('a', [taskFor('go', 'sub-centre')], [END])]));
    const ended = await plans.runs.end(chief, null, run.id, { rev: run.rev, reason: '雨停' });
    expect(ended.tasks_all.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    expect(await plans.tasks.listOwn(fu, true)).toEqual([]);
  });

  it('in a drill says so in every message', async () => {
    await startPlan(plans, planWith([phaseWith('a', [taskFor('go', 'sub-centre')], [END])]), { drill: true });
    expect(plans.world.messages.length).toBeGreaterThan(0);
    for (const { drill, subject, text } of plans.world.messages) {
      expect(drill).toBe(true);
      for (const { zh, en } of [subject, text]) expect([zh, en].join()).toMatch(/^【演练】.*\[DRILL\] /);
    }
  });
});

describe('the record of a running plan', () => {
  it('stands in the duty log and on the timeline of its situation too, as a drill where it is one', async () => {
    const plan = planWith([phaseWith('a', [], [lead(null, { kind: 'hold', min: 5 })])]);
    await startPlan(plans, plan, { situation: SITUATION, drill: true });
    await at(5);
    expect(plans.world.log.at(-1)).toMatch(/^【演练】plan：预案终止/);
    expect(plans.world.timelines.map(({ id }) => id)).toEqual(plans.world.log.map(() => SITUATION));
    await expect(startPlan(plans, plan, { situation: 8 })).rejects.toMatchObject({
      code: 'plans.situation_unknown',
    });
  });

  it.each(['plans_event', 'plans_version'])('%s cannot be rewritten by any statement', async (table) => {
    await startPlan(plans, planWith([phaseWith('a', [], [lead(null, { kind: 'hold', min: 5 })])]));
    await expect(sql`DELETE FROM ${sql.table(table)}`.execute(database.db)).rejects.toThrow('never changed');
  });
});
