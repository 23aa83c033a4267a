import { DAY_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { testKeys } from '../keys/test-keys.ts';
import {
  createQuality,
  createQualityStore,
  type Quality,
  migrations as qualityMigrations,
} from '../quality/index.ts';
import { importRoster, migrations, type Sources, type TerminalEntry } from './index.ts';
import { openSources } from './test-sources.ts';
import { TestTerminal } from './test-terminal.ts';

const log = createLog('silent');
const LI = { principal: 'account:1', actor: 'li', address: '10.0.0.1' };
const START_MS = Date.parse('2026-11-23T08:00:00+08:00');
const clock = { now: () => now_ms };
const DRAFT = {
  name: { zh: '出租车', en: 'Taxis' },
  owner: '测试公司',
  protocol: 'JT/T 808',
  datum: 'WGS-84',
  report_interval_s: 30,
  quota_per_s: null,
} as const;

let database: TestDatabase;
let quality: Quality;
let sources: Sources;
let now_ms = START_MS;
let port: number;
let source: number;
/** Numbers the tests, so that each has phones and plates of its own. */
let run = 0;
let opened: TestTerminal[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, { ...migrations, ...qualityMigrations });
});
afterAll(() => database.stop());
beforeEach(async () => {
  run++;
  await sql`TRUNCATE sources_terminal, sources_decision`.execute(database.db);
  await start();
});
afterEach(stop);

async function start(limits: { max_pending?: number; max_pending_an_address?: number } = {}): Promise<void> {
  now_ms = START_MS;
  quality = await createQuality({ store: createQualityStore(database.db), clock, log });
  const telemetryLog = { append: async () => undefined };
  sources = await openSources({
    ...{ db: database.db, clock, log, quality, keys: testKeys, telemetryLog },
    limits: { sweep_ms: 5 },
    ...limits,
  });
  source = await sources.saveSource({ ...DRAFT, code: 'taxi' });
  port = await sources.gateway.listen('127.0.0.1', 0);
}

async function stop(): Promise<void> {
  for (const { socket } of opened) socket.destroy();
  opened = [];
  await sources.close();
  await quality.close();
}

const phone = (n: number) => `1${String(run).padStart(5, '0')}${String(n).padStart(5, '0')}`;
const plate = (n: number) => `粤B${run}X${n}`;
const entry = (n: number): TerminalEntry => ({
  ...{ phone: phone(n), plate: plate(n), plate_colour: 1, vehicle_class: 'taxi', source },
  ...{ terminal_id: 'T000001', maker: 'TEST', model: 'M' },
});
const vehicleOf = (typed: string) => sources.searchVehicles(typed, 1, true)[0];

async function open(n: number): Promise<TestTerminal> {
  const terminal = await TestTerminal.open(port, phone(n));
  opened.push(terminal);
  return terminal;
}

async function register(n: number, with_plate = plate(n), terminal_id?: string): Promise<number> {
  const terminal = await open(n);
  const { result } = await terminal.register(with_plate, terminal_id);
  terminal.socket.destroy();
  return result;
}

const latest = async () => (await sources.listDecisions(1))[0];

describe('a registered terminal that says otherwise than the registry', () => {
  test('with another device is listed with what was and what it says, and accepted', async () => {
    await sources.registerTerminals([entry(1)]);
    const { id } = vehicleOf(plate(1));
    expect(await register(1, plate(1), 'T999999')).toBe(3);
    expect(sources.listMismatches()).toMatchObject([
      {
        ...{ phone: phone(1), result: 3, plate_differs: false, taken_by: null, attempts: 1 },
        registered: { terminal_id: 'T000001' },
        said: { terminal_id: 'T999999' },
        remedies: ['accept', 'retire'],
      },
    ]);
    const change = await sources.accept(phone(1), 'li');
    expect(change).toMatchObject({ before: { terminal_id: 'T000001' }, after: { terminal_id: 'T999999' } });
    expect(sources.listMismatches()).toEqual([]);
    expect(await register(1, plate(1), 'T999999')).toBe(0);
    expect(vehicleOf(plate(1)).id).toBe(id);
    expect(await register(1, plate(1), 'T000001')).toBe(3);
  });

  test('with another plate keeps its vehicle when that is accepted', async () => {
    await sources.registerTerminals([entry(1)]);
    const { id } = vehicleOf(plate(1));
    expect(await register(1, plate(2))).toBe(2);
    expect(sources.listMismatches()).toMatchObject([
      { result: 2, plate_differs: true, remedies: ['accept', 'move', 'retire'] },
    ]);
    await sources.accept(phone(1), 'li');
    expect(await register(1, plate(2))).toBe(0);
    expect(vehicleOf(plate(2)).id).toBe(id);
    expect(sources.searchVehicles(plate(1), 9, true)).toEqual([]);
  });

  test('with another plate speaks for another vehicle when it was moved, and the old one rests', async () => {
    await sources.registerTerminals([entry(1)]);
    const { id } = vehicleOf(plate(1));
    const online = await (await open(1)).signIn(plate(1));
    await register(1, plate(2));
    await sources.move(phone(1), 'li');
    await online.closed;
    expect(vehicleOf(plate(2)).id).not.toBe(id);
    expect(sources.findVehicle(id)).toBeUndefined();
    await sources.registerTerminals([entry(3)].map((one) => ({ ...one, plate: plate(1) })));
    expect(vehicleOf(plate(1)).id).toBe(id);
  });

  test('with the plate of another terminal can only be moved there, and takes its vehicle over', async () => {
    await sources.registerTerminals([entry(1), entry(2)]);
    const { id } = vehicleOf(plate(2));
    expect(await register(1, plate(2))).toBe(1);
    expect(sources.listMismatches()).toMatchObject([
      { result: 1, taken_by: phone(2), remedies: ['move', 'retire'] },
    ]);
    await expect(sources.accept(phone(1), 'li')).rejects.toMatchObject({ code: 'sources.plate_held' });
    await sources.move(phone(1), 'li');
    expect(vehicleOf(plate(2))).toMatchObject({ id, phone: phone(1) });
    expect(await register(2)).toBe(4);
  });

  test('is taken off the list once it says what is registered', async () => {
    await sources.registerTerminals([entry(1)]);
    await register(1, plate(2));
    await register(1);
    expect(sources.listMismatches()).toEqual([]);
    await expect(sources.move(phone(1), 'li')).rejects.toMatchObject({ code: 'sources.mismatch_unknown' });
  });
});

