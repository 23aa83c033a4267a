import { FIRST_REGIMES, SLOT_MS, switchTrips } from '@opentocc/core/freight';
import { DAY_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { migrate } from '../../../kit/db.ts';
import { migrations } from './migrations/index.ts';
import { asked, type OpenedTrips, openTrips, SLOT_FROM_MS, START_MS, setCapacity } from './test-trips.ts';

let database: TestDatabase;
let on: OpenedTrips;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());
beforeEach(async () => {
  for (const table of ['trips_event', 'trips_permit_use', 'trips_capacity'])
    await sql`ALTER TABLE ${sql.table(table)} DISABLE TRIGGER USER`.execute(database.db);
  await sql`TRUNCATE trips_trip, trips_event, trips_permit, trips_permit_use, trips_link, trips_capacity CASCADE`.execute(
    database.db,
  );
  for (const table of ['trips_event', 'trips_permit_use', 'trips_capacity'])
    await sql`ALTER TABLE ${sql.table(table)} ENABLE TRIGGER USER`.execute(database.db);
  on = await openTrips(database.db);
});

const declare = (n: number, firm: string, more: Parameters<typeof asked>[2] = {}) =>
  on.trips.declaring.declare(firm, asked(n, firm, more), firm);
const anybody = () => true;
const seen = ({ id, version }: { id: string; version: number }) => ({ id, version, reaches: anybody });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

describe('a declaration', () => {
  it('is booked at once, numbered by the day, with a permit that opens the gates of its trip', async () => {
    const row = await declare(1, 'a');
    expect(row).toMatchObject({ id: 'T20261128-00001', state: 'booked', place: 1, outcome: 'clear' });
    const { text, svg, state } = await on.trips.reader.permit(row);
    expect([state, svg.startsWith('<svg')]).toEqual(['early', true]);
    const look = { at_ms: SLOT_FROM_MS, place: 'S001', plate: row.plate, passage: 'in' } as const;
    expect(await on.trips.door.checkPermit(text, look)).toMatchObject({ allowed: true, trip: row.id });
  });

  it('sent twice is one trip', async () => {
    const [one, two] = await Promise.all([declare(1, 'a'), declare(1, 'a')]);
    expect([two.id, on.trips.door.open().length]).toEqual([one.id, 1]);
    const again = await openTrips(database.db);
    expect((await again.trips.declaring.declare('a', asked(1, 'a'), 'a')).id).toBe(one.id);
  });

  it('that rules refuse is on record with their reasons, and takes no place', async () => {
    on.file.set('T1@a', { class: 'hazmat', documents: [] });
    const row = await declare(1, 'a', {
      goods: { name: '油漆', weight_kg: 900, hazmat: { un: '1263', slip: 'YD20261128001' } },
    });
    expect(row).toMatchObject({ state: 'refused', place: null, permit: null });
    expect(row.reasons.map(({ breach }) => breach)).toContain('document_none');
    expect(
      await codeOf(
        declare(2, 'a', {
          crossings: [{ ...asked(2, 'a').crossings[0], at_ms: SLOT_FROM_MS + 9 * SLOT_MS }],
          stops: [],
        }),
      ),
    ).toBe('done');
  });

  it.each([
    ['trips.unknown_truck', { truck: 'T1@b' }],
    ['trips.unknown_driver', { drivers: ['D1@b'] }],
    ['trips.drivers_twice', { drivers: ['D1@a', 'D1@a'] }],
    ['trips.unknown_place', { stops: [{ ...asked(1, 'a').stops[0], code: 'S999' }] }],
    ['trips.unknown_route', { route: 'R99' }],
    ['trips.past', { crossings: [{ port: 'liantang', direction: 'in' as const, at_ms: START_MS - 1 }] }],
    [
      'trips.ahead',
      { crossings: [{ port: 'liantang', direction: 'in' as const, at_ms: START_MS + 8 * DAY_MS }] },
    ],
    ['trips.order', { crossings: [...asked(1, 'a').crossings].reverse() }],
    ['trips.stop_times', { stops: [{ ...asked(1, 'a').stops[0], to_ms: SLOT_FROM_MS }] }],
  ])('that cannot be a trip is answered with a clear word: %s', async (code, more) => {
    expect(await codeOf(declare(1, 'a', more))).toBe(code);
    expect(on.trips.door.open()).toEqual([]);
  });

  it('of a suspended truck, or one of dangerous goods without its slip, is not taken', async () => {
    on.file.set('T1@a', { state: 'suspended', reason: '两次走错口岸' });
    expect(await codeOf(declare(1, 'a'))).toBe('trips.truck_state');
    on.file.set('T2@a', { class: 'hazmat' });
    expect(await codeOf(declare(2, 'a'))).toBe('trips.hazmat_goods');
  });

  it('of a truck or a driver in two places at once names the other trip', async () => {
    const { id } = await declare(1, 'a');
    const error = await declare(2, 'a', { truck: 'T1@a' }).catch((one: { params: object }) => one.params);
    expect(error).toMatchObject({ other: id });
    expect(await codeOf(declare(3, 'a', { drivers: ['D3@a', 'D1@a'] }))).toBe('trips.driver_busy');
  });

  it('a slip of dangerous goods is used once', async () => {
    const goods = { name: '油漆', weight_kg: 900, hazmat: { un: '1263', slip: 'YD20261128001' } };
    for (const id of ['T1@a', 'T2@a']) on.file.set(id, { class: 'hazmat' });
    await declare(1, 'a', { goods });
    expect(await codeOf(declare(2, 'a', { goods }))).toBe('trips.slip_used');
  });
});

