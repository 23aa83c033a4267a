/** GEH of a model's hourly flow against an observed one. @param made_vph @param seen_vph both 0 and more */
export function geh(made_vph: number, seen_vph: number): number {
  const both = made_vph + seen_vph;
  return both > 0 ? Math.sqrt((2 * (made_vph - seen_vph) ** 2) / both) : 0;
}

/** How well flows meet what was observed. */
export interface FlowScore {
  readonly count: number;
  /** Share with GEH under 5, 0–1; hourly flows. */
  readonly geh_under_5: number;
  /** √(N Σ(M − C)²) / ΣC. */
  readonly rmsn: number;
  /** (ΣM − ΣC) / ΣC. */
  readonly bias: number;
}

/** @param made_vph and seen_vph hourly flows, side by side */
export function scoreFlows(made_vph: ArrayLike<number>, seen_vph: ArrayLike<number>): FlowScore {
  let [good, squares, made, seen] = [0, 0, 0, 0];
  const count = seen_vph.length;
  for (let i = 0; i < count; i++) {
    if (geh(made_vph[i], seen_vph[i]) < 5) good++;
    squares += (made_vph[i] - seen_vph[i]) ** 2;
    made += made_vph[i];
    seen += seen_vph[i];
  }
  const whole = Math.max(1e-9, seen);
  return {
    count,
    geh_under_5: count > 0 ? good / count : Number.NaN,
    rmsn: Math.sqrt(count * squares) / whole,
    bias: (made - seen) / whole,
  };
}
