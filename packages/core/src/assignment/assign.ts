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
  /** Relative gap at the beginning of each iteration. */
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

/** Trips between two zones with the paths that carry them. */
interface Pair {
  readonly destination: number;
  readonly trips: number;
  readonly paths: Path[];
}

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
  const origins = pairsOf(network, trips);
  const shift = new PathShift(network, costs);
  const gaps: number[] = [];
  let iterations = 0;
  for (; iterations < max_iterations; iterations++) {
    if (iterations > 0) gaps.push(gapOf(origins, tree, costs));
    if (iterations > 0 && gaps[gaps.length - 1] <= relative_gap) break;
    origins.forEach((pairs, origin) => void addPaths(origin, pairs, tree, costs, shift));
    equaliseAll(origins, shift);
  }
  const path_count = origins.flat().reduce((sum, { paths }) => sum + paths.length, 0);
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

function equaliseAll(origins: readonly (readonly Pair[])[], shift: PathShift): void {
  for (let round = 0; round < INNER_ROUNDS; round++)
    for (const pairs of origins) for (const pair of pairs) shift.equalise(pair);
}

function pairsOf({ zone_count }: AssignmentNetwork, trips: TripMatrix): Pair[][] {
  return Array.from({ length: zone_count }, (_, origin) =>
    Array.from({ length: zone_count }, (__, destination): Pair => {
      const amount = origin === destination ? 0 : trips[origin * zone_count + destination];
      return { destination, trips: amount, paths: [] };
    }).filter((pair) => pair.trips > 0),
  );
}

/** Adds the shortest path of each pair where it is new, and moves flow to it. */
function addPaths(
  origin: number,
  pairs: readonly Pair[],
  tree: ShortestTree,
  costs: LinkCosts,
  shift: PathShift,
): void {
  if (pairs.length === 0) return;
  tree.search(origin, costs.cost);
  for (const pair of pairs) {
    if (tree.cost[pair.destination] === Infinity) throw new NoPathError(origin + 1, pair.destination + 1);
    const links = tree.pathTo(pair.destination);
    const isKnown = pair.paths.some((path) => isSame(path.links, links));
    if (!isKnown) pair.paths.push({ links, flow: 0 });
    if (pair.paths.length === 1 && !isKnown) {
      pair.paths[0].flow = pair.trips;
      for (const link of links) costs.add(link, pair.trips);
    } else shift.equalise(pair);
  }
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** (Σ flow × cost − Σ trips × cheapest cost) / Σ flow × cost. */
function gapOf(origins: readonly (readonly Pair[])[], tree: ShortestTree, costs: LinkCosts): number {
  let cheapest = 0;
  origins.forEach((pairs, origin) => {
    if (pairs.length === 0) return;
    tree.search(origin, costs.cost);
    for (const { destination, trips } of pairs) cheapest += trips * tree.cost[destination];
  });
  const total = costs.total();
  return (total - cheapest) / total;
}

/** Moves flow between the paths of a pair. */
class PathShift {
  readonly #costs: LinkCosts;
  /** Links of the cheapest path carry the number of the present comparison. */
  readonly #mark: Uint32Array;
  #number = 0;

  constructor(network: AssignmentNetwork, costs: LinkCosts) {
    this.#costs = costs;
    this.#mark = new Uint32Array(network.link_count);
  }

  equalise({ paths }: Pair): void {
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
