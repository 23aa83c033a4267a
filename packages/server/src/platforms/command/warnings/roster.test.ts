import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { migrate } from '../../../kit/db.ts';
import { migrations } from './migrations/index.ts';
import { createRoster, unitOfDistrict } from './roster.ts';
import { FUTIAN, NANSHAN, testWarnings } from './test-warnings.ts';

const MINUTE = 60_000;
const unit = (
  code: string,
  kind: 'city_centre' | 'sub_centre' | 'department',
  districts: string[] | null,
) => ({
  ...{ code, kind, districts },
});
const UNITS = [
  unit('city', 'city_centre', null),
  unit('east', 'sub_centre', [FUTIAN, NANSHAN]),
  unit('futian', 'sub_centre', [FUTIAN]),
  unit('a-futian-patrol', 'department', [FUTIAN]),
  unit('nanshan', 'sub_centre', [NANSHAN]),
];
/** Each unit's own officer, then the chief of the city. */
const ORDERS = new Map([
  ['futian', ['account:1', 'account:9']],
  ['nanshan', ['account:2', 'account:9']],
  [null, ['account:9']],
]);
const NAMES = new Map([
  ['account:1', 'futian officer'],
  ['account:2', 'nanshan officer'],
  ['account:9', 'chief'],
]);

const roster = () =>
  createRoster({
    escalationsAt: async (_, units) => new Map(units.map((one) => [one, ORDERS.get(one as never) ?? []])),
    listUnits: async () => UNITS,
    namesOf: async () => NAMES,
    people: async () => [{ principal: 'account:7', name: 'anybody' }],
  });

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());

it('a district is answered for by the sub-centre of its own, and what lies in none by the whole centre', () => {
  expect(unitOfDistrict(UNITS, FUTIAN)).toBe('futian');
  expect(unitOfDistrict(UNITS, NANSHAN)).toBe('nanshan');
  expect(unitOfDistrict(UNITS, '440399')).toBeNull();
  expect(unitOfDistrict(UNITS, null)).toBeNull();
});

it('who may act at all is asked where the roster of a unit and those above it name nobody', async () => {
  const empty = createRoster({
    escalationsAt: async (_, units) => new Map(units.map((one) => [one, []])),
    ...{ listUnits: async () => UNITS, namesOf: async () => NAMES },
    people: async () => [{ principal: 'account:7', name: 'anybody' }],
  });
  const found = await empty.escalationsAt(0, [FUTIAN]);
  expect(found.get(FUTIAN)).toEqual([{ principal: 'account:7', name: 'anybody' }]);
});

it('each district asks along the roster of its own unit, then above it, and never in the other', async () => {
  const clock = { now_ms: Date.UTC(2026, 0, 5, 1), now: (): number => clock.now_ms };
  const { warnings, sent } = testWarnings({ db: database.db, clock, roster: roster() });
  await warnings.start();
  const raised = (key: string, district: string | null) => ({
    ...({ key, origin: 'sensor', kind: 'test', level: 'red', title: { zh: key, en: key } } as const),
    ...{ began_ms: clock.now(), area: { district } },
  });
  await warnings.raiseAll([raised('f', FUTIAN), raised('n', NANSHAN), raised('c', null)]);
  const asked = () => warnings.listOpen().map(({ key, escalation }) => [key, ...escalation.asked]);
  expect(asked()).toEqual([
    ['f', 'futian officer'],
    ['n', 'nanshan officer'],
    ['c', 'chief'],
  ]);
  clock.now_ms += 3 * MINUTE;
  await warnings.tick();
  expect(asked()).toEqual([
    ['f', 'futian officer', 'chief'],
    ['n', 'nanshan officer', 'chief'],
    ['c', 'chief'],
  ]);
  const screens = sent.filter(({ channel }) => channel === 'screen').map(({ to }) => to);
  expect(screens.sort()).toEqual(['account:1', 'account:2', 'account:9', 'account:9', 'account:9']);
});
