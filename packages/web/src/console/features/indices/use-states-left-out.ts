import { DAY_MS, WEEK_MS } from '@opentocc/core/time';
import { known } from '../../../ui/asked.ts';
import { useDatasets } from '../../../ui/queries.ts';
import { useMay } from '../../session/session.ts';
import type { IndexDay } from './use-day.ts';

const MINUTES_STEP_S = 300;

/** Damaged files that the minutes of a link's day, or of the same day last week, lack; none where none is shown. */
export function useStatesLeftOut({ scope, step_s, from_ms: of_ms }: IndexDay): string[] {
  // Longer steps are not read from the history of minutes.
  const enabled = scope === 'link' && step_s === MINUTES_STEP_S;
  const datasets = known(useDatasets(useMay('history:read') && enabled));
  if (!enabled || !datasets) return [];
  const days = [0, WEEK_MS].map((ago_ms) => of_ms - ago_ms);
  return datasets
    .filter(({ code }) => code === 'link_states')
    .flatMap(({ damaged_files }) => damaged_files)
    .filter((file) => days.some((from_ms) => file.from_ms < from_ms + DAY_MS && file.to_ms >= from_ms))
    .map(({ file }) => file);
}
