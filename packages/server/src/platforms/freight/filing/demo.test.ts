import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { createCityLife } from '@opentocc/testkit/city-life';
import { freightLifeOf } from '@opentocc/testkit/freight';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import type { DemoCity, DemoOfficer } from '../../../kit/demo.ts';
import { plateForm } from './checks/identifiers.ts';
import { startFiling, type TestFiling } from './test-filing.ts';

const network = buildNetwork(generateDemoCity());
const city = { network, seed: 1, life: createCityLife(network, 1) } as unknown as DemoCity;
const life = freightLifeOf(city)!;
let t: TestFiling;

beforeAll(async () => {
  t = await startFiling(network);
}, 120_000);
afterAll(() => t.identity.stop());

const deskOf = (browser: Browser): DemoOfficer => ({
  async call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) {
    const answer = await browser.ask(method, `/api/v1${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    return answer.body as T;
  },
  signOut: async () => undefined,
});

test('the demo city files, over HTTP, every truck, driver, site and route that its script drives, and does so once', async () => {
  const demo = await t.made.demo!();
  for (const unit of demo.units ?? [])
    await t.identity.accounts.openUnit({ ...unit, districts: null, assumed: false });
  const desks = new Map<string, DemoOfficer>();
  const signInAs = async (name: string) => {
    const { unit = 'city', role } = demo.people!.find((one) => one.name === name)!;
    const desk = desks.get(name) ?? deskOf(await t.appoint(name, unit, role));
    desks.set(name, desk);
    return desk;
  };
  expect(demo.isUnregistered?.(city)).toBe(true);
  await demo.register?.(city, desks.get('nobody')!, signInAs);
  expect(demo.isUnregistered?.(city)).toBe(false);
  const { filing } = t.made;
  const states = life.trucks.map(({ plate }) => filing.truckByPlate(plateForm(plate))?.state);
  expect(new Set(states)).toEqual(new Set(['in_order']));
  expect(life.trucks.map(({ terminal }) => filing.truckByTerminal(terminal)?.terminal)).toEqual(
    life.trucks.map(({ terminal }) => terminal),
  );
  const drivers = life.firms.flatMap(({ code }) => filing.driversOf(code));
  expect(drivers.filter(({ state }) => state === 'in_order')).toHaveLength(life.drivers.length);
  const names = new Set(filing.places().map(({ name }) => name));
  expect(life.places.filter(({ name, kind }) => kind !== 'port' && !names.has(name.zh))).toEqual([]);
  expect(filing.routes()).toHaveLength(life.routes.length);
  // What an officer sees of a day.
  const list = await deskOf(t.officer).call<{ counts: Record<string, number> }>(
    ...(['GET', '/freight/filing/entries'] as const),
  );
  expect(list.counts).toMatchObject({ check: 2, appeal: 1, returned: 1, suspended: 1 });
  const before = [...t.made.filing.trucksOf('demo-freight-01')].length;
  await demo.register?.(city, desks.get('nobody')!, signInAs);
  expect(t.made.filing.trucksOf('demo-freight-01')).toHaveLength(before);
}, 240_000);
