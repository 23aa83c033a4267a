import type { TrackingFigures } from '@opentocc/contract';
import type { CountedAlarm } from './alarm-store.ts';
import { CLOCK, CLOCK_RULES } from './rules.ts';

const MINUTE_MS = 60_000;
const TAKE_MS = CLOCK_RULES.find(({ code }) => code === CLOCK.take)?.length ?? 0;

export interface Counted {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly trips: number;
  readonly over: number;
  readonly under_way: number;
  readonly alarms: readonly CountedAlarm[];
}

/** Figures of a time: of what began in it. What is not due yet is in no share. */
export function figuresOf({ alarms, ...rest }: Counted, now_ms: number): TrackingFigures {
  const by = <K extends string>(keyOf: (alarm: CountedAlarm) => K | null) => {
    const groups = new Map<K, CountedAlarm[]>();
    for (const alarm of alarms) {
      const key = keyOf(alarm);
      if (key !== null) groups.set(key, [...(groups.get(key) ?? []), alarm]);
    }
    return [...groups].sort((a, b) => b[1].length - a[1].length);
  };
  const due = alarms.filter(({ closed_ms, close_by_ms }) => closed_ms !== null || close_by_ms < now_ms);
  const takeDue = alarms.filter(
    ({ taken_ms, raised_ms }) => taken_ms !== null || raised_ms + TAKE_MS < now_ms,
  );
  const reached = alarms
    .flatMap(({ answered_ms, raised_ms }) => (answered_ms === null ? [] : [answered_ms - raised_ms]))
    .sort((a, b) => a - b);
  return {
    ...rest,
    alarms: by(({ kind }) => kind).map(([kind, all]) => ({
      ...{ kind, count: all.length, open: all.filter(({ state }) => state !== 'closed').length },
    })),
    outcomes: by(({ outcome }) => outcome).map(([outcome, all]) => ({ outcome, count: all.length })),
    in_time: {
      numerator: due.filter(({ closed_ms, close_by_ms }) => closed_ms !== null && closed_ms <= close_by_ms)
        .length,
      denominator: due.length,
    },
    taken_in_time: {
      numerator: takeDue.filter(
        ({ taken_ms, raised_ms }) => taken_ms !== null && taken_ms <= raised_ms + TAKE_MS,
      ).length,
      denominator: takeDue.length,
    },
    reached_median_min: reached.length === 0 ? null : Math.round(reached[reached.length >> 1] / MINUTE_MS),
  };
}
