import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createAppointer,
  type Identity,
  identityMigrations,
  startIdentity,
} from '../../../base/accounts/test-identity.ts';
import { migrate } from '../../../kit/db.ts';
import { migrations } from './migrations/index.ts';
import { serveTracking } from './routes.ts';
import type { Tracking } from './service.ts';
import {
  at,
  batchOf,
  Drive,
  type DrivenFix,
  declaration,
  Ground,
  naughty,
  openTracking,
  START_MS,
} from './test-tracking.ts';

const PATH = '/api/v1/freight/tracking';

let identity: Identity;
let ground: Ground;
let tracking: Tracking;
/** Over HTTP the service of the test that runs answers. */
const current = new Proxy({} as Tracking, { get: (_, key) => tracking[key as keyof Tracking] });

beforeAll(async () => {
  identity = await startIdentity({}, START_MS);
  await migrate(identity.db, identityMigrations, migrations);
  serveTracking(current).mount(identity.http);
});
afterAll(() => identity.stop());

beforeEach(() => {
  ground = new Ground();
});

/** Gives a process fixes a few at a time, and the clock each minute, as they come in. */
async function follow(
  on: Tracking,
  vehicle: number,
  fixes: readonly DrivenFix[],
  until_ms = 0,
): Promise<void> {
  for (let from = 0; from < fixes.length; from += 5) {
    const some = fixes.slice(from, from + 5);
    const last_ms = some[some.length - 1].at_ms + 500;
    while (ground.clock.now_ms + 60_000 < some[0].at_ms) await pass(on, 60_000);
    ground.clock.now_ms = last_ms;
    ground.logged.push(batchOf(vehicle, some));
    on.following.takeFixes(batchOf(vehicle, some));
    on.following.tick();
    await on.following.settled();
  }
  while (ground.clock.now_ms < until_ms) await pass(on, 60_000);
}

async function pass(on: Tracking, ms: number): Promise<void> {
  ground.clock.now_ms += ms;
  on.following.tick();
  await on.following.settled();
  await on.desk.look();
}

async function begin(n: number, firm?: string, id?: string): Promise<void> {
  ground.declare(declaration(n, firm, id));
  tracking = openTracking(identity.db, ground);
  await tracking.load();
}

const alarmsOf = async (on: Tracking, trip: string) =>
  (await on.listAlarms({ trip, firms: null }, 0, 50)).alarms
    .map(({ kind, means, began_ms, raised_ms, ended_ms, words }) => ({
      ...{ kind, means, began_ms, raised_ms, ended_ms: ended_ms !== null, zh: words.zh },
    }))
    .sort((a, b) => a.raised_ms - b.raised_ms || a.kind.localeCompare(b.kind));

