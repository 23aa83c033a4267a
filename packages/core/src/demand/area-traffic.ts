import { hash01 } from '../random/index.ts';
import { type Simulation, type SimVehicles, VehicleTable } from '../simulation/index.ts';
import type { PathFlows } from './path-flows.ts';
import type { SimArea } from './sim-area.ts';

export interface TrafficInput {
  readonly area: SimArea;
  readonly paths: PathFlows;
  /** By link of the city. */
  readonly flow_vps: Float32Array;
  readonly speed_kmh: Float32Array;
  readonly free_flow_kmh: Float32Array;
  readonly seed: number;
  readonly horizon_s: number;
}

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
const DRAW = { gap: 11, path: 12, rounding: 13 } as const;
/** Share of the storage of a link that is taken at most when it begins. */
const MOST_FULL = 0.9;

/** Vehicles of an area: placed by flow over speed on the links now, then arriving at random (Poisson) on their paths. */
export function areaTraffic(input: TrafficInput): AreaTraffic {
  const table = new VehicleTable(input.area.network);
  const placed = placeNow(input, table);
  depart(input, table);
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
        const route = [...parts.slice(i), ...routeOf(input, path, at + 1)];
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

/** Simulated links of a path from a place in it on. */
function routeOf({ area, paths }: TrafficInput, path: number, from: number): number[] {
  const links = paths.link.subarray(paths.offset[path] + from, paths.offset[path + 1]);
  return [...links].flatMap((link) => area.parts.get(link) ?? []);
}

interface Passing {
  readonly path: number;
  /** How many links of the path lie before. */
  readonly at: number;
}

function pathsThrough({ offset, link, rate_vps }: PathFlows): Map<number, Passing[]> {
  const through = new Map<number, Passing[]>();
  for (let path = 0; path < rate_vps.length; path++)
    for (let i = offset[path]; i < offset[path + 1]; i++) {
      const passing = { path, at: i - offset[path] };
      const own = through.get(link[i]);
      if (own) own.push(passing);
      else through.set(link[i], [passing]);
    }
  return through;
}

/** Chooses among paths by how many take them. */
function chooser({ rate_vps }: PathFlows, passing: readonly Passing[]): (draw: number) => Passing {
  const sums: number[] = [];
  let sum = 0;
  for (const { path } of passing) {
    sum += rate_vps[path];
    sums.push(sum);
  }
  return (draw) => {
    const at = sums.findIndex((until) => draw * sum < until);
    return passing[at < 0 ? passing.length - 1 : at];
  };
}

function depart(input: TrafficInput, table: VehicleTable): void {
  const { paths, seed, horizon_s } = input;
  for (let path = 0; path < paths.rate_vps.length; path++) {
    const rate_vps = paths.rate_vps[path];
    let first = -1;
    let at_s = 0;
    for (let n = 0; rate_vps > 0; n++) {
      at_s -= Math.log(1 - hash01(seed, path, n, DRAW.gap)) / rate_vps;
      if (at_s >= horizon_s) break;
      const vehicle = { id: `${path}.${n}`, depart_s: at_s };
      if (first < 0) first = table.addRouted(vehicle, routeOf(input, path, 0));
      else table.addLike(vehicle, first);
    }
  }
}
