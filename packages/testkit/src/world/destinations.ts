import type { RoadNetwork } from '@opentocc/core/network';
import { hash01 } from '../random.ts';
import type { ZoneMap } from './zones.ts';

/** The links to which ways are known; trips end at one of them or shortly before it. */
export interface Destinations {
  readonly count: number;
  readonly link: Uint32Array;
  readonly zone: Uint16Array;
  /** Destinations of each zone; never empty. */
  readonly of_zone: readonly Uint16Array[];
}

/** As many as trips are worth the ways to them. */
const MOST = 480;
const TRIPS_OF_ONE = 500;
const LEAST_OF_ZONE = 2;

export interface DestinationsInput {
  readonly network: RoadNetwork;
  readonly zones: ZoneMap;
  readonly seed: number;
  /** Simulated trips of a weekday. */
  readonly trips: number;
}

/** Chooses destinations in every zone, more where more drive to. */
export function chooseDestinations({ network, zones, seed, trips }: DestinationsInput): Destinations {
  const draw = zones.zones.map(({ population, jobs }) => population + 2 * jobs);
  const all = draw.reduce((sum, value) => sum + value, 0);
  const most = Math.min(MOST, Math.ceil(network.link_count / 12), Math.ceil(trips / TRIPS_OF_ONE));
  const chosen: { link: number; zone: number }[] = [];
  const of_zone = zones.links.map((links, zone) => {
    const wanted = Math.min(links.length, Math.max(LEAST_OF_ZONE, Math.round((most * draw[zone]) / all)));
    const order = [...links].sort((a, b) => hash01(seed, a, 71) - hash01(seed, b, 71));
    const first = chosen.length;
    for (const link of order.slice(0, wanted)) chosen.push({ link, zone });
    return Uint16Array.from({ length: wanted }, (_, i) => first + i);
  });
  return {
    count: chosen.length,
    link: Uint32Array.from(chosen, ({ link }) => link),
    zone: Uint16Array.from(chosen, ({ zone }) => zone),
    of_zone,
  };
}
