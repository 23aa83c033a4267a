import { LinkCosts } from './link-costs.ts';
import { ShortestTree } from './shortest-tree.ts';
import type { AssignmentNetwork, TripMatrix } from './tntp.ts';

export interface AssignmentOptions {
  /** Ends when the relative gap is no larger. */
  readonly relative_gap?: number;
  readonly max_iterations?: number;
}

export interface Assignment {
  readonly relative_gap: number;
  readonly iterations: number;
  readonly objective: number;
  /** Σ flow × cost. */
  readonly total_cost: number;
  readonly flow: Float64Array;
  readonly cost: Float64Array;
  /** Relative gap after each iteration; while it is far from its aim by the costs that each origin found on its way. */
  readonly gaps: readonly number[];
  readonly path_count: number;
}

/** Trips from a zone to one that no path joins. */
export class NoPathError extends Error {
  constructor(
    readonly origin: number,
    readonly destination: number,
  ) {
    super(`there is no path from zone ${origin} to zone ${destination}`);
  }
}

interface Path {
  readonly links: Int32Array;
  flow: number;
}

/** Trips of an origin by destination, as columns, with the paths that carry them. */
interface Origin {
  readonly zone: number;
  readonly destination: Int32Array;
  readonly trips: Float64Array;
  readonly paths: readonly Path[][];
}

/** As many times its aim the gap is not looked at exactly, which takes a search from every origin. */
const FAR = 100;
/** Rounds over the known paths for each search of new ones. */
const INNER_ROUNDS = 8;

/**
 * Static user equilibrium by gradient projection over paths (Jayakrishnan et al. 1994): for each pair of zones flow moves from
 * dearer paths to the cheapest by the difference of costs over the slope of the links in which they differ, with costs updated at once.
 * Between searches for new paths several rounds equalise the known ones.
 *
 * Frank–Wolfe was weighed: it reaches a relative gap of 1e-4 in hundreds of iterations and 1e-6 never in practice.
 * Bush-based methods (TAPAS, Algorithm B) need less memory on networks with thousands of zones.
 */
export function assign(
  network: AssignmentNetwork,
  trips: TripMatrix,
  { relative_gap = 1e-6, max_iterations = 500 }: AssignmentOptions = {},
): Assignment {
  const costs = new LinkCosts(network);
  const tree = new ShortestTree(network);
  const origins = originsOf(network, trips);
  const shift = new PathShift(network, costs);
  const gaps: number[] = [];
  let iterations = 0;
  while (iterations < max_iterations) {
    iterations++;
    let cheapest = 0;
    for (const origin of origins) cheapest += addPaths(origin, tree, costs, shift);
    const on_the_way = 1 - cheapest / costs.total();
    const several = origins.flatMap(({ paths }) => paths.filter(({ length }) => length > 1));
    for (let round = 0; round < INNER_ROUNDS; round++) for (const paths of several) shift.equalise(paths);
    const isFar = iterations > 1 && on_the_way > FAR * relative_gap && iterations < max_iterations;
    gaps.push(isFar ? on_the_way : gapOf(origins, tree, costs));
    if (gaps[gaps.length - 1] <= relative_gap) break;
  }
  const path_count = origins.flatMap(({ paths }) => paths).reduce((sum, { length }) => sum + length, 0);
  return {
    relative_gap: gaps[gaps.length - 1] ?? Infinity,
    iterations,
    objective: costs.objective(),
    total_cost: costs.total(),
    flow: costs.flow,
    cost: costs.cost,
    gaps,
    path_count,
  };
}

function originsOf({ zone_count }: AssignmentNetwork, trips: TripMatrix): Origin[] {
  return Array.from({ length: zone_count }, (_, zone) => {
    const row = trips.subarray(zone * zone_count, (zone + 1) * zone_count);
    const destination = Int32Array.from(row.keys()).filter((to) => to !== zone && row[to] > 0);
    return {
      zone,
      destination,
      trips: Float64Array.from(destination, (to) => row[to]),
      paths: Array.from(destination, (): Path[] => []),
    };
  }).filter(({ paths }) => paths.length > 0);
}

