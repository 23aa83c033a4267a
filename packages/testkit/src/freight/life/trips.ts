import {
  ALARM_KINDS,
  type AlarmKind,
  type Declared,
  type Direction,
  type TripDocument,
  type Visit,
} from '@opentocc/core/freight';
import { distance_m } from '@opentocc/core/geo';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { CityDay } from '../../city-life/index.ts';
import { createRandom, hash01, type Random } from '../../random.ts';
import type { CityPlace, FreightCity } from '../freight-city.ts';
import type { LifeTruck } from './firms.ts';
import { goodsOf, type LifeGoods } from './goods.ts';
import { GATED_SITES, WAREHOUSES } from './places.ts';
import { hasRoute, ROUTED_SITES, routeCode } from './routes.ts';

/** A trip of a day: what its firm declares of it, and what it will truly do. */
export interface LifeTrip {
  /** "20261128-017-1": day, truck, number within its shift. */
  readonly key: string;
  readonly truck: LifeTruck;
  readonly direction: Direction;
  /** Codes of the declared ports, by direction. */
  readonly ports: Readonly<Record<Direction, string>>;
  readonly destination: { readonly city: string; readonly street: string | null };
  readonly goods: LifeGoods;
  /** When it sets out. */
  readonly begin_ms: number;
  /** When it is to be over, by its own declaration. */
  readonly end_ms: number;
  readonly declared: Declared;
  /** What it does wrong on purpose, which nobody in the city knows: for measurements alone. */
  readonly wish: AlarmKind | null;
  /** How it is driven. */
  readonly order: {
    readonly seed: number;
    readonly there: CityPlace;
    readonly back: CityPlace;
    readonly used: CityPlace;
    readonly stops: readonly CityPlace[];
  };
}

export interface DayOfTrips {
  readonly city: FreightCity;
  readonly trucks: readonly LifeTruck[];
  readonly seed: number;
  readonly day: CityDay;
}

/** Share of trips that do something wrong, so that each of ten kinds comes twice or three times on a weekday. */
const WRONG = 0.08;
/** Share of trips on a free day, of trucks that work by night, and of shifts with none, one and two trips. */
const ON_FREE_DAYS = 0.6;
const BY_NIGHT = 0.2;
const SHIFTS = [0.12, 0.47, 0.87];
/** Ports that are open by night. */
const ALL_DAY_PORTS = ['huanggang', 'shenzhen-bay'];
/** What a straight line is longer on the road and at lights, in minutes for each km; a queue; a stay. */
const MIN_PER_KM = 1.5;
const QUEUE_MIN = 20;
const STAY_MIN = 45;
const APPROACH_MIN = 6;
const STOPS_OF_FATIGUE = 14;
/** Between two trips of a truck. */
const BREAK_MIN = 100;
const SLOT_MS = HOUR_MS;

/** All trips that begin in the shifts of a day, by the time at which they set out; night shifts end on the next morning. */
export function tripsOf(world: DayOfTrips): LifeTrip[] {
  const wishes = new Wishes(world);
  return world.trucks
    .flatMap((truck) => shiftOf(world, truck, wishes))
    .sort((a, b) => a.begin_ms - b.begin_ms || a.truck.index - b.truck.index);
}

/** Deals the kinds of wrongs out in turn. */
class Wishes {
  readonly #waiting: AlarmKind[] = [];
  #turn: number;

  constructor({ day }: DayOfTrips) {
    this.#turn = Math.floor(day.start_ms / 86_400_000);
  }