describe('a trip that is followed', () => {
  test('its stages, alarms and what was driven are on record, each alarm once', async () => {
    await begin(1);
    await follow(tracking, 1, naughty());
    expect(
      (await alarmsOf(tracking, 'T1')).map(({ kind, means, ended_ms }) => [kind, means, ended_ms]),
    ).toEqual([
      ['off_route', 'sms', true],
      ['long_stay', 'sms', true],
    ]);
    expect(ground.driven.get('T1')).toMatchObject({
      crossings: [
        { port: 'huanggang', direction: 'in' },
        { port: 'huanggang', direction: 'out' },
      ],
      over: true,
    });
    expect(ground.sent.map(({ channel, to }) => [channel, to.split(':')[0]])).toEqual([
      ['sms', 'alarm'],
      ['sms', 'alarm'],
    ]);
    expect(tracking.book.find('T1')).toBeUndefined();
    expect(ground.failures).toEqual([]);
  });

  test('declared and driven stand side by side, also after it is over', async () => {
    await begin(2);
    await follow(tracking, 2, naughty());
    const sheet = await tracking.sheet(null, 'T2');
    expect(sheet.stage).toBe('over');
    const lines = sheet.lines.map(({ what, place, driven_from_ms }) => [
      what,
      place,
      driven_from_ms !== null,
    ]);
    expect(lines).toHaveLength(4);
    expect(lines).toEqual(
      expect.arrayContaining([
        ['crossing', 'huanggang', true],
        ['stop', 'S1', true],
        ['stop', null, true],
      ]),
    );
    expect(sheet.off_route).toHaveLength(1);
    expect(sheet.driver_name).toBe('陈*明');
  });

  test('a process that ends in the middle and one that does not raise the same alarms', async () => {
    const fixes = naughty();
    let n = 100;
    await begin(n);
    await follow(tracking, n, fixes);
    const expected = await alarmsOf(tracking, `T${n}`);
    expect(expected.length).toBeGreaterThan(1);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(fixes.length - 1), { maxLength: 3 }), async (cuts) => {
        ground = new Ground();
        n++;
        await begin(n);
        let from = 0;
        for (const cut of [...cuts.sort((a, b) => a - b), fixes.length]) {
          await follow(tracking, n, fixes.slice(from, cut));
          from = cut;
          // Nothing is stored but what was: the next process has the tables and the log of fixes.
          tracking = openTracking(identity.db, ground);
          await tracking.load();
        }
        expect(await alarmsOf(tracking, `T${n}`)).toEqual(expected);
        expect(ground.failures).toEqual([]);
      }),
      { numRuns: 6, seed: 7 },
    );
  });

  test('nobody was silent to a platform that did not listen', async () => {
    await begin(3);
    const [before, after] = [new Drive().to(at(4)), new Drive().to(at(4))];
    await follow(tracking, 3, before.fixes);
    tracking.following.storeAll();
    await tracking.following.settled();
    ground.clock.now_ms += 40 * 60_000;
    tracking = openTracking(identity.db, ground);
    await tracking.load();
    await pass(tracking, 60_000);
    expect(await alarmsOf(tracking, 'T3')).toEqual([]);
    expect(after.fixes.length).toBe(before.fixes.length);
    for (let minute = 0; minute < 8; minute++) await pass(tracking, 60_000);
    expect((await alarmsOf(tracking, 'T3')).map(({ kind }) => kind)).toEqual(['silent']);
  });

  test('plates that gates read before a process ended are taken at the next start, each once', async () => {
    const facts = ground.declare(declaration(71));
    const before = openTracking(identity.db, ground);
    await before.load();
    const home = new Drive().to(at(4)).fixes;
    await follow(before, 71, home);
    const read = (place: string) => {
      const at_ms = ground.clock.now_ms;
      const seen = { plate: facts.plate, place, at_ms, by: 'gate', direction: null } as const;
      ground.read.push({ durable_ms: at_ms, seen });
      return seen;
    };
    // The first is taken and stored, the second is durable at its gate alone when the process ends.
    before.following.takeSighting(read('S1'));
    await before.following.settled();
    for (let start = 0; start < 3; start++) {
      tracking = openTracking(identity.db, ground);
      await tracking.load();
      expect(await alarmsOf(tracking, facts.id)).toEqual([]);
    }
    ground.clock.now_ms += 30_000;
    read('S1');
    for (let start = 0; start < 2; start++) {
      ground.clock.now_ms += 1000;
      tracking = openTracking(identity.db, ground);
      await tracking.load();
      expect((await alarmsOf(tracking, facts.id)).map(({ kind }) => kind)).toEqual(['swap']);
    }
  });

  test('a plate that a port reads where its terminal cannot be is an alarm', async () => {
    await begin(4);
    await follow(tracking, 4, new Drive().to(at(8)).fixes);
    const seen = { place: 'liantang', by: 'port' as const, direction: null, at_ms: ground.clock.now_ms };
    tracking.following.takeSighting({ ...seen, plate: '粤ZA·0004港' });
    await tracking.following.settled();
    expect((await alarmsOf(tracking, 'T4')).map(({ kind, means }) => [kind, means])).toContainEqual([
      'swap',
      'call',
    ]);
  });
});