/**
 * Adds the shortest path to each destination where it is new, and moves flow to it.
 * @returns Σ trips × cheapest cost as they are found
 */
function addPaths(
  { zone, destination, trips, paths }: Origin,
  tree: ShortestTree,
  costs: LinkCosts,
  shift: PathShift,
): number {
  let cheapest = 0;
  tree.search(zone, costs.cost);
  for (let pair = 0; pair < paths.length; pair++) {
    const [to, own] = [destination[pair], paths[pair]];
    if (tree.cost[to] === Infinity) throw new NoPathError(zone + 1, to + 1);
    cheapest += trips[pair] * tree.cost[to];
    if (own.length === 0) {
      const links = tree.pathTo(to);
      own.push({ links, flow: trips[pair] });
      for (const link of links) costs.add(link, trips[pair]);
      continue;
    }
    if (!isKnown(own, to, tree)) own.push({ links: tree.pathTo(to), flow: 0 });
    shift.equalise(own);
  }
  return cheapest;
}

function isKnown(paths: readonly Path[], destination: number, tree: ShortestTree): boolean {
  for (const { links } of paths) if (tree.holds(links, destination)) return true;
  return false;
}

/** (Σ flow × cost − Σ trips × cheapest cost) / Σ flow × cost. */
function gapOf(origins: readonly Origin[], tree: ShortestTree, costs: LinkCosts): number {
  let cheapest = 0;
  for (const { zone, destination, trips } of origins) {
    tree.search(zone, costs.cost);
    for (let pair = 0; pair < trips.length; pair++) cheapest += trips[pair] * tree.cost[destination[pair]];
  }
  const total = costs.total();
  return total > 0 ? (total - cheapest) / total : 0;
}

/** Moves flow between the paths of one pair of zones. */
class PathShift {
  readonly #costs: LinkCosts;
  /** Links of the cheapest path carry the number of the present comparison. */
  readonly #mark: Uint32Array;
  #number = 0;

  constructor(network: AssignmentNetwork, costs: LinkCosts) {
    this.#costs = costs;
    this.#mark = new Uint32Array(network.link_count);
  }

  equalise(paths: Path[]): void {
    if (paths.length < 2) return;
    const cheapest = this.#cheapest(paths);
    for (let i = paths.length - 1; i >= 0; i--) {
      const path = paths[i];
      if (path === cheapest) continue;
      if (path.flow > 0) this.#move(path, cheapest);
      if (path.flow === 0) paths.splice(i, 1);
    }
  }

  #cheapest(paths: readonly Path[]): Path {
    let [best, least] = [paths[0], Infinity];
    for (const path of paths) {
      let cost = 0;
      for (const link of path.links) cost += this.#costs.cost[link];
      if (cost < least) [best, least] = [path, cost];
    }
    return best;
  }

  #move(from: Path, to: Path): void {
    const { cost, slope } = this.#costs;
    const mark = this.#mark;
    const both = ++this.#number;
    let difference = 0;
    let steepness = 0;
    for (const link of to.links) mark[link] = both;
    let shared = 0;
    for (const link of from.links) {
      if (mark[link] === both) {
        shared++;
        mark[link] = 0;
        continue;
      }
      difference += cost[link];
      steepness += slope[link];
    }
    for (const link of to.links) {
      if (mark[link] !== both) continue;
      difference -= cost[link];
      steepness += slope[link];
    }
    if (difference <= 0) return;
    const flow = steepness > 0 ? Math.min(from.flow, difference / steepness) : from.flow;
    this.#apply(from, to, flow, both, shared);
  }

  #apply(from: Path, to: Path, flow: number, both: number, shared: number): void {
    const mark = this.#mark;
    for (const link of to.links) if (mark[link] === both) this.#costs.add(link, flow);
    // Links that both have were unmarked: mark them, so that they keep their flow.
    if (shared > 0) for (const link of to.links) mark[link] = both;
    for (const link of from.links) if (mark[link] !== both) this.#costs.add(link, -flow);
    from.flow = flow === from.flow ? 0 : from.flow - flow;
    to.flow += flow;
  }
}
