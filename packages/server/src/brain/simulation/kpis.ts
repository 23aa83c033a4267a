import type { StudyKpi, StudyKpiValue } from '@opentocc/contract';
import type { RunOutcome } from './model.ts';
import { rounded, spreadOf, verdictOf } from './spread.ts';

/** One figure by which scenarios are compared. */
export interface Kpi extends StudyKpi {
  of(run: RunOutcome): number;
}

/** From which difference each figure counts. Assumed, 2026-11-27; shown beside each. */
export const KPI_COUNTS_FROM = { speed_kmh: 0.5, queue_m: 50, vehicles: 20, route_s: 30 } as const;

/** The figures of a study. @param routes mean travel time of each route in a run, s */
export function kpisOf(
  vehicle_hours: number,
  hasPlace: boolean,
  routes: readonly { readonly name: string; readonly of: (run: RunOutcome) => number }[],
): Kpi[] {
  const { speed_kmh, queue_m, vehicles, route_s } = KPI_COUNTS_FROM;
  const plain = (id: StudyKpi['id'], unit: string, better: StudyKpi['better'], counts_from: number) => ({
    ...{ id, unit, better, counts_from, name: '' },
  });
  return [
    { ...plain('vehicle_hours', 'veh·h', 'less', vehicle_hours), of: ({ vehicle_h }) => vehicle_h },
    {
      ...plain('mean_speed', 'km/h', 'more', speed_kmh),
      of: meanSpeeds(),
    },
    ...(hasPlace ? [{ ...plain('longest_queue', 'm', 'less', queue_m), of: longestQueue }] : []),
    { ...plain('arrived', 'veh', 'more', vehicles), of: ({ arrived }) => arrived },
    { ...plain('waiting', 'veh', 'less', vehicles), of: ({ waiting }) => waiting },
    { ...plain('given_up', 'veh', 'less', vehicles), of: ({ given_up }) => given_up },
    ...routes.map(({ name, of }): Kpi => ({ ...plain('route', 's', 'less', route_s), name, of })),
  ];
}

/** Over all links and minutes of a run, made once for each run: every scenario is held against those with nothing done. */
function meanSpeeds(): (run: RunOutcome) => number {
  const known = new Map<RunOutcome, number>();
  return (run) => {
    const speed_kmh = known.get(run) ?? (3.6 * sumOf(run.driven_m)) / Math.max(1, sumOf(run.spent_s));
    known.set(run, speed_kmh);
    return speed_kmh;
  };
}

function sumOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

const longestQueue = ({ tails_m }: RunOutcome): number => Math.max(0, ...(tails_m[0] ?? []));

/** A figure over the seeds, and by how much it is better than with nothing done, seed by seed. */
export function kpiValue(
  { better, counts_from, of }: Kpi,
  runs: readonly RunOutcome[],
  nothing: readonly RunOutcome[] | null,
): StudyKpiValue {
  const value = rounded(spreadOf(runs.map(of)));
  if (!nothing) return { value, difference: null, verdict: 'no_difference' };
  const sign = better === 'less' ? -1 : 1;
  const difference = spreadOf(runs.map((run, i) => of(run) - of(nothing[i])));
  const gain = { mean: sign * difference.mean, half: difference.half };
  return { value, difference: rounded(difference), verdict: verdictOf(gain, counts_from) };
}
