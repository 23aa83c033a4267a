import type { RuleDraft, Warning } from '@opentocc/contract';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { migrate } from '../../../kit/db.ts';
import { actingAs } from '../plans/test-plans.ts';
import type { ReplayedRule } from '../warnings/index.ts';
import { digestOf, isThere, type Reported } from './compare.ts';
import { migrations } from './migrations/index.ts';
import { type DrillDeps, DrillService, type WarningThen } from './service.ts';
import { createDrillStore } from './store.ts';

const DAY = '2026-11-26';
const at = (hour: number, min = 0) => Date.parse('2026-11-26T00:00:00+08:00') + (hour * 60 + min) * 60_000;
const officer = actingAs('chief');
const both = (text: string) => ({ zh: text, en: text });

const warningAt = (key: string, from_ms: number, more: Partial<Warning> = {}) =>
  ({
    ...{ key, title: both(key), kind: 'rainstorm', level: 'orange', began_ms: from_ms, value: 7 },
    ...{ ended_ms: from_ms + 3_600_000, labels: { road: key } },
    place: { lon: 114.05, lat: 22.54, district: '440304', districts: ['440304'], road: null, links: [3] },
    ...more,
  }) as unknown as Warning;

const reported: Reported = {
  ...{ id: 9, title: '深南大道事故', began_ms: at(8), received_ms: at(8, 20) },
  ...{ lon: 114.05, lat: 22.54, link: 3, road: both('深南大道'), district: '440304' },
};

const ruleOf = (warnings: readonly Warning[]): ReplayedRule => ({
  rule: { id: 1, version: 4, draft: { name: both('拥堵') } as RuleDraft, author: 'chief', at_ms: 0 },
  ...{ steps: 288, steps_expected: 288, step_s: 300, warnings },
});

let database: TestDatabase;
let past: { rules: ReplayedRule[]; warned: WarningThen[]; reported: Reported[]; signals: Warning[] };
let drills: DrillService;
let asked: DrillDeps['replayPlans'];

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());
beforeEach(async () => {
  past = { rules: [ruleOf([warningAt('a', at(8, 5))])], warned: [], reported: [reported], signals: [] };
  asked = vi.fn(async () => []);
  drills = new DrillService({
    store: createDrillStore(database.db),
    clock: { now: () => at(30) },
    log: { error: () => undefined },
    replayRules: async () => past.rules,
    silencing: () => [{ id: 's1', reason: '检修', matches: ({ road }) => road === 'a' }],
    warningsThen: async () => past.warned,
    situationsThen: async () => past.reported,
    signalsThen: async () => past.signals,
    replayPlans: (span, warnings) => asked(span, warnings),
    escalationAt: async () => ['account:1', 'account:2'],
    namesOf: async () => new Map([['account:1', 'zhang']]),
  });
  await drills.start();
});

async function run() {
  const { id } = await drills.run(officer, { day: DAY, note: '' });
  await vi.waitFor(async () => expect((await drills.get(id)).state).not.toBe('running'));
  return drills.get(id);
}

it('says who would have been asked, how much earlier, and what a silence of now would have hidden', async () => {
  const { result, counts } = await run();
  expect(result?.warnings).toMatchObject([{ asked: ['zhang'], hidden_by: ['s1'], warned_ms: null }]);
  expect(result?.situations).toMatchObject([{ id: 9, noticed_ms: at(8, 5), earlier_min: 15 }]);
  expect(result?.silences).toEqual([{ id: 's1', reason: '检修', hides: 1 }]);
  expect(counts).toMatchObject({ warnings: 1, hidden: 1, not_warned: 1, noticed: 1, situations: 1 });
});

it('finds what the same rule warned of that day, and lets other warnings of that day reach the plans', async () => {
  const weather = { key: 'cap/1', origin: 'weather', kind: '暴雨红色预警', level: 'red' as const };
  past.warned = [
    { ...weather, began_ms: at(6), ended_ms: at(12), place: { districts: [] } },
    { ...weather, key: 'a', origin: 'rule', began_ms: at(8, 30), ended_ms: null, place: { districts: [] } },
  ];
  const { result } = await run();
  expect(result?.warnings[0].warned_ms).toBe(at(8, 30));
  expect(vi.mocked(asked).mock.calls[0][1]).toEqual([
    { kind: 'rainstorm', level: 'red', from_ms: at(6), to_ms: at(12), districts: null },
    { kind: 'rainstorm', level: 'orange', from_ms: at(8, 5), to_ms: at(9, 5), districts: ['440304'] },
  ]);
});

it('counts what detection noticed on that day among what came before a report', async () => {
  past.signals = [warningAt('signal/3', at(8, 2))];
  const { result } = await run();
  expect(result?.situations[0]).toMatchObject({ noticed_ms: at(8, 2), earlier_min: 18 });
  expect(result?.lacks.at(-1)?.zh).toContain('识别');
});

it('gives the same result for the same inputs, and says which run it equals', async () => {
  const first = await run();
  const second = await run();
  expect(second.digest).toBe(first.digest);
  expect(second.same_as).toContain(first.id);
  past.rules = [ruleOf([warningAt('a', at(8, 6))])];
  expect((await run()).digest).not.toBe(first.digest);
  expect(digestOf({ a: 1, b: [2] })).toBe(digestOf({ b: [2], a: 1 }));
});

it('is of a day that is over, one at a time, and fails with a word when it cannot be read', async () => {
  await expect(drills.run(officer, { day: '2026-11-27', note: '' })).rejects.toMatchObject({
    code: 'drills.not_past',
  });
  // The first runs for as long as the second is asked for.
  let letGo = () => undefined as void;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  asked = vi.fn(async () => {
    await held;
    return [];
  });
  const both = await Promise.allSettled([
    drills.run(officer, { day: DAY, note: '' }),
    drills.run(officer, { day: DAY, note: '' }),
  ]);
  letGo();
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [{ id }] = await drills.list();
  await vi.waitFor(async () => expect((await drills.get(id)).state).toBe('done'));
  past.rules = [{ ...past.rules[0], warnings: null as unknown as [] }];
  const broken = await run();
  expect(broken).toMatchObject({ state: 'failed', result: null });
  await expect(drills.csv(broken.id)).rejects.toMatchObject({ code: 'drills.not_done' });
});

it('is exported as a table', async () => {
  const { id } = await run();
  const csv = await drills.csv(id);
  expect(csv).toContain('2026-11-26 08:05');
  expect(csv.trim().split('\r\n')).toHaveLength(2);
});

it('takes a warning for what was reported on its link, its road or near it, and nowhere else', () => {
  const place = (more: object) => ({ place: { ...warningAt('x', 0).place, ...more } });
  expect(isThere(place({ links: [3], lon: 0, lat: 0 }), reported)).toBe(true);
  expect(isThere(place({ links: [], road: both('深南大道'), lon: 0, lat: 0 }), reported)).toBe(true);
  expect(isThere(place({ links: [] }), reported)).toBe(true);
  expect(isThere(place({ links: [], lon: 114.2 }), reported)).toBe(false);
  expect(isThere(place({ links: [], lon: null, lat: null }), reported)).toBe(true);
  expect(isThere(place({ links: [4], lon: null, lat: null }), reported)).toBe(false);
});
