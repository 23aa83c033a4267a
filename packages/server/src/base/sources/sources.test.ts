import type { FixBatch } from '@opentocc/core/telemetry';
import { encodeFrame, encodeFrames, type Message, type MessageNamed } from '@opentocc/protocols/jt808';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { AppError } from '../../kit/errors.ts';
import { createLog } from '../../kit/log.ts';
import { testKeys } from '../keys/test-keys.ts';
import {
  createQuality,
  createQualityStore,
  type Quality,
  migrations as qualityMigrations,
} from '../quality/index.ts';
import { type GatewayLimits, migrations, type Sources, type TerminalEntry } from './index.ts';
import { openSources } from './test-sources.ts';
import { positionAt, TestTerminal } from './test-terminal.ts';

const START_MS = Date.parse('2026-11-23T08:00:00+08:00');
const clock = { now: () => now_ms };
const log = createLog('silent');
const LI = { principal: 'account:1', actor: 'li', address: '10.0.0.1' };

/** A durable log whose moment of durability the test chooses. */
class TestLog {
  readonly appended: FixBatch[] = [];
  down = false;
  private gates: (() => void)[] | undefined;

  async append(batch: FixBatch): Promise<void> {
    if (this.down) throw new Error('disk full');
    if (this.gates) await new Promise<void>((open) => this.gates!.push(open));
    this.appended.push(batch);
  }

  hold(): void {
    this.gates ??= [];
  }

  release(): void {
    const { gates = [] } = this;
    this.gates = undefined;
    for (const open of gates) open();
  }

  get held(): number {
    return this.gates?.length ?? 0;
  }

  get rows(): number {
    return this.appended.reduce((sum, { length }) => sum + length, 0);
  }
}

let database: TestDatabase;
let now_ms = START_MS;
let quality: Quality;
let sources: Sources;
let telemetryLog: TestLog;
let port: number;
let source: number;
let opened: TestTerminal[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, { ...migrations, ...qualityMigrations });
});
afterAll(() => database.stop());
beforeEach(() => start());
afterEach(() => stop());

async function start(limits: Partial<GatewayLimits> = {}): Promise<void> {
  now_ms = START_MS;
  telemetryLog = new TestLog();
  quality = await createQuality({
    store: createQualityStore(database.db),
    clock,
    log,
    sources: () => sources.listSources(),
  });
  sources = await openSources({
    db: database.db,
    clock,
    log,
    telemetryLog,
    quality,
    keys: testKeys,
    limits: { batch_ms: 5, sweep_ms: 5, retry_ms: 5, ...limits },
  });
  source = await sources.saveSource({
    code: 'taxi',
    name: { zh: '出租车', en: 'Taxis' },
    owner: '测试公司',
    protocol: 'JT/T 808',
    datum: 'WGS-84',
    report_interval_s: 10,
    quota_per_s: null,
  });
  await sources.registerTerminals([entry('13800000001', '粤B10001'), entry('13800000002', '粤B10002')]);
  port = await sources.gateway.listen('127.0.0.1', 0);
}

async function stop(): Promise<void> {
  telemetryLog.release();
  for (const { socket } of opened) socket.destroy();
  opened = [];
  await sources.close();
  await quality.close();
}

async function restart(limits: Partial<GatewayLimits>): Promise<void> {
  await stop();
  await start(limits);
}

function entry(phone: string, plate: string): TerminalEntry {
  return {
    phone,
    plate,
    plate_colour: 1,
    vehicle_class: 'taxi',
    source,
    terminal_id: 'T000001',
    maker: 'TEST',
    model: 'M',
  };
}

async function open(phone = '13800000001', version: '2013' | '2019' = '2013'): Promise<TestTerminal> {
  const terminal = await TestTerminal.open(port, phone, version);
  opened.push(terminal);
  return terminal;
}

