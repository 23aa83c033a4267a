import type { ScoreBook, ScoreErrors, ScoreState, ScoreSummary } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import { cityDay } from '../../../kit/clock.ts';
import { assumptions } from './assumptions.ts';
import { addSums, errorsOf, NO_ERRORS, verdictOf } from './error-sums.ts';
import type { HorizonSums } from './score-study.ts';
import type { ScoreRow } from './store.ts';

/** A row, or a study that nobody confirmed. */
export type Shown = Omit<ScoreRow, 'state' | 'confirmed_ms' | 'confirmed_by'> & {
  readonly state: ScoreState;
  readonly confirmed_ms: number | null;
  readonly confirmed_by: string | null;
};

/** A row as lists show it. */
export function summaryOf(row: Shown): ScoreSummary {
  const { study, name, district, base_ms, state, reason, confirmed_by, confirmed_ms, scored_ms } = row;
  const whole = row.sums ? wholeOf(row.sums) : null;
  return {
    ...{ study, name, district, base_ms, state, reason, confirmed_by, confirmed_ms, scored_ms },
    road: bilingualRoadName(row.road),
    verdict: whole ? verdictOf(whole.travel) : 'unknown',
    travel: whole && errorsOf(whole.travel),
    tail: whole && errorsOf(whole.tail),
  };
}

/** All scores with their errors together, by horizon and by day. @param rows the newest first */
export function bookOf(rows: readonly ScoreRow[], truncated: boolean): ScoreBook {
  const scored = rows.filter(({ sums }) => sums !== null);
  const horizons = scored.flatMap(({ sums }) => sums ?? []);
  const days = [...new Set(scored.map(({ base_ms }) => cityDay(base_ms)))];
  return {
    ...{ scores: rows.map(summaryOf), truncated },
    all: { scored: scored.length, ...errorsTogether(horizons) },
    by_horizon: [...new Set(horizons.map(({ to_min }) => to_min))]
      .sort((a, b) => a - b)
      .map((to_min) => ({ to_min, ...errorsTogether(horizons.filter((one) => one.to_min === to_min)) })),
    by_day: days.map((day) => {
      const own = scored.filter(({ base_ms }) => cityDay(base_ms) === day);
      return { day, scored: own.length, ...errorsTogether(own.flatMap(({ sums }) => sums ?? [])) };
    }),
    assumptions: assumptions(),
  };
}

function errorsTogether(sums: readonly HorizonSums[]): { travel: ScoreErrors; tail: ScoreErrors } {
  const { travel, tail } = wholeOf(sums);
  return { travel: errorsOf(travel), tail: errorsOf(tail) };
}

const wholeOf = (sums: readonly HorizonSums[]) => ({
  travel: sums.map(({ travel }) => travel).reduce(addSums, NO_ERRORS),
  tail: sums.map(({ tail }) => tail).reduce(addSums, NO_ERRORS),
});
