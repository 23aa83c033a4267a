import type { Session } from '@opentocc/contract';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import { slotByte } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { cityDayStart } from '../../kit/clock.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import {
  createDetection,
  type DetectionService,
  declaration,
  type SignalChange,
  type Silences,
} from './index.ts';

const { network, link, path } = textNetwork(`
  A>>>>>B>>>>>C>>>>>D>>>>>E>>>>>F

  AB expressway 80 name=北环大道
  BC expressway 80 name=北环大道
  CD expressway 80 name=北环大道
  DE expressway 80 name=北环大道
  EF expressway 80 name=北环大道
  district 福田 AF
`);
/** A Wednesday. */
const TEN_MS = Date.parse('2026-11-25T10:00:00+08:00');
const USUAL_KMH = 70;
const LINKS = path('ABCDEF');

let database: TestDatabase;
let now_ms = TEN_MS;
let silences: Silences = { sources: [], detectors: [] };
let told: SignalChange[] = [];
let detection: DetectionService;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, declaration.migrations ?? {});
});
afterAll(() => database.stop());
beforeEach(async () => {
  now_ms += DAY_MS;
  silences = { sources: [], detectors: [] };
  told = [];
  detection = await open();
});

/** A process of its own: all that it knows is in the database. */
async function open(listSlots = quarters): Promise<DetectionService> {
  const log = createLog('silent');
  const listSlotStarts = startsOf(listSlots);
  const deps = { network, db: database.db, clock: { now: () => now_ms }, log, listSlots, listSlotStarts };
  const made = createDetection({ ...deps, silences: () => silences });
  made.changes.subscribe((change) => told.push(change));
  await made.start();
  await pass(made, {});
  return made;
}

/** The starts of what a list of quarters holds until now. */
const startsOf = (listSlots: typeof quarters) => async (from_ms: number) =>
  (await listSlots(from_ms, cityDayStart(now_ms))).map(({ slot_start_ms }) => slot_start_ms);

/** Every quarter of every past day at the usual speed, a little more or less from day to day. */
async function quarters(from_ms: number, to_ms: number) {
  const found = [];
  for (let slot_start_ms = from_ms; slot_start_ms < to_ms; slot_start_ms += 15 * MINUTE_MS) {
    const day = Math.round(cityDayStart(from_ms) / DAY_MS);
    const speeds = new Uint8Array(network.link_count).fill(slotByte(USUAL_KMH + (day % 3) - 1));
    found.push({ slot_start_ms, speeds, passes: new Uint8Array(network.link_count).fill(30) });
  }
  return found;
}

/** A minute in which ten vehicles passed each link, those named at another speed. */
async function pass(to: DetectionService, kmh: Readonly<Record<number, number>>): Promise<void> {
  now_ms += MINUTE_MS;
  const speed_kmh = new Float32Array(network.link_count).fill(USUAL_KMH);
  for (const [at, speed] of Object.entries(kmh)) speed_kmh[Number(at)] = speed;
  const samples = new Uint16Array(network.link_count).fill(10);
  // Two of the ten ended in this minute.
  const distance_m = new Float32Array(network.link_count).fill(1000);
  const fresh = {
    ...{ samples: samples.map(() => 2), distance_m },
    time_s: distance_m.map((m, at) => (3.6 * m) / speed_kmh[at]),
  };
  to.take({ end_ms: now_ms, speed_kmh, samples, fresh });
  await to.flush();
}

async function passFor(
  minutes: number,
  kmh: Readonly<Record<number, number>>,
  to = detection,
): Promise<void> {
  for (let i = 0; i < minutes; i++) await pass(to, kmh);
}

const stopped = { [link('BC')]: 12, [link('CD')]: 9 };
/** Half of the lanes taken: slower in each minute, not at a standstill. */
const held = { [link('BC')]: 31, [link('CD')]: 27 };
const session = { principal: 'account:7', account: 'li', permissions: [], reach: {} } as unknown as Session;
const li = { session, address: '10.0.0.7' };
const mine = (change: SignalChange) => change.signal.kind !== 'silence';

describe('signals of slow roads', () => {
  test('an incident is reported within minutes, with its place, its links and why', async () => {
    await passFor(15, held);
    expect(told.filter(mine).filter(({ what }) => what === 'began')).toHaveLength(1);
    const [{ signal }] = told.filter(mine).slice(-1);
    expect(signal).toMatchObject({ kind: 'incident', place: { road: { zh: '北环大道' } }, ended_ms: null });
    expect(signal.links[0]).toBe(link('CD'));
    expect(signal.confidence).toBeGreaterThan(0.5);
    const found = await detection.evidenceOf(null, signal.id);
    expect(found.links.find((one) => one.link === link('CD'))).toMatchObject({ part: 'slow', speed_kmh: 27 });
    expect(found.links.find((one) => one.link === link('DE'))).toMatchObject({ part: 'free' });
    const last = found.curve.at(-1);
    expect(last?.low_kmh).toBeGreaterThan(last?.speed_kmh ?? 0);
    expect(found.curve.length).toBeGreaterThanOrEqual(2);
    await passFor(25, {});
  });

  test('it is reported once while it lasts, and its end when traffic runs again', async () => {
    await passFor(20, stopped);
    expect(told.filter(mine).filter(({ what }) => what === 'began')).toHaveLength(1);
    await passFor(25, {});
    const ended = told.filter(({ what }) => what === 'ended');
    expect(ended).toHaveLength(1);
    expect(ended[0].signal.ended_why).toBe('cleared');
    const lines = await detection.listChangesAfter(0, 1000);
    const own = lines.filter(({ signal }) => signal.id === ended[0].signal.id);
    expect(own.map(({ what }) => what).filter((what) => what !== 'changed')).toEqual(['began', 'ended']);
    expect(await detection.listChangesAfter(lines[lines.length - 1].line, 1000)).toEqual([]);
    expect(detection.listOpen(null).filter(({ kind }) => kind !== 'silence')).toEqual([]);
  });

  test('a restart neither doubles nor loses it; what is not seen again is ended', async () => {
    await passFor(6, stopped);
    const [{ signal }] = told;
    detection = await open();
    expect(detection.listOpen(null).map(({ id }) => id)).toEqual([signal.id]);
    await passFor(6, stopped);
    expect(detection.listOpen(null).map(({ id }) => id)).toEqual([signal.id]);
    expect((await detection.list(null, { state: 'open', limit: 10 })).map(({ id }) => id)).toEqual([
      signal.id,
    ]);
    detection = await open();
    await passFor(25, {});
    expect(await detection.list(null, { state: 'open', limit: 10 })).toEqual([]);
    const { ended_why } = await detection.get(null, signal.id);
    expect(ended_why).toBe('not_seen_again');
  });

  test('the usual of a road that is slow each day is no signal, and without a past nothing is judged', async () => {
    await passFor(10, Object.fromEntries(LINKS.map((at) => [at, USUAL_KMH - 6])));
    expect(told).toEqual([]);
    const fresh = await open(async () => []);
    await passFor(10, stopped, fresh);
    expect(told).toEqual([]);
    expect(fresh.status()).toMatchObject({ usual_days: 0, judged_links: 0 });
  });
});