describe('a decision', () => {
  test('to refuse can be undone: the terminal waits again', async () => {
    await register(1);
    await sources.refuse(phone(1), LI);
    expect(sources.listPending()).toEqual([]);
    const { id, can_undo } = await latest();
    expect(can_undo).toBe(true);
    await sources.undo(id);
    expect(sources.listPending()).toMatchObject([{ phone: phone(1) }]);
    await expect(sources.undo(id)).rejects.toMatchObject({ code: 'sources.decision_undone' });
    await sources.approve(phone(1), source, 'taxi', LI);
    expect(await register(1)).toBe(0);
  });

  test('to move can be undone, with both vehicles and over a restart', async () => {
    await sources.registerTerminals([entry(1), entry(2)]);
    const before = [1, 2].map((n) => vehicleOf(plate(n)));
    await register(1, plate(2));
    await sources.move(phone(1), 'li');
    await stop();
    await start();
    await sources.undo((await latest()).id);
    expect([1, 2].map((n) => vehicleOf(plate(n)))).toMatchObject(
      before.map(({ id, phone }) => ({ id, phone })),
    );
    expect(await register(2)).toBe(0);
  });

  test('to retire keeps a terminal out, and undone lets it in', async () => {
    await sources.registerTerminals([entry(1)]);
    const online = await (await open(1)).signIn(plate(1));
    await sources.retire(phone(1), 'li');
    await online.closed;
    expect(await register(1)).toBe(4);
    await sources.undo((await latest()).id);
    expect(await register(1)).toBe(0);
    await expect(sources.retire('999', 'li')).rejects.toMatchObject({
      code: 'sources.terminal_not_registered',
    });
  });

  test('cannot be undone once its plate went to another', async () => {
    await sources.registerTerminals([entry(1)]);
    await sources.retire(phone(1), 'li');
    const { id } = await latest();
    await sources.registerTerminals([{ ...entry(2), plate: plate(1) }]);
    await expect(sources.undo(id)).rejects.toMatchObject({ code: 'sources.decision_overtaken' });
  });

  test('cannot be undone before a later one on the same terminal', async () => {
    await register(1);
    await sources.approve(phone(1), source, 'taxi', LI);
    const approval = await latest();
    await sources.retire(phone(1), 'li');
    const listed = await sources.listDecisions(2);
    expect(listed.map(({ kind, can_undo }) => [kind, can_undo])).toEqual([
      ['retired', true],
      ['approved', false],
    ]);
    await expect(sources.undo(approval.id)).rejects.toMatchObject({ code: 'sources.decision_overtaken' });
    await sources.undo(listed[0].id);
    await sources.undo(approval.id);
    expect(sources.listPending()).toMatchObject([{ phone: phone(1) }]);
  });
});

describe('a roster', () => {
  test('that exchanges the plates of two terminals leaves each vehicle its plate', async () => {
    await sources.registerTerminals([entry(1), entry(2)]);
    const before = [1, 2].map((n) => vehicleOf(plate(n)).id);
    await sources.registerTerminals([
      { ...entry(1), plate: plate(2) },
      { ...entry(2), plate: plate(1) },
    ]);
    expect([1, 2].map((n) => vehicleOf(plate(n)))).toMatchObject([
      { id: before[0], phone: phone(2) },
      { id: before[1], phone: phone(1) },
    ]);
  });

  test('that moves a terminal into a vehicle whose own was given another plate gives no vehicle twice', async () => {
    await sources.registerTerminals([entry(1), entry(2)]);
    const before = [1, 2].map((n) => vehicleOf(plate(n)).id);
    await sources.registerTerminals([
      { ...entry(2), plate: plate(3) },
      { ...entry(1), plate: plate(2) },
    ]);
    expect(vehicleOf(plate(2))).toMatchObject({ id: before[1], phone: phone(1) });
    expect(before).not.toContain(vehicleOf(plate(3)).id);
  });
});

