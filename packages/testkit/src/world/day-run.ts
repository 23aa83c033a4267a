import { type SimObserver, Simulation, type SimVehicles, type VehicleClass } from '@opentocc/core/simulation';
import { rainEffect } from '../city-life/index.ts';
import { hash01 } from '../random.ts';
import { type DayRecord, emptyRecord, recordBin } from './day-record.ts';
import { type DayTrips, dayTrips, QUARTER_MS, tripsFrom, WARM_UP_QUARTERS } from './day-trips.ts';
import { BIN_S, LinkBins } from './link-bins.ts';
import { TRIP_PURPOSES } from './model.ts';
import { passingShare, roadConditions } from './road-conditions.ts';
import { RouteTrees, TREE_GROUPS } from './route-trees.ts';
import type { WorldCity } from './world-city.ts';

const DAY_S = 86_400;
const QUARTER_S = QUARTER_MS / 1000;
/** Every tree of ways is renewed once in as many of these as there are groups, by day. */
const RENEW_S = 1800;
/** 05:00 and 23:30, from 04:00: by night everybody drives freely. */
const RENEWED = { from_s: 3600, to_s: 70_200 };
/** Share of the newest bin in what drivers expect, where somebody drove and where nobody did. */
const LEARNING = { driven: 0.35, empty: 0.12 };
/** After this time a circle of full links moves on by one, which is counted. Assumed, 2026-11-27. */
const RELEASE_S = 5;
/** Links before its destination among which a trip ends. */
const LAST_LINKS = 6;
const MOST_LINKS = 600;
/** After this time on one link a driver looks for another way. Assumed. */
const STUCK_S = 240;
/** Turns of a way that cannot be changed any more. */
const KEPT_TURNS = 2;
const FREIGHT = TRIP_PURPOSES.indexOf('freight');
/** Deviation of the desired speed of drivers. */
const SPEED_SPREAD = 0.16;

export interface DayRunOptions {
  /** 04:00 in Asia/Shanghai, UTC ms: 0 s of the simulation. */
  readonly start_ms: number;
  /** Where it begins, from empty streets, s; default 45 minutes before the day. */
  readonly from_s?: number;
  /** Sees passages beside the bins. */
  readonly observer?: DayObserver;
}

/** Sees vehicles depart and pass links; must not change the simulation. */
export interface DayObserver extends SimObserver {
  /** Rows of trips, from `first` to before `end`, that depart next, until `until_s`. */
  departing?(first: number, end: number, until_s: number): void;
}

/**
 * One day of the world, from 04:00 to 04:00, when hardly anyone drives: trips depart, choose their way by what drivers know
 * of the traffic, and are moved by `core/simulation`. Deterministic: the same city and day give the same bins.
 */
export class DayRun {
  readonly trips: DayTrips;
  readonly bins: LinkBins;
  /** What happened until now, from the begin of the day on. */
  readonly record: DayRecord;
  readonly simulation: Simulation;
  readonly start_ms: number;
  readonly #city: WorldCity;
  readonly #trees: RouteTrees;
  readonly #known_s: Float32Array;
  readonly #path = new Int32Array(MOST_LINKS);
  readonly #observer: DayObserver | undefined;
  #routed = 0;
  #oldest = 0;
  #now_s: number;

  constructor(city: WorldCity, options: DayRunOptions) {
    const { network, roads, seed, weight } = city;
    const from_s = options.from_s ?? -WARM_UP_QUARTERS * QUARTER_S;
    this.#city = city;
    this.start_ms = options.start_ms;
    this.#now_s = from_s;
    this.trips = tripsFrom(dayTrips({ ...city, start_ms: options.start_ms }), from_s);
    this.bins = new LinkBins(network.link_count, this.trips.count);
    this.record = emptyRecord(options.start_ms, network.link_count, weight);
    this.record.first_bin = Math.max(0, Math.ceil(from_s / BIN_S));
    this.#known_s = roads.free_s.slice();
    this.#trees = new RouteTrees(network, city.destinations, seed);
    for (let group = 0; group < TREE_GROUPS; group++) this.#trees.renew(group, this.#known_s);
    this.simulation = new Simulation(roads.sim, vehiclesOf(this.trips, seed), {
      seed,
      start_s: from_s,
      classes: classesOf(weight),
      changes: roadConditions({ ...city, sim: roads.sim, start_ms: options.start_ms }),
      deadlock_release_s: RELEASE_S,
    });
    this.#observer = options.observer;
    this.simulation.observer = both(this.bins, options.observer);
  }

  /** Time over each link as drivers know it, s; not to be changed. */
  get known_s(): Float32Array {
    return this.#known_s;
  }

  /** Until when it has run, s from the begin of the day. */
  get now_s(): number {
    return this.#now_s;
  }

  get isOver(): boolean {
    return this.#now_s >= DAY_S;
  }

