import {
  ALARM_KINDS,
  type AlarmKind,
  type FreightMap,
  type PlateSeen,
  type RoutePiece,
  RouteShape,
  type TripPlan,
  type TruckFix,
} from '@opentocc/core/freight';
import { distance_m, latDegree_m } from '@opentocc/core/geo';
import { createRandom, type Random } from '../random.ts';
import type { CityPlace, FreightCity } from './freight-city.ts';
import { type Path, straightPath, YARD_KMH } from './path.ts';
import { reported } from './receiver.ts';
import { CALM, type Manner, type TrackPoint, Truck } from './truck.ts';
import { displaced, exchanged, leaves, longHalt, rushOn, silenced, type Wrong } from './wrongs.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A trip of the simulated world: what was declared, what its terminal and the ports report, and what truly happened. */
export interface WorldTrip {
  readonly plan: TripPlan;
  /** In order of time. */
  readonly fixes: readonly TruckFix[];
  /** As they are heard, up to a minute late. */
  readonly sightings: readonly (PlateSeen & { readonly heard_ms: number })[];
  readonly wrong: Wrong | null;
  /** Crossings that no port reported. */
  readonly unseen: readonly PlateSeen[];
}

export interface WorldOptions {
  readonly seed: number;
  /** Share of trips that do something wrong. */
  readonly wrong: number;
  readonly start_ms: number;
}

/** Share of crossings that no port reports, and of terminals that are off abroad. */
const UNSEEN = 0.05;
const OFF_ABROAD = 0.15;
/** How far abroad trips begin and end, m. */
const ABROAD_M = 4000;

/** What a trip is to do. */
interface Draft {
  readonly random: Random;
  /** The declared ports of entry and exit, and the one by which it truly comes in. */
  readonly there: CityPlace;
  readonly back: CityPlace;
  readonly used: CityPlace;
  readonly stops: readonly CityPlace[];
  readonly manner: Manner;
  readonly wish: AlarmKind | null;
  /** The leg on which it does wrong. */
  readonly turn: number;
  readonly route: RouteShape;
}

/** What it did. */
interface Done {
  readonly truck: Truck;
  readonly sightings: PlateSeen[];
  wrong: Wrong | null;
}

/** Draws inbound trips of a freight world one after the other; the same seed gives the same trips. */
export class FreightWorld {
  readonly #random: Random;

  constructor(
    private readonly city: FreightCity,
    private readonly map: FreightMap,
    private readonly options: WorldOptions,
  ) {
    this.#random = createRandom(options.seed);
  }

