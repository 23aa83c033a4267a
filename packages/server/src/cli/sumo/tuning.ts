/** What SUMO's vehicle model means for a link. */
export interface SumoTuning {
  /** Room of a car at a standstill: length and minGap, m. */
  readonly spacing_m: number;
  /** Newell's reaction time that stands for Krauss's τ with its imperfection, s. */
  readonly reaction_s: number;
  /** Saturation headway at junctions, s. */
  readonly saturation_s: number;
  readonly startup_lost_s: number;
  /** The same less what is used of the yellow, at actuated signals, s. */
  readonly actuated_lost_s: number;
  /** Part of the yellow in which vehicles still go, s. */
  readonly yellow_used_s: number;
}

/**
 * Chosen on 2026-11-27 on Ingolstadt's 21 junctions (LibSignal) against SUMO 1.15 microscopic: with a start-up loss of 1 s and
 * more, phases of a few seconds let nobody pass. What a start costs beyond that is the vehicles' acceleration.
 */
export const SUMO_TUNING: SumoTuning = {
  spacing_m: 7,
  reaction_s: 1.2,
  saturation_s: 1.9,
  startup_lost_s: 0.5,
  actuated_lost_s: 0.5,
  yellow_used_s: 1,
};