  /** Rows of trips that depart in the next bin have their ways from now on; the bin is simulated, 5 minutes. */
  advance(): void {
    const next_s = (Math.floor(this.#now_s / BIN_S) + 1) * BIN_S;
    this.#renewTrees();
    this.#rerouteStuck();
    const first = this.#routed;
    this.#routeUntil(next_s);
    this.#observer?.departing?.(first, this.#routed, next_s);
    this.simulation.run(next_s);
    this.bins.close();
    if (next_s > 0) this.#record(next_s / BIN_S - 1);
    this.#learn();
    this.#now_s = next_s;
  }

  #renewTrees(): void {
    const turn = this.#now_s / RENEW_S;
    if (!Number.isInteger(turn) || this.#now_s < RENEWED.from_s || this.#now_s > RENEWED.to_s) return;
    this.#trees.renew(turn % TREE_GROUPS, this.#known_s);
  }

  #record(bin: number): void {
    const { network, roads, life } = this.#city;
    const { link_length_m, link_lanes } = network;
    const at_ms = this.start_ms + (bin + 0.5) * BIN_S * 1000;
    const rain = rainEffect(life.rainAt_mm_h(at_ms)).speed;
    const free_s = roads.free_s.map((time_s) => time_s / rain);
    for (const { link, lanes_taken } of life.incidentsAt(at_ms))
      free_s[link] /= passingShare(lanes_taken, link_lanes[link]);
    recordBin(this.record, bin, this.bins.last, { link_length_m, free_s });
  }

  /** What drivers expect moves towards what those who left each link in the last bin needed. */
  #learn(): void {
    const { left, travel_s, standing } = this.bins.last;
    const { free_s } = this.#city.roads;
    for (let link = 0; link < free_s.length; link++) {
      const known = this.#known_s[link];
      if (left[link] > 0) this.#known_s[link] += LEARNING.driven * (travel_s[link] / left[link] - known);
      else if (standing[link] === 0) this.#known_s[link] += LEARNING.empty * (free_s[link] - known);
      else this.#known_s[link] = Math.max(known, BIN_S);
    }
  }

  #routeUntil(to_s: number): void {
    const { depart_s, origin_link, count } = this.trips;
    for (; this.#routed < count && depart_s[this.#routed] < to_s; this.#routed++) {
      const row = this.#routed;
      const length = this.#findWay(row, origin_link[row], 0);
      this.simulation.giveRoute(row, this.#path.subarray(0, length));
    }
  }

  /** Who has stood on a link for long looks for another way behind the links that come next. */
  #rerouteStuck(): void {
    const { section, entered_s } = this.simulation.state.columns;
    const since_s = this.#now_s - STUCK_S;
    while (this.#oldest < this.#routed && this.simulation.state.columns.arrived_s[this.#oldest] >= 0)
      this.#oldest++;
    for (let row = this.#oldest; row < this.#routed; row++)
      if (section[row] >= 0 && this.bins.enteredAt_s(row) < since_s && entered_s[row] < since_s)
        this.#reroute(row);
  }

  #reroute(row: number): void {
    const { turn_to } = this.#city.roads.sim;
    const ahead = this.simulation.routeAhead(row);
    if (ahead.length <= KEPT_TURNS + 1) return;
    for (let i = 0; i < KEPT_TURNS; i++) this.#path[i] = ahead[i];
    const length = this.#findWay(row, turn_to[ahead[KEPT_TURNS - 1]], KEPT_TURNS);
    this.simulation.giveRoute(row, this.#path.subarray(0, length));
  }

  /** Writes the turns of a trip from a link on behind those that the path has. @returns length of the path */
  #findWay(row: number, from: number, known: number): number {
    const { network, zones, roads, seed, destinations } = this.#city;
    const { destination, to_zone } = this.trips;
    const goal = destinations.link[destination[row]];
    const path = this.#path;
    let [link, length, tail] = [from, known, 1];
    while (link !== goal && length < MOST_LINKS - 1) {
      const e = this.#trees.turnTowards(destination[row], link);
      if (roads.turn[e] < 0) break;
      path[length++] = roads.turn[e];
      link = network.turn_link[e];
      tail = zones.zone_of_link[link] === to_zone[row] ? tail + 1 : 1;
    }
    length -= Math.floor(hash01(seed, row, 73) * Math.min(LAST_LINKS, tail, length - known));
    const { turn_to, turn_count } = roads.sim;
    const last = length > 0 ? turn_to[path[length - 1]] : from;
    path[length++] = turn_count + last;
    return length;
  }
}

function classesOf(weight: number): VehicleClass[] {
  return [
    { id: 'car', pcu: weight, max_speed_mps: Number.POSITIVE_INFINITY },
    { id: 'truck', pcu: 2 * weight, max_speed_mps: 80 / 3.6 },
  ];
}

/** Columns for the simulation; ways are written into them shortly before each departs. */
function vehiclesOf(trips: DayTrips, seed: number): SimVehicles {
  const { count } = trips;
  return {
    vehicle_count: count,
    vehicle_id: [],
    depart_s: trips.depart_s,
    vehicle_class: trips.purpose.map((purpose) => (purpose === FREIGHT ? 1 : 0)),
    origin_link: Int32Array.from(trips.origin_link),
    destination_link: new Int32Array(count),
    route_start: new Int32Array(count).fill(-1),
    route_turn: new Int32Array(0),
    speed_factor: Float32Array.from(trips.purpose, (_, v) => 1 + SPEED_SPREAD * (hash01(seed, v, 74) - 0.5)),
    stop_offset: new Int32Array(count + 1),
    stop_link: new Int32Array(0),
    stop_dwell_s: new Float64Array(0),
    stop_bay: new Uint8Array(0),
    departure_order: Uint32Array.from({ length: count }, (_, v) => v),
  };
}

function both(bins: LinkBins, other: SimObserver | undefined): SimObserver {
  if (!other) return bins;
  return {
    enter(link, vehicle, at_s, pcu) {
      bins.enter(link, vehicle, at_s);
      other.enter(link, vehicle, at_s, pcu);
    },
    leave(link, vehicle, at_s, pcu) {
      bins.leave(link, vehicle, at_s);
      other.leave(link, vehicle, at_s, pcu);
    },
  };
}