  trip(n: number): WorldTrip {
    const random = createRandom(Math.floor(this.#random.next() * 2 ** 32));
    const wish = random.next() < this.options.wrong ? ALARM_KINDS[n % ALARM_KINDS.length] : null;
    const draft = this.#draft(random, wish);
    return this.#report(n, draft, this.#drive(draft));
  }

  #draft(random: Random, wish: AlarmKind | null): Draft {
    const { ports, sites } = this.city;
    const one = <T>(all: readonly T[]): T => all[random.below(all.length)];
    const there = one(ports);
    const back = random.next() < 0.8 ? there : one(ports);
    const used = wish === 'wrong_port' ? one(ports.filter((port) => port !== there)) : there;
    const stops = different(random, sites, wish === 'fatigue' ? 14 : random.next() < 0.25 ? 2 : 1);
    const way = [approachOf(there), ...this.#legs(there, stops, back), approachOf(back)];
    const route = new RouteShape(this.map, way.flatMap(piecesOf));
    const manner = { ...CALM, share: 0.65 + 0.3 * random.next() };
    return { random, there, back, used, stops, manner, wish, route, turn: random.below(stops.length + 1) };
  }

  #legs(from: CityPlace, stops: readonly CityPlace[], to: CityPlace): Path[] {
    return [...stops, to].map((next, i) => this.city.path(i === 0 ? from : stops[i - 1], next));
  }

  #drive(draft: Draft): Done {
    const { random, used, back, stops, wish } = draft;
    const begin_ms = this.options.start_ms + Math.floor(random.next() * 24 * HOUR_MS);
    const every_ms = [10_000, 15_000, 15_000, 20_000, 30_000][random.below(5)];
    const truck = new Truck(begin_ms, every_ms, random, ...abroadOf(used));
    const done: Done = { truck, sightings: [], wrong: null };
    truck.abroad = true;
    truck.drive(approachOf(used), CALM);
    queueAt(used, 'in', draft, done);
    if (wish === 'wrong_port') done.wrong = { kind: wish, from_ms: begin_ms };
    this.#legs(used, stops, back).forEach((leg, i) => {
      this.#driveLeg(draft, done, leg, i);
      if (i < stops.length) visit(stops[i], draft, done, i);
    });
    queueAt(back, 'out', draft, done);
    truck.drive(straightPath([back.lon, back.lat], abroadOf(back), 50), CALM);
    return done;
  }

  #driveLeg(draft: Draft, done: Done, leg: Path, i: number): void {
    const { wish, turn, random, manner } = draft;
    const from_ms = done.truck.now_ms;
    const own = i === turn ? this.#wrongLeg(draft, leg) : null;
    if (own !== null && wish !== null) done.wrong = { kind: wish, from_ms };
    const everyday = wish === 'missed_stop' ? passing(manner, leg, i) : everydayOf(manner, leg, random, wish);
    done.truck.drive(own?.path ?? leg, own?.manner ?? everyday);
  }

  /** The leg as a wrong changes it; null where it cannot be done on it, or is none of the way. */
  #wrongLeg({ wish, random, manner, route }: Draft, leg: Path): { path: Path; manner: Manner } | null {
    if (wish === 'long_stay') {
      const halts = longHalt(this.map, leg, random);
      return halts && { path: leg, manner: { ...manner, halts } };
    }
    if (wish === 'speeding') {
      const rush = rushOn(leg, random);
      return rush && { path: leg, manner: { ...manner, rush } };
    }
    if (wish !== 'off_route') return null;
    const path = this.#detour(leg, random, route);
    return path && { path, manner };
  }

  /** Another way with the same ends, by a link one to three kilometres beside the middle of this one. */
  #detour(leg: Path, random: Random, route: RouteShape): Path | null {
    const { network } = this.city;
    const middle = leg.lon.length >> 1;
    const ends = [0, leg.lon.length - 1].map((at) => [leg.lon[at], leg.lat[at]]);
    const [from, to] = ends.map(([lon, lat]) =>
      this.city.places.find((one) => one.lon === lon && one.lat === lat),
    );
    if (from === undefined || to === undefined) return null;
    for (let attempt = 0; attempt < 400; attempt++) {
      const link = random.below(network.link_count);
      const node = network.link_from[link];
      const away_m = distance_m(
        network.node_lon[node],
        network.node_lat[node],
        leg.lon[middle],
        leg.lat[middle],
      );
      if (network.link_users[link] === 0 || away_m < 1000 || away_m > 3000) continue;
      const path = this.city.path(from, to, link);
      if (leaves(route, this.map, path)) return path;
    }
    return null;
  }

  #report(n: number, draft: Draft, done: Done): WorldTrip {
    const { random, wish, there, back, stops, route } = draft;
    const { truck, sightings } = done;
    const terminal = `0138${String(n).padStart(8, '0')}`;
    const exit_ms = sightings.findLast(({ by }) => by === 'port')?.at_ms ?? 0;
    const late_ms = wish === 'overdue' ? -(20 + 160 * random.next()) * MINUTE_MS : 90 * MINUTE_MS;
    const honest = this.#fixes(truck.track, terminal, random);
    const tampered = this.#tamper(n, draft, truck.track, honest);
    const wrong = tampered?.wrong ?? wrongOf(draft, done, exit_ms + late_ms);
    const hidden = sightings.filter(
      ({ by }) => by === 'port' && wrong?.kind !== 'swap' && random.next() < UNSEEN,
    );
    return {
      plan: {
        ...{ trip: `T${n}`, plate: `粤Z${String(n % 10_000).padStart(4, '0')}港`, terminal, route },
        ...{ class: 'container', direction: 'in', ports: { in: there.code, out: back.code } },
        stops: stops.map(({ code }) => ({ code, kind: 'site', must: true })),
        watch: {
          stays: { at: ['port', 'site', 'service'], declared_only: true, stages: STAGES },
          ...{ route: { out_m: 50, in_m: 40 }, return_by_ms: exit_ms + late_ms, ports: true },
        },
      },
      fixes: tampered?.fixes ?? honest,
      sightings: sightings
        .filter((one) => !hidden.includes(one))
        .map((one) => ({ ...one, heard_ms: one.at_ms + Math.floor(random.next() * MINUTE_MS) }))
        .sort((a, b) => a.heard_ms - b.heard_ms),
      ...{ wrong, unseen: wrong === null ? hidden : [] },
    };
  }

  #fixes(track: readonly TrackPoint[], terminal: string, random: Random): readonly TruckFix[] {
    const off = random.next() < OFF_ABROAD;
    return reported(off ? track.filter(({ abroad }) => !abroad) : track, terminal, random);
  }

  /** What is wrong with what the terminal reports. */
  #tamper(n: number, { wish, random }: Draft, track: readonly TrackPoint[], honest: readonly TruckFix[]) {
    const named = (kind: AlarmKind, one: ReturnType<typeof silenced>) =>
      one && { fixes: one.fixes, wrong: { kind, from_ms: one.from_ms } };
    if (wish === 'silent') return named(wish, silenced(this.map, honest, track, random));
    if (wish === 'jump') return named(wish, displaced(this.map, honest, track, random));
    if (wish !== 'swap') return null;
    if (n % 20 < 10) return named(wish, exchanged(this.map, honest, track, random));
    return named(wish, this.#elsewhere(honest, track, random));
  }

  /** The terminal rides on another truck, which leaves by another port at the same time. */
  #elsewhere(honest: readonly TruckFix[], track: readonly TrackPoint[], random: Random) {
    const [{ at_ms, lon, lat }] = track;
    const far = this.city.ports.filter((port) => distance_m(port.lon, port.lat, lon, lat) > 9_000);
    if (far.length === 0) return null;
    const port = far[random.below(far.length)];
    const truck = new Truck(at_ms, 15_000, random, ...abroadOf(port));
    truck.abroad = true;
    truck.drive(approachOf(port), CALM);
    truck.stand(10 * MINUTE_MS);
    truck.abroad = false;
    const [site] = different(random, this.city.sites, 1);
    truck.drive(this.city.path(port, site), CALM);
    truck.stand(Math.max(30 * MINUTE_MS, track[track.length - 1].at_ms - truck.now_ms));
    return { from_ms: at_ms, fixes: reported(truck.track, honest[0].terminal, random) };
  }
}

