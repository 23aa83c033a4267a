import type { Case, HeldList } from '@opentocc/contract';
import { networkFor } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import { createCityLife } from '@opentocc/testkit/city-life';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CITY } from '../../command/situations/test-situations.ts';
import { read, run } from '../cases/test-cases.ts';
import { startServiceSite, type TestServiceSite } from '../self-service/test-service-site.ts';
import { DemoBrowser } from './demo-browser.ts';
import { createDemoScript, type DemoContact } from './demo-script.ts';
import { createSitePeople } from './demo-site.ts';

const DAY = Date.parse('2026-11-24T00:00:00+08:00');
const network = networkFor(CITY.network, 'car');
const city = { network, life: createCityLife(network, 1), seed: 1, shift_ms: 0 };
const byWeb = Array.from({ length: 14 }, (_, i) => createDemoScript(city).contactsOf(DAY + i * 86_400_000))
  .flat()
  .filter(({ way }) => way === 'web');

let on: TestServiceSite;
let people: ReturnType<typeof createSitePeople>;
/** Everybody waits on the clock of the test. */
const wait = async (ms = 22_000) => {
  on.clock.now_ms += ms;
};

beforeAll(async () => {
  on = await startServiceSite();
  const url = await on.http.listen({ host: '127.0.0.1', port: 0 });
  const { signal } = new AbortController();
  people = createSitePeople(() => new DemoBrowser(url, signal, wait), wait);
}, 60_000);
afterAll(() => on.stop());

const caseOf = async (number: string): Promise<Case> =>
  read(on.supervisor, (await on.cases.findByNumber(number))!.id);
const held = async () =>
  ((await on.supervisor.ask('GET', '/api/v1/intake/held?state=all')).body as unknown as HeldList).items;

/** Comes at the time of the test; nobody of the script comes twice. */
const next = (which: (one: DemoContact) => boolean = () => true): DemoContact => {
  const found = byWeb.findIndex(which);
  return { ...byWeb.splice(found, 1)[0], at_ms: on.clock.now_ms };
};

test('a few of a hundred come by the site', () => {
  const days = 14;
  expect(byWeb.length / days).toBeGreaterThan(20);
  expect(byWeb.length / days).toBeLessThan(50);
});

test('each has a case of their own, with what they said, by its receipt alone', async () => {
  for (let i = 0; i < 40; i++) {
    on.clock.now_ms += 10 * MINUTE_MS;
    const contact = next();
    const { number, code, held: waits } = await people.come(contact);
    expect([waits, code.length]).toEqual([false, 14]);
    const made = await caseOf(number);
    expect(['web', 'wechat']).toContain(made.channel);
    expect(made).toMatchObject({ type: contact.type, asker: { secret: contact.secret } });
  }
});

test('impatient people meet the challenge and are held back', async () => {
  expect((await held()).length).toBeGreaterThan(0);
});

test('some look again, add a photograph, and have closed cases opened again', async () => {
  on.clock.now_ms += 60 * MINUTE_MS;
  await people.look(on.clock.now_ms);
  const all = await Promise.all([...on.cases.board.open()].map(({ id }) => read(on.supervisor, id)));
  const added = all.filter(({ timeline }) => timeline.some(({ kind }) => kind === 'remark'));
  expect(added.length).toBeGreaterThan(2);
  expect(added.every(({ attachments }) => attachments.some(({ name }) => name === '现场照片.png'))).toBe(
    true,
  );
  for (const { id } of all) await run(on, id, [[on.agent, 'answer', { text: '已核实处理。', close: true }]]);
  on.clock.now_ms += 100 * MINUTE_MS;
  await people.look(on.clock.now_ms);
  const opened = (await Promise.all(all.map(({ id }) => read(on.supervisor, id)))).filter(
    ({ round }) => round === 2,
  );
  expect(opened.length).toBeGreaterThan(0);
  expect(opened.length).toBeLessThan(all.length / 3);
});
