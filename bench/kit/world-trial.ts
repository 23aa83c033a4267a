import {
  DemandFilter,
  type DetectorCount,
  estimateDemand,
  expandTrips,
  fleetScale,
  flowsNow,
  mergeZones,
  passagesSeen,
  TypicalDayBuilder,
  timesColumns,
} from '@opentocc/core/demand';
import { latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import { LINK_CLASSES, NONE_U16, type RoadNetwork } from '@opentocc/core/network';
import { hash01 } from '@opentocc/core/random';
import type { WorldCity } from '@opentocc/testkit/world';
import type { Outcome, TrialResult } from './demand-trial.ts';
import { detectorCounts, type Entries, hourly, type Places, placeDetectors, tripsOf } from './seen-city.ts';
import { MORNING, morningOf, type WorldMorning } from './world-days.ts';

/** Three workdays that are known, and one of the week after, which is held out; all mid-week. */
const KNOWN_DAYS = ['2026-11-10', '2026-11-11', '2026-11-12'];
const HELD_OUT_DAY = '2026-11-17';
const MOST_DETECTORS = 300;
const APART_M = 300;
const LEAST_VPH = 300;
const LEAST_TRIPS = 20;
/** Share of vehicles that report, by zone: from 0.5 to 1.5 times the mean. */
const SPREAD = 1;
/** First quarter of the morning in the day of the city. */
const FIRST_QUARTER = 24;
const SHARE_LEVEL = { generation: 0.2, share: 0.001, route: 0.001, count: 0.1 };

export interface WorldTrial {
  readonly city: WorldCity;
  readonly mornings: WorldMornings;
  readonly share_seen: number;
  readonly seed: number;
}

/** Mornings with the passages of the largest fleet; smaller ones are a part of it. */
export interface WorldMornings {
  readonly known: readonly WorldMorning[];
  readonly last: WorldMorning;
  readonly share_seen: number;
}

export function simulateMornings(city: WorldCity, share_seen: number, seed: number): WorldMornings {
  const zone_of = zonesOf(city.network);
  const share = (link: number) => share_seen * (1 + SPREAD * (hash01(seed, zone_of[link], 0, 9) - 0.5));
  return {
    known: KNOWN_DAYS.map((day) => morning(city, day, share)),
    last: morning(city, HELD_OUT_DAY, share),
    share_seen,
  };
}

/** A morning as a smaller fleet saw it. */
function thinned({ entered, speed_kmh, seen }: WorldMorning, share: number): WorldMorning {
  const rows = [...seen.vehicle.keys()].filter((i) => hash01(2, seen.vehicle[i], 0, 13) < share);
  const of = (column: readonly number[]) => rows.map((i) => column[i]);
  return {
    entered,
    speed_kmh,
    seen: { link: of(seen.link), vehicle: of(seen.vehicle), at_s: of(seen.at_s) },
  };
}

/** Demand of a workday from others, at detectors held out; of links and of the day at once. */
export function runWorldTrial(trial: WorldTrial): TrialResult {
  const { city, mornings, share_seen, seed } = trial;
  const { network } = city;
  const zone_of = zonesOf(network);
  const part = share_seen / mornings.share_seen;
  const known = mornings.known.map((day) => thinned(day, part));
  const last = thinned(mornings.last, part);
  const mean = known[0].entered.map(
    (_, at) => known.reduce((sum, day) => sum + day.entered[at], 0) / known.length,
  );
  const candidates = [...Array(network.link_count).keys()].filter((link) =>
    hourly(mean, [link], MORNING).every((vph) => vph >= LEAST_VPH),
  );
  const detectors = placeDetectors(placesOf(network), candidates, {
    most: MOST_DETECTORS,
    apart_m: APART_M,
    seed,
  });
  const { used, held_out } = detectors;
  const by_trips = byTrips({ trial, known, last, mean, zone_of, used, held_out });
  const by_passes = byPasses({ trial, known, last, mean, zone_of, used });
  const flows = (of: ArrayLike<number>) => hourly(of, held_out, MORNING);
  const outcomes: Outcome[] = [
    { name: 'flow from speed alone (before)', made_vph: fromSpeeds(city, last, held_out) },
    {
      name: 'mean of the three nearest detectors',
      made_vph: nearest(placesOf(network), last, used, held_out),
    },
    { name: 'probes of the known days, one factor for all', made_vph: by_trips.scaled },
    { name: 'demand by trips, typical day', made_vph: by_trips.typical },
    { name: 'demand by trips, corrected by the used detectors of the day', made_vph: by_trips.corrected },
    { name: 'typical day by passes', made_vph: flows(by_passes.typical) },
    { name: 'typical day by passes, corrected by the hour before', made_vph: flows(by_passes.corrected) },
    {
      name: 'typical day by passes, scale from speeds (no detector)',
      made_vph: flows(by_passes.without_detectors),
    },
    { name: 'if they had been counted: last week', made_vph: flows(known[0].entered) },
    { name: 'if they had been counted: mean of the known days (noise floor)', made_vph: flows(mean) },
  ];
  return {
    seen_vph: flows(last.entered),
    outcomes,
    facts: { trips: by_trips.trips, zones: by_trips.zones, used: used.length, held_out: held_out.length },
  };
}

function morning(city: WorldCity, day: string, share: (link: number) => number): WorldMorning {
  return morningOf(city, Date.parse(`${day}T04:00:00+08:00`), share);
}

/** Street of each link, or its district; those in none are one zone. */
function zonesOf({ link_street, link_district, meta }: RoadNetwork): Uint16Array {
  const of = meta.streets.length > 0 ? link_street : link_district;
  const last = Math.max(meta.streets.length, meta.districts.length);
  return of.map((zone) => (zone === NONE_U16 ? last : zone));
}

function placesOf({ link_from, node_lon, node_lat }: RoadNetwork): Places {
  const at = (link: number) => link_from[link];
  const links = [...link_from.keys()];
  return {
    x_m: Float64Array.from(links, (link) => node_lon[at(link)] * lonDegree_m(node_lat[at(link)])),
    y_m: Float64Array.from(links, (link) => node_lat[at(link)] * latDegree_m(node_lat[at(link)])),
  };
}

interface Known {
  readonly trial: WorldTrial;
  readonly known: readonly WorldMorning[];
  readonly last: WorldMorning;
  /** Mean of the known days, by link and period. */
  readonly mean: Float64Array;
  readonly zone_of: Uint16Array;
  readonly used: readonly number[];
  readonly held_out?: readonly number[];
}

/** By trips: those of all days as of one, each standing for its share. */
function byTrips({ trial, known, last, mean, zone_of, used, held_out = [] }: Known) {
  const all: Entries = {
    link: known.flatMap(({ seen }) => seen.link),
    vehicle: known.flatMap(({ seen }) => seen.vehicle),
    at_s: known.flatMap(({ seen }) => seen.at_s),
  };
  const drawn = tripsOf(all, zone_of, () => true);
  const count = zone_of.reduce((most, zone) => Math.max(most, zone), 0) + 1;
  const merged = mergeZones(middles(trial.city.network, zone_of, count, drawn.origin), LEAST_TRIPS);
  const trips = {
    ...drawn,
    origin: drawn.origin.map((zone) => merged[zone]),
    destination: drawn.destination.map((zone) => merged[zone]),
  };
  const counts = detectorCounts(mean, used, MORNING);
  const held = detectorCounts(mean, held_out, MORNING);
  const [passages, passages_held] = [counts, held].map((of) => passagesSeen(trips, of, MORNING));
  const { stands_for, ratio } = expandTrips(trips, counts, MORNING, trial.share_seen * known.length);
  const zone_count = new Set(merged).size;
  const input = { trips, zone_count, periods: MORNING, passages };
  const typical = estimateDemand({ ...input, counts, stands_for });
  const today: DetectorCount[] = detectorCounts(last.entered, used, MORNING);
  const corrected = estimateDemand({
    ...input,
    counts: today,
    stands_for: typical.stands_for,
    doubts: SHARE_LEVEL,
  });
  const flows = (of: Float64Array) => hourly(timesColumns(passages_held, of), [...held_out.keys()], MORNING);
  return {
    trips: trips.origin.length,
    zones: zone_count,
    scaled: flows(stands_for.map(() => 1 / ratio)),
    typical: flows(typical.stands_for),
    corrected: flows(corrected.stands_for),
  };
}

function middles(network: RoadNetwork, zone_of: Uint16Array, count: number, origin: Uint16Array) {
  const places = placesOf(network);
  const [x_m, y_m, links, trips] = [0, 1, 2, 3].map(() => new Float64Array(count));
  zone_of.forEach((zone, link) => {
    x_m[zone] += places.x_m[link];
    y_m[zone] += places.y_m[link];
    links[zone]++;
  });
  for (const zone of origin) trips[zone]++;
  const over = (sum: number, zone: number) => sum / Math.max(1, links[zone]);
  return { x_m: x_m.map(over), y_m: y_m.map(over), trips };
}

/** By passes of links, as the platform does: the typical day, its scale, and the filter of the running day. */
function byPasses({ trial, known, last, mean, zone_of, used }: Known) {
  const { network } = trial.city;
  const links = network.link_count;
  const builder = new TypicalDayBuilder(
    kindsOf(network),
    LINK_CLASSES.length * (network.meta.districts.length + 1),
  );
  for (const { seen } of known) {
    const passes = passesOf(seen, links);
    for (let k = 0; k < MORNING.count; k++)
      builder.add(FIRST_QUARTER + k, passes.subarray(k * links, (k + 1) * links));
  }
  const { passes } = builder.build();
  const expected = passes.subarray(FIRST_QUARTER * links, (FIRST_QUARTER + MORNING.count) * links);
  const by_zone = scaleByZone(used, mean, expected, zone_of);
  const filtered = filter(expected, passesOf(last.seen, links), zone_of);
  const by_speed = speedScale(trial.city, known[0], expected);
  const flows = (factor: (k: number, link: number) => number) => {
    const made = new Float64Array(links * MORNING.count);
    for (let k = 0; k < MORNING.count; k++)
      for (let link = 0; link < links; link++)
        made[link * MORNING.count + k] = expected[k * links + link] * factor(k, link);
    return made;
  };
  return {
    typical: flows((_, link) => by_zone[zone_of[link]]),
    corrected: flows((k, link) => by_zone[zone_of[link]] * filtered[k][zone_of[link]]),
    without_detectors: flows(() => by_speed),
  };
}

/** As the platform does: vehicles for each pass by zone, from the used detectors. */
function scaleByZone(
  used: readonly number[],
  mean: Float64Array,
  expected: Float32Array,
  zone_of: Uint16Array,
) {
  const links = zone_of.length;
  const hours = used.flatMap((link) =>
    hourly(mean, [link], MORNING).map((vehicles, hour) => {
      let passes = 0;
      for (let k = 4 * hour; k < 4 * hour + 4; k++) passes += expected[k * links + link];
      return { link, zone: zone_of[link], vehicles, passes };
    }),
  );
  const zones = zone_of.reduce((most, zone) => Math.max(most, zone), 0) + 1;
  const found = fleetScale(hours, zones);
  if (!found) throw new Error('too few detectors for a scale');
  return found.vehicles_per_pass;
}

/** As the platform groups links: by district and class. */
function kindsOf({ link_class, link_district, meta }: RoadNetwork): Uint8Array {
  const none = meta.districts.length;
  return link_class.map(
    (own, link) =>
      (link_district[link] === NONE_U16 ? none : link_district[link]) * LINK_CLASSES.length + own,
  );
}

/** At `period * links + link`. */
function passesOf({ link, at_s }: Entries, links: number): Uint16Array {
  const passes = new Uint16Array(MORNING.count * links);
  link.forEach((one, i) => {
    const period = Math.floor((at_s[i] - MORNING.start_s) / MORNING.length_s);
    if (period >= 0 && period < MORNING.count) passes[period * links + one]++;
  });
  return passes;
}

/** Factors by zone in each period, from the periods before it alone: three steps of five minutes each. */
function filter(expected: Float32Array, came: Uint16Array, zone_of: Uint16Array): Float64Array[] {
  const zones = zone_of.reduce((most, zone) => Math.max(most, zone), 0) + 1;
  const own = new DemandFilter(zones);
  const links = zone_of.length;
  return Array.from({ length: MORNING.count }, (_, k) => {
    const factors = own.factors();
    const [seen, usual] = [new Float64Array(zones), new Float64Array(zones)];
    for (let link = 0; link < links; link++) {
      seen[zone_of[link]] += came[k * links + link] / 3;
      usual[zone_of[link]] += expected[k * links + link] / 3;
    }
    for (let step = 0; step < 3; step++) own.learn(seen, usual);
    return factors;
  });
}

/** Vehicles for each pass by what speeds say, where they say something. */
function speedScale(city: WorldCity, { speed_kmh }: WorldMorning, expected: Float32Array): number {
  const { network } = city;
  let [flow, passes] = [0, 0];
  for (let k = 0; k < MORNING.count; k++) {
    const found = flowsAt(city, speed_kmh, k);
    for (let link = 0; link < network.link_count; link++) {
      const ratio = speed_kmh[link * MORNING.count + k] / freeOf(city, link);
      if (!(ratio > 0.5 && ratio < 0.9)) continue;
      flow += found[link] * MORNING.length_s;
      passes += expected[k * network.link_count + link];
    }
  }
  return flow / passes;
}

/** Speed over a link without others, signals included, km/h. */
const freeOf = ({ network, roads }: WorldCity, link: number): number =>
  (3.6 * network.link_length_m[link]) / roads.free_s[link];

function flowsAt(city: WorldCity, speed_kmh: Float32Array, period: number): Float32Array {
  const { network } = city;
  return flowsNow(network, {
    speed_kmh: Float32Array.from(
      { length: network.link_count },
      (_, link) => speed_kmh[link * MORNING.count + period],
    ),
    free_flow_kmh: Float32Array.from({ length: network.link_count }, (_, link) => freeOf(city, link)),
    passes: new Uint16Array(network.link_count),
    window_s: MORNING.length_s,
  });
}

/** What studies took before: the true speeds of the day, read backwards. */
function fromSpeeds(city: WorldCity, { speed_kmh }: WorldMorning, links: readonly number[]): number[] {
  const made = new Float64Array(city.network.link_count * MORNING.count);
  for (let k = 0; k < MORNING.count; k++) {
    const flow_vps = flowsAt(city, speed_kmh, k);
    for (const link of links) made[link * MORNING.count + k] = flow_vps[link] * MORNING.length_s;
  }
  return hourly(made, links, MORNING);
}

function nearest(
  { x_m, y_m }: Places,
  { entered }: WorldMorning,
  used: readonly number[],
  held_out: readonly number[],
) {
  return held_out.flatMap((link) => {
    const away = (other: number) => Math.hypot(x_m[link] - x_m[other], y_m[link] - y_m[other]);
    const near = [...used].sort((a, b) => away(a) - away(b)).slice(0, 3);
    const flows = near.map((other) => hourly(entered, [other], MORNING));
    return flows[0].map((_, hour) => flows.reduce((sum, own) => sum + own[hour], 0) / flows.length);
  });
}
