import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DetectorCount,
  estimateDemand,
  type Periods,
  passagesSeen,
  type SeenTrips,
  simulateDemand,
  timesColumns,
  wholeVehicles,
} from '@opentocc/core/demand';
import { hash01 } from '@opentocc/core/random';
import { buildSimNetwork, type SimNetwork } from '@opentocc/core/simulation';
import { readSumoNet } from '../../packages/server/src/cli/sumo/net-rows.ts';
import { sumoSpec } from '../../packages/server/src/cli/sumo/sumo-spec.ts';
import { freeTree, wayTo } from './free-routes.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/data/simulation/wildau');
/** The counts are of one interval. */
const INTERVAL: Periods = { start_s: 53_990, length_s: 7010, count: 1 };
/** Trips set out within the hour of the published flows. */
const DEPART_S = 54_000;
const DEPART_FOR_S = 3600;
const ROOTS = 400;
const ENDS_OF_ROOT = 40;
/** Nothing was seen of these routes: the counts alone say how many drive each. */
const DOUBTS = { generation: 0.01, share: 0.01, route: 30, count: 0 };

export interface Wildau {
  readonly network: SimNetwork;
  readonly counts: readonly DetectorCount[];
}

/** Network and 18 counts of Wildau; undefined where the data is absent. */
export async function readWildau(): Promise<Wildau | undefined> {
  if (!existsSync(FOLDER)) return undefined;
  const { linkOf, ...spec } = sumoSpec(await readSumoNet(join(FOLDER, 'net.net.xml.gz')));
  const text = readFileSync(join(FOLDER, 'edgedata-file_Wildau.xml'), 'utf8');
  const counts = [...text.matchAll(/<edge id="([^"]+)"\s+entered="(\d+)"/g)].map(([, id, entered]) => {
    const link = linkOf.get(id);
    if (link === undefined) throw new Error(`the network has no counted edge ${id}`);
    return { link, period: 0, vehicles: Number(entered), isLeast: false };
  });
  return { network: buildSimNetwork(spec), counts };
}

/** Fastest ways that pass some of the counts, between links drawn at random, half of them at the border or counted, as SUMO's randomTrips makes them. */
export function randomWays({ network, counts }: Wildau, seed: number): SeenTrips {
  const counted = new Set(counts.map(({ link }) => link));
  const ways = new Map<string, number[]>();
  const [entries, exits] = bordersOf(network).map((border) => [...border, ...counted]);
  const draw = (border: readonly number[], a: number, b: number) => {
    const from = hash01(seed, a, b, 1) < 0.5 ? border : [...Array(network.link_count).keys()];
    return from[Math.floor(hash01(seed, a, b, 2) * from.length)];
  };
  for (let root = 0; root < ROOTS; root++) {
    const from = draw(entries, root, 0);
    const tree = freeTree(network, from);
    for (let end = 1; end <= ENDS_OF_ROOT; end++) {
      const way = wayTo(tree, from, draw(exits, root, end));
      if (way?.some((link) => counted.has(link))) ways.set(way.join(' '), way);
    }
  }
  const all = [...ways.values()];
  const offset = new Uint32Array(all.length + 1);
  all.forEach((way, i) => {
    offset[i + 1] = offset[i] + way.length;
  });
  return {
    origin: new Uint16Array(all.length),
    destination: new Uint16Array(all.length),
    depart_s: Float64Array.from(all, (_, i) => DEPART_S + (DEPART_FOR_S * (i + 0.5)) / all.length),
    offset,
    link: Uint32Array.from(all.flat()),
    entered_s: new Float64Array(offset[all.length]).fill(DEPART_S),
  };
}

/** Links that no other leads into, and links that lead into no other. */
function bordersOf({ link_count, link_turn, turn_to }: SimNetwork): [entries: number[], exits: number[]] {
  const links = [...Array(link_count).keys()];
  const reached = new Set(turn_to);
  return [
    links.filter((link) => !reached.has(link)),
    links.filter((link) => link_turn[link] === link_turn[link + 1]),
  ];
}

/** Whole vehicles on each way that meet the counts. */
export function fitWays(trips: SeenTrips, counts: readonly DetectorCount[], doubts = DOUBTS): Uint32Array {
  const passages = passagesSeen(trips, counts, INTERVAL);
  const once = timesColumns(passages, new Float64Array(trips.origin.length).fill(1));
  const sum = (of: Iterable<number>) => [...of].reduce((a, b) => a + b, 0);
  const scale = sum(counts.map(({ vehicles }) => vehicles)) / sum(once);
  const stands_for = new Float64Array(trips.origin.length).fill(scale);
  const { stands_for: fitted } = estimateDemand({
    ...{ trips, counts, passages, stands_for, zone_count: 1, periods: INTERVAL, doubts },
  });
  return wholeVehicles(
    fitted,
    passages,
    Float64Array.from(counts, ({ vehicles }) => vehicles),
    1,
  );
}

/** What a demand says of counts that it need not have been made for, without simulating. */
export function carriedBy(
  trips: SeenTrips,
  whole: Uint32Array,
  counts: readonly DetectorCount[],
): Float64Array {
  return timesColumns(passagesSeen(trips, counts, INTERVAL), whole);
}

/** Vehicles that enter each counted edge within the interval when the demand is simulated. */
export function simulateWays({ network, counts }: Wildau, trips: SeenTrips, whole: Uint32Array) {
  const run = simulateDemand(
    network,
    { trips, counts, periods: INTERVAL, depart: { start_s: DEPART_S, length_s: DEPART_FOR_S, count: 1 } },
    Float64Array.from(whole),
    { seed: 1, deadlock_release_s: 120 },
  );
  return { ...run, made: counts.map(({ link }) => run.entered[link]) };
}
