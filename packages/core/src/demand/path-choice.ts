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
  /** What differs from the demand of now. */
  readonly changes?: readonly DemandChange[];
}

/** Simulated links of a path between two places in it, the second excluded. */
export function routeOf({ area, paths }: TrafficInput, path: number, from: number, to = Infinity): number[] {
  const end = Math.min(paths.offset[path + 1], paths.offset[path] + to);
  const links = paths.link.subarray(paths.offset[path] + from, end);
  return [...links].flatMap((link) => area.parts.get(link) ?? []);
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