describe('a full slot', () => {
  it('2,000 requests at once for 100 places give exactly 100, in the order of arrival, and no firm has more than its share', async () => {
    await setCapacity(on, 100, 0.1);
    const firms = Array.from({ length: 2000 }, (_, n) => (n % 4 === 0 ? 'big' : `f${n % 40}`));
    const rows = await Promise.all(
      firms.map((firm, n) => declare(n, firm, { wait: false }).catch(() => null)),
    );
    const booked = rows.flatMap((row, n) => (row?.state === 'booked' ? [n] : []));
    expect(booked).toHaveLength(100);
    // Who came first has a place, as far as the share of the firm went.
    const had = new Map<string, number>();
    const expected = firms.flatMap((firm, n) => {
      const mine = had.get(firm) ?? 0;
      if (mine >= 10 || [...had.values()].reduce((a, b) => a + b, 0) >= 100) return [];
      had.set(firm, mine + 1);
      return [n];
    });
    expect(booked).toEqual(expected);
    const { rows: stored } = await sql<{ n: number; places: number }>`
      SELECT count(*)::int AS n, count(DISTINCT place)::int AS places FROM trips_trip WHERE state = 'booked'`.execute(
      database.db,
    );
    expect(stored).toEqual([{ n: 100, places: 100 }]);
  });

  it('puts who waits in a line that moves on by itself when a place is given back', async () => {
    await setCapacity(on, 1);
    const [first, second, third] = [await declare(1, 'a'), await declare(2, 'b'), await declare(3, 'c')];
    expect([second, third].map((row) => on.trips.reader.shown(row).waiting?.place)).toEqual([1, 2]);
    expect(second.permit).toBeNull();
    await on.trips.lifecycle.callOff(seen(first), '货主取消', 'a');
    const [now, last] = await Promise.all([second, third].map(({ id }) => on.trips.door.get(id)));
    expect([now?.state, last?.state]).toEqual(['booked', 'waiting']);
    expect(now?.permit).toBe(`P${second.id.slice(1)}-1`);
    expect(on.changes.map(({ kind, trip }) => [kind, trip.id]).slice(-2)).toEqual([
      ['called_off', first.id],
      ['changed', second.id],
    ]);
  });

  it('says why there is none, and where there is one', async () => {
    await setCapacity(on, 1);
    await declare(1, 'a');
    const error = await declare(2, 'b', { wait: false }).catch((one: Error) => one.message);
    expect(error).toMatch(/trips\.slot_full: .*1 of 1.*next free: .*15:00/);
    const { slots, next_free_ms } = on.trips.day(
      { port: 'liantang', direction: 'in', class: 'container', at_ms: START_MS },
      'b',
    );
    expect([slots[6].shut?.code, slots[7].shut?.code, slots[14].shut?.code, slots[15].shut]).toEqual([
      ...['past', 'past', 'full', null],
    ]);
    expect(next_free_ms).toBe(Date.parse('2026-11-28T08:00:00+08:00'));
    const night = on.trips.day(
      { port: 'liantang', direction: 'in', class: 'container', at_ms: START_MS + DAY_MS },
      'b',
    );
    expect(night.slots[3].shut).toMatchObject({
      code: 'port',
      text: { zh: expect.stringContaining('常态管理') },
    });
  });

  it('a place of one that did not come goes to who stands by, and the permit of the other is over', async () => {
    await setCapacity(on, 1);
    const late = await declare(1, 'a');
    const stands = await declare(2, 'b', { standby: true });
    const waits = await declare(3, 'c');
    const { text } = await on.trips.reader.permit(late);
    on.clock.now_ms = SLOT_FROM_MS + 31 * 60_000;
    await on.trips.tick();
    const states = [late, stands, waits].map(({ id }) => on.trips.roll.find(id)?.state);
    expect(states).toEqual(['no_show', 'booked', 'lapsed']);
    const look = { at_ms: on.clock.now_ms, place: 'liantang', plate: null, passage: 'in' } as const;
    expect(await on.trips.door.checkPermit(text, look)).toMatchObject({ allowed: false, code: 'revoked' });
  });

  it('stands after a restart as before: places, line, permits, numbers', async () => {
    await setCapacity(on, 2);
    for (const [n, firm] of ['a', 'b', 'c', 'd'].entries()) await declare(n, firm);
    const again = await openTrips(database.db);
    const of = (trips: OpenedTrips) =>
      trips.trips.door
        .open()
        .map((row) => [row.id, row.state, trips.trips.roll.slots.lineOf(row.id), row.permit])
        .sort();
    expect(of(again)).toEqual(of(on));
    expect((await again.trips.declaring.declare('e', asked(9, 'e'), 'e')).id).toBe('T20261128-00005');
  });

  it('what cannot be written is answered so, and leaves nothing behind', async () => {
    await declare(1, 'a');
    await sql`ALTER TABLE trips_trip ADD CONSTRAINT broken CHECK (firm <> 'b')`.execute(database.db);
    expect(await codeOf(declare(2, 'b'))).toBe('trips.not_saved');
    await sql`ALTER TABLE trips_trip DROP CONSTRAINT broken`.execute(database.db);
    expect(on.failures).toHaveLength(1);
    const row = await declare(2, 'b');
    expect([row.id, row.place, on.trips.door.open().length]).toEqual(['T20261128-00002', 2, 2]);
  });
});

