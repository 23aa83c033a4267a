import { networkFor, type RoadNetwork } from '@opentocc/core/network';
import { type CityLife, everydayLife } from '../city-life/index.ts';
import { dayTrips } from './day-trips.ts';
import { chooseDestinations, type Destinations } from './destinations.ts';
import type { WorldOptions } from './model.ts';
import { typicalTraffic } from './typical-traffic.ts';
import { type WorldNetwork, widenedRamps, worldNetwork } from './world-network.ts';
import { type ZoneMap, zonesOf } from './zones.ts';

/**
 * Vehicle trips of a weekday for each resident. Assumed, 2026-11-27: 2 million in all, as many as the hand-drawn roads carry
 * at the speeds of Shenzhen's peaks; its own people drive more, over more roads.
 */
const TRIPS_PER_RESIDENT = 0.1143;
/** Residents of Shenzhen, to whom the trips that are asked for refer. */
const CITY_RESIDENTS = 17_494_398;

/** Simulated trips of a weekday in a city of the demo city's size where nothing else is asked for. */
export const DEFAULT_TRIPS = 500_000;

/** What does not change from day to day. */
export interface WorldCity {
  /** As cars find it. */
  readonly network: RoadNetwork;
  readonly seed: number;
  readonly life: CityLife;
  readonly zones: ZoneMap;
  readonly destinations: Destinations;
  readonly roads: WorldNetwork;
  /** Time over each link in a usual busy hour, s. */
  readonly typical_s: Float32Array;
  /** Simulated trips of a weekday. */
  readonly trips: number;
  /** Vehicles that each stands for. */
  readonly weight: number;
}

/** Lays out the world of a city. About 2 CPU-s for the demo city. */
export function layOutWorld(options: WorldOptions): WorldCity {
  const { seed } = options;
  const network = widenedRamps(networkFor(options.network, 'car'));
  const zones = zonesOf(network);
  const residents = zones.zones.reduce((sum, { population }) => sum + population, 0);
  const trips = Math.ceil(((options.trips ?? DEFAULT_TRIPS) * residents) / CITY_RESIDENTS);
  const destinations = chooseDestinations({ network, zones, seed, trips });
  const typical = usualPeaks({ network, seed, zones, destinations }, residents * TRIPS_PER_RESIDENT);
  return {
    network,
    seed,
    life: options.life ?? everydayLife(options.network, { seed }),
    zones,
    destinations,
    roads: worldNetwork(network, typical),
    typical_s: typical.time_s,
    trips,
    weight: (residents * TRIPS_PER_RESIDENT) / trips,
  };
}

/** The mean of both peaks of a usual weekday, by a sample of its trips. */
function usualPeaks(city: Pick<WorldCity, 'network' | 'seed' | 'zones' | 'destinations'>, vehicles: number) {
  const { network, destinations, seed } = city;
  const sample = Math.min(vehicles, SAMPLE);
  const day = dayTrips({
    ...city,
    life: everydayLife(network, { seed }),
    start_ms: USUAL_DAY_MS,
    trips: sample,
  });
  const rows = Array.from(day.depart_s.keys()).filter((row) =>
    PEAKS_S.some(([from, to]) => day.depart_s[row] >= from && day.depart_s[row] < to),
  );
  const trips = {
    count: rows.length,
    origin_link: Uint32Array.from(rows, (row) => day.origin_link[row]),
    destination: Uint16Array.from(rows, (row) => day.destination[row]),
  };
  const weight = vehicles / sample / PEAKS_S.length;
  return typicalTraffic({ network, destinations, seed, trips, weight });
}

/** A dry Wednesday, 04:00 in Asia/Shanghai. */
const USUAL_DAY_MS = Date.parse('2026-11-25T04:00:00+08:00');
/** 07:30–08:30 and 17:45–18:45, from 04:00. */
const PEAKS_S = [
  [12_600, 16_200],
  [49_500, 53_100],
] as const;
/** Trips of the day of which those of the peaks are drawn. */
const SAMPLE = 160_000;
