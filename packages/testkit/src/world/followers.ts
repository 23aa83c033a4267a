import { LINK_CLASSES, LINK_FLAG } from '@opentocc/core/network';
import { createLinkRouter, type LinkRouter } from '@opentocc/core/routing';
import { hash01 } from '../random.ts';
import type { DayObserver, DayRun } from './day-run.ts';
import { TRIP_PURPOSES, type TripPurpose } from './model.ts';
import { PassageRows } from './passages.ts';
import type { WorldCity } from './world-city.ts';

/** What a follower is, which decides whose trips it takes and how it rests. */
export const FOLLOWER_KINDS = ['taxi', 'bus', 'freight', 'coach'] as const;
export type FollowerKind = (typeof FOLLOWER_KINDS)[number];

/** Purposes of the trips that each kind takes. */
const TAKES: Readonly<Record<FollowerKind, readonly TripPurpose[]>> = {
  taxi: ['errand', 'hub', 'to-work', 'from-work'],
  bus: ['to-work', 'from-work', 'errand'],
  freight: ['freight'],
  coach: ['hub'],
};
/** Trips of its kind near which a follower looks for its next one, and how far it drives to it empty, m. */
const LOOKS_AT = 60;
const EMPTY_M = 4000;
/** Between two vehicles of one trip, s. */
const HEADWAY_S = 3;
/** Least time at the end of a trip, and what is drawn on top, s; a long rest by night and by day. Assumed. */
const HOLD_S = { least: 20, spread: 40 };
const REST = { night: 0.88, day: 0.04, least_s: 900, spread_s: 3600 };
/** Share of links with a stop of a bus, and its time there, s. */
const BUS_STOP = { share: 0.45, least_s: 15, spread_s: 20 };
const COLLECTOR = LINK_CLASSES.indexOf('collector');

interface Follower {
  readonly kind: FollowerKind;
  /** Link at whose end it is, or will be; −1 before its first trip. */
  link: number;
  /** When it is free for its next trip, s of the day; Infinity on a trip. */
  ready_s: number;
  /** By how much it is behind the vehicle that it follows, s. */
  behind_s: number;
  trips: number;
}

/**
 * Lets the vehicles of a fleet be a sample of the simulated ones: each follows a trip over the links that the simulation
 * drove it, then takes one that begins nearby soon after, to which it drives empty at the speeds of the moment. As many may
 * follow one trip as it stands for vehicles, a headway apart. By night there are few trips, and they rest.
 */
export class Followers implements DayObserver {
  readonly rows = new PassageRows();
  readonly #city: WorldCity;
  readonly #followers: readonly Follower[];
  readonly #router: LinkRouter;
  readonly #most: number;
  #day: DayRun | undefined;
  #on = new Map<number, number[]>();
  #entered_s = new Map<number, number>();
  #isFollowed = new Uint8Array(0);

