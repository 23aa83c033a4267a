import { latDegree_m, lonDegree_m } from '../geo/index.ts';
import type { RoadNetwork } from '../network/index.ts';
import { hash01 } from '../random/index.ts';
import { scoreFlows } from './scores.ts';
import { TRAFFIC_PARAMETERS } from './traffic-parameters.ts';
import { turnShares } from './turn-shares.ts';

export interface PathInput {
  readonly network: RoadNetwork;
  /** Links of the area, ascending. */
  readonly links: Uint32Array;
  /** By link of the city. */
  readonly flow_vps: Float32Array;
  readonly seed: number;
}

/** Ways that vehicles drive through an area, and how many take each. */
export interface PathFlows {
  /** Links of each path (CSR). */
  readonly offset: Uint32Array;
  readonly link: Uint32Array;
  /** Vehicles each second. */
  readonly rate_vps: Float64Array;
  readonly fit: Fit;
}

/** How well the paths carry the flows that they were made for. */
export interface Fit {
  readonly links: number;
  /** Share of links with GEH under 5, 0–1. */
  readonly geh_under_5: number;
  /** Root of the mean square error over the mean, 0 and more. */
  readonly rmsn: number;
}

const PATHS = 8000;
const ROUNDS = 30;
/** Purposes of random numbers. */
const DRAW = { start: 1, turn: 2 } as const;
/** By how much a way may come nearer to where it began, m. */
const BACK_M = 250;
const MOST_LINKS = 400;

/**
 * Estimates who drives where from the flows of links alone. Ways are drawn by turning shares from every link where vehicles
 * may come from, each leading away from its beginning; then the number on each is fitted to the flows of its links by the
 * multiplicative method of Gordon, Bender and Herman (1970). There is no trip that was seen from
 * beginning to end in it, and the scale of demand is that of the flows.
 */
export function estimatePaths(input: PathInput): PathFlows {
  const { offset, link, start_vps } = drawPaths(input);
  const rate_vps = Float64Array.from(start_vps);
  const sums = new Float64Array(input.network.link_count);
  for (let round = 0; round < ROUNDS; round++) fitOnce(offset, link, rate_vps, sums, input.flow_vps);
  carried(offset, link, rate_vps, sums);
  return { offset, link, rate_vps, fit: fitOf(input.links, sums, input.flow_vps) };
}

function drawPaths(input: PathInput) {
  const walker = new Walker(input);
  const starts = startRates(input);
  const whole = starts.reduce((sum, { vps }) => sum + vps, 0);
  const [offset, link, start_vps]: [number[], number[], number[]] = [[0], [], []];
  starts.forEach(({ link: from, vps }) => {
    const count = Math.max(2, Math.round((PATHS * vps) / whole));
    for (let n = 0; n < count; n++) {
      link.push(...walker.walk(from, n));
      offset.push(link.length);
      start_vps.push(vps / count);
    }
  });
  return { offset: Uint32Array.from(offset), link: Uint32Array.from(link), start_vps };
}

interface Start {
  readonly link: number;
  readonly vps: number;
}

/** Where vehicles come from: all that a link into the area carries, and on the others what its length lets begin there. */
function startRates({ network, links, flow_vps }: PathInput): Start[] {
  const inside = new Set(links);
  const { in_offset, in_link, link_from, link_length_m } = network;
  return [...links].map((link) => {
    const node = link_from[link];
    const arms = in_link.subarray(in_offset[node], in_offset[node + 1]);
    const isEntry = arms.length === 0 || arms.some((arm) => !inside.has(arm));
    const within = Math.min(1, link_length_m[link] / TRAFFIC_PARAMETERS.trip_within_m);
    return { link, vps: flow_vps[link] * (isEntry ? 1 : within) };
  });
}

/** Draws ways through the area. */
class Walker {
  readonly #input: PathInput;
  readonly #inside: ReadonlySet<number>;
  readonly #share: Float32Array;
  readonly #banned: ReadonlyMap<number, readonly (readonly number[])[]>;

  constructor(input: PathInput) {
    this.#input = input;
    this.#inside = new Set(input.links);
    this.#share = turnShares(input.network, input.flow_vps, input.links).share;
    this.#banned = bansByEnd(input.network);
  }

