import { setTimeout as sleep } from 'node:timers/promises';
import type { CalibrationOverride, NewOverride } from '@opentocc/contract';
import { DemandStatus } from '@opentocc/contract/calibration';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { LinkStates } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import type { PastSlot } from './estimation.ts';
import { createCalibration } from './index.ts';
import { migrations } from './migrations/index.ts';
import { figuresOf, roadFiguresOf } from './road-figures.ts';
import type { QuarterCount } from './scale-by-detectors.ts';
import { CalibrationService } from './service.ts';
import type { StoredEstimate } from './store.ts';

const QUARTER_MS = 15 * MINUTE_MS;
/** A Monday. */
const MONDAY_MS = Date.parse('2026-11-09T00:00:00+08:00');
const CITY = textNetwork(`
  A---B---C---D---E

  AB arterial 60 name=深南大道
  BC arterial 60 name=深南大道
  district 福田 AE
`);
const { network } = CITY;

let database: TestDatabase;
let now_ms: number;
let lost = 0;
/** Nobody is seen. */
let thin = false;
const opened: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  starts = startsOf(DAYS);
  detectors = 8;
  thin = false;
  lost = 0;
  now_ms = MONDAY_MS + 14 * DAY_MS + 9 * HOUR_MS;
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await database.stop();
});

/** Two weeks: 4 passes a quarter by day, none by night; on weekends 2; the last day has 8 by day. */
function slotAt(slot_start_ms: number): PastSlot {
  const day = Math.floor((slot_start_ms - MONDAY_MS) / DAY_MS);
  const hour = ((slot_start_ms - MONDAY_MS) % DAY_MS) / HOUR_MS;
  const isRest = day % 7 >= 5;
  const count = thin || hour < 6 ? 0 : isRest ? 2 : 4;
  const links = network.link_count;
  return {
    slot_start_ms,
    speeds: new Uint8Array(links).fill(hour < 6 ? 110 : 70),
    passes: new Uint8Array(links).fill(count),
  };
}

const DAYS = 14;
const startsOf = (days: number): number[] =>
  Array.from({ length: days * 96 }, (_, i) => MONDAY_MS + i * QUARTER_MS);
let starts: number[];

/** Eight detectors; each pass stands for ten vehicles. */
let detectors = 8;
function detectorsOf(day_ms: number): QuarterCount[] {
  return Array.from({ length: 96 * detectors }, (_, i) => {
    const at_ms = day_ms + Math.floor(i / detectors) * QUARTER_MS;
    const link = (i % detectors) % network.link_count;
    return { detector: i % detectors, link, at_ms, vehicles: 10 * (slotAt(at_ms).passes?.[link] ?? 0) };
  });
}

async function open() {
  const calibration = createCalibration({
    ...{ network, db: database.db, clock: { now: () => now_ms }, log: createLog('silent') },
    detectorCounts: async (from_ms) => detectorsOf(from_ms),
    listSlotStarts: async (from_ms) => starts.filter((start_ms) => start_ms >= from_ms),
    listSlots: async (from_ms, to_ms) => {
      if (lost > 0 && lost-- === 1) throw new Error('the database is gone');
      return starts.filter((start_ms) => start_ms >= from_ms && start_ms < to_ms).map(slotAt);
    },
  });
  await calibration.start();
  opened.push(calibration);
  return calibration;
}

async function estimated() {
  const calibration = await open();
  await calibration.whenDue();
  await calibration.settled();
  return calibration;
}

const AB = CITY.link('AB');

/** A window of five minutes in which each link has the same number of passes. */
function windowOf(end_ms: number, passes: number): LinkStates {
  const filled = new Float32Array(network.link_count).fill(40);
  return {
    ...{ sequence: 1, network_version: network.meta.version },
    ...{ window_start_ms: end_ms - 5 * MINUTE_MS, window_end_ms: end_ms },
    samples: new Uint16Array(network.link_count).fill(passes),
    vehicles: new Uint16Array(network.link_count),
    ...{ speed_kmh: filled, half_width_kmh: filled, free_flow_kmh: filled },
    state: new Uint8Array(network.link_count),
  };
}

