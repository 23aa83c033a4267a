import { hash01 } from '../random/index.ts';
import { RouteChooser } from './route-chooser.ts';
import type { SimNetwork } from './sim-network.ts';
import type { SimMessage, SimOptions } from './sim-options.ts';
import { COUNTER, type SimState } from './sim-state.ts';
import type { SimVehicles } from './sim-vehicles.ts';

/** Purposes of random numbers, as the last argument of the hash. */
const DRAW = { informed: 1, message: 2 } as const;

/** A vehicle that chooses its route found none. */
export class UnreachableError extends Error {
  constructor(
    readonly vehicle: string,
    readonly from: string,
    readonly to: string,
  ) {
    super(`there is no way from ${from} to ${to} for vehicle ${vehicle}`);
  }
}

/** The routes of drivers: the first at departure, and another on the way for those whom a message reaches. */
export class DriverRoutes {
  readonly #network: SimNetwork;
  readonly #vehicles: SimVehicles;
  readonly #state: SimState;
  readonly #options: SimOptions;
  readonly #chooser: RouteChooser;
  readonly #messagesOf: ReadonlyMap<number, readonly number[]>;
  readonly #messagesEverywhere: readonly number[];

  constructor(network: SimNetwork, vehicles: SimVehicles, state: SimState, options: SimOptions) {
    this.#network = network;
    this.#vehicles = vehicles;
    this.#state = state;
    this.#options = options;
    this.#chooser = new RouteChooser(network, state);
    const { messages } = options;
    this.#messagesOf = messagesByLink(messages);
    this.#messagesEverywhere = [...messages.keys()].filter((i) => !messages[i].links);
  }

  /** Stores the costs of the moment for those who choose until the next update. */
  updateCosts(): void {
    this.#chooser.update();
  }

  /**
   * The route that a vehicle departs on, as a row of `state.routes`: its own, or the best by the costs that its driver knows.
   * @throws UnreachableError when there is none
   */
  first(vehicle: number): number {
    const { route_start, origin_link, destination_link, vehicle_id } = this.#vehicles;
    if (route_start[vehicle] >= 0) return route_start[vehicle];
    const { seed, informed_share } = this.#options;
    const isInformed = hash01(seed, vehicle, 0, DRAW.informed) < informed_share;
    const from = origin_link[vehicle];
    const to = destination_link[vehicle];
    const found = isInformed ? this.#routeNow(vehicle, from, to) : undefined;
    const turns = found ?? this.#route(vehicle, from, to, this.#chooser.freeFlow);
    if (!turns)
      throw new UnreachableError(vehicle_id[vehicle], this.#network.link_id[from], this.#network.link_id[to]);
    return this.#store(turns);
  }

  #routeNow(vehicle: number, from: number, to: number): number[] | undefined {
    const costs = this.#options.route_update_s > 0 ? this.#chooser.stored : this.#chooser.present;
    return this.#route(vehicle, from, to, costs);
  }

  #route(vehicle: number, from: number, to: number, costs: RouteChooser['present']): number[] | undefined {
    return this.#chooser.route(from, to, this.#vehicles.vehicle_class[vehicle], costs);
  }

  /**
   * Gives a vehicle its way: all of it before it departs; on the way the rest behind its next link, for which it may already
   * stand in line.
   * @param turns the last one out of the network
   */
  give(vehicle: number, turns: ArrayLike<number>): void {
    const { route_at } = this.#state.columns;
    if (route_at[vehicle] >= 0) route_at[vehicle] = this.#store(turns);
    else this.#vehicles.route_start[vehicle] = this.#store(turns);
  }

  #store(turns: ArrayLike<number>): number {
    const state = this.#state;
    const start = state.route_rows;
    if (start + turns.length > state.routes.length) {
      const longer = new Int32Array(2 * (start + turns.length));
      longer.set(state.routes.subarray(0, start));
      state.routes = longer;
    } else if (state.routes === this.#vehicles.route_turn) state.routes = state.routes.slice();
    state.routes.set(turns, start);
    state.route_rows = start + turns.length;
    return start;
  }

  /** Messages in force on a link let some of those who are about to enter it choose the rest of their route again. */
  hear(vehicle: number, link: number, isOrigin: boolean): void {
    const { messages, seed } = this.#options;
    if (messages.length === 0) return;
    const now_s = this.#state.columns.now_s[0];
    for (const index of [...this.#messagesEverywhere, ...(this.#messagesOf.get(link) ?? [])]) {
      const { from_s, to_s, share } = messages[index];
      if (now_s < from_s || now_s >= to_s) continue;
      if (hash01(seed, vehicle, index, DRAW.message) >= share) continue;
      if (this.#isConcerned(vehicle, messages[index])) this.#reroute(vehicle, link, isOrigin);
    }
  }

  #isConcerned(vehicle: number, { avoid }: SimMessage): boolean {
    if (!avoid) return true;
    const { turn_to } = this.#network;
    const { routes } = this.#state;
    for (let at = this.#state.columns.route_at[vehicle]; turn_to[routes[at]] >= 0; at++)
      if (avoid.includes(turn_to[routes[at]])) return true;
    return false;
  }

  #reroute(vehicle: number, link: number, isOrigin: boolean): void {
    const c = this.#state.columns;
    const turns = this.#routeNow(vehicle, link, this.#vehicles.destination_link[vehicle]);
    if (!turns) return;
    const old = c.route_at[vehicle];
    const rest = isOrigin ? old : old + 1;
    if (turns.every((turn, i) => this.#state.routes[rest + i] === turn)) return;
    c.counter[COUNTER.reroutes]++;
    c.route_at[vehicle] = this.#store(isOrigin ? turns : [this.#state.routes[old], ...turns]);
  }
}

function messagesByLink(messages: readonly SimMessage[]): Map<number, number[]> {
  const byLink = new Map<number, number[]>();
  messages.forEach(({ links }, index) => {
    for (const link of links ?? []) byLink.set(link, [...(byLink.get(link) ?? []), index]);
  });
  return byLink;
}