  constructor(city: WorldCity, kinds: readonly FollowerKind[]) {
    this.#city = city;
    this.#router = createLinkRouter(city.network);
    this.#most = Math.max(1, Math.floor(city.weight));
    this.#followers = kinds.map((kind) => ({
      kind,
      link: -1,
      ready_s: Number.NEGATIVE_INFINITY,
      behind_s: 0,
      trips: 0,
    }));
  }

  /** Goes on in another day; who is on a trip ends it where it is. */
  begin(day: DayRun): void {
    const shift_s = this.#day ? (day.start_ms - this.#day.start_ms) / 1000 : 0;
    for (const [f, follower] of this.#followers.entries())
      follower.ready_s = Number.isFinite(follower.ready_s)
        ? follower.ready_s - shift_s
        : this.#firstRest(f, day);
    this.#day = day;
    this.#on = new Map();
    this.#entered_s = new Map();
    this.#isFollowed = new Uint8Array(day.trips.count);
  }

  enter(link: number, vehicle: number, at_s: number): void {
    if (this.#isFollowed[vehicle] === 0) return;
    this.#entered_s.set(vehicle, at_s);
    void link;
  }

  leave(link: number, vehicle: number, at_s: number): void {
    if (this.#isFollowed[vehicle] === 0 || !this.#day) return;
    const enter_s = this.#entered_s.get(vehicle) ?? at_s;
    const isLast = this.#day.simulation.state.columns.arrived_s[vehicle] >= 0;
    for (const f of this.#on.get(vehicle) ?? []) {
      const follower = this.#followers[f];
      const dwell_s = this.#dwell_s(f, link);
      const from_s = enter_s + follower.behind_s;
      follower.behind_s += dwell_s;
      this.#add(f, link, from_s, at_s + follower.behind_s, dwell_s);
      follower.link = link;
      if (isLast) follower.ready_s = at_s + follower.behind_s + this.#hold_s(f, at_s);
    }
    if (!isLast) return;
    this.#on.delete(vehicle);
    this.#entered_s.delete(vehicle);
    this.#isFollowed[vehicle] = 0;
  }

  /** Trips that depart next are taken by those who are free by then. */
  departing(first: number, end: number, until_s: number): void {
    const byPurpose = TRIP_PURPOSES.map((): number[] => []);
    for (let row = first; row < end; row++) byPurpose[this.#day!.trips.purpose[row]].push(row);
    const ofKind = new Map(
      FOLLOWER_KINDS.map((kind) => [kind, TAKES[kind].flatMap((p) => byPurpose[TRIP_PURPOSES.indexOf(p)])]),
    );
    for (const [f, follower] of this.#followers.entries())
      if (follower.ready_s < until_s) this.#takeTrip(f, ofKind.get(follower.kind) ?? []);
  }

  #takeTrip(f: number, rows: readonly number[]): void {
    const follower = this.#followers[f];
    const row = this.#nearest(f, rows);
    if (row < 0) return;
    const { trips } = this.#day!;
    const own = this.#on.get(row) ?? [];
    const origin = trips.origin_link[row];
    const arrives_s =
      follower.link < 0 ? Number.NEGATIVE_INFINITY : this.#driveEmpty(f, origin, trips.depart_s[row]);
    follower.behind_s = Math.max(own.length * HEADWAY_S, arrives_s - trips.depart_s[row]);
    follower.ready_s = Number.POSITIVE_INFINITY;
    follower.trips++;
    this.#on.set(row, [...own, f]);
    this.#isFollowed[row] = 1;
  }

  /** Of some trips that may be followed, that which begins nearest; −1 when all are far. */
  #nearest(f: number, rows: readonly number[]): number {
    const { trips } = this.#day!;
    const follower = this.#followers[f];
    const looks = Math.min(rows.length, LOOKS_AT);
    const offset = Math.floor(hash01(this.#city.seed + follower.trips, f, 81) * rows.length);
    let best = -1;
    let least_m = follower.link < 0 ? Number.POSITIVE_INFINITY : EMPTY_M;
    for (let k = 0; k < looks; k++) {
      const row = rows[(offset + k) % rows.length];
      if ((this.#on.get(row)?.length ?? 0) >= this.#most || trips.depart_s[row] < follower.ready_s) continue;
      if (follower.link < 0) return row;
      if (follower.link === trips.origin_link[row]) continue;
      const away_m = this.#away_m(follower.link, trips.origin_link[row]);
      if (away_m >= least_m) continue;
      least_m = away_m;
      best = row;
    }
    return best;
  }

  #away_m(from: number, to: number): number {
    const { link_to, link_from, node_lon, node_lat } = this.#city.network;
    const [a, b] = [link_to[from], link_from[to]];
    return Math.hypot((node_lon[b] - node_lon[a]) * 102_700, (node_lat[b] - node_lat[a]) * 111_000);
  }

  /** Drives from the end of the last trip to the link where the next one begins. @returns when it is there, s */
  #driveEmpty(f: number, origin: number, depart_s: number): number {
    const follower = this.#followers[f];
    const known_s = this.#day!.known_s;
    const way = this.#router.route(follower.link, origin, known_s);
    if (!way) return depart_s;
    const between = way.subarray(1, -1);
    const whole_s = between.reduce((sum, link) => sum + known_s[link], 0);
    let at_s = Math.max(follower.ready_s, depart_s - whole_s);
    for (const link of between) {
      this.#add(f, link, at_s, at_s + known_s[link], 0);
      at_s += known_s[link];
    }
    return at_s;
  }

  #add(f: number, link: number, enter_s: number, leave_s: number, dwell_s: number): void {
    const { start_ms } = this.#day!;
    const ms = (at_s: number) => start_ms + Math.round(at_s * 1000);
    this.rows.add(f, link, ms(enter_s), ms(leave_s), Math.round(dwell_s * 1000));
  }

  #dwell_s(f: number, link: number): number {
    const { kind, trips } = this.#followers[f];
    const { link_class, link_flags } = this.#city.network;
    if (kind !== 'bus' || link_class[link] < COLLECTOR - 1 || link_flags[link] & LINK_FLAG.ramp) return 0;
    const draw = hash01(this.#city.seed + f, link, 82);
    if (draw >= BUS_STOP.share) return 0;
    return BUS_STOP.least_s + BUS_STOP.spread_s * hash01(this.#city.seed + f, link + trips, 83);
  }

  /** When who is on no trip, and not at rest, takes its first trip of a day, s: where the world begins by night, most sleep. */
  #firstRest(f: number, { now_s }: DayRun): number {
    const draw = (what: number) => hash01(this.#city.seed + f, this.#followers[f].trips, what);
    const rests = this.#day === undefined && isNight(now_s) && draw(87) < REST.night;
    return rests ? now_s + 2 * REST.spread_s * draw(88) : now_s;
  }

  /** Time at the end of a trip before the next one. */
  #hold_s(f: number, at_s: number): number {
    const draw = (what: number) => hash01(this.#city.seed + f, this.#followers[f].trips, what);
    if (draw(84) < (isNight(at_s) ? REST.night : REST.day)) return REST.least_s + REST.spread_s * draw(85);
    return HOLD_S.least + HOLD_S.spread * draw(86);
  }
}

/** 00:00 to 05:30. @param at_s from 04:00 */
const isNight = (at_s: number): boolean => at_s > 20 * 3600 || at_s < 5400;
