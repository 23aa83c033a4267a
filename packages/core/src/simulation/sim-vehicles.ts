import type { SimNetwork } from './sim-network.ts';

/** All vehicles of a run, as columns: what is known of them before it. */
export interface SimVehicles {
  readonly vehicle_count: number;
  readonly vehicle_id: readonly string[];
  readonly depart_s: Float64Array;
  /** Index in the vehicle classes. */
  readonly vehicle_class: Uint8Array;
  readonly origin_link: Int32Array;
  readonly destination_link: Int32Array;
  /** Where its route begins in `route_turn`; −1 when it chooses one at departure. */
  readonly route_start: Int32Array;
  /** Turns of all routes, each ending with the turn out of the network. */
  readonly route_turn: Int32Array;
  /** Desired speed relative to the limit. */
  readonly speed_factor: Float32Array;
  /** Stops of each vehicle (CSR), in the order in which it makes them. */
  readonly stop_offset: Int32Array;
  readonly stop_link: Int32Array;
  readonly stop_dwell_s: Float64Array;
  /** 1 where it stops off the lane, so that others pass. */
  readonly stop_bay: Uint8Array;
  /** Vehicles in the order of their departures. */
  readonly departure_order: Uint32Array;
}

export interface StopSpec {
  readonly link: number;
  readonly dwell_s: number;
  readonly bay: boolean;
}

export interface VehicleSpec {
  readonly id: string;
  readonly depart_s: number;
  readonly class?: number;
  readonly speed_factor?: number;
  readonly stops?: readonly StopSpec[];
}

/** Two links of a route that no turn joins for the vehicle. */
export class RouteGapError extends Error {
  constructor(
    readonly vehicle: string,
    readonly from: string,
    readonly to: string,
  ) {
    super(`no turn leads from ${from} to ${to} (vehicle ${vehicle})`);
  }
}

/** Number of the turn from one link to the next; undefined when there is none. */
export function findTurn({ link_turn, turn_to }: SimNetwork, from: number, to: number): number | undefined {
  for (let turn = link_turn[from]; turn < link_turn[from + 1]; turn++) if (turn_to[turn] === to) return turn;
  return undefined;
}

/** Collects vehicles and makes their columns. */
export class VehicleTable {
  readonly #network: SimNetwork;
  readonly #ids: string[] = [];
  readonly #depart_s: number[] = [];
  readonly #class: number[] = [];
  readonly #origin: number[] = [];
  readonly #destination: number[] = [];
  readonly #routeStart: number[] = [];
  readonly #turns: number[] = [];
  readonly #factor: number[] = [];
  readonly #stopOffset = [0];
  readonly #stops: StopSpec[] = [];

  constructor(network: SimNetwork) {
    this.#network = network;
  }

  get count(): number {
    return this.#ids.length;
  }

  /**
   * Adds a vehicle with its route, links in the order in which it drives them.
   * @throws RouteGapError when two of them are not joined.
   */
  addRouted(vehicle: VehicleSpec, links: readonly number[]): number {
    const { link_id, turn_count } = this.#network;
    const start = this.#turns.length;
    for (let i = 0; i + 1 < links.length; i++) {
      const turn = findTurn(this.#network, links[i], links[i + 1]);
      if (turn === undefined) {
        this.#turns.length = start;
        throw new RouteGapError(vehicle.id, link_id[links[i]], link_id[links[i + 1]]);
      }
      this.#turns.push(turn);
    }
    const last = links[links.length - 1];
    this.#turns.push(turn_count + last);
    return this.#add(vehicle, links[0], last, start);
  }

  /** Adds a vehicle with the route of one that was added before. */
  addLike(vehicle: VehicleSpec, other: number): number {
    return this.#add(vehicle, this.#origin[other], this.#destination[other], this.#routeStart[other]);
  }

  /** Adds a vehicle that chooses its route at departure. */
  addFree(vehicle: VehicleSpec, origin: number, destination: number): number {
    return this.#add(vehicle, origin, destination, -1);
  }

  #add(vehicle: VehicleSpec, origin: number, destination: number, routeStart: number): number {
    this.#depart_s.push(vehicle.depart_s);
    this.#class.push(vehicle.class ?? 0);
    this.#factor.push(vehicle.speed_factor ?? 1);
    this.#origin.push(origin);
    this.#destination.push(destination);
    this.#routeStart.push(routeStart);
    this.#stops.push(...(vehicle.stops ?? []));
    this.#stopOffset.push(this.#stops.length);
    return this.#ids.push(vehicle.id) - 1;
  }

  build(): SimVehicles {
    const depart_s = Float64Array.from(this.#depart_s);
    const departure_order = Uint32Array.from(depart_s.keys());
    departure_order.sort((a, b) => depart_s[a] - depart_s[b] || a - b);
    return {
      vehicle_count: this.#ids.length,
      vehicle_id: this.#ids,
      depart_s,
      vehicle_class: Uint8Array.from(this.#class),
      origin_link: Int32Array.from(this.#origin),
      destination_link: Int32Array.from(this.#destination),
      route_start: Int32Array.from(this.#routeStart),
      route_turn: Int32Array.from(this.#turns),
      speed_factor: Float32Array.from(this.#factor),
      stop_offset: Int32Array.from(this.#stopOffset),
      stop_link: Int32Array.from(this.#stops, ({ link }) => link),
      stop_dwell_s: Float64Array.from(this.#stops, ({ dwell_s }) => dwell_s),
      stop_bay: Uint8Array.from(this.#stops, ({ bay }) => (bay ? 1 : 0)),
      departure_order,
    };
  }
}
