import { connect } from 'node:net';
import { encodeBody, encodeFrame, type Message } from '@opentocc/protocols/jt809';
import { describe, expect, test, vi } from 'vitest';
import { CENTRE, START_MS, truck, useInterchange } from './test-interchange.ts';

const t = useInterchange();
const until = (look: () => unknown) =>
  vi.waitFor(() => expect(look()).toBeTruthy(), { timeout: 5000, interval: 5 });
const CIPHER = { m1: 30_000_000, ia1: 20_000_000, ic1: 20_000_000 };

describe.each(['2011', '2019'] as const)('a platform of %s', (edition) => {
  test('logs in, is dialled back, and its positions are stored as of its vehicles', async () => {
    const platform = await t.loggedIn({ edition });
    await until(() => platform.sub_link_up);
    platform.forward(truck('粤B10001', START_MS));
    platform.forward(truck('粤B10002', START_MS));
    await until(() => platform.counted === 2);
    const { vehicle, source, lon, speed_dkmh, at_ms } = t.telemetryLog.stored[0];
    expect([source[0], lon[0], speed_dkmh[0], at_ms[0]]).toEqual([t.trucks, 114.057865, 610, START_MS]);
    expect(vehicle[0]).toBe(t.registry.index.findByPlate('粤B10001')!.vehicle);
    expect(t.published.length).toBeGreaterThan(0);
    expect(t.shown).toMatchObject({
      edition,
      positions: 2,
      bad_frames: 0,
      sub_link: { up_since_ms: START_MS },
    });
  });

  test('may have the user 0', async () => {
    await t.interchange.register(t.trucks, { centre: CENTRE, user: 0, sub_link_host: null });
    expect(await t.client({ edition, user: 0 }).logIn()).toBe(0);
    expect(t.shown.edition).toBe(edition);
  });

  test('may encrypt all that it sends once constants are agreed', async () => {
    const settings = { centre: CENTRE, user: 77, sub_link_host: null, cipher: CIPHER };
    await t.interchange.register(t.trucks, settings);
    const platform = await t.loggedIn({ edition, cipher: CIPHER });
    platform.forward(truck('粤B10001', START_MS));
    await until(() => platform.counted === 1 && platform.sub_link_up);
    expect(t.shown).toMatchObject({ encrypted: true, positions: 1 });
  });

  test('sends several positions of a vehicle at once after its link broke', async () => {
    const platform = await t.loggedIn({ edition });
    t.telemetryLog.held = true;
    for (let i = 0; i < 7; i++) platform.forward(truck('粤B10001', START_MS + i * 1000));
    await until(() => t.interchange.metrics().pending_positions === 7);
    expect([platform.counted, platform.uncounted]).toEqual([0, 7]);
    platform.cut();
    t.telemetryLog.release();
    await platform.logIn();
    await until(() => platform.uncounted === 0);
    expect(t.telemetryLog.rows).toBe(14);
  });
});

