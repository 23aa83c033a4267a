import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { publish, STREET, TOPIC, useDetectors } from './test-detectors.ts';

const city = useDetectors();
const rowsOf = async () =>
  (
    await sql<{
      n: number;
    }>`SELECT count(*)::integer AS n FROM detectors_report WHERE begin_ms >= ${city.now_ms - 3_600_000}`.execute(
      city.db,
    )
  ).rows[0].n;
const A1 = () => city.detectors.list().find(({ code }) => code === 'A1')!;

describe('the way in', () => {
  test.each([5, 4] as const)('a report by MQTT %i is stored when it is acknowledged', async (version) => {
    const client = await city.connect({ version });
    await publish(client, city.report());
    expect(await rowsOf()).toBe(1);
    expect(A1()).toMatchObject({ state: 'ok', last_ms: city.now_ms, now: { vehicles: 20, flow_vph: 1200 } });
    expect(city.accepted).toBe(1);
  });

  test('a wrong secret, an unknown source and one without a secret are turned away', async () => {
    await city.addSource('video');
    await expect(city.connect({ secret: 'guess' })).rejects.toThrow(/user ?name or password|not authorized/i);
    await expect(city.connect({ user: 'nobody' })).rejects.toThrow();
    await expect(city.connect({ user: 'video' })).rejects.toThrow();
    expect(city.rejected().unauthenticated).toBe(1);
  });

  test('a source publishes on its own topic alone', async () => {
    await city.addSource('video');
    const client = await city.connect();
    await expect(publish(client, city.report(), 'tocc/v1/video/detectors')).rejects.toThrow(
      /not authorized/i,
    );
    await publish(client, city.report());
    expect(city.rejected().unauthenticated).toBe(1);
    expect(await rowsOf()).toBe(1);
  });

  test('nobody subscribes, nothing is retained, QoS 2 is refused', async () => {
    const client = await city.connect();
    await client.publishAsync(TOPIC, JSON.stringify(city.report()), { qos: 1, retain: true });
    await expect(client.subscribeAsync('#')).rejects.toThrow();
    await expect(client.publishAsync(TOPIC, JSON.stringify(city.report()), { qos: 2 })).rejects.toThrow();
  });

  test('the same client name of another source ends nobody', async () => {
    const other = await city.addSource('video');
    const { secret } = await city.detectors.renewSecret(other);
    const mine = await city.connect();
    const name = mine.options.clientId;
    const { connectAsync } = await import('mqtt');
    const options = { clientId: name, username: 'video', password: secret, reconnectPeriod: 0 };
    const theirs = await connectAsync(`mqtt://127.0.0.1:${city.port}`, { ...options, protocolVersion: 5 });
    await publish(mine, city.report());
    await theirs.endAsync(true);
  });

  test('a renewed secret ends the connections by the old one', async () => {
    const client = await city.connect();
    const closed = new Promise((resolve) => client.once('close', () => resolve('closed')));
    const before = city.secret;
    city.secret = (await city.detectors.renewSecret(city.source)).secret;
    expect(await closed).toBe('closed');
    await expect(city.connect({ secret: before })).rejects.toThrow();
    await publish(await city.connect(), city.report());
  });

  test('a message larger than a report may be ends its connection, not those of others', async () => {
    const [large, other] = [await city.connect(), await city.connect()];
    const closed = new Promise((resolve) => large.once('close', () => resolve('closed')));
    large.publish(TOPIC, 'x'.repeat(100_000), { qos: 1 }, () => undefined);
    expect(await closed).toBe('closed');
    await publish(other, city.report());
    expect(city.accepted).toBe(1);
  });
});

