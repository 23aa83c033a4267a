import type { Clock } from '../../../kit/clock.ts';
import type { Measure, Named } from './choices.ts';
import type { Facts, OpenSituation, OpenWarning } from './model.ts';

export interface FactsDeps {
  readonly clock: Clock;
  listMeasures(): readonly Measure[];
  /** Kinds of warnings and situations, by which texts name them. */
  readonly kinds: readonly Named[];
  listOpenWarnings(): readonly OpenWarning[];
  /** Those that are real: a drill begins no plan. */
  listOpenSituations(): Promise<readonly OpenSituation[]>;
  /** What weather drills that run have in force. */
  listDrillWarnings(): Promise<ReadonlyMap<number, readonly OpenWarning[]>>;
}

/** Takes what conditions are held against, as of now. */
export function createFacts({ clock, kinds, ...deps }: FactsDeps): () => Promise<Facts> {
  const names = new Map(kinds.map(({ key, name }) => [key, name]));
  return async () => {
    const measures = new Map(deps.listMeasures().map((measure) => [measure.key, measure]));
    return {
      now_ms: clock.now(),
      warnings: deps.listOpenWarnings(),
      situations: await deps.listOpenSituations(),
      drills: await deps.listDrillWarnings(),
      measure: (key) => measures.get(key)?.now() ?? null,
      nameOf: (key) => measures.get(key)?.name ?? names.get(key) ?? { zh: key, en: key },
    };
  };
}
