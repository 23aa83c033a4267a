/** Lanes of a link that queue together at its downstream end. */
export interface LaneGroupSpec {
  readonly lanes: number;
  /** Length over which they are apart from the others, up to the length of the link. */
  readonly length_m: number;
  /** Mask of vehicle classes; all when absent. */
  readonly classes?: number;
}

/** A link as converters describe it. Capacity and jam density are those of one lane. */
export interface LinkSpec {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly length_m: number;
  readonly lanes: number;
  readonly speed_mps: number;
  readonly capacity_vps: number;
  readonly wave_mps: number;
  readonly jam_density_vpm: number;
  /** Capacity of the downstream end over all lanes, veh/s. */
  readonly exit_vps?: number;
  /** Storage over all lanes, pcu, where it differs from jam density × length × lanes. */
  readonly storage_pcu?: number;
  readonly classes?: number;
  /** One group of all lanes when absent. */
  readonly groups?: readonly LaneGroupSpec[];
}

/** A way from one lane group to a next link. */
export interface MovementSpec {
  readonly from: number;
  readonly to: number;
  /** Index in the groups of the link `from`. */
  readonly group: number;
  /** Saturation flow, pcu/s; the group's capacity when absent. */
  readonly saturation_vps?: number;
  readonly crossing_s?: number;
  readonly weight?: number;
  readonly critical_gap_s?: number;
  /** Indices of the movements that it gives way to. */
  readonly yields_to?: readonly number[];
  readonly classes?: number;
}

/** Green of one movement in a fixed program, or its phase in an actuated one. */
export interface GreenSpec {
  readonly movement: number;
  /** Seconds in the cycle; for an actuated program the number of the phase. */
  readonly start: number;
  readonly end: number;
  readonly permissive?: boolean;
}

export interface PhaseSpec {
  readonly min_s: number;
  readonly max_s: number;
  readonly extension_s: number;
  readonly clearance_s: number;
  readonly lost_s: number;
  /** Served in its turn though nobody calls for it; false when absent. */
  readonly recall?: boolean;
}

export interface ProgramSpec {
  readonly actuated: boolean;
  readonly cycle_s: number;
  readonly offset_s: number;
  readonly greens: readonly GreenSpec[];
  /** Of an actuated program. */
  readonly phases?: readonly PhaseSpec[];
}

export interface ControllerSpec {
  readonly id: string;
  readonly programs: readonly ProgramSpec[];
}

export interface NetworkSpec {
  readonly nodes: readonly string[];
  readonly links: readonly LinkSpec[];
  readonly movements: readonly MovementSpec[];
  readonly controllers: readonly ControllerSpec[];
}