  /** What did not fit waits for the next trip that it fits. */
  next(fits: (kind: AlarmKind) => boolean): AlarmKind {
    for (let at = 0; ; at++) {
      if (at === this.#waiting.length) this.#waiting.push(ALARM_KINDS[this.#turn++ % ALARM_KINDS.length]);
      if (fits(this.#waiting[at])) return this.#waiting.splice(at, 1)[0];
    }
  }
}

function shiftOf(world: DayOfTrips, truck: LifeTruck, wishes: Wishes): LifeTrip[] {
  const { day, seed } = world;
  const random = createRandom(seedOf(seed, day.start_ms, truck.index));
  const drawn = random.next() / (day.kind === 'weekday' ? 1 : ON_FREE_DAYS);
  const count = drawn < 1 ? SHIFTS.filter((share) => 1 - drawn >= share).length : 0;
  const night = hash01(seed, truck.index, 4) < BY_NIGHT;
  let at_ms = day.start_ms + Math.round((night ? 18 : 5) * 60 + random.next() * 260) * MINUTE_MS;
  const trips: LifeTrip[] = [];
  for (let n = 0; n < count; n++) {
    const trip = tripOf(world, { truck, n, night, only: count === 1, begin_ms: at_ms, random }, wishes);
    trips.push(trip);
    at_ms = trip.end_ms + (BREAK_MIN + Math.floor(40 * random.next())) * MINUTE_MS;
  }
  return trips;
}

interface Draft {
  readonly truck: LifeTruck;
  readonly n: number;
  readonly night: boolean;
  /** The only trip of its shift. */
  readonly only: boolean;
  readonly begin_ms: number;
  readonly random: Random;
}

function tripOf(world: DayOfTrips, draft: Draft, wishes: Wishes): LifeTrip {
  const { random, truck, begin_ms } = draft;
  const direction: Direction = truck.firm.of_hong_kong || random.next() < 0.55 ? 'in' : 'out';
  const wish = random.next() < WRONG ? wishes.next((kind) => suits(kind, direction, draft.only)) : null;
  const way = wayOf(world.city, draft, direction, wish);
  const times = timesOf(way, direction, begin_ms);
  const { there, back, stops } = way;
  const route = hasRoute(there, back, stops) ? routeCode(there, stops[0]) : null;
  const ports = direction === 'in' ? { in: there.code, out: back.code } : { in: back.code, out: there.code };
  return {
    ...{ key: keyOf(world.day.start_ms, truck.index, draft.n), truck, direction, ports, wish, begin_ms },
    destination: { city: '440300', street: streetOf(world.city, stops[0]) },
    goods: goodsOf(truck.class, random.next()),
    end_ms: times.end_ms,
    declared: { ...declaredOf(draft, times), route },
    order: { seed: Math.floor(random.next() * 2 ** 32), ...way },
  };
}

/** What a trip can do wrong: stops are missed and hours are driven by those who come in, the latter on a day of its own. */
function suits(kind: AlarmKind, direction: Direction, only: boolean): boolean {
  if (kind === 'fatigue') return direction === 'in' && only;
  return direction === 'in' || kind !== 'missed_stop';
}

interface Way {
  readonly there: CityPlace;
  readonly back: CityPlace;
  readonly used: CityPlace;
  readonly stops: readonly CityPlace[];
}

function wayOf(city: FreightCity, draft: Draft, direction: Direction, wish: AlarmKind | null): Way {
  const { random, truck, night, begin_ms } = draft;
  const hour = ((begin_ms / HOUR_MS + 8) % 24) + 0.01;
  const ports = city.ports.filter(
    ({ code }) => ALL_DAY_PORTS.includes(code) || (!night && wish !== 'fatigue' && hour > 6.8 && hour < 15),
  );
  const one = <T>(all: readonly T[]): T => all[random.below(all.length)];
  const there = one(ports);
  const routed = wish === 'off_route' || truck.class === 'hazmat' || random.next() < 0.25;
  const back = routed || random.next() < 0.8 ? there : one(ports);
  const used = wish === 'wrong_port' ? one(ports.filter((port) => port !== there)) : there;
  return { there, back, used, stops: stopsOf(city, draft, direction, { wish, routed }) };
}

function stopsOf(
  { sites }: FreightCity,
  { random, truck }: Draft,
  direction: Direction,
  { wish, routed }: { readonly wish: AlarmKind | null; readonly routed: boolean },
): CityPlace[] {
  const gated = sites.slice(WAREHOUSES, GATED_SITES);
  if (wish === 'fatigue') return different(random, sites.slice(WAREHOUSES), STOPS_OF_FATIGUE);
  if (routed) return different(random, sites.slice(WAREHOUSES, WAREHOUSES + ROUTED_SITES), 1);
  const [site, other] = different(random, random.next() < 0.85 ? gated : sites.slice(WAREHOUSES), 2);
  if (direction === 'out') return [site];
  if (truck.class === 'reefer') return [sites[random.below(WAREHOUSES)], site];
  return random.next() < 0.2 ? [site, other] : [site];
}

interface Times {
  readonly crossings: Declared['crossings'];
  readonly stops: readonly Visit[];
  readonly end_ms: number;
}

/** What a firm expects of a way, to ten minutes. */
function timesOf({ there, back, stops }: Way, direction: Direction, begin_ms: number): Times {
  let at_ms = begin_ms;
  const pass = (minutes: number): number => {
    at_ms += minutes * MINUTE_MS;
    return Math.round(at_ms / (10 * MINUTE_MS)) * 10 * MINUTE_MS;
  };
  const drive = (from: CityPlace, to: CityPlace) =>
    pass((distance_m(from.lon, from.lat, to.lon, to.lat) / 1000) * MIN_PER_KM);
  const stay = ({ code }: CityPlace, minutes: number): Visit => ({
    ...{ kind: 'site', code, from_ms: pass(0), to_ms: pass(minutes) },
  });
  const cross = (port: CityPlace, way: Direction) => ({
    ...{ port: port.code, direction: way, at_ms: pass(QUEUE_MIN) },
  });
  if (direction === 'out') {
    const home = stay(stops[0], 15);
    drive(stops[0], there);
    const out = cross(there, 'out');
    pass(2 * APPROACH_MIN + 90);
    const back_in = cross(back, 'in');
    drive(back, stops[0]);
    return { crossings: [out, back_in], stops: [home, stay(stops[0], 15)], end_ms: pass(0) };
  }
  pass(APPROACH_MIN);
  const into = cross(there, 'in');
  const visits = stops.map((stop, i) => {
    drive(i === 0 ? there : stops[i - 1], stop);
    return stay(stop, stops.length > 2 ? 10 : STAY_MIN);
  });
  drive(stops[stops.length - 1], back);
  const out = cross(back, 'out');
  return { crossings: [into, out], stops: visits, end_ms: pass(APPROACH_MIN) };
}

function declaredOf({ truck, begin_ms, random }: Draft, { crossings, stops }: Times) {
  return {
    at_ms: begin_ms - Math.floor((2 + 18 * random.next()) * 60) * MINUTE_MS,
    ...{ entries_before: 0, mode: 'direct' as const, crossings, stops },
    bookings: crossings.map(({ port, at_ms }) => {
      const from_ms = Math.floor(at_ms / SLOT_MS) * SLOT_MS;
      return { code: port, from_ms, to_ms: from_ms + SLOT_MS };
    }),
    documents: papersOf(truck, random),
  };
}

/** One load of dangerous goods in twelve has no slip. */
function papersOf({ class: kind }: LifeTruck, random: Random): TripDocument[] {
  const kinds: TripDocument['kind'][] = ['permit', 'licence', 'customs', 'sticker'];
  if (kind === 'hazmat' && random.next() > 1 / 12) kinds.push('hazmat_slip');
  return kinds.map((one) => ({ kind: one, valid_to_ms: null }));
}

const streetOf = ({ network }: FreightCity, { link }: CityPlace): string | null =>
  network.meta.streets[network.link_street[link]]?.code ?? null;

const seedOf = (seed: number, day_ms: number, truck: number): number =>
  Math.floor(hash01(seed, Math.floor(day_ms / 3_600_000), 900 + truck) * 2 ** 32);

function keyOf(day_ms: number, truck: number, n: number): string {
  const day = new Date(day_ms + 8 * HOUR_MS).toISOString().slice(0, 10).replaceAll('-', '');
  return `${day}-${String(truck).padStart(3, '0')}-${n + 1}`;
}

function different<T>(random: Random, all: readonly T[], count: number): T[] {
  const left = [...all];
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)[0]);
}