describe('a change', () => {
  it('moves to another slot, with a new permit; the old one is over and its place goes on', async () => {
    await setCapacity(on, 1);
    const row = await declare(1, 'a');
    const next = await declare(2, 'b');
    const { text } = await on.trips.reader.permit(row);
    const { key: _k, wait: _w, standby: _s, ...body } = asked(1, 'a');
    const crossings = body.crossings.map((one) => ({ ...one, at_ms: one.at_ms + SLOT_MS / 2 + SLOT_MS }));
    const changed = await on.trips.declaring.change(seen(row), { ...body, crossings, stops: [] }, 'a');
    expect([changed.state, changed.permit, changed.version]).toEqual(['booked', `P${row.id.slice(1)}-2`, 2]);
    expect(on.trips.roll.find(next.id)?.state).toBe('booked');
    const look = { at_ms: SLOT_FROM_MS, place: 'liantang', plate: null, passage: 'in' } as const;
    expect((await on.trips.door.checkPermit(text, look)).code).toBe('revoked');
    expect(await codeOf(on.trips.declaring.change(seen(row), body, 'a'))).toBe('trips.changed');
  });

  it('is not taken once the trip crossed, nor is it called off', async () => {
    const row = await declare(1, 'a');
    const crossing = { port: 'liantang', direction: 'in' as const, at_ms: SLOT_FROM_MS };
    await on.trips.door.noteDriven(row.id, { crossings: [crossing], stays: [], off_route: [], over: false });
    const now = on.trips.roll.require(row.id);
    expect(now.state).toBe('under_way');
    expect(await codeOf(on.trips.lifecycle.callOff(seen(now), '太晚', 'a'))).toBe('trips.fixed');
    await on.trips.door.noteDriven(row.id, { crossings: [crossing], stays: [], off_route: [], over: true });
    expect(on.trips.roll.require(row.id)).toMatchObject({
      state: 'over',
      cause: { en: 'Driven to its end' },
    });
  });

  it('of a trip of another firm is of none that there is', async () => {
    const row = await declare(1, 'a');
    const of = { ...seen(row), reaches: () => false };
    expect(await codeOf(on.trips.lifecycle.callOff(of, '不是我的', 'b'))).toBe('trips.unknown');
  });
});

