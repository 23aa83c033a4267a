import type { PathFlows } from './path-flows.ts';

/** More or fewer trips for a while, everywhere or at some links. */
export interface DemandChange {
  readonly from_s: number;
  readonly to_s: number;
  /** Links of the city at the place; null for everywhere. */
  readonly links: ReadonlySet<number> | null;
  /** Which trips change: those that begin at the place, end there, or both. */
  readonly end: 'origin' | 'destination' | 'both';
  /** On the trips that there are, 0 and more. */
  readonly factor: number;
  /** Trips that are added, veh/s; none where `links` is null. */
  readonly added_vps: number;
  /** Link of the city at the other end of added trips; null where they spread as the others do. */
  readonly other_link: number | null;
}

/** Added trips that no way leads for: nothing drives by the place, or the other end cannot be reached from it. */
export class NoWayError extends Error {
  constructor(readonly change: DemandChange) {
    super('no way leads for the added trips');
  }
}

/** What changes do to one path: a factor that is constant in between instants. */
export interface PathFactor {
  /** Largest factor at any instant. */
  readonly most: number;
  at(at_s: number): number;
}

const UNCHANGED: PathFactor = { most: 1, at: () => 1 };

/** The product of all changes that concern a path. */
export function factorOf(
  changes: readonly DemandChange[],
  { offset, link }: PathFlows,
  path: number,
): PathFactor {
  const [first, last] = [link[offset[path]], link[offset[path + 1] - 1]];
  const own = changes.filter(({ factor, links, end }) => {
    if (factor === 1) return false;
    if (!links) return true;
    return (end !== 'destination' && links.has(first)) || (end !== 'origin' && links.has(last));
  });
  if (own.length === 0) return UNCHANGED;
  const at = (at_s: number) =>
    own.reduce((all, { from_s, to_s, factor }) => (at_s >= from_s && at_s < to_s ? all * factor : all), 1);
  return { most: Math.max(1, ...own.map(({ from_s }) => at(from_s))), at };
}