describe('what becomes of a report', () => {
  test('sent twice it counts once', async () => {
    const client = await city.connect();
    await Promise.all([publish(client, city.report()), publish(client, city.report())]);
    await publish(client, city.report());
    expect(await rowsOf()).toBe(1);
    expect([city.accepted, city.rejected().duplicate]).toEqual([1, 2]);
  });

  test('one whose period overlaps another is a duplicate', async () => {
    const client = await city.connect();
    await publish(client, city.report());
    await publish(client, city.report({ begin: city.now_ms - 90_000 }));
    expect(city.rejected()).toEqual({ duplicate: 1 });
  });

  test('two whose periods overlap count once, also when they come together', async () => {
    const client = await city.connect();
    const five = city.report({ begin: city.now_ms - 300_000, period_s: 300, vehicles: 100 });
    await Promise.all([publish(client, five), publish(client, city.report())]);
    expect([city.accepted, city.rejected()]).toEqual([1, { duplicate: 1 }]);
  });

  test.each([
    ['no JSON', 'hello', 'malformed'],
    ['of another version', { version: 2 }, 'malformed'],
    ['with neither whole nor lanes', { vehicles: undefined }, 'malformed'],
    ['of a detector that is not registered', { detector: 'X9' }, 'unregistered'],
    ['of tomorrow', { begin: 86_400_000 }, 'future_clock'],
    ['of the day before yesterday', { begin: -2 * 86_400_000 }, 'stale_clock'],
    ['occupied for more than all the time', { occupancy_pct: 130 }, 'impossible_value'],
    ['with a speed of nobody', { vehicles: 0 }, 'impossible_value'],
    ['with more vehicles than two lanes let pass', { vehicles: 140 }, 'impossible_value'],
    ['that implies vehicles of 100 m', { occupancy_pct: 90, speed_kmh: 80 }, 'impossible_value'],
  ])('%s it is counted as what it is', async (_, more, reason) => {
    const client = await city.connect();
    const { begin = -60_000 } = more as { begin?: number };
    const report =
      typeof more === 'string' ? more : city.report({ ...(more as object), begin: city.now_ms + begin });
    await publish(client, report);
    expect(city.rejected()).toEqual({ [reason]: 1 });
    expect(city.accepted).toBe(0);
  });

  test('an unknown detector waits in the list, and leaves it when it is registered', async () => {
    const client = await city.connect();
    await publish(client, city.report({ detector: 'A2' }));
    expect(city.detectors.listPending()).toMatchObject([{ code: 'A2', reports: 1 }]);
    await city.import(`code,link,along\nA2,${STREET.link('AB')},100\n`);
    expect(city.detectors.listPending()).toEqual([]);
  });

  test('lanes are brought together: vehicles added, speeds by their space mean', async () => {
    const client = await city.connect();
    const lanes = [
      { lane: 1, vehicles: 10, speed_kmh: 60, occupancy_pct: 6 },
      { lane: 2, vehicles: 10, speed_kmh: 30, occupancy_pct: 14 },
    ];
    await publish(client, city.report({ vehicles: undefined, lanes, mean: 'space' }));
    expect(A1().now).toMatchObject({ vehicles: 20, occupancy_pct: 10 });
    expect(A1().now!.speed_kmh).toBeCloseTo(40, 6);
  });

  test('an arithmetic mean is turned into a space mean, which is lower', async () => {
    const client = await city.connect();
    await publish(client, city.report());
    expect(A1().now!.speed_kmh).toBeCloseTo(40 / (1 + 0.18 ** 2), 4);
  });

  test('what is refused counts neither in measures nor in the counts of the day', async () => {
    const client = await city.connect();
    await publish(client, city.report());
    city.now_ms += 60_000;
    await publish(client, city.report({ occupancy_pct: 130 }));
    const counts = await city.detectors.counts(A1().id, {
      from_ms: city.now_ms - 3_600_000,
      to_ms: city.now_ms,
    });
    expect(counts).toMatchObject([
      { vehicles: 20, covered_s: 60, rejected: 0, flow_vph: 1200 },
      { vehicles: 0, covered_s: 0, rejected: 1, flow_vph: null },
    ]);
  });
});