describe('typical days', () => {
  it('are estimated at once when there is history and no estimate, by class of day, and stay after a restart', async () => {
    const made = await estimated();
    const { estimate, days_waiting } = made.demand(null);
    expect(days_waiting).toBe(0);
    expect(estimate?.typical_days.map(({ day_class, days }) => [day_class, days.length])).toEqual([
      ['weekday', 10],
      ['weekend', 4],
    ]);
    // 4 passes in each quarter-hour of a weekday's morning, each for ten vehicles: 160 in an hour.
    expect((made.flowsNow([AB], now_ms)?.flow_vph[0] ?? 0) / 160).toBeCloseTo(1, 1);
    const again = await open();
    expect(again.demand(null).estimate).toEqual(estimate);
    expect(again.flowsNow([AB], now_ms)).toEqual(made.flowsNow([AB], now_ms));
  });

  it('are estimated once more when detectors counted on their newest day after all, and not for ever without', async () => {
    detectors = 0;
    const made = await estimated();
    const version = made.demand(null).estimate?.version;
    expect(made.flowsNow([AB], now_ms)).toBeUndefined();
    detectors = 1;
    for (let look = 0; look < 2; look++) {
      now_ms += MINUTE_MS;
      await made.whenDue();
      await made.settled();
    }
    const once_more = made.demand(null).estimate?.version;
    expect(once_more).toBe(`demand-${new Date(now_ms - MINUTE_MS).toISOString()}`);
    expect(once_more).not.toBe(version);
    const again = await open();
    detectors = 8;
    await again.whenDue();
    await again.settled();
    expect((again.flowsNow([AB], now_ms)?.flow_vph[0] ?? 0) / 160).toBeCloseTo(1, 1);
  });

  it('predict a day that they did not know, beside naive ways and the floor of chance', async () => {
    const { estimate } = (await estimated()).demand(null);
    const [weekday] = estimate?.typical_days ?? [];
    expect(weekday.held_out?.day).toBe('2026-11-20');
    // 18 hours by day of each link; days are all alike.
    expect(weekday.held_out?.count).toBe(18 * network.link_count);
    expect(weekday.held_out?.last_week.rmsn).toBe(0);
    expect(weekday.held_out?.ours.rmsn).toBeLessThan(0.1);
    expect(weekday.held_out?.noise_floor).toBeCloseTo(0.25, 1);
  });

  it('are not judged by a day on which hardly anybody was seen, and can be asked for', async () => {
    thin = true;
    const made = await estimated();
    expect(made.demand(null).estimate?.typical_days.map(({ held_out }) => held_out)).toEqual([null, null]);
    expect(DemandStatus.parse(made.demand(null)).estimate?.typical_days).toHaveLength(2);
  });

  it('change with the class of the day', async () => {
    const made = await estimated();
    now_ms = Date.parse('2026-11-28T09:00:00+08:00');
    await made.whenDue();
    expect((made.flowsNow([AB], now_ms)?.flow_vph[0] ?? 0) / 80).toBeCloseTo(1, 1);
  });

  it('are made again by night alone once there are some', async () => {
    const made = await estimated();
    const before = made.demand(null).estimate?.version;
    now_ms += DAY_MS;
    starts = startsOf(DAYS + 1);
    await made.whenDue();
    await made.settled();
    expect(made.demand(null)).toMatchObject({ days_waiting: 1, estimate: { version: before } });
    now_ms = MONDAY_MS + 15 * DAY_MS + 3 * HOUR_MS;
    await made.whenDue();
    await made.settled();
    expect(made.demand(null).estimate?.version).not.toBe(before);
  });

  it('are ended by a person at once, and nothing of them is stored', async () => {
    const made = await open();
    await made.begin();
    expect(made.demand(null).estimating).toBe(true);
    await expect(made.begin()).rejects.toMatchObject({ code: 'calibration.estimating' });
    made.cancel();
    await made.settled();
    expect(made.demand(null)).toMatchObject({ estimating: false, estimate: null });
    expect(() => made.cancel()).toThrow();
  });

  it('stay as they were when the history cannot be read, and are made the next time', async () => {
    const made = await open();
    lost = 3;
    await made.begin();
    await made.settled();
    expect(made.demand(null)).toMatchObject({ estimating: false, estimate: null });
    await made.begin();
    await made.settled();
    expect(made.demand(null).estimate).not.toBeNull();
  });
});

describe('how many drive', () => {
  it('is said by detectors, and how well those left out are predicted', async () => {
    const { estimate } = (await estimated()).demand(null);
    expect(estimate?.scale?.days).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
    expect(estimate?.scale?.vehicles_per_pass).toBeCloseTo(10, 0);
    expect((estimate?.scale?.used ?? 0) + (estimate?.scale?.held_out ?? 0)).toBe(
      Math.min(8, network.link_count),
    );
  });

  it('is not known with a few detectors: nothing is said of flows', async () => {
    detectors = 1;
    const made = await estimated();
    expect(made.demand(null).estimate?.scale).toBeNull();
    expect(made.flowsNow([AB], now_ms)).toBeUndefined();
  });
});

