import type { RoadNetwork } from '@opentocc/core/network';
import { HOUR_MS } from '@opentocc/core/time';
import { calendarKind, type DayKind, dayNumber, dayStart_ms, weekdayKind } from './calendar.ts';
import { accidentOf, dayOfHour, type Incident, incidentSites, minorIncidents } from './incidents.ts';
import { DRY_DAY, type RainOfDay, rainOf } from './weather.ts';

export type { DayKind } from './calendar.ts';
export type { Incident } from './incidents.ts';
export { rainEffect } from './weather.ts';

/** One day of the city. */
export interface CityDay {
  /** Midnight in Asia/Shanghai, UTC ms. */
  readonly start_ms: number;
  readonly kind: DayKind;
  /** By hour from 00:00, mm/h. */
  readonly rain_mm_h: RainOfDay;
  /** Accidents that begin on this day; minor incidents are not among them. */
  readonly accidents: readonly Incident[];
}

/**
 * What happens in the demo city: a pure function of network, seed and time, which everything that plays a part in it reads,
 * so that what a vehicle drives into now stands in the past tomorrow, whoever computes it.
 */
export interface CityLife {
  dayAt(at_ms: number): CityDay;
  /** Rain at an instant, interpolated between the middles of hours, mm/h. */
  rainAt_mm_h(at_ms: number): number;
  /** All incidents that hold at an instant. Each is over within two hours. */
  incidentsAt(at_ms: number): readonly Incident[];
  /** All incidents that begin in an hour, counted from the epoch. */
  incidentsOfHour(hour: number): readonly Incident[];
}

export interface EverydayOptions {
  readonly seed: number;
  /** Minor incidents that begin in each hour of the day time; default 4. */
  readonly incidents_per_hour?: number;
}

/** What the days of a life differ by. */
interface Script {
  kindOf(day: number): DayKind;
  rainOf(day: number): RainOfDay;
  accidentsOf(day: number): readonly Incident[];
  incidentsOfHour(hour: number): readonly Incident[];
}

/** The script of the demo city: public holidays, rainy evenings, one accident a day and minor incidents. */
export function createCityLife(network: RoadNetwork, seed: number): CityLife {
  const sites = incidentSites(network);
  const accidents = (day: number) => accidentOf({ network, sites, seed }, day, calendarKind(day));
  return lifeOf({
    kindOf: calendarKind,
    rainOf: (day) => rainOf(seed, day),
    accidentsOf: accidents,
    incidentsOfHour: (hour) => [
      ...accidents(dayOfHour(hour)).filter(({ from_ms }) => Math.floor(from_ms / HOUR_MS) === hour),
      ...minorIncidents({ network, sites, seed, hour, per_hour: 4 }),
    ],
  });
}

/** A life of dry weekdays and weekends with minor incidents alone, for measurements. */
export function everydayLife(network: RoadNetwork, options: EverydayOptions): CityLife {
  const { seed, incidents_per_hour: per_hour = 4 } = options;
  const sites = incidentSites(network);
  return lifeOf({
    kindOf: weekdayKind,
    rainOf: () => DRY_DAY,
    accidentsOf: () => [],
    incidentsOfHour: (hour) => minorIncidents({ network, sites, seed, hour, per_hour }),
  });
}

function lifeOf(script: Script): CityLife {
  const days = remembered(
    (day: number): CityDay => ({
      start_ms: dayStart_ms(day),
      kind: script.kindOf(day),
      rain_mm_h: script.rainOf(day),
      accidents: script.accidentsOf(day),
    }),
  );
  const incidentsOfHour = remembered(script.incidentsOfHour);
  const rainOfHour = (hour: number) => days(dayOfHour(hour)).rain_mm_h[(hour + 8) % 24];
  return {
    dayAt: (at_ms) => days(dayNumber(at_ms)),
    rainAt_mm_h(at_ms) {
      const hours = at_ms / HOUR_MS - 0.5;
      const hour = Math.floor(hours);
      const share = hours - hour;
      return rainOfHour(hour) * (1 - share) + rainOfHour(hour + 1) * share;
    },
    incidentsAt(at_ms) {
      const hour = Math.floor(at_ms / HOUR_MS);
      const begun = [hour - 2, hour - 1, hour].flatMap((h) => incidentsOfHour(h));
      return begun.filter(({ from_ms, to_ms }) => from_ms <= at_ms && at_ms < to_ms);
    },
    incidentsOfHour,
  };
}

/** Days and hours whose values are cached. */
const REMEMBERED = 48;

/** Computes a value once while it is asked for again and again; a replay walks on and leaves the old ones behind. */
function remembered<T>(compute: (n: number) => T): (n: number) => T {
  const values = new Map<number, T>();
  return (n) => {
    const known = values.get(n);
    if (known !== undefined) return known;
    if (values.size >= REMEMBERED) values.clear();
    const value = compute(n);
    values.set(n, value);
    return value;
  };
}
