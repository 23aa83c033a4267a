import { IndexLinksComparison } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { INDEX_CONFIGS, shenzhenIndexOf, slotByte } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createIndices, migrations } from './index.ts';
import { createIndexPast, type IndexPastDeps } from './past-service.ts';

const CITY = textNetwork(`
  A>>>B>>>C>>>D

  AB arterial 60 lanes=2 name=深南大道
  BC arterial 60 lanes=2 name=新洲路
  CD local 30 name=小巷
`);
const [AB, BC, CD] = [CITY.link('AB'), CITY.link('BC'), CITY.link('CD')];
const SLOT_MS = 900_000;
const [MONDAY_MS, TUESDAY_MS] = ['2026-11-23', '2026-11-24'].map((day) =>
  Date.parse(`${day}T00:00:00+08:00`),
);
const SLOTS_OF_DAY = 96;
const whole = (day_ms: number) => ({ from_ms: day_ms, to_ms: day_ms + DAY_MS });
const WHOLE_DAY = { from_min: 0, to_min: 1440 };
const everything = () => true;
const settled = () => new Promise((resolve) => setImmediate(resolve));
let database: TestDatabase;
let indices: ReturnType<typeof createIndices>;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  const clock = { now: () => TUESDAY_MS + DAY_MS };
  indices = createIndices({ network: CITY.network, db: database.db, clock, log: createLog('silent') });
  // AB slows down on Tuesday morning, BC speeds up all day, CD is driven in one quarter of each day.
  for (let slot = 0; slot < SLOTS_OF_DAY; slot++) {
    const isMorning = slot >= 28 && slot < 36;
    await keep(MONDAY_MS + slot * SLOT_MS, { [AB]: 40, [BC]: 20, ...(slot === 40 ? { [CD]: 30 } : {}) });
    await keep(TUESDAY_MS + slot * SLOT_MS, {
      [AB]: isMorning ? 15 : 40,
      [BC]: 35,
      ...(slot === 40 ? { [CD]: 5 } : {}),
    });
  }
}, 60_000);
afterAll(() => database.stop());

async function keep(slot_start_ms: number, speeds_kmh: Record<number, number>): Promise<void> {
  const speeds = new Uint8Array(CITY.network.link_count);
  for (const [link, speed_kmh] of Object.entries(speeds_kmh)) speeds[Number(link)] = slotByte(speed_kmh);
  await indices.storeSlot({ slot_start_ms, speeds, passes: speeds.map((byte) => (byte > 0 ? 2 : 0)) });
}

const indexOf = (link: number, speed_kmh: number) =>
  shenzhenIndexOf(INDEX_CONFIGS[0].shenzhen, CITY.network.link_class[link], speed_kmh);

test('links are compared by the means of their quarters, the worse and the better listed apart', async () => {
  const compared = IndexLinksComparison.parse(
    await indices.compareLinks(whole(MONDAY_MS), whole(TUESDAY_MS), WHOLE_DAY, everything, 10),
  );
  expect([compared.a_slots, compared.b_slots]).toEqual([SLOTS_OF_DAY, SLOTS_OF_DAY]);
  expect(compared.worse.map(({ link, name }) => [link, name])).toEqual([
    [AB, { zh: '深南大道', en: 'Shennan Blvd' }],
  ]);
  expect(compared.better.map(({ link, name }) => [link, name.en])).toEqual([[BC, 'Xinzhou Rd']]);
  const [ab] = compared.worse;
  expect(ab.change).toBeCloseTo((8 / SLOTS_OF_DAY) * (indexOf(AB, 15) - indexOf(AB, 40)), 4);
  expect(ab.b.speed_kmh).toBeCloseTo((8 * 15 + 88 * 40) / SLOTS_OF_DAY, 4);
  expect(ab.b.slots).toBe(SLOTS_OF_DAY);
  expect(compared.formula_versions).toEqual([INDEX_CONFIGS[0].formula_version]);
});

test('a part of the day is compared alone', async () => {
  const morning = { from_min: 420, to_min: 540 };
  const { worse, a_slots } = await indices.compareLinks(
    whole(MONDAY_MS),
    whole(TUESDAY_MS),
    morning,
    everything,
    10,
  );
  expect(a_slots).toBe(8);
  expect(worse[0].change).toBeCloseTo(indexOf(AB, 15) - indexOf(AB, 40), 4);
});

test('what was hardly driven is not compared, and what the reader may not see is left out', async () => {
  const { links } = await indices.compareLinks(
    whole(MONDAY_MS),
    whole(TUESDAY_MS),
    WHOLE_DAY,
    (link) => link !== AB,
    10,
  );
  expect(links.link).toEqual([BC]);
});

test('an interval of which nothing is stored compares nothing', async () => {
  const nothing = whole(MONDAY_MS - 30 * DAY_MS);
  const { links, a_slots } = await indices.compareLinks(
    nothing,
    whole(TUESDAY_MS),
    WHOLE_DAY,
    everything,
    10,
  );
  expect([links.link, a_slots]).toEqual([[], 0]);
});

test('questions are answered one by one, equal ones once, and what finds no place is refused with a time', async () => {
  let most = 0;
  let running = 0;
  let read = 0;
  const past = createIndexPast({
    network: CITY.network,
    book: { at: () => INDEX_CONFIGS[0] },
    slots: {
      listSlots: async () => {
        most = Math.max(most, ++running);
        read++;
        await settled();
        running--;
        return [];
      },
    },
    store: {},
    groupings: [],
  } as unknown as IndexPastDeps);
  const ask = (days_before: number) =>
    past.compareLinks(whole(MONDAY_MS - days_before * DAY_MS), whole(TUESDAY_MS), WHOLE_DAY, everything, 10);
  const answers = [ask(0), ask(0), ask(1), ask(2), ask(3), ask(3)];
  await expect(ask(4)).rejects.toMatchObject({ status: 503, retry_after_s: 20 });
  await Promise.all(answers);
  expect([most, read]).toEqual([1, 4 * 2]);
  expect((await ask(4)).a_slots).toBe(0);
});
