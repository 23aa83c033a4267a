import type { PastOf } from './score-study.ts';

/** What the history says of some links in one window. */
export interface StoredStates {
  readonly link: Uint32Array;
  readonly speed_kmh: Float32Array;
  readonly free_flow_kmh: Float32Array;
}

/** The past as perception published it then. @param statesAt null when nothing is stored of that minute */
export function pastSpeeds(
  statesAt: (at_ms: number, links: readonly number[]) => Promise<StoredStates | null>,
): PastOf {
  return async (at_ms, links) => {
    const states = await statesAt(at_ms, links);
    if (!states) return null;
    const row = new Map([...states.link].map((link, i) => [link, i]));
    const find = (column: Float32Array) => (link: number) => {
      const at = row.get(link);
      return at === undefined ? Number.NaN : column[at];
    };
    return { speed_kmh: find(states.speed_kmh), free_flow_kmh: find(states.free_flow_kmh) };
  };
}
