import type { FreightClass } from '@opentocc/core/freight';
import { calendarKind, DAY_MS, dayNumber, dayStart_ms, HOUR_MS } from '@opentocc/core/time';
import type { ArrivalCount, PortLineKey } from './model.ts';

/** Days that arrivals are averaged over. */
export const PROFILE_DAYS = 28;

/** How many trucks come to a line on average, by class, kind of day and hour. */
export class ArrivalProfile {
  readonly #mean = new Map<string, number>();
  readonly #days: Readonly<Record<string, number>>;

  /** @param from_ms first instant of a whole day of the city. @param to_ms that of the day after the last */
  constructor(counts: readonly ArrivalCount[], from_ms: number, to_ms: number) {
    const days: Record<string, number> = {};
    for (let at_ms = from_ms; at_ms < to_ms; at_ms += DAY_MS) {
      const kind = calendarKind(dayNumber(at_ms));
      days[kind] = (days[kind] ?? 0) + 1;
    }
    this.#days = days;
    for (const { hour, trucks, ...of } of counts) {
      const at_ms = hour * HOUR_MS;
      if (at_ms < from_ms || at_ms >= to_ms) continue;
      const key = keyOf(of, of.class, at_ms);
      this.#mean.set(key, (this.#mean.get(key) ?? 0) + trucks);
    }
  }

  /** Trucks that are expected in the hour of an instant; of weekdays where no day of that kind is known. */
  perHour(line: PortLineKey, of: FreightClass, at_ms: number): number {
    const kind = calendarKind(dayNumber(at_ms));
    const known = this.#days[kind] ? kind : 'weekday';
    const days = this.#days[known];
    return days ? (this.#mean.get(keyOf(line, of, at_ms, known)) ?? 0) / days : 0;
  }
}

function keyOf(
  { port, direction }: PortLineKey,
  of: FreightClass,
  at_ms: number,
  kind: string = calendarKind(dayNumber(at_ms)),
): string {
  const hour = Math.floor((at_ms - dayStart_ms(dayNumber(at_ms))) / HOUR_MS);
  return `${port} ${direction} ${of} ${kind} ${hour}`;
}
