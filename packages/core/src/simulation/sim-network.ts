/** Signal programs of all controllers; times in seconds. */
export interface SignalTable {
  readonly controller_count: number;
  readonly controller_id: readonly string[];
  /** Programs of each controller (CSR); the first is in force at the start. */
  readonly program_offset: Int32Array;
  /** 1 where the program is actuated, 0 where its times are fixed. */
  readonly program_actuated: Uint8Array;
  /** Cycle of a fixed program; 0 of an actuated one. */
  readonly program_cycle_s: Float64Array;
  /** When the cycle begins, counted from time 0. */
  readonly program_offset_s: Float64Array;
  /** First window list of each program: that of its controller's movement `slot` is at `program_window + slot`. */
  readonly program_window: Int32Array;
  /** Windows of each list (CSR). */
  readonly window_offset: Int32Array;
  /** Of a fixed program: from when in the cycle it is green; of an actuated one: the phase in which it is. */
  readonly window_start: Float64Array;
  /** Of a fixed program: until when it is green, up to one cycle. */
  readonly window_end: Float64Array;
  /** 1 where the movement is green but gives way. */
  readonly window_permissive: Uint8Array;
  /** Phases of actuated programs (CSR). */
  readonly phase_offset: Int32Array;
  readonly phase_min_s: Float64Array;
  readonly phase_max_s: Float64Array;
  /** How far ahead a vehicle may be and still extend the green. */
  readonly phase_extension_s: Float64Array;
  /** Yellow and all-red after it. */
  readonly phase_clearance_s: Float64Array;
  /** Time after the start of green in which nothing leaves. */
  readonly phase_lost_s: Float64Array;
  /** 1 where the phase is served in its turn though nobody calls for it. */
  readonly phase_recall: Uint8Array;
  /** Movements of each controller (CSR), in the order of their slots. */
  readonly movement_offset: Int32Array;
  readonly movement: Int32Array;
}

/**
 * What the simulation runs on, as columns. A **link** is a road between two nodes. It holds one or more **sections**,
 * the units of queueing: each is first-in-first-out, has its lanes, length, capacity and storage, and passes gaps
 * upstream at its wave speed (Newell 1993; Yperman 2007). A link without turn pockets is one section. With pockets it is an
 * approach section and behind it a section for each lane group. When all lane groups have the full length of the link there is no
 * approach, and vehicles choose their lane group where they enter.
 *
 * A **turn** leads from one link to the next; turns `turn_count + link` lead out of the network. A **movement** is a turn as it is
 * made from one section: it has its saturation headway, its signal, whom it gives way to and its share at a merge.
 */
export interface SimNetwork {
  readonly node_count: number;
  readonly node_id: readonly string[];
  readonly link_count: number;
  readonly link_id: readonly string[];
  readonly link_from: Int32Array;
  readonly link_to: Int32Array;
  readonly link_length_m: Float64Array;
  readonly link_lanes: Float64Array;
  readonly link_speed_mps: Float64Array;
  /** Sections of each link (CSR over section numbers). */
  readonly link_section: Int32Array;
  /** 1 where the first section of the link is an approach and the others its pockets. */
  readonly link_has_approach: Uint8Array;
  /** Mask of the vehicle classes that may drive it: bit c for class c. */
  readonly link_classes: Uint32Array;
  /** Real turns of each link (CSR over turn numbers). */
  readonly link_turn: Int32Array;
  readonly section_count: number;
  readonly section_link: Int32Array;
  readonly section_lanes: Float64Array;
  readonly section_length_m: Float64Array;
  /** Capacity of all its lanes, pcu/s. */
  readonly section_capacity_vps: Float64Array;
  /** Capacity of its downstream end, pcu/s. */
  readonly section_exit_vps: Float64Array;
  /** Vehicles that it holds at jam density, pcu. */
  readonly section_storage_pcu: Float64Array;
  /** Time that a gap needs from its downstream to its upstream end, s. */
  readonly section_wave_s: Float64Array;
  readonly section_classes: Uint32Array;
  /** Real turns; those out of the network follow them in the columns. */
  readonly turn_count: number;
  readonly turn_from: Int32Array;
  /** Next link; −1 for the turn out of the network. */
  readonly turn_to: Int32Array;
  /** Mask of the vehicle classes that may turn so. */
  readonly turn_classes: Uint32Array;
  /** Movements by which each turn can be made (CSR over movement numbers). */
  readonly turn_movement: Int32Array;
  readonly movement_count: number;
  readonly movement_section: Int32Array;
  readonly movement_turn: Int32Array;
  /** Time between two vehicles at saturation, s/pcu. */
  readonly movement_headway_s: Float64Array;
  /** Time to cross the junction, s. */
  readonly movement_crossing_s: Float64Array;
  /** Share at a merge, relative to the others that wait for the same section. */
  readonly movement_weight: Float64Array;
  /** Gap that it needs in the streams that it gives way to, s. */
  readonly movement_gap_s: Float64Array;
  /** Movements that it gives way to (CSR). */
  readonly yield_offset: Int32Array;
  readonly yield_movement: Int32Array;
  /** Controller of its signal; −1 without. */
  readonly movement_signal: Int32Array;
  readonly movement_slot: Int32Array;
  readonly signals: SignalTable;
}

/** A vehicle class. */
export interface VehicleClass {
  readonly id: string;
  /** Passenger car units: what it takes of storage and capacity. */
  readonly pcu: number;
  /** Its own limit, m/s; Infinity when it drives as fast as allowed. */
  readonly max_speed_mps: number;
  /** Mean acceleration from a standstill, m/s²; at once when absent, as kinematic wave theory has it. */
  readonly accel_mps2?: number;
}

/** All classes may pass. */
export const ALL_CLASSES = 0xffff_ffff;
