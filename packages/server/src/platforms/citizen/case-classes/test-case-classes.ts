import type { CaseClasses, CaseSuggestion, CaseType, ClassRules } from '@opentocc/contract';
import { networkFor } from '@opentocc/core/network';
import { DAY_MS } from '@opentocc/core/time';
import { createCityLife } from '@opentocc/testkit/city-life';
import { type Browser, identityMigrations } from '../../../base/accounts/test-identity.ts';
import { type Db, migrate, tables } from '../../../kit/db.ts';
import { CITY } from '../../command/situations/test-situations.ts';
import { migrationsOfCases, START_MS, startCases, type TestCases } from '../cases/test-cases.ts';
import { createDemoScript } from '../intake/demo-script.ts';
import { migrations } from './migrations/index.ts';
import { serveCaseClasses } from './routes.ts';
import { type CaseClassesDeps, CaseClassesService } from './service.ts';
import { createClassStore } from './store.ts';

/** A closed case of the past, as training reads it. */
export interface ClosedCase {
  readonly text: string;
  readonly category: string;
  readonly type?: CaseType;
  readonly unit?: string | null;
  readonly district?: string | null;
  readonly meant?: { readonly kind: string; readonly name: string } | null;
  readonly closed_ms: number;
}

let made = 0;

/** Writes closed cases as they would stand after their time; in parts, so that no statement is too long. */
export async function addClosed(db: Db, all: readonly ClosedCase[]): Promise<void> {
  for (let from = 0; from < all.length; from += 500)
    await tables<{ cases_case: Record<string, unknown> }>(db)
      .insertInto('cases_case')
      .values(all.slice(from, from + 500).map(rowOf))
      .execute();
}

function rowOf({ text, category, type = 'consultation', unit = null, closed_ms, ...more }: ClosedCase) {
  const number = `CLOSED-${++made}`;
  return {
    ...{ number, version: 3, state: 'closed', type, field: 'urban_passenger', category, channel: 'phone' },
    ...{ key: number, title: text.slice(0, 20), text, place: '', lon: null, lat: null, outside: null },
    ...{ district: more.district ?? null, meant: more.meant ? JSON.stringify(more.meant) : null, call: null },
    ...{ secret: false, answer_by: 'phone', received_ms: closed_ms - 1000, unit, dispatched_ms: null },
    ...{ accepted_ms: null, answered_ms: closed_ms, closed_ms, at_once: unit === null, supervision: 'none' },
    ...{ card: 'none', round: 1, dispatches: unit === null ? 0 : 1, reworks: 0, returns: 0, requests: 0 },
    ...{ referred_to: null, merged_into: null, cluster: null, clock: null, due_ms: null, soon_ms: null },
  };
}

const network = networkFor(CITY.network, 'car');
const city = { network, life: createCityLife(network, 1), seed: 1, shift_ms: 0 };

/** What callers of the demo city said on days before the start, closed under what the agents of the script filed it. */
export function demoCases(days: number): ClosedCase[] {
  const script = createDemoScript(city);
  const first_ms = Date.parse('2026-10-01T00:00:00+08:00');
  return Array.from({ length: days }, (_, day) => script.contactsOf(first_ms + day * DAY_MS))
    .flat()
    .map(({ text, category, type, unit, at_ms }) => ({
      text,
      category,
      type,
      unit,
      closed_ms: at_ms + 1000,
    }));
}

export type TestClasses = Awaited<ReturnType<typeof startCaseClasses>>;

/** Cases over HTTP with training beside them. */
export async function startCaseClasses(more: Partial<CaseClassesDeps> = {}) {
  let opened: ReturnType<typeof openClasses> | undefined;
  const on = await startCases(async (beside) => {
    await migrate(beside.identity.db, identityMigrations, ...migrationsOfCases, migrations);
    opened = openClasses({ ...beside, db: beside.identity.db }, more);
    await opened.classes.load();
    serveCaseClasses(opened.classes).mount(beside.identity.http);
  });
  if (!opened) throw new Error('cases were not tied to their classes');
  await addUnits(on);
  // Names of units stay so for a moment, and the clock of tests stands still.
  await on.cases.units.list();
  await opened.classes.whenDue();
  return { ...on, ...opened, db: on.identity.db };
}

type Beside = Pick<TestCases, 'cases' | 'examples' | 'use'> & {
  readonly db: Db;
  readonly clock: { now(): number };
};

/** Training as a process of its own has it. */
export function openClasses(
  { db, cases, examples, use, clock }: Beside,
  more: Partial<CaseClassesDeps> = {},
) {
  const said: { readonly level: string; readonly text: string }[] = [];
  const say = (level: string) => (_: unknown, text?: string) => void said.push({ level, text: text ?? '' });
  const classes = new CaseClassesService({
    ...{ store: createClassStore(db), examples, taxonomy: cases.taxonomy, units: cases.units, clock },
    suggester: { use },
    log: { error: say('error'), warn: say('warn'), info: say('info') } as never,
    ...more,
  });
  return { classes, said };
}

/** Units of the demo city, to which its cases went. */
async function addUnits({ system }: TestCases): Promise<void> {
  const units = [...new Set(demoCases(1).flatMap(({ unit }) => (unit ? [unit] : [])))];
  for (const code of units)
    await system.ask('PUT', `/api/v1/units/${code}`, {
      ...{ parent: 'public-transport', kind: 'firm', name: { zh: code, en: code }, districts: null },
    });
}

export const statusOf = async (by: Browser) =>
  (await by.ask('GET', '/api/v1/case-classes')).body as unknown as CaseClasses;
export const suggestionsFor = async (by: Browser, text: string, more: object = {}) =>
  (await by.ask('POST', '/api/v1/cases/suggestions', { text, ...more })).body as unknown as CaseSuggestion[];

/** Two words each, some sentences: enough for a small model. */
export const SMALL_RULES: ClassRules = {
  ...{ valid_from: '2020-01-01', least_cases: 10, least_categories: 2, least_held_out: 5, held_out: 0.2 },
  ...{ most_cases: 2_000, most_letters: 200, most_letters_in_all: 500_000, most_features: 5_000 },
  ...{ source: { zh: '测试', en: 'test' }, assumed: true },
};

/** Cases of three matters, each by its own words, closed a minute apart before the start. */
export function smallCases(each: number, categories = ['metro', 'bus_line', 'toll']): ClosedCase[] {
  const words = [
    ['地铁', '闸机', '车厢'],
    ['公交', '末班车', '站牌'],
    ['高速', '收费站', '发票'],
  ];
  return Array.from({ length: each * 3 }, (_, i) => ({
    ...{ category: categories[i % 3], closed_ms: START_MS - (each * 3 - i) * 60_000 },
    text: `我想反映第${i}次，${words[i % 3][i % 2]}和${words[i % 3][(i % 2) + 1]}的问题`,
  }));
}