describe('a permit', () => {
  const pass = (permit: string | null, place: string, passage: 'in' | 'out', minute = 0) => ({
    ...{ permit: permit ?? '', place, passage, at_ms: SLOT_FROM_MS + minute * 60_000 },
    ...{ by: 'gate', plate: null },
  });
  const atGate = (one: ReturnType<typeof pass>, how: 'count' | 'settle' = 'count', trips = on.trips) =>
    database.db.transaction().execute(async (tx) => (await trips.door.uses[how](tx, one))?.code ?? 'ok');

  it('is used once for each crossing and stop that its trip declared, also after a restart', async () => {
    const row = await declare(1, 'a');
    const { permit } = row;
    const twice = [pass(permit, 'liantang', 'in'), pass(permit, 'liantang', 'in')];
    expect((await Promise.all(twice.map((one) => atGate(one)))).sort()).toEqual(['ok', 'used']);
    const again = await openTrips(database.db);
    expect(await atGate(pass(permit, 'liantang', 'in', 1), 'count', again.trips)).toBe('used');
    expect(await atGate(pass(permit, 'liantang', 'out', 200))).toBe('ok');
    expect(await atGate(pass(permit, 'huanggang', 'out', 201))).toBe('other_place');
    const { text, uses } = await on.trips.reader.permit(row);
    expect(uses.map(({ place, passage, against }) => [place, passage, against])).toEqual([
      ['liantang', 'in', null],
      ['liantang', 'out', null],
    ]);
    const look = { at_ms: SLOT_FROM_MS, place: 'liantang', plate: null, passage: 'in' } as const;
    expect((await on.trips.door.checkPermit(text, look)).code).toBe('used');
  });

  it('a new permit of the same trip does not open again what was used', async () => {
    const row = await declare(1, 'a');
    await atGate(pass(row.permit, 'liantang', 'in'));
    const { key: _k, wait: _w, standby: _s, ...body } = asked(1, 'a');
    const next = await on.trips.declaring.change(seen(row), body, 'a');
    expect(next.permit).not.toBe(row.permit);
    expect(await atGate(pass(next.permit, 'liantang', 'in', 1))).toBe('used');
    expect(await atGate(pass(row.permit, 'S001', 'in', 61)), 'the one before').toBe('revoked');
  });

  it('opens no second site while its truck is in the first, until it was seen to leave or had to', async () => {
    const [one] = asked(1, 'a').stops;
    const other = { ...one, code: 'S002', from_ms: one.to_ms, to_ms: one.to_ms + SLOT_MS };
    const { id, permit } = await declare(1, 'a', { stops: [one, other] });
    expect(await atGate(pass(permit, 'S001', 'in', 61))).toBe('ok');
    expect(await atGate(pass(permit, 'S002', 'in', 90))).toBe('elsewhere');
    expect(await atGate(pass(permit, 'S001', 'out', 95))).toBe('ok');
    expect(await atGate(pass(permit, 'S002', 'in', 120))).toBe('ok');
    expect(await on.trips.reader.permit(on.trips.roll.require(id))).toMatchObject({ uses: { length: 3 } });
  });

  it('used twice where nobody could be asked is found when that is heard of, and taken once', async () => {
    const [one] = asked(1, 'a').stops;
    const other = { ...one, code: 'S002', from_ms: one.to_ms, to_ms: one.to_ms + SLOT_MS };
    const { id, permit } = await declare(1, 'a', { stops: [one, other] });
    expect(await atGate(pass(permit, 'S002', 'in', 70))).toBe('ok');
    expect(await atGate(pass(permit, 'S001', 'in', 65), 'settle')).toBe('elsewhere');
    const taken = () => database.db.transaction().execute((tx) => on.trips.door.uses.takeDoubles(tx, 10));
    expect(await taken()).toMatchObject([{ trip: id, permit, place: 'S001', code: 'elsewhere' }]);
    expect(await taken()).toEqual([]);
    const { uses } = await on.trips.reader.permit(on.trips.roll.require(id));
    expect(uses.map(({ place, against }) => [place, against === null])).toEqual([
      ['S001', false],
      ['S002', true],
    ]);
  });

  it('of a truck that a gate let in is of one that came', async () => {
    const row = await declare(1, 'a');
    await atGate(pass(row.permit, 'S001', 'in', 61));
    on.clock.now_ms = row.last_ms + 2 * DAY_MS;
    await on.trips.tick();
    expect(on.trips.roll.require(row.id).state).toBe('booked');
  });

  it('opens nothing for a suspended truck, another plate, or once its regime is over', async () => {
    const { text } = await on.trips.reader.permit(await declare(1, 'a'));
    const look = { at_ms: SLOT_FROM_MS, place: 'liantang', plate: null, passage: 'in' } as const;
    on.file.set('T1@a', { state: 'suspended' });
    expect((await on.trips.door.checkPermit(text, look)).code).toBe('truck');
    on.file.set('T1@a', {});
    expect((await on.trips.door.checkPermit(text, { ...look, plate: '粤B12345' })).code).toBe('other_plate');
    const regimes = FIRST_REGIMES.regimes.map((one) =>
      one.to_ms === null ? { ...one, to_ms: SLOT_FROM_MS } : one,
    );
    on.rule({ ...FIRST_REGIMES, regimes });
    expect((await on.trips.door.checkPermit(text, look)).code).toBe('over');
  });

  it('is in the list of the revoked for gates that reach nobody', async () => {
    const row = await declare(1, 'a');
    expect(on.trips.door.permitTrust().revoked).toEqual([]);
    await on.trips.lifecycle.callOff(seen(row), '取消', 'a');
    expect(on.trips.door.permitTrust().revoked).toEqual([row.permit]);
  });

  it('is opened by a link without an account, until a newer link or its end', async () => {
    const row = await declare(1, 'a');
    const [old, link] = [await on.trips.links.make(row), await on.trips.links.make(row)];
    const tokenOf = ({ url }: { url: string }) => url.split('/').at(-1) ?? '';
    const view = await on.trips.driverView(tokenOf(link));
    expect([view.trip.id, view.permit?.number]).toEqual([row.id, row.permit]);
    expect(await codeOf(on.trips.driverView(tokenOf(old)))).toBe('trips.link');
    on.clock.now_ms = link.expires_ms;
    expect(await codeOf(on.trips.driverView(tokenOf(link)))).toBe('trips.link');
  });
});

