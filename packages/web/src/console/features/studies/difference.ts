import type { StudyResult, StudyScenario } from '@opentocc/contract';

/** Change of speed that is none however narrow the bands are, and from which it is much, km/h. */
const LEAST_KMH = 3;
const MUCH_KMH = 10;

/** Codes of a change as the colours of changes have them. */
export const CHANGE = { unknown: 0, much_better: 1, better: 2, none: 3, worse: 4, much_worse: 5 } as const;

/** The bytes of a column of a result. */
export const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

/**
 * How each link of a result differs between two scenarios at a minute: none where the difference lies within the band of both
 * (95 %, of independent means), or under 3 km/h.
 */
export function differences(
  { links }: Pick<StudyResult, 'links'>,
  shown: Pick<StudyScenario, 'speeds' | 'speed_halves'>,
  other: Pick<StudyScenario, 'speeds' | 'speed_halves'>,
  minute: number,
): Uint8Array {
  const [a, b] = [bytesOf(shown.speeds), bytesOf(other.speeds)];
  const [half_a, half_b] = [bytesOf(shown.speed_halves), bytesOf(other.speed_halves)];
  return Uint8Array.from(links, (_, i) => {
    const at = (minute - 1) * links.length + i;
    if (!a[at] || !b[at]) return CHANGE.unknown;
    const faster_kmh = a[at] - b[at];
    if (Math.abs(faster_kmh) <= Math.max(LEAST_KMH, Math.hypot(half_a[at], half_b[at]))) return CHANGE.none;
    if (faster_kmh > 0) return faster_kmh >= MUCH_KMH ? CHANGE.much_better : CHANGE.better;
    return faster_kmh <= -MUCH_KMH ? CHANGE.much_worse : CHANGE.worse;
  });
}

/** Values by link of the result as values by link of the city; 0 outside of the area. */
export function overCity(
  link_count: number,
  links: readonly number[],
  values: ArrayLike<number>,
): Uint8Array {
  const codes = new Uint8Array(link_count);
  links.forEach((link, i) => {
    if (link < codes.length) codes[link] = values[i];
  });
  return codes;
}