async function signedIn(phone = '13800000001', plate = '粤B10001'): Promise<TestTerminal> {
  return (await open(phone)).signIn(plate);
}

const rejected = (of: number) => quality.health(of).rejected;

describe('registration', () => {
  test('a registered vehicle is given its code, and only with it is it online', async () => {
    const terminal = await open();
    const { result, code } = await terminal.register('粤B10001');
    expect(result).toBe(0);
    const [vehicle] = sources.searchVehicles('粤B10001', 1, true);
    expect(vehicle.online).toBe(false);
    expect(await terminal.authenticate('wrong')).toBe(1);
    expect(await terminal.authenticate(code)).toBe(0);
    expect(sources.findVehicle(vehicle.id)?.online).toBe(true);
  });

  test.each(['2013', '2019'] as const)('a terminal of %s is answered in its own edition', async (version) => {
    const terminal = await (await open('13800000002', version)).signIn('粤B10002');
    terminal.send({ kind: 'heartbeat' });
    expect(await terminal.next('platform_answer')).toMatchObject({ message_id: 2, result: 0 });
    expect(sources.searchVehicles('粤B10002', 1, true)[0].protocol).toBe(version);
  });

  test('an unknown terminal is refused, listed, and taken once a person approves it', async () => {
    const terminal = await open('13900000009');
    expect(await terminal.register('粤B99999')).toMatchObject({ result: 4 });
    expect(sources.listPending()).toMatchObject([{ phone: '13900000009', plate: '粤B·9***9', attempts: 1 }]);
    expect(rejected(0).unregistered).toBe(1);
    await sources.approve('13900000009', source, 'taxi', LI);
    await (await open('13900000009')).signIn('粤B99999');
    expect(sources.listPending()).toEqual([]);
  });

  test('a refused terminal stays out and leaves the list', async () => {
    await (await open('13900000010')).register('粤B99998');
    await sources.refuse('13900000010', LI);
    expect(await (await open('13900000010')).register('粤B99998')).toMatchObject({ result: 4 });
    expect(sources.listPending().map(({ phone }) => phone)).not.toContain('13900000010');
    await expect(sources.refuse('13900000010', LI)).rejects.toThrow(AppError);
  });

  test('a plate of another terminal, an unknown plate and another device are distinguished', async () => {
    expect((await (await open()).register('粤B10002')).result).toBe(1);
    expect((await (await open()).register('粤B55555')).result).toBe(2);
    expect((await (await open()).register('粤B10001', 'T999999')).result).toBe(3);
  });

  test.each(['粤b10001', '粤Ｂ１０００１', '粤B·10001'])(
    'plate %s is that of another terminal',
    async (plate) => {
      expect((await (await open('13800000002')).register(plate)).result).toBe(1);
      expect((await (await open('13800000001')).register(plate)).result).toBe(0);
    },
  );

  test('a plate in UTF-8 is the plate that it says', async () => {
    const terminal = await open();
    const body = [0, 44, 1, 44, ...Buffer.from('TEST\0M'.padEnd(25, '\0')), ...Buffer.from('T000001'), 1];
    terminal.send({
      kind: 'raw',
      misfit: true,
      id: 0x0100,
      body: Uint8Array.from([...body, ...Buffer.from('粤B10001', 'utf8')]),
    });
    expect((await terminal.next('register_answer')).result).toBe(0);
  });

  test('an approved terminal with the plate of another takes over its vehicle', async () => {
    const [before] = sources.searchVehicles('粤B10002', 1, true);
    await (await open('13900000011')).register('粤B10002');
    await sources.approve('13900000011', source, 'bus', LI);
    expect(sources.searchVehicles('粤B10002', 1, true)[0]).toMatchObject({
      id: before.id,
      phone: '13900000011',
    });
  });

  test('what is registered is there after a restart', async () => {
    const before = sources.listVehicles().map(({ id, plate }) => ({ id, plate }));
    await restart({});
    expect(sources.listVehicles()).toMatchObject(before);
  });
});

