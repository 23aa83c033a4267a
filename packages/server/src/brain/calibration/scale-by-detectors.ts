import { setImmediate as breathe } from 'node:timers/promises';
import type { DayClass } from '@opentocc/contract';
import { type CountedHour, fleetScale } from '@opentocc/core/demand';
import { DAY_MS } from '@opentocc/core/time';
import { cityDay } from '../../kit/clock.ts';
import { classOfDay, quarterOf } from './running-day.ts';
import type { EstimateSummary } from './store.ts';

/** What one detector counted in one whole quarter-hour. */
export interface QuarterCount {
  readonly detector: number;
  readonly link: number;
  readonly at_ms: number;
  readonly vehicles: number;
}

export interface ScaleInput {
  /** Zone of each link. */
  readonly zone: Uint16Array;
  readonly zone_count: number;
  /** Midnights of whole days, oldest first. */
  readonly days_ms: readonly number[];
  readonly typical: ReadonlyMap<DayClass, Float32Array>;
  readonly countsOf: (from_ms: number, to_ms: number) => Promise<readonly QuarterCount[]>;
}

/** Days whose counts are looked at: the newest of them. */
const MOST_DAYS = 3;
const QUARTERS_OF_HOUR = 4;

/** How many vehicles a pass stands for, from the counts of the newest whole days. */
export async function scaleByDetectors(input: ScaleInput): Promise<EstimateSummary['scale']> {
  const hours: CountedHour[] = [];
  const days: string[] = [];
  for (const day_ms of input.days_ms.slice(-MOST_DAYS)) {
    const counts = await input.countsOf(day_ms, day_ms + DAY_MS);
    if (counts.length > 0) days.push(cityDay(day_ms));
    hours.push(...hoursOf(input, counts));
    await breathe();
  }
  const found = fleetScale(hours, input.zone_count);
  if (!found) return null;
  const { vehicles_per_pass, used, held_out, score } = found;
  const sum = (of: (hour: CountedHour) => number) => hours.reduce((total, hour) => total + of(hour), 0);
  return {
    vehicles_per_pass: sum(({ vehicles }) => vehicles) / sum(({ passes }) => passes),
    by_zone: [...vehicles_per_pass],
    ...{ used, held_out, days, score: score ?? null },
  };
}

/** Hours of which all quarters were counted, with what was expected in them. */
function hoursOf({ zone, typical }: ScaleInput, counts: readonly QuarterCount[]): CountedHour[] {
  const hours = new Map<
    string,
    { readonly link: number; vehicles: number; passes: number; quarters: number }
  >();
  for (const { detector, link, at_ms, vehicles } of counts) {
    const quarter = quarterOf(at_ms);
    const passes = typical.get(classOfDay(at_ms))?.[quarter * zone.length + link];
    if (passes === undefined) continue;
    const key = `${detector} ${Math.floor(quarter / QUARTERS_OF_HOUR)}`;
    const hour = hours.get(key) ?? { link, vehicles: 0, passes: 0, quarters: 0 };
    hour.vehicles += vehicles;
    hour.passes += passes;
    hour.quarters++;
    hours.set(key, hour);
  }
  return [...hours.values()].flatMap(({ link, vehicles, passes, quarters }) =>
    quarters === QUARTERS_OF_HOUR ? [{ link, zone: zone[link], vehicles, passes }] : [],
  );
}
