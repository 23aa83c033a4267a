import { setImmediate as breathe } from 'node:timers/promises';
import { DAY_MS } from '@opentocc/core/time';
import { slotSpeed_kmh } from '@opentocc/core/traffic';
import { type Clock, cityDayStart } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import type { FreeFlowStore } from './free-flow-store.ts';

const SLOT_MS = 15 * 60_000;
/** Days looked back over, and so many must be known of a link. Assumed on 2026-11-26. */
const LOOK_BACK_DAYS = 28;
const LEAST_DAYS = 3;

export interface TypicalSpeedsDeps {
  readonly link_count: number;
  readonly store: Pick<FreeFlowStore, 'listSlotsAt'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * What is usual on each link at a time of the week: the mean of the same quarter of an hour, and of the ones beside it, of
 * the days before of the same kind (Monday to Friday, Saturday, Sunday), of those in which somebody drove it. One quarter
 * alone leaves most links without where few vehicles report. Read from the database once a quarter, beside the work of the
 * minute: until then the quarter before is answered.
 */
export function createTypicalSpeeds({ link_count, store, clock, log }: TypicalSpeedsDeps) {
  let speeds_kmh: Float32Array | undefined;
  let asked_ms = Number.NEGATIVE_INFINITY;
  let reading = Promise.resolve();

  async function read(slot_ms: number): Promise<void> {
    const sum_kmh = new Float32Array(link_count);
    const quarters = new Uint8Array(link_count);
    const days = new Uint8Array(link_count);
    const newest_day = new Uint16Array(link_count);
    for (const { slot_start_ms, speeds } of await store.listSlotsAt(sameSlots(slot_ms))) {
      const day = Math.floor((slot_start_ms - slot_ms) / DAY_MS + LOOK_BACK_DAYS + 0.5);
      for (let link = 0; link < link_count; link++) {
        const speed_kmh = slotSpeed_kmh(speeds[link]);
        if (speed_kmh === null) continue;
        sum_kmh[link] += speed_kmh;
        quarters[link]++;
        if (newest_day[link] !== day + 1) days[link]++;
        newest_day[link] = day + 1;
      }
      await breathe();
    }
    speeds_kmh = sum_kmh.map((sum, link) => (days[link] < LEAST_DAYS ? Number.NaN : sum / quarters[link]));
  }

  return {
    /** km/h, NaN where fewer than three days are known; undefined until the first are read. */
    at(at_ms: number): Float32Array | undefined {
      const slot_ms = Math.floor(at_ms / SLOT_MS) * SLOT_MS;
      if (slot_ms !== asked_ms) {
        asked_ms = slot_ms;
        reading = read(slot_ms).catch((err) => {
          asked_ms = Number.NEGATIVE_INFINITY;
          log.error({ err, now_ms: clock.now() }, 'usual speeds could not be read; trying again');
        });
      }
      return speeds_kmh;
    },
    /** Resolves when nothing is being read. */
    flush: (): Promise<void> => reading,
  };
}

/** Starts of the same quarter of an hour and of those beside it, of the days before of the same kind. */
function sameSlots(slot_ms: number): number[] {
  const kind = kindOfDay(slot_ms);
  return Array.from({ length: LOOK_BACK_DAYS }, (_, i) => slot_ms - (i + 1) * DAY_MS)
    .filter((start_ms) => kindOfDay(start_ms) === kind)
    .flatMap((start_ms) => [start_ms - SLOT_MS, start_ms, start_ms + SLOT_MS])
    .filter((start_ms) => kindOfDay(start_ms) === kind);
}

/** 6 Saturday, 0 Sunday, 1 any other. */
function kindOfDay(at_ms: number): number {
  // Noon of the city's day is the same day in UTC.
  const weekday = new Date(cityDayStart(at_ms) + DAY_MS / 2).getUTCDay();
  return weekday % 6 === 0 ? weekday : 1;
}
