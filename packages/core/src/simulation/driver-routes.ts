import { hash01 } from '../random/index.ts';
import { RouteChooser } from './route-chooser.ts';
import type { SimNetwork } from './sim-network.ts';
import type { SimMessage, SimOptions } from './sim-options.ts';
import { COUNTER, type SimState } from './sim-state.ts';
import type { SimVehicles } from './sim-vehicles.ts';

/** Purposes of random numbers, as the last argument of the hash. */
const DRAW = { informed: 1, message: 2, detour: 3 } as const;

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
  readonly #hasClosures: boolean;

  constructor(network: SimNetwork, vehicles: SimVehicles, state: SimState, options: SimOptions) {
    this.#network = network;
    this.#vehicles = vehicles;
    this.#state = state;
    this.#options = options;
    this.#chooser = new RouteChooser(network, state);
    const { messages, changes } = options;
    this.#hasClosures = changes.some((change) => change.kind === 'link' && change.closed);
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
   * @throws RangeError when it has begun another way
   */
  give(vehicle: number, turns: ArrayLike<number>): void {
    const { routes, columns } = this.#state;
    const at = columns.route_at[vehicle];
    if (at < 0) {
      this.#vehicles.route_start[vehicle] = this.#store(turns);
      return;
    }
    const isLast = this.#network.turn_to[routes[at]] < 0;
    if (turns[0] !== routes[at] || (!isLast && turns[1] !== routes[at + 1]))
      throw new RangeError(`vehicle ${vehicle} has begun another way`);
    columns.route_at[vehicle] = this.#store(turns);
  }

  /** Turns that a vehicle under way has yet to make, as a view that the next step may move; none of one that is not. */
  ahead(vehicle: number): Int32Array {
    const { routes, route_rows, columns } = this.#state;
    const at = columns.route_at[vehicle];
    let end = at;
    while (end >= 0 && end < route_rows && routes[end] < this.#network.turn_count) end++;
    return routes.subarray(Math.max(0, at), end + 1);
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

  /** Who learns on entering a link that their way is closed soon behind it chooses the rest of it again. */
  meet(vehicle: number, link: number, isOrigin: boolean): void {
    const { detour } = this.#options;
    if (!detour || !this.#hasClosures || !this.looksAround(vehicle)) return;
    const at = this.#state.columns.route_at[vehicle];
    if (this.#isClosedAhead(isOrigin ? at : at + 1, detour.sight_m)) this.#reroute(vehicle, link, isOrigin);
  }

  /** Whether a driver is among those who look for another way at once. */
  looksAround(vehicle: number): boolean {
    const { detour, seed } = this.#options;
    return detour !== null && hash01(seed, vehicle, 0, DRAW.detour) < detour.share;
  }

  #isClosedAhead(from: number, sight_m: number): boolean {
    const { turn_to, link_section, link_length_m } = this.#network;
    const { routes, columns } = this.#state;
    let seen_m = 0;
    for (let at = from; seen_m <= sight_m; at++) {
      const link = turn_to[routes[at]];
      if (link < 0) return false;
      if (columns.closed[link_section[link]] === 1) return true;
      seen_m += link_length_m[link];
    }
    return false;
  }

  /**
   * Who waits at the end of a link chooses the rest of their way again.
   * @param isFirst turns that can be made from where it stands
   * @param givesUp whether it ends its trip on another link when no way is open any more, which is counted
   * @returns whether it is another turn now
   */
  lookElsewhere(
    vehicle: number,
    link: number,
    isFirst: (turn: number) => boolean,
    givesUp: boolean,
  ): boolean {
    const to = this.#vehicles.destination_link[vehicle];
    const turns = this.#chooser.route(
      link,
      to,
      this.#vehicles.vehicle_class[vehicle],
      this.#chooser.present,
      isFirst,
    );
    const c = this.#state.columns;
    const chosen = turns ?? (givesUp ? this.#endNear(vehicle, link, isFirst) : undefined);
    if (!chosen || chosen[0] === this.#state.routes[c.route_at[vehicle]]) return false;
    c.counter[turns ? COUNTER.reroutes : COUNTER.given_up]++;
    c.route_at[vehicle] = this.#store(chosen);
    return true;
  }

  /** Turns to the end of whichever next link is open and reached soonest; undefined when none is. */
  #endNear(vehicle: number, link: number, isFirst: (turn: number) => boolean): number[] | undefined {
    const { link_turn, turn_to, turn_count, turn_classes, link_classes } = this.#network;
    const mask = 1 << this.#vehicles.vehicle_class[vehicle];
    const present = this.#state.routes[this.#state.columns.route_at[vehicle]];
    let [best, least_s] = [-1, Infinity];
    for (let turn = link_turn[link]; turn < link_turn[link + 1]; turn++) {
      if (turn === present || !isFirst(turn)) continue;
      if ((turn_classes[turn] & link_classes[turn_to[turn]] & mask) === 0) continue;
      const cost_s = this.#chooser.present.turnCost(turn);
      if (cost_s < least_s) [best, least_s] = [turn, cost_s];
    }
    return best < 0 ? undefined : [best, turn_count + turn_to[best]];
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
