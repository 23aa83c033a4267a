import type { PortCrossingsOutcome, PortHistory, PortLine, PortsNow } from '@opentocc/contract';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import { drive, openPorts, START_MS, startPorts } from './test-ports.ts';

const PATH = '/api/v1/freight/ports';
/** A wait of the given minutes from the edge of the approach to the other side. */
const wait = (minutes: number) =>
  `0 2500 50, 1 1400 40, ${minutes} 0 0, ${minutes + 1} -400 40, ${minutes + 2} -900 50`;

let on: Awaited<ReturnType<typeof startPorts>>;
let officer: Browser;
let lane: (crossings: readonly unknown[]) => Promise<PortCrossingsOutcome>;

beforeAll(async () => {
  on = await startPorts([
    { port: 'liantang', direction: 'out', class: 'reefer', at_ms: START_MS + 3 * HOUR_MS },
  ]);
  officer = await on.appoint('freight', 'city', 'freight-officer');
  const applicant = await on.appoint('customs-applicant', 'city', 'department-user');
  const approver = await on.appoint('customs-approver', 'city', 'data-steward');
  const applications = '/api/v1/sharing/applications';
  const wish = { item: 'port-crossings', unit: 'city', purpose: '海关通道过境上报' };
  const { id } = (await applicant.ask('POST', applications, wish)).body;
  await approver.ask('POST', `${applications}/${id}/approval`, {});
  const { key } = (await applicant.ask('POST', `${applications}/${id}/key`, {})).body;
  const browser = on.identity.browser();
  lane = async (crossings) => {
    const headers = { authorization: `Bearer ${key}` };
    const { status, body } = await browser.ask(
      'POST',
      `${PATH}/crossings`,
      { version: 1, crossings },
      headers,
    );
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body as unknown as PortCrossingsOutcome;
  };
}, 60_000);
afterAll(() => on.identity.stop());

const lineOf = async (direction: 'in' | 'out' = 'out', port = 'shenzhen-bay'): Promise<PortLine> => {
  on.clock.now_ms += 10_000;
  const { body } = await officer.ask('GET', PATH);
  return (body as unknown as PortsNow).lines.find((one) => one.port === port && one.direction === direction)!;
};

describe('trucks before a port', () => {
  it('are counted while they wait, and their wait is measured with those that wait still', async () => {
    const begin_ms = START_MS - HOUR_MS;
    for (const [i, minutes] of [20, 22, 24, 26, 28].entries()) drive(on, `t${i}`, begin_ms, wait(minutes));
    for (const [i, minutes] of [30, 32, 34].entries())
      drive(on, `w${i}`, begin_ms, `0 2500 50, 1 1400 40, ${minutes} 20 0`);
    await on.ports.following.flush();
    const line = await lineOf();
    expect(line.waiting).toBe(3);
    expect(line.longest_s).toBeGreaterThan(58 * 60);
    expect(line.wait).toMatchObject({ crossed: 5, censored: 3, mid_s: 26 * 60 });
    expect(line.wait?.high_s).toBeNull();
  });

  it('leave out who only drove by, whose entry was not seen, and who waited for the opening', async () => {
    const begin_ms = START_MS - 40 * MINUTE_MS;
    drive(on, 'by', begin_ms, '0 2500 60, 1 1400 60, 2 1450 60, 3 2500 60');
    drive(on, 'late', begin_ms, '0 100 0, 10 0 0, 11 -400 40, 12 -900 50');
    await on.ports.following.flush();
    const { body } = await officer.ask('GET', `${PATH}/shenzhen-bay/history?direction=out&weeks=1`);
    const { excluded, hours } = body as unknown as PortHistory;
    expect(excluded).toEqual(
      expect.arrayContaining([
        { rule: 'passed', visits: 1 },
        { rule: 'entry_unseen', visits: 1 },
      ]),
    );
    expect(hours).toContainEqual(expect.objectContaining({ weekday: 6, hour: 9, arrivals: 9 }));
  });

  it('go on after a restart', async () => {
    const again = openPorts(on.db, on.clock);
    await again.ports.load();
    expect(
      again.ports.following
        .open()
        .map(({ truck }) => truck)
        .sort(),
    ).toEqual(['w0', 'w1', 'w2']);
  });

  it('a port that does not exist is said by its name, with those that do', async () => {
    const { status, body } = await officer.ask('GET', `${PATH}/luohu/history?direction=in`);
    expect([status, body.code]).toEqual([404, 'ports.unknown']);
    expect(body.title).toContain('liantang');
  });
});

