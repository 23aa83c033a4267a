import { hash01 } from '../random/index.ts';
import { type Simulation, type SimVehicles, VehicleTable } from '../simulation/index.ts';
import { addTrips } from './added-trips.ts';
import { factorOf } from './demand-changes.ts';
import { arrivals, chooser, partsDriven, pathsThrough, routeOf, type TrafficInput } from './path-choice.ts';

export type { TrafficInput } from './path-choice.ts';

/** All vehicles of a run: those on the roads now, and those that come within the horizon. */
export interface AreaTraffic {
  readonly vehicles: SimVehicles;
  /** Place of each vehicle that is on the roads now, m from the upstream end of its link; in the order in which to place them. */
  readonly placed: readonly Placed[];
}

interface Placed {
  readonly vehicle: number;
  readonly position_m: number;
}

/** Purposes of random numbers. */
const DRAW = { gap: 11, path: 12, rounding: 13, left_out: 14, more_gap: 15, more: 16 } as const;
/** Share of the storage of a link that is taken at most when it begins. */
const MOST_FULL = 0.9;

/**
 * Vehicles of an area: placed by flow over speed on the links now, then arriving at random (Poisson) on their paths. Those
 * whom a change of demand leaves alone are the same vehicles at the same instants as without it.
 * @throws NoWayError for added trips that no way leads for
 */
export function areaTraffic(input: TrafficInput): AreaTraffic {
  const table = new VehicleTable(input.area.network);
  const placed = placeNow(input, table);
  depart(input, table);
  for (const [i, change] of (input.changes ?? []).entries()) addTrips(input, table, change, i);
  return { vehicles: table.build(), placed };
}

/** Puts the vehicles that are on the roads now into a simulation at its beginning. @returns how many found no room */
export function placeAll(simulation: Simulation, { placed }: AreaTraffic): number {
  let without_room = 0;
  for (const { vehicle, position_m } of placed) {
    try {
      simulation.place(vehicle, position_m);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      without_room++;
    }
  }
  return without_room;
}

function placeNow(input: TrafficInput, table: VehicleTable): Placed[] {
  const { area, paths } = input;
  const through = pathsThrough(paths);
  const placed: Placed[] = [];
  for (const link of area.links) {
    const parts = area.parts.get(link) ?? [];
    const own = through.get(link);
    if (!own) continue;
    const choose = chooser(paths, own);
    parts.forEach((part, i) => {
      const length_m = area.network.link_length_m[part];
      const count = vehiclesOn(input, link, part);
      for (let n = 0; n < count; n++) {
        const { path, at } = choose(hash01(input.seed, part, n, DRAW.path));
        const isLast = paths.offset[path] + at + 1 === paths.offset[path + 1];
        const own = i === 0 ? partsDriven(input, link, 0, isLast) : parts.slice(i);
        const route = [...own, ...routeOf(input, path, { from: at + 1, before: 1 })];
        const vehicle = table.addRouted({ id: `now ${part}.${n}`, depart_s: 0 }, route);
        placed.push({ vehicle, position_m: length_m * (1 - (n + 0.5) / count) });
      }
    });
  }
  return placed;
}

/** How many vehicles are on a simulated link now: what passes over how fast, up to what it holds. */
function vehiclesOn({ area, flow_vps, seed, ...input }: TrafficInput, link: number, part: number): number {
  const { link_length_m, link_section, section_storage_pcu, link_speed_mps } = area.network;
  const known_kmh = input.speed_kmh[link];
  const speed_mps = Number.isFinite(known_kmh) ? Math.max(1, known_kmh / 3.6) : link_speed_mps[part];
  const wanted = (flow_vps[link] / speed_mps) * link_length_m[part];
  const room = MOST_FULL * section_storage_pcu[link_section[part]];
  return Math.floor(Math.min(wanted, room) + hash01(seed, part, 0, DRAW.rounding));
}

function depart(input: TrafficInput, table: VehicleTable): void {
  const { paths } = input;
  for (let path = 0; path < paths.rate_vps.length; path++) {
    const factor = factorOf(input.changes ?? [], paths, path);
    let first = -1;
    const add = (id: string, depart_s: number) => {
      if (first < 0) first = table.addRouted({ id, depart_s }, routeOf(input, path, { from: 0 }));
      else table.addLike({ id, depart_s }, first);
    };
    for (const { n, at_s } of arrivals(input, path, paths.rate_vps[path], DRAW.gap))
      if (hash01(input.seed, path, n, DRAW.left_out) < factor.at(at_s)) add(`${path}.${n}`, at_s);
    const more = factor.most - 1;
    for (const { n, at_s } of arrivals(input, path, more * paths.rate_vps[path], DRAW.more_gap))
      if (hash01(input.seed, path, n, DRAW.more) * more < factor.at(at_s) - 1) add(`${path}.more.${n}`, at_s);
  }
}
