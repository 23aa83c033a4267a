import { setImmediate as breathe } from 'node:timers/promises';
import type { RoadNetwork } from '@opentocc/core/network';
import { TypicalProfile } from '@opentocc/core/traffic';
import { cityDay, cityDayStart } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import type { FreeFlowStore } from './free-flow-store.ts';

const DAY_MS = 86_400_000;
const SLOT_MS = 15 * 60_000;
/** Days that are looked back on: four weeks. */
const DAYS = 28;
/** Slots before and after the one asked for that say what is usual in it too: a link is seldom driven where few report. */
const BESIDE = 1;

export interface TypicalSpeedsDeps {
  readonly network: RoadNetwork;
  readonly store: Pick<FreeFlowStore, 'listSlots'>;
  readonly log: Logger;
}

/**
 * What is usual on each link at this time of a working day or of a weekend, from the quarter hours of the last four weeks,
 * made anew each quarter hour beside the work. A holiday counts as the day of the week that it is: perception shifts what
 * is usual by what the city does now.
 */
export function createTypicalSpeeds({ network, store, log }: TypicalSpeedsDeps) {
  let speeds_kmh: Float32Array | undefined;
  let slot_ms = Number.NaN;
  let working = Promise.resolve();

  async function measure(start_ms: number): Promise<void> {
    const profile = new TypicalProfile(network.link_count);
    for (let back = 1; back <= DAYS; back++) {
      const at_ms = start_ms - back * DAY_MS;
      if (isWeekend(at_ms) !== isWeekend(start_ms)) continue;
      const from_ms = Math.max(cityDayStart(at_ms), at_ms - BESIDE * SLOT_MS);
      const to_ms = Math.min(cityDayStart(at_ms) + DAY_MS, at_ms + (BESIDE + 1) * SLOT_MS);
      for (const { speeds } of await store.listSlots(from_ms, to_ms)) profile.add(speeds);
      await breathe();
    }
    speeds_kmh = profile.speeds_kmh();
  }

  return {
    /**
     * Speed usual on each link, km/h, NaN where too little is known; undefined before the first is made, and for some
     * seconds of each quarter hour as it was in the one before.
     */
    kmhAt(at_ms: number): Float32Array | undefined {
      const start_ms = Math.floor(at_ms / SLOT_MS) * SLOT_MS;
      if (start_ms !== slot_ms) {
        slot_ms = start_ms;
        working = working
          .then(() => measure(start_ms))
          .catch((err) => log.error({ err }, 'what is usual on links could not be read; it stays as it was'));
      }
      return speeds_kmh;
    },
    /** Resolves when what was asked for is made. */
    flush: (): Promise<void> => working,
  };
}

function isWeekend(at_ms: number): boolean {
  const weekday = new Date(cityDay(at_ms)).getUTCDay();
  return weekday === 0 || weekday === 6;
}
