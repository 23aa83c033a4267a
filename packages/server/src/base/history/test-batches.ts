import type { FixBatch } from '@opentocc/core/telemetry';
import type { LinkStates } from '@opentocc/core/traffic';

/** Fixes of one vehicle, one each second from `from_ms`. */
export function fixesOfOne(vehicle: number, from_ms: number, length: number): FixBatch {
  const index = Array.from({ length }, (_, i) => i);
  return {
    length,
    vehicle: new Uint32Array(length).fill(vehicle),
    source: new Uint16Array(length).fill(1),
    at_ms: Float64Array.from(index, (i) => from_ms + i * 1000),
    received_ms: Float64Array.from(index, (i) => from_ms + i * 1000 + 200),
    lon: Float64Array.from(index, (i) => 114 + i / 1e4),
    lat: new Float64Array(length).fill(22.5),
    speed_dkmh: Uint16Array.from(index, (i) => (i === 0 ? 65_535 : 305)),
    direction_deg: new Uint16Array(length).fill(90),
    alarm: new Uint32Array(length),
    status: new Uint32Array(length).fill(3),
  };
}

/** A window in which link 1 had one traversal and link 3 had six. */
export function windowOf(
  window_end_ms: number,
  speed_kmh = 30,
  network_version = 'a'.repeat(64),
): LinkStates {
  return {
    sequence: 1,
    network_version,
    window_start_ms: window_end_ms - 300_000,
    window_end_ms,
    speed_kmh: Float32Array.of(Number.NaN, speed_kmh, Number.NaN, 42.5),
    samples: Uint16Array.of(0, 1, 0, 6),
    vehicles: Uint16Array.of(0, 1, 0, 5),
    half_width_kmh: Float32Array.of(Number.NaN, Number.NaN, Number.NaN, 3.1),
    free_flow_kmh: Float32Array.of(50, 50, 50, 50),
    state: Uint8Array.of(0, 4, 0, 2),
  };
}