describe('a roster from a file', () => {
  const csv = () =>
    Buffer.from(
      [
        'phone,plate,class',
        `${phone(1)},${plate(1)},bus`,
        `${phone(2)},,bus`,
        `${phone(3)},${plate(3)},bus`,
        `${phone(4)},${plate(9)},taxi`,
      ].join('\n'),
    );
  const imported = (actor: string | null) =>
    importRoster(sources, { bytes: csv(), source, vehicle_class: 'other', language: 'zh' }, actor);

  test('is looked at, then imported but for its bad rows, and undone', async () => {
    await sources.registerTerminals([entry(1), entry(4), { ...entry(8), plate: plate(3) }]);
    const { id } = vehicleOf(plate(3));
    const preview = await imported(null);
    expect(preview).toMatchObject({
      ...{ applied: false, good_rows: 3, bad_rows: 1, added: 0, changed: 3, unchanged: 0 },
      changes: [
        { kind: 'changed' },
        { kind: 'takes_over', before: { phone: phone(8) } },
        { kind: 'changed' },
      ],
      problems: [{ row: 3, heading: 'plate', code: 'missing', message: '不能为空' }],
    });
    expect(vehicleOf(plate(3)).phone).toBe(phone(8));
    const outcome = await imported('li');
    expect({ ...outcome, applied: false }).toEqual(preview);
    expect(vehicleOf(plate(3))).toMatchObject({ id, phone: phone(3), vehicle_class: 'bus' });
    expect(await imported(null)).toMatchObject({ changed: 0, unchanged: 3 });
    await sources.undo((await latest()).id);
    expect(vehicleOf(plate(3))).toMatchObject({ id, phone: phone(8), vehicle_class: 'taxi' });
    expect(vehicleOf(plate(4)).phone).toBe(phone(4));
    expect(await register(3)).toBe(4);
  });
});

test('what another process changes, as the command line does, is known at the next look', async () => {
  const telemetryLog = { append: async () => undefined };
  const other = await openSources({ db: database.db, clock, log, quality, keys: testKeys, telemetryLog });
  const id = await other.addSource({ ...DRAFT, code: `other-${run}` });
  await other.registerTerminals([{ ...entry(1), source: id }]);
  await other.close();
  expect(await register(1)).toBe(4);
  await sources.follow();
  expect(await register(1)).toBe(0);
  expect(sources.getSource(id).code).toBe(`other-${run}`);
});

describe('the list of waiting terminals', () => {
  const waiting = () => sources.listPending().map((terminal) => terminal.phone);

  test('gives room to who asks again before numbers that came once', async () => {
    await stop();
    await start({ max_pending_an_address: 3 });
    await register(1);
    await register(1);
    for (const n of [2, 3, 4, 5]) await register(n);
    expect(waiting().sort()).toEqual([phone(1), phone(4), phone(5)]);
  });

  test('ends a connection that asks for one number after another', async () => {
    const flood = await open(0);
    for (let n = 0; n < 30; n++) {
      const other = await TestTerminal.open(port, phone(n));
      opened.push(other);
      const identity = { maker: 'TEST', model: 'M', terminal_id: 'T' };
      flood.socket.write(
        other.encode(
          { kind: 'register', province: 44, city: 300, identity, plate_colour: 1, plate: plate(n) },
          n,
        ),
      );
    }
    await flood.closed;
    expect(waiting()).toHaveLength(20);
  });

  test('is left by who was not heard for a week, in the database too', async () => {
    await register(1);
    await stop();
    await start();
    expect(waiting()).toContain(phone(1));
    now_ms += 8 * DAY_MS;
    await sources.sweep();
    expect(waiting()).toEqual([]);
    await stop();
    await start();
    expect(waiting()).toEqual([]);
  });

  test('is refused in bulk, all or none, and undone at once', async () => {
    for (const n of [1, 2, 3]) await register(n);
    await expect(sources.refuseAll([phone(1), '999'], 'li')).rejects.toMatchObject({
      code: 'sources.terminal_unknown',
    });
    expect(waiting()).toContain(phone(1));
    expect(await sources.refuseAll([phone(1), phone(2), phone(3)], 'li')).toBe(3);
    expect(await latest()).toMatchObject({ kind: 'refused', terminals: 3 });
    await sources.undo((await latest()).id);
    expect(waiting().sort()).toEqual([phone(1), phone(2), phone(3)]);
  });
});

test('a retired source lets nobody in until it is restored', async () => {
  const id = await sources.addSource({ ...DRAFT, code: `firm-${run}` });
  await sources.registerTerminals([{ ...entry(1), source: id }]);
  const online = await (await open(1)).signIn(plate(1));
  await sources.retireSource(id);
  await online.closed;
  expect(await register(1)).toBe(4);
  expect(sources.listPending()).toEqual([]);
  await sources.restoreSource(id);
  expect(await register(1)).toBe(0);
  await expect(sources.addSource({ ...DRAFT, code: `firm-${run}` })).rejects.toMatchObject({
    code: 'sources.source_taken',
  });
});
