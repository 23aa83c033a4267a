import {
  beginState,
  type FollowEvent,
  NOTHING_WATCHED,
  type TripPlan,
  type TripState,
} from '@opentocc/core/freight';
import { comparablePhone, normalPlate } from '../../../base/sources/index.ts';
import type { DeclaredTripFacts, RosterVehicle } from './doors.ts';
import type { TripRow } from './model.ts';

const MINUTE_MS = 60_000;
/** A trip is followed from so long before the first instant that it declared. */
const LEAD_MS = 180 * MINUTE_MS;

/** A trip that is followed. What changes is changed by the one queue of `following.ts`. */
export interface Tracked {
  facts: DeclaredTripFacts;
  plan: TripPlan;
  readonly state: TripState;
  readonly from_ms: number;
  began_ms: number;
  taken_ms: number;
  ticked_ms: number;
  stored_ms: number;
  /** Something was taken since it was stored. */
  dirty: boolean;
  /** What the follower said and is not stored yet. */
  events: FollowEvent[];
}

export const minuteOf = (at_ms: number): number => Math.floor(at_ms / MINUTE_MS) * MINUTE_MS;

/** The first instant of which a trip says anything. */
function firstOf({ declared }: DeclaredTripFacts['trip']): number {
  const times = [
    ...declared.crossings.map(({ at_ms }) => at_ms),
    ...declared.stops.map(({ from_ms }) => from_ms),
  ];
  return times.length === 0 ? (declared.at_ms ?? 0) : Math.min(...times);
}

/** Every trip that is followed, found by its code and by the vehicle that a fix is of. */
export class TripBook {
  readonly #byTrip = new Map<string, Tracked>();
  readonly #byPlate = new Map<string, Tracked[]>();
  readonly #byTerminal = new Map<string, Tracked[]>();
  /** Trips of a vehicle of the roster, and its terminal; found once, until trips or the roster change. */
  readonly #vehicles = new Map<number, { readonly trips: readonly Tracked[]; readonly terminal: string }>();

  constructor(private readonly findVehicle: (vehicle: number) => RosterVehicle | undefined) {}

  get size(): number {
    return this.#byTrip.size;
  }

  all(): IterableIterator<Tracked> {
    return this.#byTrip.values();
  }

  find(trip: string): Tracked | undefined {
    return this.#byTrip.get(trip);
  }

  add(facts: DeclaredTripFacts, plan: TripPlan, now_ms: number, row?: TripRow): Tracked {
    const first_ms = firstOf(facts.trip);
    const tracked: Tracked = {
      facts,
      plan,
      state: row?.state ?? beginState(facts.id),
      from_ms: first_ms - LEAD_MS,
      began_ms: row?.began_ms ?? first_ms,
      taken_ms: row?.taken_ms ?? 0,
      ticked_ms: row?.ticked_ms ?? minuteOf(now_ms),
      stored_ms: row?.stored_ms ?? 0,
      dirty: row === undefined,
      events: [],
    };
    this.#byTrip.set(facts.id, tracked);
    enter(this.#byPlate, normalPlate(facts.plate), tracked);
    enter(this.#byTerminal, comparablePhone(facts.terminal), tracked);
    this.#vehicles.clear();
    return tracked;
  }

  remove(tracked: Tracked): void {
    const { id, plate, terminal } = tracked.facts;
    this.#byTrip.delete(id);
    leave(this.#byPlate, normalPlate(plate), tracked);
    leave(this.#byTerminal, comparablePhone(terminal), tracked);
    this.#vehicles.clear();
  }

  /** The roster may have changed. */
  forgetVehicles(): void {
    this.#vehicles.clear();
  }

  /** The trip that a fix of a vehicle belongs to, and the terminal that sent it. */
  ofVehicle(
    vehicle: number,
    at_ms: number,
  ): { readonly tracked: Tracked; readonly terminal: string } | undefined {
    const known = this.#vehicles.get(vehicle) ?? this.#look(vehicle);
    const tracked = currentOf(known.trips, at_ms);
    return tracked && { tracked, terminal: known.terminal || tracked.plan.terminal };
  }

  ofPlate(plate: string, at_ms: number): Tracked | undefined {
    return currentOf(this.#byPlate.get(normalPlate(plate)) ?? [], at_ms);
  }

  #look(vehicle: number) {
    const found = this.findVehicle(vehicle);
    const terminal = found ? comparablePhone(found.phone) : '';
    const trips = found
      ? (this.#byPlate.get(normalPlate(found.plate)) ?? this.#byTerminal.get(terminal) ?? [])
      : [];
    const known = { trips, terminal };
    this.#vehicles.set(vehicle, known);
    return known;
  }
}

/** The one under way, or else the one that sets out next; none before its time. */
function currentOf(trips: readonly Tracked[], at_ms: number): Tracked | undefined {
  const open = trips.filter(({ state }) => state.stage !== 'over' || state.vanished);
  return open.find(({ state }) => state.stage !== 'waiting') ?? open.find(({ from_ms }) => from_ms <= at_ms);
}

function enter(map: Map<string, Tracked[]>, key: string, tracked: Tracked): void {
  map.set(
    key,
    [...(map.get(key) ?? []), tracked].sort((a, b) => a.from_ms - b.from_ms),
  );
}

function leave(map: Map<string, Tracked[]>, key: string, tracked: Tracked): void {
  const left = (map.get(key) ?? []).filter((one) => one !== tracked);
  if (left.length === 0) map.delete(key);
  else map.set(key, left);
}

/** A trip that is taken to be over, without a word of it, is watched for so long. */
const VANISHED_MS = 120 * MINUTE_MS;

/** Over for certain, or for so long without a word that nothing comes any more. */
export function isLeft({ state }: Pick<Tracked, 'state'>, now_ms: number): boolean {
  if (state.stage !== 'over') return false;
  return !state.vanished || now_ms - (state.heard_ms ?? 0) >= VANISHED_MS;
}

/** What is known of the plan of a trip that is not open any more: enough to end it and to show it. */
export const planOfRow = ({
  trip,
  plate,
  class: of,
  direction,
}: Pick<TripRow, 'trip' | 'plate' | 'class' | 'direction'>): TripPlan => ({
  ...{
    trip,
    plate,
    terminal: '',
    class: of,
    direction,
    ports: { in: null, out: null },
    stops: [],
    route: null,
  },
  watch: NOTHING_WATCHED,
});
