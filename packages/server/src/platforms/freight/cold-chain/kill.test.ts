import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import type { KeyService } from '../../../base/keys/index.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { AppError } from '../../../kit/errors.ts';
import { migrations } from './migrations/index.ts';
import type { ColdChain } from './service.ts';
import { coldOn, declaration, keeper, START_MS, shenmao, WAREHOUSE } from './test-cold.ts';

const MOMENTS = 24;
const clock = { now: () => START_MS };
/** Signs as one would, without a vault in the way of the statements that are counted. */
const keys = {
  sign: async () => ({ key_id: 'test', signature: '30' }),
  publicKeys: () => new Map<string, string>(),
} as unknown as KeyService;

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  const cold = coldOn(database.db, clock, keys, []);
  await cold.rules.load();
  await cold.store.putWarehouse({ ...WAREHOUSE, trucks_per_hour: 200 });
});
afterAll(() => database.stop());

const formOf = (run: number) => String(100_000_000_000_000_000n + BigInt(run));
const goodsOf = async ({ store }: ColdChain, run: number) => (await store.findByForm(formOf(run)))!.id;
const seen = async ({ store }: ColdChain, id: string) => (await store.find(id))!.version;

type Step = (cold: ColdChain, run: number) => Promise<unknown>;
/** Goods are declared, driven, measured, tested, certified and let out; each step is one that somebody may do again. */
const STEPS: readonly Step[] = [
  (cold, run) => {
    const mine = {
      customs_form: formOf(run),
      sensor: `K-${run}`,
      truck: `粤K${run}`,
      slot_from_ms: START_MS,
    };
    const lots = [{ lot: `KILL-${run}`, goods: '冻虾', quantity: 10, uom: 'KGM' }];
    return cold.consignments.declare(shenmao, declaration({ ...mine, lots }));
  },
  async (cold, run) => {
    const id = await goodsOf(cold, run);
    if ((await cold.store.find(id))!.state === 'booked') await cold.consignments.depart(shenmao, id, 1);
  },
  (cold, run) =>
    cold.supervising.take(
      {
        ...{ device: { by: 'sensor', value: `K-${run}` }, at: START_MS - 60_000 },
        ...{ temperature_c: -40, door_open: false },
      },
      null,
    ),
  async (cold, run) => {
    const id = await goodsOf(cold, run);
    if ((await cold.store.find(id))!.state !== 'under_way') return;
    const version = await seen(cold, id);
    await cold.consignments.arrive(keeper, id, { version, seal_intact: true, note: '' });
  },
  async (cold, run) => {
    const id = await goodsOf(cold, run);
    if ((await cold.store.find(id))!.state !== 'at_warehouse') return;
    const test = { paper: 'P-1', laboratory: '疾控', signed_by: '李检', passed: true, sampled_ms: START_MS };
    await cold.consignments.test(keeper, id, { ...test, note: '', version: await seen(cold, id) });
  },
  async (cold, run) => {
    const id = await goodsOf(cold, run);
    if ((await cold.store.find(id))!.state === 'passed')
      await cold.certificates.issue(keeper, id, await seen(cold, id));
  },
  async (cold, run) => {
    const id = await goodsOf(cold, run);
    if ((await cold.store.find(id))!.state === 'released')
      await cold.consignments.leave(keeper, id, await seen(cold, id));
  },
];

/** @returns the step at which it was killed, or how many there are */
async function stepFrom(from: number, db: Db, run: number): Promise<number> {
  const cold = coldOn(db, clock, keys, []);
  for (let i = from; i < STEPS.length; i++)
    try {
      await STEPS[i](cold, run);
    } catch (error) {
      if (error instanceof Killed) return i;
      // Done already: only the answer was lost.
      if (!(error instanceof AppError && error.status === 409 && i === from)) throw error;
    }
  return STEPS.length;
}