describe('the running day', () => {
  it('moves what is expected by what comes, in the districts that the reader may see', async () => {
    const made = await estimated();
    expect(made.demand(null).today).toBeNull();
    // Expected are 4/3 in five minutes; 2 come.
    for (let n = 1; n <= 40; n++) made.onLinkStates(windowOf(now_ms + n * 5 * MINUTE_MS, 2));
    const { today } = made.demand(null);
    expect(today?.city).toBeGreaterThan(1.1);
    expect(made.flowsNow([AB], now_ms)?.flow_vph[0]).toBeGreaterThan(161);
    const [district] = network.meta.districts;
    expect(today?.districts.map(({ code }) => code)).toEqual([district.code]);
    expect(made.demand([]).today?.districts).toEqual([]);
  });
});

/** An estimate in which free speeds of arterials alone were measured. */
const MEASURED: StoredEstimate = {
  version: 'demand-2026-11-23',
  made_ms: 1,
  summary: {
    ...{ typical_days: [], from_day: '2026-11-09', to_day: '2026-11-22' },
    scale: null,
    free_share: [null, null, { share: 0.91234, links: 40, quarters: 900 }, null, null],
  },
};

describe('figures of roads', () => {
  it('are those of history where it measured them, and name it', () => {
    const figures = figuresOf(MEASURED, []);
    const [own] = figures.filter(({ measured }) => measured !== null);
    expect(own).toMatchObject({
      parameter: 'free_share',
      link_class: 'arterial',
      value: 0.912,
      origin: 'measured',
    });
    expect(own.measured).toMatchObject({
      links: 40,
      quarters: 900,
      from_day: '2026-11-09',
      to_day: '2026-11-22',
    });
    const { version, free_share } = roadFiguresOf(figures, MEASURED);
    expect(free_share).toMatchObject({ arterial: 0.912, local: 0.85 });
    expect(version).toMatch(/^assumed-.*\+demand-2026-11-23$/);
  });

  const OURS = { parameter: 'wave_mps', link_class: 'arterial', value: 4.5, reason: '现场观测' } as const;

  it('are assumed, with their source, until something is known', async () => {
    const made = await open();
    const { version, figures } = made.describe();
    expect(version).toMatch(/^assumed-/);
    expect(figures).toHaveLength(15);
    for (const { origin, assumed } of figures) {
      expect(origin).toBe('assumed');
      expect(assumed.source.zh).not.toBe('');
    }
  });

  it('are set by a person, who is named, and taken back; both values stay to be seen', async () => {
    const made = await open();
    const before = made.describe().version;
    expect(await made.set(OURS, 'zhang')).toBe(5.5);
    await expect(made.set(OURS, 'li')).rejects.toMatchObject({ code: 'calibration.set_already' });
    const [own] = made.describe().figures.filter(({ override }) => override !== null);
    expect(own).toMatchObject({ value: 4.5, origin: 'overridden', assumed: { value: 5.5 } });
    expect(made.figures().wave_mps).toMatchObject({ arterial: 4.5, motorway: 5.5 });
    expect(made.describe().version).not.toBe(before);
    const again = await open();
    expect(again.describe()).toEqual(made.describe());
    await made.withdraw(own.override?.id ?? 0, 'li', '误填');
    expect(made.describe().version).toBe(before);
    expect(made.describe().withdrawn).toMatchObject([
      { value: 4.5, instead_of: 5.5, set_by: 'zhang', withdrawn: { by: 'li', reason: '误填' } },
    ]);
    await expect(made.withdraw(own.override?.id ?? 0, 'li', '误填')).rejects.toMatchObject({
      code: 'calibration.unknown_override',
    });
  });

  it('that two people set at once are both in force', async () => {
    const rows: CalibrationOverride[] = [];
    let slow_ms = 20;
    const store = {
      addOverride: async (
        draft: NewOverride,
        set: Pick<CalibrationOverride, 'instead_of' | 'set_by' | 'set_ms'>,
      ) => rows.push({ ...draft, ...set, id: rows.length + 1, withdrawn: null }) > 0,
      async listOverrides() {
        const read = [...rows];
        await sleep(slow_ms);
        return read;
      },
    };
    const deps = { network, store, clock: { now: () => now_ms }, log: createLog('silent') };
    const made = new CalibrationService(deps as never);
    const first = made.set(OURS, 'zhang');
    await vi.waitFor(() => expect(rows).toHaveLength(1));
    slow_ms = 0;
    await Promise.all([first, made.set({ ...OURS, link_class: 'local' }, 'li')]);
    expect(made.describe().figures.filter(({ override }) => override !== null)).toHaveLength(2);
  });

  it('lie within what roads can be', async () => {
    const made = await open();
    await expect(made.set({ ...OURS, value: 55 }, 'zhang')).rejects.toMatchObject({
      code: 'calibration.out_of_range',
    });
  });
});
