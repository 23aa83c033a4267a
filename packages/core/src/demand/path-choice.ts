import { hash01 } from '../random/index.ts';
import type { DemandChange } from './demand-changes.ts';
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
  /** Links of the city that are divided and closed at their place for a while; none when absent. */
  readonly blocked?: ReadonlySet<number>;
  /** What differs from the demand of now. */
  readonly changes?: readonly DemandChange[];
}

/** Part of a path: from one place in it to another, which is excluded, after the links that are driven before. */
interface Stretch {
  readonly from: number;
  readonly to?: number;
  readonly before?: number;
}

/** Simulated links of a part of a path. */
export function routeOf(
  input: TrafficInput,
  path: number,
  { from, to = Infinity, before = 0 }: Stretch,
): number[] {
  const { paths } = input;
  const end = Math.min(paths.offset[path + 1], paths.offset[path] + to);
  const links = paths.link.subarray(paths.offset[path] + from, end);
  return [...links].flatMap((link, i) => partsDriven(input, link, before + i, i + 1 === links.length));
}

/**
 * Simulated links of a link that a trip drives. One that ends on a link with a closed place ends before that link, or before
 * the place when it begins there: who waits for an end that cannot be reached holds up all others.
 * @param before how many links of the trip lie before it
 */
export function partsDriven(
  { area: { network, parts }, blocked }: TrafficInput,
  link: number,
  before: number,
  isLast: boolean,
): readonly number[] {
  const own = parts.get(link) ?? [];
  const last = own[own.length - 1];
  const leaves = network.link_turn[last + 1] === network.link_turn[last];
  return isLast && blocked?.has(link) && !leaves ? own.slice(0, before === 0 ? 1 : 0) : own;
}

export interface Passing {
  readonly path: number;
  /** How many links of the path lie before. */
  readonly at: number;
}

export function pathsThrough({ offset, link, rate_vps }: PathFlows): Map<number, Passing[]> {
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
export function chooser({ rate_vps }: PathFlows, passing: readonly Passing[]): (draw: number) => Passing {
  const sums: number[] = [];
  let sum = 0;
  for (const { path } of passing) {
    sum += rate_vps[path];
    sums.push(sum);
  }
  return (draw) => {
    let [low, high] = [0, passing.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (draw * sum < sums[middle]) high = middle;
      else low = middle + 1;
    }
    return passing[low];
  };
}

/** Instants of a Poisson stream within the horizon. @param draw purpose of its random numbers */
export function* arrivals(
  { seed, horizon_s }: Pick<TrafficInput, 'seed' | 'horizon_s'>,
  stream: number,
  rate_vps: number,
  draw: number,
): Generator<{ n: number; at_s: number }> {
  let at_s = 0;
  for (let n = 0; rate_vps > 0; n++) {
    at_s -= Math.log(1 - hash01(seed, stream, n, draw)) / rate_vps;
    if (at_s >= horizon_s) return;
    yield { n, at_s };
  }
}