describe('positions', () => {
  test('arrive as columns with vehicle, source and UTC time, whatever the cuts of the stream', async () => {
    const terminal = await signedIn();
    const batches: FixBatch[] = [];
    sources.fixes.subscribe((batch) => batches.push(batch));
    const bytes = terminal.encode(positionAt(0, START_MS), 41);
    for (const byte of bytes) {
      terminal.socket.write(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await terminal.next('platform_answer');
    const [{ length, vehicle, at_ms, lat, speed_dkmh }] = batches;
    expect({ length, at_ms: at_ms[0], lat: lat[0], speed_dkmh: speed_dkmh[0] }).toEqual({
      length: 1,
      at_ms: START_MS,
      lat: 22.543,
      speed_dkmh: 360,
    });
    expect(sources.findVehicle(vehicle[0])?.plate).toBe('粤B10001');
    expect(batches[0].source[0]).toBe(source);
    expect(terminal.acknowledged).toEqual([41]);
  });

  test('are not acknowledged before they are durable, and then in their order', async () => {
    const terminal = await signedIn();
    telemetryLog.hold();
    const sent = [0, 1, 2].map((i) => terminal.send(positionAt(i, START_MS)));
    await vi.waitFor(() => expect(telemetryLog.held).toBeGreaterThan(0));
    terminal.send({ kind: 'heartbeat' });
    await terminal.next('platform_answer');
    expect(terminal.acknowledged).toEqual([]);
    telemetryLog.release();
    await vi.waitFor(() => expect(terminal.acknowledged).toEqual(sent));
  });

  test('are stored and acknowledged in order after the log was down', async () => {
    const terminal = await signedIn();
    telemetryLog.down = true;
    const sent = Array.from({ length: 30 }, (_, i) => terminal.send(positionAt(i, START_MS)));
    await vi.waitFor(() => expect(sources.gateway.metrics().failures).toBeGreaterThan(2));
    expect(terminal.acknowledged).toEqual([]);
    expect(sources.gateway.metrics().failing_since_ms).not.toBeNull();
    telemetryLog.down = false;
    await vi.waitFor(() => expect(terminal.acknowledged).toEqual(sent));
    expect(telemetryLog.rows).toBe(30);
    expect(sources.gateway.metrics().failing_since_ms).toBeNull();
  });

  test('of a batch upload are all stored and answered once', async () => {
    const terminal = await signedIn();
    const positions = [0, 1, 2].map((i) => positionAt(i, START_MS)) as never;
    const serial = terminal.send({ kind: 'position_batch', supplement: 1, positions });
    await vi.waitFor(() => expect(terminal.acknowledged).toEqual([serial]));
    expect(telemetryLog.rows).toBe(3);
  });

  test('of a batch upload in fragments are asked for again until whole', async () => {
    const terminal = await signedIn();
    const positions = Array.from({ length: 80 }, (_, i) => positionAt(i, START_MS)) as never;
    const header = { version: '2013', phone: terminal.phone, serial: 500 } as const;
    const [first, second, third] = encodeFrames(header, { kind: 'position_batch', supplement: 1, positions });
    terminal.socket.write(first);
    terminal.socket.write(third);
    await vi.waitFor(() => expect(sources.gateway.metrics().frames['0x0704']).toBe(2));
    now_ms += 6_000;
    expect(await terminal.next('platform_missing_fragments')).toMatchObject({ serial: 500, missing: [2] });
    terminal.socket.write(second);
    await vi.waitFor(() => expect(terminal.acknowledged).toEqual([500]));
    expect(telemetryLog.rows).toBe(80);
  });

  test('without a time are acknowledged and stored as not positioned, of when they came', async () => {
    const terminal = await signedIn();
    const serial = terminal.send(positionAt(0, Number.NaN));
    expect(await terminal.next('platform_answer')).toMatchObject({ serial, result: 0 });
    const [{ at_ms, received_ms, status }] = telemetryLog.appended;
    expect([at_ms[0], received_ms[0], status[0]]).toEqual([START_MS, START_MS, 1]);
    expect(rejected(source)).toEqual({});
  });

  test('off the Earth, with a wrong sum or of another phone are counted and not stored', async () => {
    const terminal = await signedIn();
    terminal.send({ ...positionAt(0, START_MS), lat_e6: 90_000_001 } as Message);
    expect(await terminal.next('platform_answer')).toMatchObject({ result: 2 });
    const wrong = terminal.encode(positionAt(0, START_MS));
    wrong[20] ^= 1;
    terminal.socket.write(wrong);
    const foreign = { version: '2013', phone: '13800000002', serial: 0 } as const;
    terminal.socket.write(encodeFrame(foreign, positionAt(0, START_MS)));
    await vi.waitFor(() =>
      expect(rejected(source)).toEqual({ malformed: 1, checksum: 1, unauthenticated: 1 }),
    );
    expect(telemetryLog.rows).toBe(0);
  });

  test('are answered also where nobody asked for them', async () => {
    const terminal = await signedIn();
    const position = positionAt(0, START_MS) as MessageNamed<'position'>;
    const serial = terminal.send({ kind: 'position_answer', serial: 77, position });
    expect(await terminal.next('platform_answer')).toMatchObject({ serial, message_id: 0x0201, result: 0 });
  });

  test('before the code is shown are refused', async () => {
    const terminal = await open();
    terminal.send(positionAt(0, START_MS));
    expect(await terminal.next('platform_answer')).toMatchObject({ message_id: 0x0200, result: 1 });
    expect(rejected(0).unauthenticated).toBe(1);
  });

  test('read before a shutdown are durable and acknowledged by it', async () => {
    const terminal = await signedIn();
    const serial = terminal.send(positionAt(0, START_MS));
    await vi.waitFor(() => expect(sources.gateway.metrics().frames['0x0200']).toBe(1));
    await sources.close();
    await terminal.closed;
    expect(terminal.acknowledged).toEqual([serial]);
    await start();
  });
});

describe('limits', () => {
  test('reading stops while the log lags, so that memory stays bounded, and nothing is lost', async () => {
    await restart({ pending_rows: 500, batch_rows: 100, batches_in_flight: 2 });
    const terminal = await signedIn();
    telemetryLog.hold();
    const TOTAL = 60_000;
    const frame = Buffer.from(terminal.encode(positionAt(0, START_MS)));
    const burst = Buffer.concat(Array.from({ length: 100 }, () => frame));
    for (let i = 0; i < TOTAL / 100; i++) terminal.socket.write(burst);
    await vi.waitFor(() => expect(sources.gateway.metrics().reading).toBe(false));
    await new Promise((resolve) => setTimeout(resolve, 100));
    // One read of a socket (64 KiB, 1,600 frames) may still be under way when reading stops.
    expect(sources.gateway.metrics().pending_rows).toBeLessThan(500 + 2_000);
    telemetryLog.release();
    await vi.waitFor(() => expect(terminal.acknowledged.length).toBe(TOTAL), { timeout: 20_000 });
    expect(telemetryLog.rows).toBe(TOTAL);
  });

  test('the newest connection of a terminal wins', async () => {
    const first = await signedIn();
    const second = await signedIn();
    await first.closed;
    second.send({ kind: 'heartbeat' });
    expect(await second.next('platform_answer')).toMatchObject({ message_id: 2 });
    expect(sources.gateway.metrics().online).toBe(1);
  });

  test('who shows no code in time, or sends nothing, is closed', async () => {
    const slow = await open();
    const idle = await signedIn('13800000002', sources.searchVehicles('粤B10002', 1, true)[0].plate).catch(
      () => signedIn(),
    );
    now_ms += 31_000;
    await slow.closed;
    now_ms += 300_000;
    await idle.closed;
    expect(sources.gateway.metrics().closed).toEqual({ not_authenticated_in_time: 1, idle: 1 });
  });

  test('who drips bytes that are no frame, or sends many of them, is closed', async () => {
    const flood = await open();
    flood.socket.write(new Uint8Array(20_000).fill(0x55));
    await flood.closed;
    expect(sources.gateway.metrics().closed).toEqual({ no_frame_in_bytes: 1 });
  });

  test('one connection above the limit is turned away', async () => {
    await restart({ connections: 1 });
    await signedIn();
    await (await open()).closed;
    expect(sources.gateway.metrics()).toMatchObject({ connections: 1, closed: { too_many_connections: 1 } });
  });

  test('two devices with one phone stop displacing each other; the one that speaks stays until it falls silent', async () => {
    const { code } = await (await open()).register('粤B10001');
    const attempt = async () => {
      const device = await open();
      return { device, result: await device.authenticate(code) };
    };
    const results: number[] = [];
    for (let i = 0; i < 8; i++) results.push((await attempt()).result);
    expect(results).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(sources.gateway.metrics()).toMatchObject({
      online: 1,
      closed: { replaced_by_newer: 3, phone_shared: 4 },
    });
    now_ms += 60_001;
    expect((await attempt()).result).toBe(0);
  });

  test('a device with the phone of another stays refused for as long as both go on, and is a finding that names the vehicle', async () => {
    const { code } = await (await open()).register('粤B10001');
    const attempt = async () => {
      const device = await open();
      return { device, result: await device.authenticate(code) };
    };
    let present = await attempt();
    for (let i = 0; i < 3; i++) present = await attempt();
    for (let i = 0; i < 12; i++) {
      now_ms += 20_000;
      present.device.send({ kind: 'heartbeat' });
      await present.device.next('platform_answer');
      expect((await attempt()).result).toBe(1);
    }
    await quality.judge();
    await quality.judge();
    const [{ id: vehicle }] = sources.searchVehicles('粤B10001', 1, true);
    expect(await quality.findings({ state: 'open', limit: 9 })).toMatchObject([
      { kind: 'phone_shared', source, vehicles: 1, examples: [vehicle], evidence: [{ value: '12' }] },
    ]);
  });

  test('two devices that take over from each other only every half minute are a finding too; one whose link was silent is none', async () => {
    const phone = '13800000002';
    const { code } = await (await open(phone)).register('粤B10002');
    const [{ id: vehicle }] = sources.searchVehicles('粤B10002', 1, true);
    const takeOver = async (after_ms: number) => {
      now_ms += after_ms;
      expect(await (await open(phone)).authenticate(code)).toBe(0);
    };
    const isFound = async () => {
      await quality.judge();
      await quality.judge();
      const open_findings = await quality.findings({ state: 'open', limit: 9 });
      return open_findings.some(
        ({ kind, examples }) => kind === 'phone_shared' && examples.includes(vehicle),
      );
    };
    for (let i = 0; i < 20; i++) await takeOver(61_000);
    expect(await isFound()).toBe(false);
    for (let i = 0; i < 11; i++) await takeOver(30_000);
    expect(await isFound()).toBe(false);
    await takeOver(30_000);
    expect(await isFound()).toBe(true);
  });

  test('a port in use is said, with what to do', async () => {
    const other = await openSources({ db: database.db, clock, log, telemetryLog, quality, keys: testKeys });
    await expect(other.gateway.listen('127.0.0.1', port)).rejects.toMatchObject({
      code: 'sources.port_in_use',
    });
    await other.close();
  });
});

describe('a public client that pads its texts with 0x00 on the left', () => {
  const FRAME =
    '7e0100002d01861331230100000022006471756563740000000000000000004543323030552d434e41413836353330363001cdee413838383838bf7e';

  test('is listed, outlives a restart beside honest ones, and can be approved', async () => {
    const terminal = await open();
    terminal.socket.write(Buffer.from(FRAME, 'hex'));
    await terminal.next('register_answer');
    await (await open('13900000077')).register('粤B77777');
    await restart({});
    const phones = sources.listPending().map(({ phone }) => phone);
    expect(phones).toEqual(expect.arrayContaining(['18613312301', '13900000077']));
    await sources.approve('18613312301', source, 'taxi', LI);
    expect(sources.metrics().unstorable_terminals).toBe(0);
  });
});

describe('whether fixes can be stored', () => {
  const MUCH = () => 2 ** 40;

  test('is known before the first is refused: a full disk is the reason', () => {
    expect(sources.acceptance(MUCH)).toBe(true);
    expect(sources.acceptance(() => 2 ** 20)).toBe('disk full: 1 MiB free');
  });

  test('is no while the log fails, and yes when it takes them again', async () => {
    const terminal = await signedIn();
    telemetryLog.down = true;
    terminal.send(positionAt(0, START_MS));
    await vi.waitFor(() => expect(sources.acceptance(MUCH)).toMatch(/^nothing received can be stored since/));
    telemetryLog.down = false;
    await vi.waitFor(() => expect(sources.acceptance(MUCH)).toBe(true));
  });
});

describe('plates', () => {
  test('are sealed in the database and open again after a restart', async () => {
    const { rows } = await sql<{ plate: string }>`select plate from sources_terminal`.execute(database.db);
    for (const { plate } of rows) expect(plate).toMatch(/^v1\.personal-/);
    await restart({});
    expect(sources.searchVehicles('粤B10001', 1, true)).toMatchObject([{ plate: '粤B10001' }]);
  });

  test.each(['粤B·10001', '粤Ｂ１０００１', '粤b 100', '013800000001', '+86 13800000001', '13800000001'])(
    'and phones are found as people write them: %s',
    (typed) => {
      const found = sources.searchVehicles(typed, 9, true).map(({ plate }) => plate);
      expect(found).toContain('粤B10001');
    },
  );

  test('are found by their mask as the screens write it, and nothing is found by dots alone', () => {
    expect(sources.searchVehicles('粤B·1***1', 9, false)).toMatchObject([{ plate: '粤B10001' }]);
    expect(sources.searchVehicles('··', 9, true)).toEqual([]);
  });

  test('cannot be found out letter by letter by who sees them masked', () => {
    const found = (fragment: string) => sources.searchVehicles(fragment, 9, false).length;
    expect(found('粤B10')).toBe(0);
    expect(found('1***1')).toBe(1);
    expect(found('粤B10001')).toBe(1);
    expect(found('1380000')).toBe(0);
  });

  test('are found in an order that tells nothing of what the mask hides', async () => {
    const plates = ['粤C29992', '粤C21112', '粤C25552'];
    await sources.registerTerminals(plates.map((plate, i) => entry(`1390000009${i}`, plate)));
    const inOrder = (inFull: boolean) =>
      sources.searchVehicles('粤C', 9, inFull).map(({ plate }) => plates.indexOf(plate));
    expect(inOrder(false)).toEqual([0, 1, 2]);
    expect(inOrder(true)).toEqual([1, 2, 0]);
  });
});

test('the numbers of the gateway can be scraped', async () => {
  const terminal = await signedIn();
  terminal.send(positionAt(0, START_MS));
  await vi.waitFor(() => expect(terminal.acknowledged.length).toBe(1));
  expect(sources.metrics()).toMatchObject({
    connections: 1,
    online: 1,
    frames: 3,
    positions: 1,
    durable_rows: 1,
    pending_rows: 0,
    reading: 1,
    log_failing: 0,
  });
});

describe('commands', () => {
  test('a text reaches the terminal and its answer comes back', async () => {
    const terminal = await signedIn();
    const [{ id }] = sources.searchVehicles('粤B10001', 1, true);
    const outcome = sources.sendText(id, { text: '前方拥堵，请绕行', urgent: true, aloud: true });
    expect(await terminal.next('text')).toMatchObject({ flag: 0b1101, text: '前方拥堵，请绕行' });
    terminal.send({ kind: 'terminal_answer', serial: 2, message_id: 0x8300, result: 0 });
    expect(await outcome).toEqual({ accepted: true, result: 0 });
  });

  test('a text whose terminal went before it answered was delivered and is unacknowledged', async () => {
    const terminal = await signedIn();
    const [{ id }] = sources.searchVehicles('粤B10001', 1, true);
    const outcome = sources.sendText(id, { text: '请绕行', urgent: false, aloud: false });
    const said = expect(outcome).rejects.toMatchObject({ code: 'sources.vehicle_gone' });
    await terminal.next('text');
    terminal.socket.destroy();
    await said;
  });

  test('a text with characters that terminals cannot show is refused, with the characters', async () => {
    const terminal = await signedIn();
    const [{ id }] = sources.searchVehicles('粤B10001', 1, true);
    const text = '前方🚧慢行🚧，₂ 号口';
    const refused = sources.sendText(id, { text, urgent: false, aloud: false });
    await expect(refused).rejects.toMatchObject({
      code: 'sources.text_outside_gbk',
      params: { characters: '🚧 ₂' },
    });
    expect(terminal.received).toEqual([]);
  });

  test('parameters are read', async () => {
    const terminal = await signedIn();
    const [{ id }] = sources.searchVehicles('粤B10001', 1, true);
    const parameters = sources.readParameters(id);
    await terminal.next('query_parameters');
    terminal.send({ kind: 'parameters', serial: 2, parameters: [{ id: 1, value: 30 }] });
    expect(await parameters).toEqual([{ id: 1, value: 30 }]);
  });

  test('parameters that name the vehicle, call a person or open a connection are masked', async () => {
    const terminal = await signedIn();
    const [{ id }] = sources.searchVehicles('粤B10001', 1, true);
    const parameters = sources.readParameters(id);
    await terminal.next('query_parameters');
    const said = [
      { id: 0x13, value: '10.0.0.8' },
      { id: 0x12, value: 'dial-secret' },
      { id: 0x40, value: '13912345678' },
      { id: 0x48, value: '' },
      { id: 0x83, value: '粤B10001' },
    ];
    terminal.send({ kind: 'parameters', serial: 2, parameters: said });
    expect(await parameters).toEqual([
      { id: 0x13, value: '10.0.0.8' },
      { id: 0x12, value: '***' },
      { id: 0x40, value: '139****5678' },
      { id: 0x48, value: '' },
      { id: 0x83, value: '粤B·1***1' },
    ]);
  });

  test('an offline vehicle is said, with what to do', async () => {
    const [{ id }] = sources.searchVehicles('粤B10001', 1, true);
    await expect(sources.readParameters(id)).rejects.toMatchObject({ code: 'sources.vehicle_offline' });
    await expect(sources.readParameters(999_999)).rejects.toMatchObject({ code: 'sources.vehicle_unknown' });
  });
});

test.each([
  ['粤B12345', '粤B·1***5'],
  ['粤BD12345', '粤B·D****5'],
  ['', ''],
])('plate %s is masked as %s', (plate, masked) => {
  expect(sources.maskPlate(plate)).toBe(masked);
});

test('20,000 terminals are registered in seconds', async () => {
  const roster = Array.from({ length: 20_000 }, (_, i) => entry(`14${100_000_000 + i}`, `粤X${i}`));
  const started = performance.now();
  await sources.registerTerminals(roster);
  expect(performance.now() - started).toBeLessThan(15_000);
  expect(sources.listVehicles().length).toBeGreaterThanOrEqual(20_000);
});