describe('what customs lanes report', () => {
  const crossing = (id: string, more: object = {}) => ({
    ...{ id, port: 'shenzhen-bay', direction: 'out', plate: '粤z·9001港', at: START_MS - MINUTE_MS },
    ...more,
  });

  it('is taken once, however often it is sent, and heard of once', async () => {
    expect(await lane([crossing('a1'), crossing('a1')])).toEqual({ taken: 1, known: 1, refused: [] });
    expect(await lane([crossing('a1'), crossing('a2', { at: '2026-11-28T09:58:30+08:00' })])).toEqual({
      ...{ taken: 1, known: 1, refused: [] },
    });
    expect(on.heard.map(({ plate, place }) => `${plate} ${place}`)).toEqual([
      '粤Z9001港 shenzhen-bay',
      '粤Z9001港 shenzhen-bay',
    ]);
  });

  it('names each row that is wrong, and takes those beside it', async () => {
    const { taken, known, refused } = await lane([
      crossing('b1'),
      crossing('b2', { port: 'luohu' }),
      crossing('b3', { at: START_MS + HOUR_MS }),
      crossing('b4', { at: START_MS - 40 * 24 * HOUR_MS }),
      { id: 'b5', port: 'liantang' },
      'b6',
      crossing('a1', { direction: 'in' }),
    ]);
    expect([taken, known]).toEqual([1, 0]);
    expect(refused.map(({ row, code }) => `${row} ${code}`)).toEqual([
      ...['1 port_unknown', '2 in_the_future', '3 too_old', '4 unreadable', '5 unreadable', '6 differs'],
    ]);
    expect(refused[0].message).toContain('liantang');
  });

  it('ends the visit of the truck that crossed, at that instant', async () => {
    drive(on, 'truck 粤Z1234港', START_MS - 30 * MINUTE_MS, '0 2500 50, 1 1400 40, 20 20 0');
    const before = (await lineOf()).waiting;
    await lane([crossing('c1', { plate: '粤Z1234港', at: START_MS - 5 * MINUTE_MS })]);
    expect((await lineOf()).waiting).toBe(before - 1);
  });

  it('is not for who has no key of it', async () => {
    const { status } = await officer.ask('POST', `${PATH}/crossings`, {
      version: 1,
      crossings: [crossing('d')],
    });
    expect(status).toBe(403);
  });
});

describe('lanes', () => {
  const lanes = {
    ...{ port: 'liantang', direction: 'in', by_hour: Array(24).fill(3), service_s: 80, service_cv: 0.5 },
    ...{
      drift_cv: 0.1,
      free_s: 300,
      free_cv: 0.3,
      source: { zh: '口岸来函', en: 'letter of the port' },
      assumed: false,
    },
    ...{ reason: '口岸确认通道数' },
  };

  it('are said from a date on, by who may, and never for the past', async () => {
    const from_ms = on.clock.now_ms + 10 * MINUTE_MS;
    const { status, body } = await officer.ask('POST', `${PATH}/lanes`, { ...lanes, from_ms });
    expect([status, body.in_force]).toEqual([201, false]);
    const past = await officer.ask('POST', `${PATH}/lanes`, { ...lanes, from_ms: START_MS - HOUR_MS });
    expect(past.body.code).toBe('ports.lanes_past');
    const watcher = await on.appoint('watcher', 'city', 'duty-officer');
    expect((await watcher.ask('POST', `${PATH}/lanes`, { ...lanes, from_ms })).status).toBe(403);
    on.clock.now_ms = from_ms;
    const { body: all } = await watcher.ask('GET', `${PATH}/lanes`);
    const inForce = (all as unknown as (typeof lanes & { in_force: boolean })[]).filter(
      (one) => one.port === 'liantang' && one.direction === 'in' && one.in_force,
    );
    expect(inForce).toHaveLength(1);
    expect(inForce[0]).toMatchObject({ assumed: false, service_s: 80 });
  });
});

const FORECAST_MS = START_MS + HOUR_MS;

describe('the forecast', () => {
  it('counts who has booked, waits for openings, and is stored for the hour', async () => {
    on.clock.now_ms = FORECAST_MS;
    await on.ports.forecasts.make();
    const { lines } = await on.ports.now();
    const ofPort = (port: string) => lines.find((one) => one.port === port && one.direction === 'out')!;
    const liantang = ofPort('liantang');
    expect(liantang.forecast).toHaveLength(32);
    expect(liantang.forecast.filter(({ booked }) => booked > 0).map(({ from_ms }) => from_ms)).toEqual([
      START_MS + 3 * HOUR_MS,
    ]);
    const bay = ofPort('shenzhen-bay');
    expect(bay.forecast[0].queue.high).toBeGreaterThanOrEqual(bay.forecast[4].queue.high);
    expect((await on.store.listForecasts(FORECAST_MS, FORECAST_MS + 1)).length).toBe(4);
    await expect(sql`UPDATE ports_forecast SET hours = '[]'`.execute(on.db)).rejects.toThrow('append-only');
  });

  it('is scored once its hours are over, and once only', async () => {
    for (const [i, minutes] of [10, 12, 14, 16].entries())
      drive(on, `later${i}`, FORECAST_MS + 10 * MINUTE_MS, wait(minutes));
    await on.ports.following.flush();
    on.clock.now_ms = FORECAST_MS + 5 * HOUR_MS;
    await on.ports.scores.scoreDue();
    await on.ports.scores.scoreDue();
    expect(await on.ports.scores.summary(1)).toEqual([
      expect.objectContaining({ port: 'shenzhen-bay', direction: 'out', horizon_h: 1, hours: 1 }),
    ]);
    const line = { port: 'shenzhen-bay', direction: 'out' } as const;
    expect(await on.ports.scores.hours(line, 1, 1)).toEqual([
      expect.objectContaining({ from_ms: FORECAST_MS, measured: expect.objectContaining({ crossed: 4 }) }),
    ]);
  });
});