describe('a switch of regimes', () => {
  it('leaves no open trip without an end, gives new permits, and changes nothing a second time', async () => {
    const [planned, driven] = [await declare(1, 'a'), await declare(2, 'b')];
    const crossing = { port: 'liantang', direction: 'in' as const, at_ms: SLOT_FROM_MS };
    await on.trips.door.noteDriven(driven.id, {
      crossings: [crossing],
      stays: [],
      off_route: [],
      over: false,
    });
    const at_ms = START_MS + SLOT_MS;
    const before = FIRST_REGIMES.regimes.map((one) => (one.to_ms === null ? { ...one, to_ms: at_ms } : one));
    const [normal] = FIRST_REGIMES.regimes.filter(({ to_ms }) => to_ms === null);
    const strict = {
      ...normal,
      version: 4,
      from_ms: at_ms,
      opening: { ...normal.opening, planned: 'cancel' as const },
    };
    const book = { ...FIRST_REGIMES, regimes: [...before, strict] };
    on.rule(book);
    const settlements = switchTrips(on.trips.door.openTrips(), book, at_ms);
    await on.trips.lifecycle.settle(settlements);
    const rows = [planned, driven].map(({ id }) => on.trips.roll.require(id));
    expect(rows.map(({ state }) => state)).toEqual(['called_off', 'under_way']);
    expect(rows[1].permit).toBe(`P${driven.id.slice(1)}-2`);
    const versions = rows.map(({ version }) => version);
    await on.trips.lifecycle.settle(settlements);
    expect([planned, driven].map(({ id }) => on.trips.roll.require(id).version)).toEqual(versions);
    on.clock.now_ms = rows[1].closes_ms;
    await on.trips.tick();
    expect(on.trips.roll.require(driven.id)).toMatchObject({ state: 'over', cause: expect.anything() });
  });
});