const STAGES = [
  { after_min: 15, means: 'sms' },
  { after_min: 30, means: 'call' },
  { after_min: 60, means: 'visit' },
] as const;

const abroadOf = (port: CityPlace): [number, number] => [port.lon, port.lat - ABROAD_M / latDegree_m(22.5)];

/** From abroad to a port; a bridge or a road on which the border itself lies. */
const approachOf = (port: CityPlace): Path => straightPath(abroadOf(port), [port.lon, port.lat], 50);

/** Waits at a port, moving up now and then, and crosses. */
function queueAt(
  port: CityPlace,
  direction: 'in' | 'out',
  { random }: Draft,
  { truck, sightings }: Done,
): void {
  truck.stand((3 + 25 * random.next() ** 2) * MINUTE_MS, true);
  sightings.push({ at_ms: truck.now_ms, place: port.code, by: 'port', direction });
  truck.abroad = direction === 'out';
}

function visit({ code }: CityPlace, { random, wish }: Draft, { truck, sightings }: Done, i: number): void {
  if (wish === 'missed_stop' && i === 0) return;
  sightings.push({ at_ms: truck.now_ms, place: code, by: 'gate', direction: null });
  truck.stand(
    wish === 'fatigue' ? (4 + 8 * random.next()) * MINUTE_MS : (21 + 70 * random.next() ** 2) * MINUTE_MS,
  );
}

/** Short halts beside the road, and creeping traffic. */
function everydayOf(manner: Manner, { length_m }: Path, random: Random, wish: AlarmKind | null): Manner {
  const halts =
    random.next() < 0.15 && wish !== 'fatigue'
      ? [{ at_m: length_m * random.next(), stay_ms: (2 + 9 * random.next()) * MINUTE_MS }]
      : [];
  const from_m = length_m * random.next();
  const jam = { from_m, to_m: from_m + 300 + 700 * random.next(), kmh: 3 + 5 * random.next() };
  return { ...manner, halts, jams: random.next() < 0.2 ? [jam] : [] };
}

/** Past the first stop without standing there, not even at lights. */
function passing(manner: Manner, { length_m }: Path, i: number): Manner {
  const near_m = 900;
  const rush =
    i === 0
      ? { from_m: length_m - near_m, to_m: length_m + 1, share: 0.9 }
      : { from_m: 0, to_m: i === 1 ? near_m : 0, share: 0.9 };
  return { ...manner, rush };
}

/** What a trip did wrong besides what its legs and its terminal did. */
function wrongOf({ wish }: Draft, { truck, wrong }: Done, by_ms: number): Wrong | null {
  if (wish === 'overdue') return { kind: wish, from_ms: by_ms };
  if (wish === 'missed_stop') return { kind: wish, from_ms: truck.track[0].at_ms };
  const driven_ms = longestDrive(truck.track);
  if (driven_ms > 245 * MINUTE_MS) return { kind: 'fatigue', from_ms: truck.track[0].at_ms };
  return wish === 'fatigue' ? null : wrong;
}

/** The longest drive without a rest of 20 min, ms. */
function longestDrive(track: readonly TrackPoint[]): number {
  let [longest_ms, from_ms, stood_ms] = [0, track[0].at_ms, 0];
  track.forEach(({ at_ms, speed_kmh }, i) => {
    stood_ms = speed_kmh === 0 && i > 0 ? stood_ms + at_ms - track[i - 1].at_ms : 0;
    if (stood_ms >= 20 * MINUTE_MS) from_ms = at_ms;
    longest_ms = Math.max(longest_ms, at_ms - from_ms);
  });
  return longest_ms;
}

function different<T>(random: Random, all: readonly T[], count: number): T[] {
  const left = [...all];
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)[0]);
}

/** A way as pieces of a designated route: one for each limit, so that each has its own; yards have none. */
function piecesOf({ lon, lat, limit_kmh }: Path): RoutePiece[] {
  const pieces: { points: [number, number][]; limit_kmh: number | null }[] = [];
  for (let at = 0; at + 1 < lon.length; at++) {
    const last = pieces.at(-1);
    const next: [number, number] = [lon[at + 1], lat[at + 1]];
    const limit = limit_kmh[at] > YARD_KMH ? limit_kmh[at] : null;
    if (last?.limit_kmh === limit) last.points.push(next);
    else pieces.push({ points: [[lon[at], lat[at]], next], limit_kmh: limit });
  }
  return pieces;
}
