import {
  type AlarmKind,
  type Direction,
  type FreightClass,
  type FreightMap,
  type PlateSeen,
  RouteShape,
  type TripPlan,
  type TruckFix,
  type Visit,
} from '@opentocc/core/freight';
import { distance_m } from '@opentocc/core/geo';
import type { Random } from '../random.ts';
import type { CityPlace, FreightCity } from './freight-city.ts';
import { type Path, straightPath } from './path.ts';
import { reported } from './receiver.ts';
import {
  abroadOf,
  approachOf,
  everydayOf,
  longestDrive_ms,
  MINUTE_MS,
  passing,
  piecesOf,
  STAGES,
} from './trip-parts.ts';
import { CALM, type Manner, type TrackPoint, Truck } from './truck.ts';
import { displaced, exchanged, leaves, longHalt, rushOn, silenced, type Wrong } from './wrongs.ts';

/** What a trip is to do, and what it is to do wrong. */
export interface TripOrder {
  readonly trip: string;
  readonly plate: string;
  readonly terminal: string;
  readonly class: FreightClass;
  /** `in` sets out abroad and has its stops in the city; `out` sets out at its only stop and comes back there. */
  readonly direction: Direction;
  readonly begin_ms: number;
  /** Time between two reports of its terminal. */
  readonly every_ms: number;
  /** The declared ports of the first crossing and of the way home, and the one by which it truly crosses first. */
  readonly there: CityPlace;
  readonly back: CityPlace;
  readonly used: CityPlace;
  readonly stops: readonly CityPlace[];
  /** Share of the limit that it drives. */
  readonly share: number;
  readonly wish: AlarmKind | null;
  /** The leg on which it does wrong. */
  readonly turn: number;
  /** What a swap is: another terminal on this truck, or this terminal on another truck. */
  readonly swap: 'terminal' | 'truck';
}

/** What the city does to trucks at a time. */
export interface Conditions {
  /** Speed as a share of what it would be. */
  speedAt(at_ms: number): number;
  /** Stretches of a way on which traffic creeps. */
  jamsOn(path: Path, at_ms: number): Manner['jams'];
}

/** A trip of the simulated world: what was declared, what its terminal and the ports report, and what truly happened. */
export interface WorldTrip {
  readonly plan: TripPlan;
  /** In order of time. */
  readonly fixes: readonly TruckFix[];
  /** As they are heard, up to a minute late. */
  readonly sightings: readonly (PlateSeen & { readonly heard_ms: number })[];
  /** Its times at sites as they were. */
  readonly visits: readonly Visit[];
  readonly wrong: Wrong | null;
  /** Crossings that no port reported. */
  readonly unseen: readonly PlateSeen[];
}

/** Share of crossings that no port reports, and of terminals that are off abroad. */
const UNSEEN = 0.05;
const OFF_ABROAD = 0.15;
const FREE: Conditions = { speedAt: () => 1, jamsOn: () => [] };

/** Drives one trip as ordered; the same order and random numbers give the same trip. */
export class TruckDrive {
  readonly #manner: Manner;
  readonly #route: RouteShape;
  readonly #truck: Truck;
  readonly #sightings: PlateSeen[] = [];
  readonly #visits: Visit[] = [];
  #wrong: Wrong | null = null;

  constructor(
    private readonly city: FreightCity,
    private readonly map: FreightMap,
    private readonly order: TripOrder,
    private readonly random: Random,
    private readonly conditions: Conditions = FREE,
  ) {
    const { there, back, stops, share, direction, begin_ms, every_ms, used } = order;
    const way =
      direction === 'in'
        ? [approachOf(there), ...this.#legs(there, back), approachOf(back)]
        : [city.path(stops[0], there), approachOf(there), approachOf(back), city.path(back, stops[0])];
    this.#route = new RouteShape(map, way.flatMap(piecesOf));
    this.#manner = { ...CALM, share };
    const from: [number, number] = direction === 'in' ? abroadOf(used) : [stops[0].lon, stops[0].lat];
    this.#truck = new Truck(begin_ms, every_ms, random, ...from);
  }

  run(): WorldTrip {
    if (this.order.direction === 'in') this.#driveIn();
    else this.#driveOut();
    return this.#report();
  }

  #legs(from: CityPlace, to: CityPlace): Path[] {
    const { stops } = this.order;
    return [...stops, to].map((next, i) => this.city.path(i === 0 ? from : stops[i - 1], next));
  }

