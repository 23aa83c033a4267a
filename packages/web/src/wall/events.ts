import type { Bilingual, SourceHealth, WorstRoad } from '@opentocc/contract';
import { type BandBelow, bandOf } from '../ui/index-bands.ts';

/** What brings its scene to the front. */
export type WallEvent =
  | { readonly kind: 'source'; readonly key: string; readonly name: Bilingual; readonly at_ms: number }
  | { readonly kind: 'road'; readonly key: string; readonly road: WorstRoad; readonly at_ms: number };

/** Sources that delivered by the answer before and are silent by this one. */
export function failedSources(
  before: readonly SourceHealth[],
  now: readonly SourceHealth[],
  at_ms: number,
): WallEvent[] {
  const delivering = new Set(before.filter(({ state }) => isDelivering(state)).map(({ id }) => id));
  return now
    .filter(({ id, state, retired_ms }) => state === 'silent' && retired_ms === null && delivering.has(id))
    .map(({ id, name }) => ({ kind: 'source', key: `source/${id}`, name, at_ms }));
}

const isDelivering = (state: SourceHealth['state']) => state === 'ok' || state === 'degraded';

/** Roads that are in the worst band by this answer and were not by the one before, the worst first. */
export function severeRoads(
  before: readonly WorstRoad[],
  now: readonly WorstRoad[],
  band_below: BandBelow,
  at_ms: number,
): WallEvent[] {
  if (band_below === null) return [];
  const isSevere = ({ index }: WorstRoad) => bandOf(index, band_below) === band_below.length;
  const former = new Set(before.filter(isSevere).map(({ key }) => key));
  return now
    .filter((road) => isSevere(road) && !former.has(road.key))
    .map((road) => ({ kind: 'road', key: `road/${road.key}`, road, at_ms }));
}