test('a position is counted to its platform only when it is durable', async () => {
  const platform = await t.loggedIn();
  t.telemetryLog.held = true;
  platform.forward(truck('粤B10001', START_MS));
  platform.forward(truck('粤B99999', START_MS));
  await until(() => t.shown.unknown_vehicles === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(platform.counted).toBe(0);
  t.telemetryLog.release();
  await until(() => platform.counted === 2);
});

test('what is refused is settled with what comes next, on a link that is never idle too', async () => {
  const platform = await t.loggedIn();
  t.telemetryLog.held = true;
  const stored = async (at_ms: number, batches: number) => {
    platform.forward(truck('粤B10001', at_ms));
    await until(() => t.telemetryLog.waiting === batches);
  };
  await stored(START_MS, 1);
  platform.forward(truck('粤B99999', START_MS));
  await until(() => t.shown.unknown_vehicles === 1);
  await stored(START_MS + 1000, 2);
  await stored(START_MS + 2000, 3);
  t.telemetryLog.releaseOne();
  await until(() => platform.counted === 1);
  t.telemetryLog.releaseOne();
  await until(() => platform.counted === 3);
  t.telemetryLog.release();
  await until(() => platform.counted === 4);
});

test('at the end nothing is counted behind a position that could not be stored', async () => {
  const platform = await t.loggedIn();
  t.telemetryLog.held = true;
  platform.forward(truck('粤B10001', START_MS));
  await until(() => t.telemetryLog.waiting === 1);
  platform.forward(truck('粤B10001', START_MS + 1000));
  await until(() => t.telemetryLog.waiting === 2);
  const closed = t.interchange.close();
  t.telemetryLog.failOne();
  t.telemetryLog.releaseOne();
  await closed;
  await until(() => !platform.is_connected);
  expect([t.telemetryLog.rows, platform.counted, platform.uncounted]).toEqual([1, 0, 2]);
});

test('vehicles of others and unknown ones are refused, counted, and settled', async () => {
  const platform = await t.loggedIn();
  platform.forward(truck('粤B20001', START_MS));
  platform.forward(truck('粤B99999', START_MS));
  await until(() => platform.counted === 2);
  expect(t.telemetryLog.rows).toBe(0);
  expect(t.shown).toMatchObject({ positions: 0, foreign_vehicles: 1, unknown_vehicles: 1 });
  expect(t.rejected()).toMatchObject({ unregistered: 2 });
});

test('vehicles that report are online to their source, and owe reports, until they are silent', async () => {
  const platform = await t.loggedIn();
  platform.forward(truck('粤B10001', START_MS));
  await until(() => platform.counted === 1);
  expect(t.sources.getHealth(t.trucks)).toMatchObject({ terminals: 2, online: 1 });
  const owed = vi.spyOn(t.quality, 'expect');
  t.interchange.expectFixes(60_000);
  expect(owed).toHaveBeenCalledWith(t.trucks, 2);
  t.now_ms += 91_000;
  expect(t.sources.getHealth(t.trucks)).toMatchObject({ terminals: 2, online: 0 });
});

test('shifted coordinates are refused from a source that declares WGS-84, and taken in GCJ-02', async () => {
  const platform = await t.loggedIn();
  platform.forward(truck('粤B10001', START_MS, { shifted: 1 }));
  await until(() => t.shown.shifted === 1);
  const { id: _, ...source } = t.registry.getSource(t.trucks);
  await t.registry.saveSource({ ...source, datum: 'GCJ-02' });
  platform.forward(truck('粤B10001', START_MS, { shifted: 1 }));
  await until(() => t.shown.positions === 1);
});

test('the links are tested both ways, and a silent platform is let go', async () => {
  const platform = await t.loggedIn();
  await until(() => platform.sub_link_up);
  platform.send({ kind: 'main_link_test' });
  await until(() => platform.received.some(({ kind }) => kind === 'main_link_test_answer'));
  expect(t.shown.last_keep_alive_ms).toBe(START_MS);
  t.now_ms += 181_000;
  await until(() => !platform.is_connected);
  expect(t.shown.main_link.up_since_ms).toBeNull();
});

test('a sub link that breaks is said on the main link and dialled again', async () => {
  const platform = await t.loggedIn();
  await until(() => platform.sub_link_up);
  platform.cutSubLink();
  await until(() => platform.received.some((one) => one.kind === 'sub_link_broken' && one.reason === 1));
  expect(t.shown.sub_link.up_since_ms).toBeNull();
  t.now_ms += 1000;
  await until(() => platform.sub_link_up);
});

test('a platform that logs in again takes its link over', async () => {
  const older = await t.loggedIn();
  const newer = await t.loggedIn();
  await until(() => !older.is_connected);
  newer.forward(truck('粤B10001', START_MS));
  await until(() => newer.counted === 1);
  expect(t.interchange.metrics().logged_in).toBe(1);
});

test('an unknown vehicle that is registered waits for a person; a known one is confirmed', async () => {
  const platform = await t.loggedIn();
  const register = (plate: string, phone: string) =>
    platform.send({
      kind: 'register_vehicle',
      vehicle: { plate, plate_colour: 2 },
      ...{ platform: '44030000001', maker: 'M', model: 'X', imei: '', terminal_id: 'T9', phone },
    });
  register('粤B10001', '13900000001');
  register('粤B77777', '13900000077');
  await until(() => platform.received.length === 2);
  expect(platform.received).toMatchObject([
    { kind: 'register_vehicle_answer', to_type: 0x1201, result: 0 },
    { kind: 'register_vehicle_answer', to_type: 0x1201, result: 2 },
  ]);
  expect(t.registry.listPending().map(({ plate }) => plate)).toEqual(['粤B77777']);
});

test.each([
  ['the vehicle of another source', '粤B20001', '13900000003'],
  ['a terminal of another source', '粤B77777', '013900000003'],
  ['a plate of another source', '粤B20001', '13900000001'],
  ['no terminal', '粤B77779', ''],
  ['a terminal without a number', '粤B77779', '../13900'],
])('a platform that registers %s changes nothing', async (_, plate, phone) => {
  const platform = await t.loggedIn();
  const before = { ...t.registry.index.findByPhone('13900000003') };
  const waiting = t.registry.listPending();
  platform.send({
    kind: 'register_vehicle',
    vehicle: { plate, plate_colour: 2 },
    ...{ platform: '44030000001', maker: 'M', model: 'X', imei: '', terminal_id: 'T9', phone },
  });
  await until(() => platform.received.length === 1);
  expect(platform.received).toMatchObject([{ kind: 'register_vehicle_answer', result: 2 }]);
  expect(t.registry.index.findByPhone('13900000003')).toEqual(before);
  expect(t.registry.mismatches.list()).toEqual([]);
  expect(t.registry.listPending()).toEqual(waiting);
});

test('other messages are handed on', async () => {
  const platform = await t.loggedIn();
  const heard: string[] = [];
  t.interchange.superior.messages.subscribe(({ message }) => heard.push(message.kind));
  platform.send({ kind: 'supervision_answer', supervision_id: 1, to_type: 1, to_serial: 1, result: 1 });
  await until(() => heard.includes('supervision_answer'));
});

describe('log-ins that are wrong', () => {
  test.each([
    ['an unknown access code', { centre: 1 }, 2, null],
    ['another user', { user: 1 }, 3, 'wrong_user'],
    ['a wrong password', { password: 'wrong' }, 4, 'wrong_password'],
  ] as const)('with %s are refused and shown', async (_, over, result, shown) => {
    expect(await t.client(over).logIn()).toBe(result);
    expect(t.interchange.access('en').refused_log_ins).toBe(1);
    expect(t.shown.last_refusal).toBe(shown);
  });

  test('are not looked at any more after five from one address, until ten minutes have passed', async () => {
    for (let i = 0; i < 5; i++) expect(await t.client({ password: `guess${i}` }).logIn()).toBe(4);
    expect(await t.client().logIn()).toBe(5);
    expect(t.shown.last_refusal).toBe('barred');
    t.now_ms += 601_000;
    expect(await t.client().logIn()).toBe(0);
  });

  test('are not forgotten for one that is right: a platform cannot guess at another with its own in between', async () => {
    for (let i = 0; i < 4; i++) expect(await t.client({ password: `guess${i}` }).logIn()).toBe(4);
    await t.loggedIn();
    expect(await t.client({ password: 'guess4' }).logIn()).toBe(4);
    expect(await t.client({ password: 'guess5' }).logIn()).toBe(5);
  });

  test('of a platform without a password, of a retired source, and of a removed one are refused', async () => {
    await t.registry.setRetired(t.trucks, START_MS);
    expect(await t.client().logIn()).toBe(3);
    await t.registry.setRetired(t.trucks, null);
    await t.interchange.remove(t.trucks);
    expect(await t.client().logIn()).toBe(2);
    const settings = { centre: CENTRE, user: 77, sub_link_host: null, cipher: null };
    await t.interchange.register(t.trucks, settings);
    expect(await t.client({ password: '' }).logIn()).toBe(4);
  });

  test('a source that is retired has its link ended', async () => {
    const platform = await t.loggedIn();
    await t.registry.setRetired(t.trucks, START_MS);
    await until(() => !platform.is_connected);
    await t.registry.setRetired(t.trucks, null);
  });

  test('a new password ends the link that came in with the old one', async () => {
    const platform = await t.loggedIn();
    await t.interchange.renewPassword(t.trucks);
    await until(() => !platform.is_connected);
    expect(await platform.logIn()).toBe(4);
  });
});

/** Any data under a sub-type of a vehicle. */
const routeAs = (sub_type: number, data: Uint8Array): Message => {
  const vehicle = { plate: '粤B10001', plate_colour: 2 };
  const body = encodeBody({ kind: 'route', vehicle, route: data }, '2019').slice();
  body[22] = sub_type >> 8;
  body[23] = sub_type & 0xff;
  return { kind: 'raw', id: 0x1200, body, misfit: false };
};

describe('hostile bytes', () => {
  const strangers = () => t.interchange.metrics().connections;
  const open = () =>
    new Promise<ReturnType<typeof connect>>((resolve) => {
      const socket = connect(t.port, '127.0.0.1', () => resolve(socket));
      socket.on('error', () => socket.destroy());
    });

  test('a bad frame is counted and the next one is taken', async () => {
    const platform = await t.loggedIn();
    platform.sendBytes(Uint8Array.of(0x5b, 1, 2, 3, 0x5d, 0xff, 0x5b, 9));
    platform.forward(truck('粤B10001', START_MS));
    await until(() => platform.counted === 1);
    expect(t.shown.bad_frames).toBe(3);
  });

  test('positions that do not end with their frame are refused whole, and settled', async () => {
    const platform = await t.loggedIn();
    platform.send(routeAs(0x1203, Uint8Array.of(3, ...new Uint8Array(40))));
    await until(() => platform.counted === 3);
    expect(t.shown).toMatchObject({ positions: 0, bad_frames: 1 });
  });

  test('a history without even its number does not spoil what is counted', async () => {
    const platform = await t.loggedIn();
    platform.send(routeAs(0x1203, new Uint8Array(0)));
    platform.forward(truck('粤B10001', START_MS));
    await until(() => platform.counted === 1);
    expect(t.shown).toMatchObject({ positions: 1, bad_frames: 1 });
  });

  test('a body of the other edition is read as such', async () => {
    const platform = await t.loggedIn({ edition: '2011' });
    const vehicle = { plate: '粤B10001', plate_colour: 2 };
    const place = { alarm: 0, status: 3, lat_e6: 22_543_096, lon_e6: 114_057_865, altitude_m: 20 };
    const terminal = { ...place, speed_dkmh: 610, direction_deg: 90, at_ms: START_MS, extras: [] };
    const platforms = ['1', '2', '3'].map((one) => ({ platform: one, alarm: 0 }));
    const body = encodeBody({ kind: 'location', vehicle, shifted: 0, terminal, platforms }, '2019').slice();
    platform.send({ kind: 'raw', id: 0x1200, body, misfit: false });
    await until(() => platform.counted === 1);
    expect(t.telemetryLog.stored[0].lat[0]).toBe(22.543096);
  });

  test('a frame that names another access code is not taken', async () => {
    const platform = await t.loggedIn();
    const header = { edition: '2019', serial: 1, centre: 999, version: '1.0.0', at_ms: START_MS } as const;
    platform.sendBytes(encodeFrame(header, { kind: 'main_link_test' }));
    await until(() => t.shown.bad_frames === 1);
    expect(platform.received).toEqual([]);
  });

  test('what does not log in in time, or sends without end, is let go', async () => {
    const slow = await open();
    const endless = await open();
    await until(() => strangers() === 2);
    endless.write(Buffer.alloc(4096, 1));
    await until(() => endless.destroyed || strangers() === 1);
    slow.write(Uint8Array.of(0x5b));
    t.now_ms += 11_000;
    await until(() => strangers() === 0);
    expect(t.interchange.metrics().closed_by_limits).toBe(2);
  });

  test('connections that do not log in displace each other and no platform', async () => {
    const platform = await t.loggedIn();
    for (let i = 0; i < 30; i++) await open();
    await until(() => strangers() === 11);
    platform.forward(truck('粤B10001', START_MS));
    await until(() => platform.counted === 1);
  });

  test('anything but a log-in before the log-in ends the connection', async () => {
    const socket = await open();
    const header = { edition: '2011', serial: 1, centre: CENTRE, version: '1.0.0' } as const;
    socket.write(encodeFrame(header, { kind: 'main_link_test' }));
    await until(() => strangers() === 0);
    expect(t.interchange.metrics().bad_frames).toBe(1);
  });
});

test('while the store fails, reading stops and goes on by itself', async () => {
  await t.restart({ pending_rows: 10 });
  const platform = await t.loggedIn();
  t.telemetryLog.held = true;
  for (let i = 0; i < 40; i++) platform.forward(truck('粤B10001', START_MS + i * 1000));
  await until(() => t.interchange.metrics().reading === 0);
  t.telemetryLog.release();
  await until(() => platform.counted === 40);
  expect(t.interchange.metrics().reading).toBe(1);
});

test('what a platform is registered with is checked', async () => {
  const taxis = t.registry.listSources().find(({ code }) => code === 'taxis')!.id;
  const settings = { centre: 5, user: 5, sub_link_host: null };
  await expect(t.interchange.register(taxis, settings)).rejects.toMatchObject({
    code: 'interchange.not_forwarding',
  });
  const name = { zh: '乙', en: 'other' };
  const agreed = { datum: 'WGS-84' as const, report_interval_s: 30, quota_per_s: null };
  const other = await t.registry.saveSource({
    code: 'other',
    name,
    owner: 'o',
    protocol: 'JT/T 809',
    ...agreed,
  });
  await expect(t.interchange.register(other, { ...settings, centre: CENTRE })).rejects.toMatchObject({
    code: 'interchange.centre_taken',
  });
  await expect(t.interchange.renewPassword(other)).rejects.toMatchObject({
    code: 'interchange.platform_unknown',
  });
});

test('changes that are made at once are made one after the other', async () => {
  const agreed = { datum: 'WGS-84' as const, report_interval_s: 30, quota_per_s: null };
  const other = await t.registry.saveSource({
    ...{ code: 'hasty', name: { zh: '丙', en: 'hasty' }, owner: 'o', protocol: 'JT/T 809', ...agreed },
  });
  const settings = { centre: 99, user: 5, sub_link_host: null };
  const both = [t.interchange.register(t.trucks, settings), t.interchange.register(other, settings)];
  expect(await Promise.allSettled(both)).toMatchObject([
    { status: 'fulfilled' },
    { reason: { code: 'interchange.centre_taken' } },
  ]);
  const [{ password }] = await Promise.all([
    t.interchange.renewPassword(t.trucks),
    t.interchange.register(t.trucks, { ...settings, user: 6 }),
  ]);
  expect(await t.client({ centre: 99, user: 6, password }).logIn()).toBe(0);
});

test('passwords and constants are sealed in the database and never answered', async () => {
  await t.interchange.register(t.trucks, { centre: CENTRE, user: 77, sub_link_host: null, cipher: CIPHER });
  const rows = await t.db
    .selectFrom('interchange_platform' as never)
    .selectAll()
    .execute();
  expect(JSON.stringify(rows)).not.toContain(t.password);
  const shown = JSON.stringify(t.interchange.access('zh'));
  expect(shown).not.toContain(t.password);
  expect(shown).not.toContain('30000000');
});