async function recordOf(run: number) {
  const cold = coldOn(database.db, clock, keys, []);
  const id = await goodsOf(cold, run);
  const { state, version } = (await cold.store.find(id))!;
  const { rows } = await sql<{ kind: string; from_holder: string; to_holder: string }>`
    SELECT kind, from_holder, to_holder FROM cold_chain_movement WHERE from_lot = ${`KILL-${run}`} ORDER BY ref`.execute(
    database.db,
  );
  return {
    ...{ state, version },
    events: (await cold.store.eventsOf(id)).map(({ kind }) => kind),
    readings: (await cold.store.readingsOf(id, 9)).length,
    certificates: (await cold.store.certificatesOf([id])).length,
    moves: rows.map(({ kind, from_holder, to_holder }) => `${kind} ${from_holder} ${to_holder}`),
  };
}

test('a process that ends between any two statements loses and doubles no declaration, reading, certificate or movement', async () => {
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  await stepFrom(0, counted.db, 0);
  const statements = counted.count();
  await counted.db.destroy();
  const expected = await recordOf(0);
  expect(expected).toMatchObject({ state: 'left', readings: 1, certificates: 1 });
  expect(expected.moves).toEqual([
    ...['received shenmao shenmao', 'moved shenmao yantian-1', 'moved yantian-1 market-1'],
  ]);
  expect(statements).toBeGreaterThan(MOMENTS);
  let killed = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const run = moment + 1;
    const statement = 1 + Math.floor((moment * statements) / MOMENTS);
    const dying = openUntilKilled(database.url, statement, moment % 2 === 1);
    const at = await stepFrom(0, dying.db, run);
    if (dying.isKilled()) killed++;
    await dying.db.destroy();
    await stepFrom(at, database.db, run);
    expect(await recordOf(run), `killed at statement ${statement} of ${statements}`).toEqual(expected);
  }
  expect(killed).toBe(MOMENTS);
}, 120_000);

test('temperatures of captured events are judged once, also where a process ended after their capture', async () => {
  let moment = 0;
  for (let isOver = false; !isOver; moment++) {
    const run = 1000 + moment;
    const cold = coldOn(database.db, clock, keys, []);
    const own = { customs_form: formOf(run), truck: `粤K${run}`, slot_from_ms: START_MS };
    const sensor = `urn:reefer:${run}`;
    await cold.consignments.declare(shenmao, declaration({ ...own, sensor }));
    await STEPS[1](cold, run);
    const document = measured(sensor, run);
    const dying = openUntilKilled(database.url, 1 + moment, moment % 2 === 1);
    await coldOn(dying.db, clock, keys, [])
      .epcis.capture(shenmao, document)
      .catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
    isOver = !dying.isKilled();
    await dying.db.destroy();
    const again = coldOn(database.db, clock, keys, []);
    await again.start();
    const stored = await again.store.queryEpcis(null, {
      epcs: [`urn:epc:id:sgtin:1.1.${run}`],
      after: 0,
      limit: 9,
    });
    // Where it was not answered and nothing is stored, it is sent again.
    if (stored.length === 0) await again.epcis.capture(shenmao, document);
    const id = await goodsOf(again, run);
    const readings = await again.store.readingsOf(id, 9);
    expect(
      readings.map(({ temperature_c }) => temperature_c),
      `killed at statement ${1 + moment}`,
    ).toEqual([-41]);
  }
  expect(moment).toBeGreaterThan(5);
}, 120_000);

/** A document with an event that a sensor measured. */
const measured = (sensor: string, run: number) => ({
  '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
  ...{ type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-11-28T08:00:00Z' },
  epcisBody: {
    eventList: [
      {
        ...{ type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'shipping', eventTimeZoneOffset: '+08:00' },
        ...{ eventID: `urn:uuid:run-${run}`, eventTime: '2026-11-28T07:59:00+08:00' },
        epcList: [`urn:epc:id:sgtin:1.1.${run}`],
        sensorElementList: [
          {
            sensorMetadata: { time: '2026-11-28T07:59:00+08:00', deviceID: sensor },
            sensorReport: [{ type: 'Temperature', value: -41, uom: 'CEL' }],
          },
        ],
      },
    ],
  },
});
