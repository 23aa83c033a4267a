/** [from_ms, to_ms), without end where `to_ms` is null. */
export interface OpenSpan {
  readonly from_ms: number;
  readonly to_ms: number | null;
}

const endOf = ({ to_ms }: OpenSpan): number => to_ms ?? Number.POSITIVE_INFINITY;

/** Parts between the first begin and the last end that no span covers, in order. */
export function gapsIn(spans: readonly OpenSpan[]): { from_ms: number; to_ms: number }[] {
  const sorted = [...spans].sort((a, b) => a.from_ms - b.from_ms);
  const gaps: { from_ms: number; to_ms: number }[] = [];
  let covered_ms = sorted[0]?.from_ms ?? 0;
  for (const span of sorted) {
    if (span.from_ms > covered_ms) gaps.push({ from_ms: covered_ms, to_ms: span.from_ms });
    covered_ms = Math.max(covered_ms, endOf(span));
  }
  return gaps;
}

/** What two spans have in common; null without anything. */
export function commonSpan(a: OpenSpan, b: OpenSpan): OpenSpan | null {
  const from_ms = Math.max(a.from_ms, b.from_ms);
  const to_ms = Math.min(endOf(a), endOf(b));
  if (!(from_ms < to_ms)) return null;
  return { from_ms, to_ms: Number.isFinite(to_ms) ? to_ms : null };
}

/** Every pair, each once. */
export const pairsOf = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((b, i) => all.slice(0, i).map((a): [T, T] => [a, b]));

/** Whether it has a length and times that are numbers. */
export const isSpan = (span: OpenSpan): boolean =>
  Number.isFinite(span.from_ms) && (span.to_ms === null || span.to_ms > span.from_ms);
