import { MINUTE_MS } from '@opentocc/core/time';

/** Memory at an instant. */
export interface MemoryLook {
  readonly at_ms: number;
  readonly mb: number;
}

/**
 * How fast memory grows, MB an hour: the line of least squares through the least of each minute, because what lies above
 * the least is garbage that waits to be collected and says nothing.
 * @param warm_ms time after the first look that is left out: code, caches and heaps come to their size then.
 * @returns the slope and its standard error, NaN with fewer than three minutes.
 */
export function memorySlope(looks: readonly MemoryLook[], warm_ms: number) {
  const least = new Map<number, number>();
  for (const { at_ms, mb } of looks) {
    if (at_ms - looks[0].at_ms < warm_ms) continue;
    const minute = Math.floor((at_ms - looks[0].at_ms) / MINUTE_MS);
    least.set(minute, Math.min(mb, least.get(minute) ?? mb));
  }
  const points = [...least].map(([minute, mb]) => ({ hours: minute / 60, mb }));
  const mean = (of: (point: { hours: number; mb: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [at, level] = [mean(({ hours }) => hours), mean(({ mb }) => mb)];
  const spread = points.reduce((sum, { hours }) => sum + (hours - at) ** 2, 0);
  const mb_per_hour = points.reduce((sum, { hours, mb }) => sum + (hours - at) * (mb - level), 0) / spread;
  const rest = points.reduce((sum, { hours, mb }) => sum + (mb - level - mb_per_hour * (hours - at)) ** 2, 0);
  const error = Math.sqrt(rest / (points.length - 2) / spread);
  return points.length < 3 ? { mb_per_hour: Number.NaN, error: Number.NaN } : { mb_per_hour, error };
}