describe('what people do with an alarm', () => {
  const officer = (name: string) =>
    ({
      address: '127.0.0.1',
      session: { principal: `account:${name}`, account: name, permissions: ['tracking:handle'], reach: {} },
    }) as never;

  async function alarm(n: number) {
    await begin(n);
    await follow(tracking, n, naughty().slice(0, 60));
    const [{ id, version }] = (await tracking.listAlarms({ trip: `T${n}`, firms: null }, 0, 1)).alarms;
    return { id, version, firms: null };
  }
  const now = async (id: number) => tracking.alarmSheet(null, id, 'account:wang');
  const closing = { cause: 'own_decision', outcome: 'warning', of: 'truck', reason: '司机承认绕行' } as const;

  test('it is taken, the driver is called, and it closes with a cause and no other way', async () => {
    const seen = await alarm(10);
    await tracking.desk.take(officer('wang'), seen);
    await tracking.desk.note(
      officer('wang'),
      { ...seen, version: seen.version + 1 },
      {
        ...{ kind: 'called', reached: true, text: '走错路口，已返回' },
      },
    );
    const again = { ...seen, version: seen.version + 2 };
    await expect(
      tracking.desk.close(officer('wang'), again, { ...closing, version: again.version, cause: 'nothing' }),
    ).rejects.toMatchObject({ code: 'tracking.cause' });
    await tracking.desk.close(officer('wang'), again, { ...closing, version: again.version });
    const sheet = await now(seen.id);
    expect(sheet).toMatchObject({ state: 'closed', cause: 'own_decision', outcome: 'warning', due_ms: null });
    expect(sheet.ledger.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['raised', 'sms', 'taken', 'called', 'closed']),
    );
    await expect(
      tracking.desk.take(officer('li'), { ...seen, version: sheet.version }),
    ).rejects.toMatchObject({
      code: 'tracking.closed',
    });
    await tracking.desk.reopen(officer('li'), { ...seen, version: sheet.version }, '企业申诉');
    expect(await now(seen.id)).toMatchObject({ state: 'open', owner: 'li', reopened: 1, cause: null });
  });

  test('a version that is not the newest is refused', async () => {
    const seen = await alarm(11);
    await tracking.desk.take(officer('wang'), seen);
    await expect(tracking.desk.take(officer('li'), seen)).rejects.toMatchObject({ code: 'tracking.changed' });
  });

  test('a suspension takes two people, and is written on file', async () => {
    const seen = await alarm(12);
    const sanction = { ...closing, outcome: 'suspension', days: 7, version: seen.version } as const;
    await expect(
      tracking.desk.close(officer('wang'), seen, { ...sanction, days: undefined }),
    ).rejects.toMatchObject({ code: 'tracking.days' });
    await tracking.desk.close(officer('wang'), seen, sanction);
    const asked = { ...seen, version: seen.version + 1 };
    const yes = { confirmed: true, reason: '属实' };
    await expect(tracking.desk.confirm(officer('wang'), asked, yes)).rejects.toMatchObject({
      code: 'tracking.same_person',
    });
    expect(ground.sanctions).toEqual([]);
    await tracking.desk.confirm(officer('li'), asked, yes);
    expect(ground.sanctions).toMatchObject([
      { of: 'truck', id: 'C0012', until_ms: ground.clock.now_ms + 7 * 86_400_000 },
    ]);
    expect(await now(seen.id)).toMatchObject({ state: 'closed', outcome: 'suspension', asked: null });
  });

  test('who does not answer an SMS is called, then visited; what nobody takes is said to the officers', async () => {
    await begin(13);
    await follow(tracking, 13, new Drive().to(at(8)).stand(17).fixes);
    const [{ id }] = (await tracking.listAlarms({ trip: 'T13', firms: null }, 0, 1)).alarms;
    for (let minute = 0; minute < 60; minute++) {
      ground.clock.now_ms += 60_000;
      await tracking.desk.look();
    }
    const sheet = await now(id);
    expect(sheet).toMatchObject({ means: 'visit', escalated: true });
    expect(sheet.ledger.map(({ kind }) => kind)).toEqual(['raised', 'sms', 'escalated', 'staged', 'staged']);
    const said = ground.sent.filter(({ channel, about }) => channel === 'screen' && about.id === String(id));
    expect(said).toHaveLength(1);
  });

  test('figures say how many were closed in time of how many were due', async () => {
    const figures = await tracking.figures(null, START_MS - 86_400_000, START_MS + 7 * 86_400_000);
    expect(figures.trips).toBeGreaterThan(5);
    expect(figures.in_time.denominator).toBeGreaterThanOrEqual(figures.in_time.numerator);
    expect(figures.alarms.find(({ kind }) => kind === 'off_route')?.count).toBeGreaterThan(3);
    expect(figures.outcomes).toContainEqual({ outcome: 'suspension', count: 1 });
  });
});

test('a firm sees its own trips, alarms and pages, and nothing of another', async () => {
  const { accounts } = identity;
  for (const code of ['firm-b', 'firm-c'])
    await accounts.openUnit({
      ...{ code, name: { zh: code, en: code }, kind: 'firm', parent: 'city', districts: null },
    } as never);
  const appoint = await createAppointer(identity);
  const [own, other] = [
    await appoint('b-firm', 'firm-b', 'freight-firm'),
    await appoint('c-firm', 'firm-c', 'freight-firm'),
  ];
  const city = await appoint('officer', 'city', 'freight-officer');
  await begin(20, 'firm-b');
  await follow(tracking, 20, naughty().slice(0, 60));
  const [{ id, version }] = (await tracking.listAlarms({ trip: 'T20', firms: null }, 0, 1)).alarms;
  const paths = [
    ...[`trips/T20`, `alarms/${id}`, 'profiles/truck/C0020', 'profiles/driver/D0020', 'profiles/firm/firm-b'],
  ];
  for (const path of paths) {
    expect([path, (await own.ask('GET', `${PATH}/${path}`)).status]).toEqual([path, 200]);
    expect([path, (await other.ask('GET', `${PATH}/${path}`)).status]).toEqual([path, 404]);
    expect([path, (await city.ask('GET', `${PATH}/${path}`)).status]).toEqual([path, 200]);
  }
  expect((await own.ask('GET', `${PATH}/trips`)).body.trips).toHaveLength(1);
  expect((await other.ask('GET', `${PATH}/trips`)).body.trips).toHaveLength(0);
  expect((await other.ask('GET', `${PATH}/alarms`)).body.total).toBe(0);
  expect((await own.ask('POST', `${PATH}/alarms/${id}/owner`, { version })).status).toBe(403);
  expect((await city.ask('POST', `${PATH}/alarms/${id}/owner`, { version })).body).toMatchObject({
    owner: 'officer',
  });
  const contact = await city.ask('POST', `${PATH}/alarms/${id}/contact`, { reason: '核实偏离' });
  expect(contact.body).toMatchObject({ name: '陈大明' });
  expect(ground.audited).toContain('tracking.reveal');
  const profile = (await own.ask('GET', `${PATH}/profiles/firm/firm-b`)).body as { risk: { score: number } };
  expect(profile.risk.score).toBeGreaterThan(0);
});
