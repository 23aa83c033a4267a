import type { VehicleClass } from './sim-network.ts';

/** What a link is like from an instant on. */
export interface LinkChange {
  readonly kind: 'link';
  readonly at_s: number;
  readonly link: number;
  /** Nothing enters; what is on it may leave. */
  readonly closed: boolean;
  /** Share of its lanes that are open, 0–1: scales capacity, storage and headway. */
  readonly lane_share: number;
  /** Share of the capacity of its downstream end, 0–1. */
  readonly exit_share: number;
  readonly speed_mps: number;
}

/** A signal takes another of its programs. */
export interface ProgramChange {
  readonly kind: 'program';
  readonly at_s: number;
  readonly controller: number;
  /** Index among the controller's own programs. */
  readonly program: number;
}

export type SimChange = LinkChange | ProgramChange;

/** A message that lets some drivers choose their route again. */
export interface SimMessage {
  readonly from_s: number;
  readonly to_s: number;
  /** Links where it is read, on entering them; everywhere when absent. */
  readonly links?: readonly number[];
  /** Share of drivers who follow it, 0–1. */
  readonly share: number;
  /** Only those whose route leads over one of these; everybody when absent. */
  readonly avoid?: readonly number[];
}

/** Drivers who meet a closure, or stand for long, and look for another way without a message. */
export interface Detour {
  /** Share of drivers who do as soon as they see a closure, 0–1; the others once they have stood for long. */
  readonly share: number;
  /** How far behind the link that they enter they learn of a closure, m; of the next link always. */
  readonly sight_m: number;
  /** Standing in a queue after which whoever comes to its head looks for another way, and then again, s; more than 0. */
  readonly patience_s: number;
}

/** Sees vehicles enter and leave links; must not change the simulation. */
export interface SimObserver {
  enter(link: number, vehicle: number, at_s: number, pcu: number): void;
  leave(link: number, vehicle: number, at_s: number, pcu: number): void;
}

export interface SimOptions {
  readonly seed: number;
  /** Instant at which the simulation begins, s. */
  readonly start_s: number;
  readonly classes: readonly VehicleClass[];
  /** In any order. */
  readonly changes: readonly SimChange[];
  readonly messages: readonly SimMessage[];
  /**
   * What happens to a circle of full links that wait for each other: reported always; after this time each head in
   * it moves on by one link, and that is counted. Infinity leaves it.
   */
  readonly deadlock_release_s: number;
  /** Waiting time after which a driver who gives way takes any gap; Infinity for never. */
  readonly impatience_s: number;
  /** Nobody leaves their way without a message when null. */
  readonly detour: Detour | null;
  /** Share of drivers who choose their route at departure by the travel times of the moment; the others by free flow. */
  readonly informed_share: number;
  /** How old these travel times may be, s; 0 for those of the instant. */
  readonly route_update_s: number;
}

export const CAR: VehicleClass = { id: 'car', pcu: 1, max_speed_mps: Infinity };

export const DEFAULT_SIM_OPTIONS: SimOptions = {
  seed: 1,
  start_s: 0,
  classes: [CAR],
  changes: [],
  messages: [],
  deadlock_release_s: Infinity,
  impatience_s: 120,
  detour: null,
  informed_share: 1,
  route_update_s: 0,
};
