/** A scenario for the simulation as it is written in a file; `packages/contract/src/scenario.ts` is its schema. */
export interface Scenario {
  readonly name?: string;
  readonly seed?: number;
  readonly start_s?: number;
  /** Until when it is simulated; until all have arrived when absent. */
  readonly end_s?: number;
  /** Length of the intervals of the results. */
  readonly interval_s?: number;
  readonly defaults?: ScenarioLane;
  readonly nodes?: readonly ScenarioNode[];
  readonly links: readonly ScenarioLink[];
  readonly movements?: readonly ScenarioMovement[];
  readonly turn_bans?: readonly ScenarioTurn[];
  readonly signals?: readonly ScenarioSignal[];
  readonly vehicle_classes?: readonly ScenarioClass[];
  readonly demand?: readonly ScenarioDemand[];
  readonly bus_lines?: readonly ScenarioBusLine[];
  readonly incidents?: readonly ScenarioIncident[];
  readonly messages?: readonly ScenarioMessage[];
  readonly options?: ScenarioOptions;
}

/** What may be said of a lane, each in either unit. */
export interface ScenarioLane {
  readonly free_speed_mps?: number;
  readonly free_speed_kmh?: number;
  readonly capacity_vps_per_lane?: number;
  readonly capacity_vph_per_lane?: number;
  readonly jam_density_vpm_per_lane?: number;
  readonly jam_density_vpkm_per_lane?: number;
  readonly wave_speed_mps?: number;
  readonly wave_speed_kmh?: number;
  readonly reaction_time_s?: number;
}

export interface ScenarioNode {
  readonly id: string;
  readonly x_m?: number;
  readonly y_m?: number;
  readonly control?: 'none' | 'priority' | 'roundabout' | 'all_way_stop';
}

export interface ScenarioLink extends ScenarioLane {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly length_m?: number;
  readonly lanes?: number;
  /** Of all lanes. */
  readonly capacity_vps?: number;
  readonly capacity_vph?: number;
  readonly exit_capacity_vps?: number;
  readonly exit_capacity_vph?: number;
  readonly storage_vehicles?: number;
  readonly priority?: number;
  readonly circulating?: boolean;
  readonly merge_weight?: number;
  /** Vehicle classes that may drive it. */
  readonly classes?: readonly string[];
}

export interface ScenarioTurn {
  readonly from: string;
  readonly to: string;
}

export interface ScenarioMovement extends ScenarioTurn {
  readonly lanes?: number;
  readonly pocket_length_m?: number;
  /** Movements of a link with the same name here share lanes. */
  readonly lane_group?: string;
  readonly saturation_flow_vph?: number;
  readonly saturation_flow_vps?: number;
  readonly merge_weight?: number;
  readonly yields_to?: readonly ScenarioTurn[];
  readonly critical_gap_s?: number;
  readonly follow_up_s?: number;
  readonly crossing_s?: number;
  readonly classes?: readonly string[];
}

export interface ScenarioPhase {
  readonly green_s?: number;
  readonly yellow_s?: number;
  readonly all_red_s?: number;
  readonly min_green_s?: number;
  readonly max_green_s?: number;
  readonly extension_s?: number;
  readonly movements?: readonly (ScenarioTurn & { readonly permissive?: boolean })[];
  /** All movements from these links. */
  readonly from_links?: readonly string[];
}

export interface ScenarioPlan {
  readonly cycle_s?: number;
  readonly offset_s?: number;
  readonly startup_lost_s?: number;
  readonly phases: readonly ScenarioPhase[];
}

export interface ScenarioSignal extends ScenarioPlan {
  readonly id?: string;
  readonly node: string;
  readonly type?: 'fixed' | 'actuated';
  /** Movements that the signal does not hold. */
  readonly free_movements?: readonly ScenarioTurn[];
  /** Other plans, each from an instant on. */
  readonly later_plans?: readonly (ScenarioPlan & { readonly from_s: number })[];
}

export interface ScenarioClass {
  readonly id: string;
  readonly pcu?: number;
  readonly max_speed_kmh?: number;
  readonly max_speed_mps?: number;
}

export interface ScenarioDemand {
  readonly id?: string;
  readonly from_node?: string;
  readonly to_node?: string;
  readonly from_link?: string;
  readonly to_link?: string;
  readonly route?: readonly string[];
  readonly routes?: readonly { readonly links: readonly string[]; readonly share: number }[];
  readonly class?: string;
  readonly start_s?: number;
  readonly end_s?: number;
  readonly flow_vph?: number;
  readonly flow_vps?: number;
  readonly count?: number;
  readonly departures_s?: readonly number[];
  readonly profile?: readonly {
    readonly start_s: number;
    readonly end_s: number;
    readonly flow_vph?: number;
    readonly flow_vps?: number;
  }[];
  readonly arrivals?: 'even' | 'poisson';
}

export interface ScenarioBusLine {
  readonly id: string;
  readonly route: readonly string[];
  readonly headway_s: number;
  readonly start_s?: number;
  readonly end_s?: number;
  readonly class?: string;
  readonly stops?: readonly { readonly link: string; readonly dwell_s?: number; readonly bay?: boolean }[];
}

export interface ScenarioIncident {
  readonly id?: string;
  readonly link: string;
  readonly start_s: number;
  readonly end_s?: number;
  readonly closed?: boolean;
  readonly lanes_closed?: number;
  readonly capacity_share?: number;
  readonly capacity_vph?: number;
  readonly capacity_vps?: number;
  readonly speed_kmh?: number;
  readonly speed_mps?: number;
}

export interface ScenarioMessage {
  readonly start_s: number;
  readonly end_s?: number;
  readonly links?: readonly string[];
  readonly share: number;
  readonly avoid?: readonly string[];
}

export interface ScenarioOptions {
  readonly informed_share?: number;
  readonly route_update_s?: number;
  readonly deadlock_release_s?: number;
  readonly impatience_s?: number;
}