  /** A way from a link until it leaves the area or ends within it. @param n which of the ways from there */
  walk(from: number, n: number): number[] {
    const { network, seed } = this.#input;
    const { link_length_m } = network;
    const way = [from];
    const seen = new Set([network.link_from[from]]);
    let far_m = 0;
    while (way.length < MOST_LINKS) {
      const link = way[way.length - 1];
      seen.add(network.link_to[link]);
      far_m = Math.max(far_m, this.#away_m(from, link));
      const draw = hash01(seed, from, n, DRAW.turn + way.length);
      const ends = link_length_m[link] / TRAFFIC_PARAMETERS.trip_within_m;
      if (draw < ends) break;
      const next = this.#next(way, seen, far_m, (draw - ends) / (1 - ends));
      if (next === undefined || !this.#inside.has(next)) break;
      way.push(next);
    }
    return way;
  }

  /** The next link by turning shares among those that lead on; one outside ends the way. */
  #next(way: readonly number[], seen: ReadonlySet<number>, far_m: number, draw: number): number | undefined {
    const { turn_offset, turn_link, link_to } = this.#input.network;
    const link = way[way.length - 1];
    const open: number[] = [];
    for (let turn = turn_offset[link]; turn < turn_offset[link + 1]; turn++) {
      const next = turn_link[turn];
      if (!seen.has(link_to[next]) && !this.#isBanned(way, next)) open.push(turn);
    }
    const onward = open.filter((turn) => this.#away_m(way[0], turn_link[turn]) > far_m - BACK_M);
    const turns = onward.length > 0 ? onward : open;
    let left = draw * turns.reduce((sum, turn) => sum + this.#share[turn], 0);
    for (const turn of turns) {
      left -= this.#share[turn];
      if (left < 0) return turn_link[turn];
    }
    return undefined;
  }

  #isBanned(way: readonly number[], next: number): boolean {
    return (this.#banned.get(next) ?? []).some((ban) =>
      ban.slice(0, -1).every((link, i) => way[way.length - ban.length + 1 + i] === link),
    );
  }

  /** From where one link begins to where another ends, m. */
  #away_m(from: number, to: number): number {
    const { link_from, link_to, node_lon, node_lat } = this.#input.network;
    const [a, b] = [link_from[from], link_to[to]];
    return Math.hypot(
      (node_lon[b] - node_lon[a]) * lonDegree_m(node_lat[a]),
      (node_lat[b] - node_lat[a]) * latDegree_m(node_lat[a]),
    );
  }
}

/** Banned sequences of three and more links by their last link; shorter ones are no turns at all. */
function bansByEnd({ ban_offset, ban_link }: RoadNetwork): Map<number, number[][]> {
  const byEnd = new Map<number, number[][]>();
  for (let i = 0; i + 1 < ban_offset.length; i++) {
    const ban = [...ban_link.subarray(ban_offset[i], ban_offset[i + 1])];
    const end = ban[ban.length - 1];
    byEnd.set(end, [...(byEnd.get(end) ?? []), ban]);
  }
  return byEnd;
}

/** Sums the vehicles of all paths by link. */
function carried(offset: Uint32Array, link: Uint32Array, rate_vps: Float64Array, into: Float64Array): void {
  into.fill(0);
  for (let path = 0; path < rate_vps.length; path++)
    for (let i = offset[path]; i < offset[path + 1]; i++) into[link[i]] += rate_vps[path];
}

/** Each path is taken by as many more as its links lack on the geometric mean. */
function fitOnce(
  offset: Uint32Array,
  link: Uint32Array,
  rate_vps: Float64Array,
  sums: Float64Array,
  flow_vps: Float32Array,
): void {
  carried(offset, link, rate_vps, sums);
  for (let path = 0; path < rate_vps.length; path++) {
    let logs = 0;
    for (let i = offset[path]; i < offset[path + 1]; i++)
      logs += Math.log(Math.max(1e-5, flow_vps[link[i]]) / sums[link[i]]);
    rate_vps[path] *= Math.exp(Math.min(2, Math.max(-2, logs / (offset[path + 1] - offset[path]))));
  }
}

function fitOf(links: Uint32Array, sums_vps: Float64Array, flow_vps: Float32Array): Fit {
  const hourly = (of: ArrayLike<number>) => Array.from(links, (link) => of[link] * 3600);
  const { count, geh_under_5, rmsn } = scoreFlows(hourly(sums_vps), hourly(flow_vps));
  return { links: count, geh_under_5, rmsn };
}
