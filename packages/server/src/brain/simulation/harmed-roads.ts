import type { StudyScenario } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import type { RoadNetwork } from '@opentocc/core/network';
import type { RunOutcome } from './model.ts';
import { spreadOf } from './spread.ts';

type Harmed = NonNullable<StudyScenario['harmed']>;
type Run = Pick<RunOutcome, 'driven_m' | 'spent_s'>;

const MOST_ROADS = 5;
/** A road is harmed when it loses this much, and becomes slower by this share. Assumed, 2026-11-27. */
const LEAST = { vehicle_hours: 1, slower: 0.05 } as const;

/**
 * Roads, by name, that are slower with a measure than with nothing done: by more than the 95 % band of the difference, seed by seed.
 * More vehicles at the same speed are no harm: that is what a diversion is for.
 * @param nothing runs with nothing done, of the same seeds
 */
export function harmedRoads(
  network: RoadNetwork,
  links: Uint32Array,
  runs: readonly Run[],
  nothing: readonly Run[],
): Harmed {
  if (runs.length < 2 || runs === nothing) return [];
  const roads = new Map<number, number[]>();
  links.forEach((link, row) => {
    const name = network.link_name[link];
    if (name !== 0) roads.set(name, [...(roads.get(name) ?? []), row]);
  });
  return [...roads]
    .map(([name, rows]) => {
      const [before, after] = [nothing, runs].map((of) => of.map((run) => sumOf(run, rows, links.length)));
      const lost = spreadOf(after.map(({ spent_s }, i) => (spent_s - before[i].spent_s) / 3600));
      return {
        name: bilingualRoadName(network.strings[name] ?? ''),
        links: rows.map((row) => links[row]),
        lost_vehicle_hours: { mean: tenth(lost.mean), half: tenth(lost.half ?? 0) },
        ...{ without_kmh: speed_kmh(before), with_kmh: speed_kmh(after) },
      };
    })
    .filter(isHarmed)
    .sort((a, b) => b.lost_vehicle_hours.mean - a.lost_vehicle_hours.mean)
    .slice(0, MOST_ROADS);
}

function isHarmed({ lost_vehicle_hours: { mean, half }, with_kmh, without_kmh }: Harmed[number]): boolean {
  return mean >= LEAST.vehicle_hours && mean > (half ?? 0) && with_kmh < without_kmh * (1 - LEAST.slower);
}

interface Sums {
  readonly driven_m: number;
  readonly spent_s: number;
}

function sumOf(run: Run, rows: readonly number[], width: number): Sums {
  let [driven_m, spent_s] = [0, 0];
  for (const row of rows)
    for (let at = row; at < run.spent_s.length; at += width) {
      driven_m += run.driven_m[at];
      spent_s += run.spent_s[at];
    }
  return { driven_m, spent_s };
}

function speed_kmh(sums: readonly Sums[]): number {
  const driven_m = sums.reduce((sum, one) => sum + one.driven_m, 0);
  const spent_s = sums.reduce((sum, one) => sum + one.spent_s, 0);
  return spent_s > 0 ? tenth((driven_m / spent_s) * 3.6) : 0;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
