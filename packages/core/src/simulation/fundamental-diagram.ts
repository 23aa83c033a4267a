/** Triangular fundamental diagram of one lane. */
export interface FundamentalDiagram {
  readonly speed_mps: number;
  /** Veh/s. */
  readonly capacity_vps: number;
  /** Speed at which gaps travel upstream, m/s, positive. */
  readonly wave_mps: number;
  /** Veh/m. */
  readonly jam_density_vpm: number;
}

/** What may be known of a lane; what is missing follows from the rest. */
export interface LaneFacts {
  readonly speed_mps: number;
  readonly capacity_vps?: number;
  readonly wave_mps?: number;
  readonly jam_density_vpm?: number;
  /** Newell's time between two vehicles' trajectories in a queue: 1 / (wave × jam density). */
  readonly reaction_time_s?: number;
}

/** 1,800 veh/h for each lane: HCM's base saturation flow after its usual adjustments. */
export const DEFAULT_CAPACITY_VPS = 0.5;
/** Measured on US-101 (5.5–6.1 m/s) and I-80 (4.9–6.1 m/s) from NGSIM trajectories. */
export const DEFAULT_WAVE_MPS = 5.5;

/** A statement about a lane that contradicts itself. */
export class DiagramError extends Error {
  constructor(readonly facts: LaneFacts) {
    super('capacity, wave speed and jam density do not make a fundamental diagram');
  }
}

/**
 * Completes a lane's diagram. Two of capacity, wave speed, jam density and reaction time fix it; one alone is completed by
 * the default capacity, or by the default wave speed where it is the capacity. A capacity below the triangle's top is taken as it
 * is (trapezium).
 * @throws DiagramError when the figures contradict each other.
 */
export function completeDiagram(facts: LaneFacts): FundamentalDiagram {
  const { speed_mps } = facts;
  const [wave_mps, jam_density_vpm] = waveAndJam(facts);
  const top_vps = (speed_mps * wave_mps * jam_density_vpm) / (speed_mps + wave_mps);
  const capacity_vps = facts.capacity_vps ?? top_vps;
  const isSound = wave_mps > 0 && jam_density_vpm > 0 && capacity_vps > 0 && Number.isFinite(top_vps);
  if (!isSound || capacity_vps > top_vps * (1 + 1e-6)) throw new DiagramError(facts);
  return { speed_mps, capacity_vps, wave_mps, jam_density_vpm };
}

function waveAndJam(facts: LaneFacts): [wave_mps: number, jam_density_vpm: number] {
  const { speed_mps, wave_mps: wave, jam_density_vpm: jam, reaction_time_s: tau } = facts;
  if (wave !== undefined && jam !== undefined) return [wave, jam];
  if (tau !== undefined && jam !== undefined) return [1 / (tau * jam), jam];
  if (tau !== undefined && wave !== undefined) return [wave, 1 / (tau * wave)];
  const capacity = facts.capacity_vps ?? DEFAULT_CAPACITY_VPS;
  if (tau !== undefined) {
    // From q = u·w·k/(u + w) and w·k = 1/τ: w = u(1/(τq) − 1).
    const from_tau = speed_mps * (1 / (tau * capacity) - 1);
    return [from_tau, 1 / (tau * from_tau)];
  }
  if (jam !== undefined) return [capacity / (jam - capacity / speed_mps), jam];
  const from_wave = wave ?? DEFAULT_WAVE_MPS;
  return [from_wave, capacity / speed_mps + capacity / from_wave];
}