test('a weekend is judged by one weekend alone, not by the working days between', async () => {
  const before_ms = now_ms;
  now_ms = Date.parse('2026-12-05T10:00:00+08:00');
  const from_friday = async (from_ms: number, to_ms: number) =>
    (await quarters(from_ms, to_ms))
      .filter(({ slot_start_ms }) => slot_start_ms >= Date.parse('2026-11-27T00:00:00+08:00'))
      .map((slot) => {
        const weekday = new Date(slot.slot_start_ms + 8 * 60 * MINUTE_MS).getUTCDay();
        return weekday === 0 || weekday === 6
          ? { ...slot, speeds: slot.speeds.map(() => slotByte(30)) }
          : slot;
      });
  const saturday = await open(from_friday);
  await passFor(10, stopped, saturday);
  expect(saturday.status()).toMatchObject({ usual_days: 2, days_needed: 2 });
  const [signal] = saturday.listOpen(null);
  const { curve } = await saturday.evidenceOf(null, signal.id);
  const last = curve.at(-1);
  expect(last?.usual_kmh).toBeGreaterThan(28);
  expect(last?.usual_kmh).toBeLessThan(32);
  await passFor(25, {}, saturday);
  now_ms = before_ms;
});

describe('who sees and says what', () => {
  test('somebody of a district sees the signals of theirs alone', async () => {
    await passFor(6, stopped);
    const [{ signal }] = told;
    const own = [signal.place.district ?? ''];
    expect(own[0]).not.toBe('');
    expect(await detection.list(own, { state: 'open', limit: 10 })).toHaveLength(1);
    expect(await detection.list(['elsewhere'], { state: 'open', limit: 10 })).toEqual([]);
    expect(detection.listOpen(['elsewhere'])).toEqual([]);
    await expect(detection.evidenceOf(['elsewhere'], signal.id)).rejects.toMatchObject({ status: 403 });
    await expect(
      detection.judge(['elsewhere'], signal.id, { verdict: 'confirmed', reason: '见视频' }, li),
    ).rejects.toMatchObject({ status: 403 });
    await passFor(25, {});
  });

  test('a verdict is stored, counted, and can be changed but not repeated', async () => {
    await passFor(6, stopped);
    const [{ signal }] = told;
    const before = await detection.countVerdicts(null);
    const judged = await detection.judge(null, signal.id, { verdict: 'confirmed', reason: '视频已见' }, li);
    expect(judged.verdict).toMatchObject({ verdict: 'confirmed', by: 'li', reason: '视频已见' });
    await expect(
      detection.judge(null, signal.id, { verdict: 'confirmed', reason: '再说一次' }, li),
    ).rejects.toMatchObject({ status: 409 });
    await detection.judge(null, signal.id, { verdict: 'false_alarm', reason: '是限速施工' }, li);
    const { verdicts } = await detection.evidenceOf(null, signal.id);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['false_alarm', 'confirmed']);
    const of = (counts: typeof before) => counts.find(({ kind }) => kind === 'incident')?.false_alarms ?? 0;
    expect(of(await detection.countVerdicts(null))).toBe(of(before) + 1);
    expect(detection.listOpen(null)[0].verdict?.verdict).toBe('false_alarm');
    await passFor(25, {});
  });
});

test('a silent source is one signal, its detectors are not named one by one, and it ends when it speaks', async () => {
  const detector = {
    id: 9,
    source: 3,
    code: 'D9',
    name: '',
    lon: 114,
    lat: 22.5,
    link: link('AB'),
    last_ms: now_ms,
  };
  silences = {
    sources: [{ id: 3, name: { zh: '地磁', en: 'Loops' }, last_ms: now_ms - 10 * MINUTE_MS }],
    detectors: [detector, { ...detector, id: 10, source: 4, code: 'D10' }],
  };
  await detection.hear();
  await detection.hear();
  expect(told.map(({ what, signal }) => [what, signal.subject])).toEqual([
    ['began', 'source:3'],
    ['began', 'detector:10'],
  ]);
  detection = await open();
  await detection.hear();
  expect(told).toHaveLength(2);
  silences = { sources: [], detectors: [] };
  await detection.hear();
  expect(told.filter(({ what }) => what === 'ended')).toHaveLength(2);
});