  #driveIn(): void {
    const { used, back, stops, wish, begin_ms } = this.order;
    const truck = this.#truck;
    truck.abroad = true;
    truck.drive(approachOf(used), CALM);
    this.#queueAt(used, 'in');
    if (wish === 'wrong_port') this.#wrong = { kind: wish, from_ms: begin_ms };
    this.#legs(used, back).forEach((leg, i) => {
      this.#driveLeg(leg, i);
      if (i < stops.length) this.#visit(stops[i], i);
    });
    this.#queueAt(back, 'out');
    truck.drive(straightPath([back.lon, back.lat], abroadOf(back), 50), CALM);
  }

  #driveOut(): void {
    const { used, back, stops, wish } = this.order;
    const [truck, home] = [this.#truck, stops[0]];
    this.#stay(home, (5 + 15 * this.random.next()) * MINUTE_MS);
    this.#driveLeg(this.city.path(home, used), 0);
    if (wish === 'wrong_port') this.#wrong = { kind: wish, from_ms: truck.now_ms };
    this.#queueAt(used, 'out');
    truck.drive(straightPath([used.lon, used.lat], abroadOf(used), 50), CALM);
    truck.stand((30 + 80 * this.random.next()) * MINUTE_MS);
    [truck.lon, truck.lat] = abroadOf(back);
    truck.drive(approachOf(back), CALM);
    this.#queueAt(back, 'in');
    this.#driveLeg(this.city.path(back, home), 1);
    this.#sightings.push({ at_ms: truck.now_ms, place: home.code, by: 'gate', direction: null });
    this.#stay(home, 12 * MINUTE_MS);
  }

  /** Waits at a port, moving up now and then, and crosses. */
  #queueAt(port: CityPlace, direction: Direction): void {
    this.#truck.stand((3 + 25 * this.random.next() ** 2) * MINUTE_MS, true);
    this.#sightings.push({ at_ms: this.#truck.now_ms, place: port.code, by: 'port', direction });
    this.#truck.abroad = direction === 'out';
  }

  #visit(place: CityPlace, i: number): void {
    const { wish } = this.order;
    if (wish === 'missed_stop' && i === 0) return;
    this.#sightings.push({ at_ms: this.#truck.now_ms, place: place.code, by: 'gate', direction: null });
    const minutes = wish === 'fatigue' ? 4 + 8 * this.random.next() : 21 + 70 * this.random.next() ** 2;
    this.#stay(place, minutes * MINUTE_MS);
  }

  #stay({ code }: CityPlace, stay_ms: number): void {
    const from_ms = this.#truck.now_ms;
    this.#truck.stand(stay_ms);
    this.#visits.push({ kind: 'site', code, from_ms, to_ms: this.#truck.now_ms });
  }

  #driveLeg(leg: Path, i: number): void {
    const { wish, turn } = this.order;
    const from_ms = this.#truck.now_ms;
    const own = i === turn ? this.#wrongLeg(leg) : null;
    if (own !== null && wish !== null) this.#wrong = { kind: wish, from_ms };
    const everyday =
      wish === 'missed_stop'
        ? passing(this.#manner, leg, i)
        : everydayOf(this.#manner, leg, this.random, wish === 'fatigue');
    this.#truck.drive(own?.path ?? leg, this.#asTheCityIs(own?.manner ?? everyday, own?.path ?? leg));
  }

  #asTheCityIs(manner: Manner, path: Path): Manner {
    const at_ms = this.#truck.now_ms;
    const jams = [...manner.jams, ...this.conditions.jamsOn(path, at_ms)];
    return { ...manner, share: manner.share * this.conditions.speedAt(at_ms), jams };
  }

  /** The leg as a wrong changes it; null where it cannot be done on it, or is none of the way. */
  #wrongLeg(leg: Path): { path: Path; manner: Manner } | null {
    const manner = this.#manner;
    if (this.order.wish === 'long_stay') {
      const halts = longHalt(this.map, leg, this.random);
      return halts && { path: leg, manner: { ...manner, halts } };
    }
    if (this.order.wish === 'speeding') {
      const rush = rushOn(leg, this.random);
      return rush && { path: leg, manner: { ...manner, rush } };
    }
    if (this.order.wish !== 'off_route') return null;
    const path = this.#detour(leg);
    return path && { path, manner };
  }

  /** Another way with the same ends, by a link one to three kilometres beside the middle of this one. */
  #detour(leg: Path): Path | null {
    const { network } = this.city;
    const middle = leg.lon.length >> 1;
    const ends = [0, leg.lon.length - 1].map((at) => [leg.lon[at], leg.lat[at]]);
    const [from, to] = ends.map(([lon, lat]) =>
      this.city.places.find((one) => one.lon === lon && one.lat === lat),
    );
    if (from === undefined || to === undefined) return null;
    for (let attempt = 0; attempt < 400; attempt++) {
      const link = this.random.below(network.link_count);
      const node = network.link_from[link];
      const [lon, lat] = [network.node_lon[node], network.node_lat[node]];
      const away_m = distance_m(lon, lat, leg.lon[middle], leg.lat[middle]);
      if (network.link_users[link] === 0 || away_m < 1000 || away_m > 3000) continue;
      const path = this.city.path(from, to, link);
      if (leaves(this.#route, this.map, path)) return path;
    }
    return null;
  }

  #report(): WorldTrip {
    const { random, order } = this;
    const sightings = this.#sightings;
    const exit_ms = sightings.findLast(({ by }) => by === 'port')?.at_ms ?? 0;
    const late_ms = order.wish === 'overdue' ? -(20 + 160 * random.next()) * MINUTE_MS : 90 * MINUTE_MS;
    const honest = this.#fixes();
    const tampered = this.#tamper(honest);
    const wrong = tampered?.wrong ?? this.#wrongBy(exit_ms + late_ms);
    const hidden = sightings.filter(
      ({ by }) => by === 'port' && wrong?.kind !== 'swap' && random.next() < UNSEEN,
    );
    return {
      plan: this.#plan(exit_ms + late_ms),
      fixes: tampered?.fixes ?? honest,
      sightings: sightings
        .filter((one) => !hidden.includes(one))
        .map((one) => ({ ...one, heard_ms: one.at_ms + Math.floor(random.next() * MINUTE_MS) }))
        .sort((a, b) => a.heard_ms - b.heard_ms),
      ...{ visits: this.#visits, wrong, unseen: wrong === null ? hidden : [] },
    };
  }

  #plan(return_by_ms: number): TripPlan {
    const { trip, plate, terminal, direction, there, back, stops } = this.order;
    const ports = direction === 'in' ? [there.code, back.code] : [back.code, there.code];
    return {
      ...{ trip, plate, terminal, class: this.order.class, direction, route: this.#route },
      ports: { in: ports[0], out: ports[1] },
      stops: stops.map(({ code }) => ({ code, kind: 'site', must: true })),
      watch: {
        stays: { at: ['port', 'site', 'service'], declared_only: true, stages: STAGES },
        ...{ route: { out_m: 50, in_m: 40 }, return_by_ms, ports: true },
      },
    };
  }

  #fixes(): readonly TruckFix[] {
    const { track } = this.#truck;
    const off = this.random.next() < OFF_ABROAD;
    const heard = off ? track.filter(({ abroad }) => !abroad) : track;
    return reported(heard, this.order.terminal, this.random);
  }

  /** What is wrong with what the terminal reports. */
  #tamper(honest: readonly TruckFix[]) {
    const { wish, swap } = this.order;
    const { track } = this.#truck;
    const named = (kind: AlarmKind, one: ReturnType<typeof silenced>) =>
      one && { fixes: one.fixes, wrong: { kind, from_ms: one.from_ms } };
    if (wish === 'silent') return named(wish, silenced(this.map, honest, track, this.random));
    if (wish === 'jump') return named(wish, displaced(this.map, honest, track, this.random));
    if (wish !== 'swap') return null;
    if (swap === 'terminal') return named(wish, exchanged(this.map, honest, track, this.random));
    return named(wish, this.#elsewhere(honest, track));
  }

  /** The terminal rides on another truck, which leaves by another port at the same time. */
  #elsewhere(honest: readonly TruckFix[], track: readonly TrackPoint[]) {
    const { random, city } = this;
    const [{ at_ms, lon, lat }] = track;
    const far = city.ports.filter((port) => distance_m(port.lon, port.lat, lon, lat) > 9_000);
    if (far.length === 0) return null;
    const port = far[random.below(far.length)];
    const truck = new Truck(at_ms, 15_000, random, ...abroadOf(port));
    truck.abroad = true;
    truck.drive(approachOf(port), CALM);
    truck.stand(10 * MINUTE_MS);
    truck.abroad = false;
    const site = city.sites[random.below(city.sites.length)];
    truck.drive(city.path(port, site), CALM);
    truck.stand(Math.max(30 * MINUTE_MS, track[track.length - 1].at_ms - truck.now_ms));
    return { from_ms: at_ms, fixes: reported(truck.track, honest[0].terminal, random) };
  }

  /** What it did wrong besides what its legs and its terminal did. */
  #wrongBy(by_ms: number): Wrong | null {
    const { wish } = this.order;
    const { track } = this.#truck;
    if (wish === 'overdue') return { kind: wish, from_ms: by_ms };
    if (wish === 'missed_stop') return { kind: wish, from_ms: track[0].at_ms };
    if (longestDrive_ms(track) > 245 * MINUTE_MS) return { kind: 'fatigue', from_ms: track[0].at_ms };
    return wish === 'fatigue' ? null : this.#wrong;
  }
}
