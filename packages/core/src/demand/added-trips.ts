import { hash01 } from '../random/index.ts';
import type { VehicleTable } from '../simulation/index.ts';
import { type DemandChange, NoWayError } from './demand-changes.ts';
import { linksThatReach } from './links-that-reach.ts';
import { arrivals, chooser, type Passing, pathsThrough, routeOf, type TrafficInput } from './path-choice.ts';

/** Purposes of random numbers, with the number of the change added. */
const DRAW = { gap: 100, end: 200, path: 300 } as const;

/**
 * Adds the trips of a change: on the ways that lead by the place, from it on or up to it; or between the place and the
 * link at the other end, by the way that is best when they depart.
 * @throws NoWayError when there is none
 */
export function addTrips(
  input: TrafficInput,
  table: VehicleTable,
  change: DemandChange,
  number: number,
): void {
  const { from_s, to_s, added_vps, end, links } = change;
  if (added_vps === 0 || !links) return;
  const trip = change.other_link === null ? alongPaths(input, change) : betweenEnds(input, change);
  for (const { n, at_s } of arrivals(input, 0, added_vps, DRAW.gap + number)) {
    if (at_s < from_s || at_s >= to_s) continue;
    const isFrom = end === 'origin' || (end === 'both' && hash01(input.seed, n, 0, DRAW.end + number) < 0.5);
    const draw = hash01(input.seed, n, 0, DRAW.path + number);
    trip({ id: `added ${number}.${n}`, depart_s: at_s }, isFrom, draw, table);
  }
}

type Trip = (
  vehicle: { readonly id: string; readonly depart_s: number },
  isFrom: boolean,
  draw: number,
  table: VehicleTable,
) => void;

function alongPaths(input: TrafficInput, change: DemandChange): Trip {
  const through = pathsThrough(input.paths);
  const passing = [...(change.links ?? [])].flatMap((link): Passing[] => through.get(link) ?? []);
  if (passing.length === 0) throw new NoWayError(change);
  const choose = chooser(input.paths, passing);
  return (vehicle, isFrom, draw, table) => {
    const { path, at } = choose(draw);
    table.addRouted(vehicle, routeOf(input, path, isFrom ? { from: at } : { from: 0, to: at + 1 }));
  };
}

function betweenEnds({ area }: TrafficInput, change: DemandChange): Trip {
  const parts = (link: number | null) => (link === null ? undefined : area.parts.get(link));
  const other = parts(change.other_link);
  if (!other) throw new NoWayError(change);
  const reach = (end: number, isBackward: boolean) => {
    const found = linksThatReach(area.network, end, isBackward);
    return [...(change.links ?? [])].flatMap((link) => {
      const own = parts(link);
      return own && found.has(own[0]) && link !== change.other_link ? [own] : [];
    });
  };
  const origins = change.end === 'destination' ? [] : reach(other[other.length - 1], true);
  const destinations = change.end === 'origin' ? [] : reach(other[0], false);
  if (
    (change.end !== 'destination' && origins.length === 0) ||
    (change.end !== 'origin' && destinations.length === 0)
  )
    throw new NoWayError(change);
  return (vehicle, isFrom, draw, table) => {
    const own = isFrom ? origins : destinations;
    const parts = own[Math.floor(draw * own.length)];
    if (isFrom) table.addFree(vehicle, parts[0], other[other.length - 1]);
    else table.addFree(vehicle, other[0], parts[parts.length - 1]);
  };
}