describe('faults', () => {
  const minutes = async (n: number, of: (i: number) => object) => {
    const client = await city.connect();
    for (let i = 0; i < n; i++) {
      city.now_ms += 60_000;
      await publish(client, city.report(of(i)));
    }
  };

  test('six equal reports in a row are stuck, three others end it', async () => {
    await minutes(5, () => ({}));
    expect(A1().faults).toEqual([]);
    await minutes(1, () => ({}));
    expect(A1()).toMatchObject({ state: 'fault', faults: ['stuck'] });
    expect(city.rejected().stuck_value).toBe(1);
    await minutes(2, (i) => ({ vehicles: 15 + i }));
    expect(A1().faults).toEqual(['stuck']);
    await minutes(1, () => ({ vehicles: 11 }));
    expect(A1().faults).toEqual([]);
  });

  test('a fault opens a finding of the source, and its end closes it', async () => {
    await minutes(8, () => ({}));
    for (let i = 0; i < 3; i++) await city.quality.judge();
    const open = async () =>
      (await city.quality.findings({ state: 'open', source: city.source, limit: 10 })).map(
        ({ variant }) => variant,
      );
    expect(await open()).toContain('stuck');
    await minutes(4, (i) => ({ vehicles: 10 + i }));
    for (let i = 0; i < 6; i++) await city.quality.judge();
    expect(await open()).not.toContain('stuck');
  });

  test('a lane that counts nothing beside a busy one', async () => {
    const lanes = (i: number) => [
      { lane: 1, vehicles: 18 + i, speed_kmh: 50 },
      { lane: 2, vehicles: 0 },
    ];
    await minutes(6, (i) => ({ vehicles: undefined, lanes: lanes(i) }));
    expect(A1().faults).toEqual(['lanes_differ']);
  });

  test('nobody for two hours of the day', async () => {
    await minutes(119, () => ({ vehicles: 0, speed_kmh: null, occupancy_pct: 0 }));
    expect(A1().faults).toEqual([]);
    await minutes(1, () => ({ vehicles: 0, speed_kmh: null, occupancy_pct: 0 }));
    expect(A1().faults).toEqual(['counts_nothing']);
  });

  test('a detector is silent after three minutes, and so is not what its link is judged by', async () => {
    await minutes(1, () => ({}));
    const window = () => city.detectors.detectionsIn(city.now_ms - 300_000, city.now_ms);
    expect(window()).toMatchObject([{ link: STREET.link('AB'), flow_vph: 1200 }]);
    city.now_ms += 181_000;
    expect(A1().state).toBe('silent');
    city.now_ms += 300_000;
    expect(window()).toEqual([]);
  });
});

test('after a restart it is known what was reported, and a report of before is a duplicate', async () => {
  const report = city.report();
  await publish(await city.connect(), report);
  await city.stop();
  await city.start();
  expect(A1()).toMatchObject({ state: 'ok', now: { vehicles: 20 } });
  await publish(await city.connect(), report);
  expect(await rowsOf()).toBe(1);
});

test('what was well before a restart is not called silent before it could report again', async () => {
  const client = await city.connect();
  await publish(client, city.report());
  await city.stop();
  city.now_ms += 3_600_000;
  await city.start();
  expect(A1().state).toBe('ok');
  city.now_ms += 181_000;
  expect(A1().state).toBe('silent');
});

test('a report is not acknowledged while it cannot be stored, and is stored once it can be', async () => {
  const client = await city.connect();
  await sql`ALTER TABLE detectors_report RENAME TO away`.execute(city.db);
  let acknowledged = false;
  const published = publish(client, city.report()).then(() => {
    acknowledged = true;
  });
  await expect.poll(() => city.detectors.trouble()).toMatch(/cannot be stored since/);
  expect(acknowledged).toBe(false);
  await sql`ALTER TABLE away RENAME TO detectors_report`.execute(city.db);
  await published;
  expect(await rowsOf()).toBe(1);
  expect(city.detectors.trouble()).toBeNull();
});

test('a port that is taken is said and tried again', async () => {
  const { createServer } = await import('node:net');
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => holder.once('listening', resolve));
  const { port } = holder.address() as { port: number };
  const { EmbeddedBroker } = await import('../../adapters/mqtt/index.ts');
  const { clock, log } = city;
  const broker = new EmbeddedBroker({ host: '127.0.0.1', port, clock, log, limits: { listen_again_ms: 20 } });
  await broker.start({} as never);
  expect(broker.access()).toMatchObject({ state: 'down', reason: expect.stringContaining('EADDRINUSE') });
  await new Promise((resolve) => holder.close(resolve));
  await expect.poll(() => broker.access().state).toBe('up');
  await broker.close();
});
