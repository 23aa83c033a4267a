import type { CallFigureCode, CallFigures } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { type Clock, cityDay, cityDayStart, cityDayStartOf } from '../../../kit/clock.ts';
import { callsErrors } from './errors.ts';
import { CALL_FIGURE_RULES } from './figure-rules.ts';
import type { CallStore, DayCounts } from './store.ts';

const MOST_DAYS = 92;
/** What the city's clocks are ahead of UTC. */
const CITY_OFFSET_MS = -cityDayStart(0);

const PARTS: Readonly<Record<CallFigureCode, (of: DayCounts) => readonly [number, number]>> = {
  connected: ({ answered, incoming }) => [answered, incoming],
  within_15s: ({ within_15s, timed }) => [within_15s, timed],
  within_15s_net: ({ within_15s_net, timed_net }) => [within_15s_net, timed_net],
  within_10s: ({ within_10s, timed }) => [within_10s, timed],
};

const NOTHING = {
  ...{ incoming: 0, answered: 0, timed: 0, within_15s: 0, within_10s: 0 },
  ...{ timed_net: 0, within_15s_net: 0 },
};

/** Connection figures by day, counted when they are asked for. */
export function createCallFigures(store: CallStore, clock: Clock) {
  return async (from: string, to: string): Promise<CallFigures> => {
    const from_ms = cityDayStartOf(from);
    const days = (cityDayStartOf(to) - from_ms) / DAY_MS + 1;
    if (!(days >= 1 && days <= MOST_DAYS)) throw callsErrors.bad_days({ most: MOST_DAYS });
    const counted = await store.countByDay(from_ms, from_ms + days * DAY_MS, CITY_OFFSET_MS);
    const byDay = new Map(counted.map((one) => [Number(one.day_ms), one]));
    return {
      as_of_ms: clock.now(),
      rules: [...CALL_FIGURE_RULES],
      days: Array.from({ length: days }, (_, i) => dayOf(from_ms + i * DAY_MS, byDay)),
    };
  };
}

function dayOf(day_ms: number, counted: ReadonlyMap<number, DayCounts>): CallFigures['days'][number] {
  const counts = counted.get(day_ms) ?? { day_ms, ...NOTHING };
  return {
    day: cityDay(day_ms),
    figures: CALL_FIGURE_RULES.map(({ code }) => {
      const [numerator, denominator] = PARTS[code](counts);
      return { code, numerator, denominator, value: denominator === 0 ? null : numerator / denominator };
    }),
  };
}
