import type { StudyRoadDelay } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import type { RoadNetwork } from '@opentocc/core/network';
import type { RunOutcome } from './model.ts';
import { rounded, spreadOf, verdictOf } from './spread.ts';

/** Roads that are named as the worst of a scenario. */
const MOST_ROADS = 10;
/** Delay of a road from which on a difference counts, vehicle-hours. Assumed, 2026-11-27. */
export const ROAD_COUNTS_FROM_H = 2;

export interface RoadInput {
  readonly network: RoadNetwork;
  readonly links: Uint32Array;
  /** By link of the city. */
  readonly free_flow_kmh: Float32Array;
}

/** Time lost against free flow by named road, the worst first, each against the same seed with nothing done. */
export function roadDelays(
  input: RoadInput,
  runs: readonly RunOutcome[],
  nothing: readonly RunOutcome[] | null,
): StudyRoadDelay[] {
  const delays = runs.map((run) => delaysOf(input, run));
  const before = nothing?.map((run) => delaysOf(input, run));
  const names = [...new Set(delays.flatMap((one) => [...one.keys()]))];
  const of = (one: ReadonlyMap<number, number> | undefined, name: number) => one?.get(name) ?? 0;
  return names
    .map((name) => ({ name, delay_h: spreadOf(delays.map((one) => of(one, name))) }))
    .sort((a, b) => b.delay_h.mean - a.delay_h.mean || a.name - b.name)
    .slice(0, MOST_ROADS)
    .map(({ name, delay_h }) => {
      const saved = before ? spreadOf(delays.map((one, i) => of(before[i], name) - of(one, name))) : null;
      return {
        road: bilingualRoadName(input.network.strings[name] ?? ''),
        delay_h: rounded(delay_h),
        saved_h: saved && rounded(saved),
        verdict: saved ? verdictOf(saved, ROAD_COUNTS_FROM_H) : 'no_difference',
      };
    });
}

/** Vehicle-hours lost, by number of the road's name; roads without a name are left out. */
function delaysOf({ network, links, free_flow_kmh }: RoadInput, run: RunOutcome): Map<number, number> {
  const lost_h = new Map<number, number>();
  const minutes = run.spent_s.length / links.length;
  links.forEach((link, i) => {
    const name = network.link_name[link];
    if (!network.strings[name]) return;
    let lost_s = 0;
    for (let m = 0; m < minutes; m++) {
      const at = m * links.length + i;
      lost_s += Math.max(0, run.spent_s[at] - (run.driven_m[at] * 3.6) / free_flow_kmh[link]);
    }
    lost_h.set(name, (lost_h.get(name) ?? 0) + lost_s / 3600);
  });
  return lost_h;
}
