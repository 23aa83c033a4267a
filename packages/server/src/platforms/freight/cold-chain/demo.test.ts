import type { ColdState, ColdWarning, Consignment, Recall } from '@opentocc/contract';
import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { createCityLife } from '@opentocc/testkit/city-life';
import { freightLifeOf } from '@opentocc/testkit/freight';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Browser,
  type Identity,
  identityMigrations,
  startIdentity,
} from '../../../base/accounts/test-identity.ts';
import { migrate } from '../../../kit/db.ts';
import type { DemoCity, DemoOfficer } from '../../../kit/demo.ts';
import { askForKey } from '../../../kit/demo-key.ts';
import { createLog } from '../../../kit/log.ts';
import { createColdChainDemo } from './demo.ts';
import { ColdPeople } from './demo-desks.ts';
import { createArrivals, type Load, loadsAround } from './demo-loads.ts';
import { RECALLED } from './demo-recall.ts';
import { reportHolds } from './demo-sensors.ts';
import { migrations } from './migrations/index.ts';
import { serveColdChain } from './routes.ts';
import { coldOn } from './test-cold.ts';

const MINUTE_MS = 60_000;
/** Monday, 30 November 2026. */
const DAY_MS = Date.parse('2026-11-30T12:00:00+08:00');
const network = buildNetwork(generateDemoCity());
const city = { network, seed: 1, shift_ms: 0, life: createCityLife(network, 1) } as unknown as DemoCity;
const life = freightLifeOf(city)!;
const arrival_ms = createArrivals(life, 0);
const log = createLog('silent');
const demo = createColdChainDemo(log);

/** One load of each story and one without, that come to their warehouse. */
const loads = (['hot', 'door', 'lost', null] as const).map(
  (story) =>
    [...loadsAround(life, DAY_MS, 0).values()].find(
      (one) =>
        one.story === story &&
        one.sets_out_ms > DAY_MS - 12 * 3_600_000 &&
        arrival_ms(one) < one.due_ms + 3_600_000,
    )!,
);
/** Of the cold chain alone: sessions would end while goods drive. */
const clock = {
  now_ms: Math.min(...loads.map(({ sets_out_ms }) => sets_out_ms)) - MINUTE_MS,
  now: () => clock.now_ms,
};
let identity: Identity;
let cold: ReturnType<typeof coldOn>;
let url: string;

beforeAll(async () => {
  identity = await startIdentity({}, clock.now_ms);
  await migrate(identity.db, identityMigrations, migrations);
  const all = { firmFault: () => null, truckFault: () => null };
  cold = coldOn(identity.db, clock, identity.keys, [], all);
  serveColdChain(cold).mount(identity.http);
  await cold.start();
  const firms = life.firms.map(({ code, name }) => ({ code, parent: 'city', kind: 'firm' as const, name }));
  for (const unit of [...firms, ...(demo.units ?? [])])
    await identity.accounts.openUnit({ ...unit, districts: null, assumed: false });
  url = await identity.http.listen({ host: '127.0.0.1', port: 0 });
}, 120_000);
afterAll(() => identity.stop());

const OPERATOR = { name: 'demo-operator', display_name: 'demo-operator', role: 'data-steward' };
const desks = new Map<string, Promise<DemoOfficer>>();
/** Each sits down once: sessions are not what is tested. */
const signInAs = (name: string): Promise<DemoOfficer> => {
  const known = desks.get(name) ?? open(name);
  desks.set(name, known);
  return known;
};
async function open(name: string): Promise<DemoOfficer> {
  const person = [...(demo.people ?? []), OPERATOR].find((one) => one.name === name)!;
  const password = await identity.accounts.openProgramAccount(person);
  const browser: Browser = identity.browser();
  await browser.ask('POST', '/api/v1/session', { account: name, password });
  return {
    async call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) {
      const answer = await browser.ask(method, `/api/v1${path}`, body);
      if (answer.status >= 300)
        throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
      return answer.body as T;
    },
    signOut: async () => undefined,
  };
}

const cloudWith = (key: string) => ({
  ...{ life, shift_ms: 0, key },
  door: { url, signal: new AbortController().signal, log },
});
const stateOf = async (load: Load): Promise<ColdState | undefined> => {
  const { consignments } = await cold.reader.list(null, { text: load.form, offset: 0, limit: 1 });
  return (consignments[0] as Consignment | undefined)?.state;
};
const warningsOf = async (): Promise<ColdWarning[]> =>
  (await Promise.all([true, false].map((isOpen) => cold.reader.warnings(null, isOpen, 0, 200)))).flatMap(
    ({ warnings }) => warnings,
  );

test('a day of cold goods by the front doors: warnings by turns, certificates, and what is there after a restart', async () => {
  const operator = await signInAs(OPERATOR.name);
  expect(demo.isUnregistered?.(city)).toBe(true);
  await demo.register?.(city, operator, signInAs);
  expect(demo.isUnregistered?.(city)).toBe(false);
  const wish = { item: 'cold-chain-readings', purpose: '示范', applicant: 'demo-cold-sensors' };
  const cloud = cloudWith(await askForKey(operator, signInAs, wish));
  const made = { life, shift_ms: 0, signInAs, log };
  let people = new ColdPeople(made);
  const end_ms = Math.max(...loads.map(arrival_ms)) + 100 * MINUTE_MS;
  let turns = 0;
  for (; clock.now_ms < end_ms; clock.now_ms += 15 * MINUTE_MS) {
    // Started again now and then: it goes on where it was.
    if (++turns % 5 === 0) people = new ColdPeople(made);
    await people.dispatch(clock.now_ms);
    await reportHolds(cloud, clock.now_ms);
    await cold.supervising.lookAtClock();
    await people.keep(clock.now_ms);
    await people.close(clock.now_ms);
  }
  const states = await Promise.all(loads.map(stateOf));
  expect(states[0]).toBe('failed');
  for (const state of states.slice(1)) expect(['released', 'left']).toContain(state);
  const warnings = await warningsOf();
  const kinds = new Set(warnings.map(({ kind }) => kind));
  for (const kind of ['breach', 'door', 'sensor_lost'] as const) expect(kinds).toContain(kind);
  const quiet = await cold.reader.list(null, { text: loads[3].form, offset: 0, limit: 1 });
  const of = warnings.filter(({ consignment }) => consignment === quiet.consignments[0].id);
  expect(of.filter(({ kind }) => kind !== 'overdue')).toEqual([]);
  expect(quiet.consignments[0].certificate).not.toBeNull();
  const { consignments } = await cold.reader.list(null, { offset: 0, limit: 200 });
  const forms = consignments.map(({ customs_form }) => customs_form);
  expect([new Set(forms).size, forms.length > 10]).toEqual([forms.length, true]);
}, 120_000);

test('a lot is recalled once, with one holder who answered and others who have not', async () => {
  for (let start = 0; start < 2; start++)
    await new ColdPeople({ life, shift_ms: 0, signInAs, log }).recall(clock.now_ms);
  const { recalls } = await cold.recalls.list(0, 10);
  expect(recalls.map(({ lot, holders, answered }: Recall) => [lot, holders, answered])).toEqual([
    [RECALLED.lot, 3, 1],
  ]);
}, 30_000);
