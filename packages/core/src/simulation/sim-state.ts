import { EventQueue, eventColumns } from './event-queue.ts';
import type { SimNetwork } from './sim-network.ts';
import type { SimVehicles } from './sim-vehicles.ts';
import { bytesOf, layColumns } from './state-layout.ts';

/** Numbers of one simulation that count up; indices in `counter`. */
export const COUNTER = {
  next_departure: 0,
  next_change: 1,
  departed: 2,
  entered: 3,
  arrived: 4,
  deadlocks: 5,
  releases: 6,
  reroutes: 7,
  traversals: 8,
  /** Drivers who found no open way and ended their trip elsewhere. */
  given_up: 9,
} as const;
const COUNTERS = 10;

/** Rows of event numbers: signals first, so that a phase begins before vehicles look at it. */
export interface EventNumbers {
  readonly signal: number;
  /** The first vehicle of section s tries to leave it: `head + s`. */
  readonly head: number;
  /** Section s can take a vehicle: `entry + s`. */
  readonly entry: number;
  /** The circle through section s is released: `release + s`. */
  readonly release: number;
  readonly costs: number;
  readonly count: number;
}

/** Sections of the network, then one waiting line for each link where vehicles wait to enter it. */
export function queueCount({ section_count, link_count }: SimNetwork): number {
  return section_count + link_count;
}

export function eventNumbers(network: SimNetwork): EventNumbers {
  const sections = queueCount(network);
  const head = network.signals.controller_count;
  const costs = head + 3 * sections;
  return {
    signal: 0,
    head,
    entry: head + sections,
    release: head + 2 * sections,
    costs,
    count: costs + 1,
  };
}

/** Gaps under way in each section never outnumber the vehicles that it holds: rows of the ring of each section (CSR). */
function gapRows(network: SimNetwork, smallest_pcu: number): Int32Array {
  const offset = new Int32Array(network.section_count + 1);
  for (let s = 0; s < network.section_count; s++)
    offset[s + 1] =
      offset[s] + Math.ceil((network.section_storage_pcu[s] + 2) / Math.min(1, smallest_pcu)) + 1;
  return offset;
}

function columnsOf(network: SimNetwork, vehicles: SimVehicles, gaps: number) {
  const queues = queueCount(network);
  const { vehicle_count } = vehicles;
  const { controller_count } = network.signals;
  const events = eventNumbers(network).count;
  return {
    now_s: ['f64', 1],
    counter: ['i32', COUNTERS],
    head: ['i32', queues, -1],
    tail: ['i32', queues, -1],
    count: ['i32', queues],
    /** Storage in use, gaps under way included, pcu. */
    occupied_pcu: ['f64', queues],
    next_exit_s: ['f64', queues],
    last_exit_s: ['f64', queues, -Infinity],
    next_entry_s: ['f64', queues],
    gap_first: ['i32', queues],
    gap_count: ['i32', queues],
    /** Section that the first vehicle waits for; −1 when for none. */
    waiting_on: ['i32', queues, -1],
    waiting_since_s: ['f64', queues],
    waiting_next: ['i32', queues, -1],
    /** First of the sections whose vehicles wait for this one; −1 for none. */
    waiters: ['i32', queues, -1],
    /** Virtual time of the merge into this section. */
    merge_time: ['f64', queues],
    /** Since when the first vehicle could leave but for others; Infinity while it could not. */
    held_since_s: ['f64', queues, Infinity],
    /** When the first vehicle of its queue last set out from a standstill. */
    started_s: ['f64', queues, -Infinity],
    /** 1 while the first vehicle gives way. */
    giving_way: ['u8', queues],
    in_circle: ['u8', queues],
    /** Mean time between departures out of its queue, s. */
    seen_headway_s: ['f64', queues],
    closed: ['u8', queues],
    entry_headway_s: ['f64', queues],
    /** Factor on headways at its exit. */
    exit_pace: ['f64', queues, 1],
    free_s: ['f64', queues],
    storage_pcu: ['f64', queues],
    gap_time_s: ['f64', gaps],
    gap_pcu: ['f32', gaps],
    /** Virtual time of the next passage of each movement, then of each waiting line. */
    merge_tag: ['f64', network.movement_count + network.link_count],
    last_pass_s: ['f64', network.movement_count, -Infinity],
    program: ['i32', controller_count],
    phase: ['i32', controller_count],
    green_since_s: ['f64', controller_count],
    green_until_s: ['f64', controller_count, Infinity],
    ready_s: ['f64', vehicle_count],
    entered_s: ['f64', vehicle_count, Number.NaN],
    arrived_s: ['f64', vehicle_count, Number.NaN],
    free_flow_s: ['f64', vehicle_count],
    /** Speed that it has reached at the end of its section; Infinity when that is the free speed. */
    run_up_mps: ['f32', vehicle_count, Infinity],
    driven_m: ['f64', vehicle_count],
    next: ['i32', vehicle_count, -1],
    previous: ['i32', vehicle_count, -1],
    section: ['i32', vehicle_count, -1],
    movement: ['i32', vehicle_count, -1],
    /** Place in the routes of the turn that it makes at the end of its link. */
    route_at: ['i32', vehicle_count, -1],
    stop_at: ['i32', vehicle_count],
    turn_cost_s: ['f32', network.turn_count],
    ...eventColumns(events),
  } as const;
}

/** All that changes in a simulation, as columns over one buffer. */
export type SimColumns = ReturnType<typeof layColumns<ReturnType<typeof columnsOf>>>;

/** The columns of a state with what gives access to them. */
export interface SimState {
  readonly buffer: ArrayBuffer;
  readonly columns: SimColumns;
  readonly events: EventQueue;
  readonly gap_row: Int32Array;
  /** Turns of routes; those chosen on the way are appended. */
  routes: Int32Array;
  /** How many rows of `routes` are in use. */
  route_rows: number;
  /** Deadlocks found: when, and the links of the circle. */
  readonly deadlocks: Deadlock[];
}

export interface Deadlock {
  readonly at_s: number;
  readonly links: readonly number[];
}

/** Lays out a state, empty. @param smallest_pcu of any vehicle class */
export function createState(network: SimNetwork, vehicles: SimVehicles, smallest_pcu: number): SimState {
  const gap_row = gapRows(network, smallest_pcu);
  const specs = columnsOf(network, vehicles, gap_row[network.section_count]);
  const buffer = new ArrayBuffer(bytesOf(specs));
  const columns = layColumns(specs, buffer);
  const events = new EventQueue(columns);
  return {
    buffer,
    columns,
    events,
    gap_row,
    routes: vehicles.route_turn,
    route_rows: vehicles.route_turn.length,
    deadlocks: [],
  };
}
