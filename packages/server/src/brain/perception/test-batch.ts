import type { FixBatch } from '@opentocc/core/telemetry';

/** One fix of a test, with what most tests do not care about left out. */
export interface TestFix {
  readonly vehicle?: number;
  readonly source?: number;
  readonly at_ms: number;
  /** Default: the time of the fix. */
  readonly received_ms?: number;
  readonly lon: number;
  readonly lat: number;
  /** Default: not stated. */
  readonly speed_kmh?: number;
  /** Bits of JT/T 808; default positioned. */
  readonly status?: number;
}

/** Fixes as a batch, of vehicles that state no course. */
export function batchOf(fixes: readonly TestFix[]): FixBatch {
  return {
    length: fixes.length,
    vehicle: Uint32Array.from(fixes, ({ vehicle = 1 }) => vehicle),
    source: Uint16Array.from(fixes, ({ source = 1 }) => source),
    at_ms: Float64Array.from(fixes, ({ at_ms }) => at_ms),
    received_ms: Float64Array.from(fixes, ({ at_ms, received_ms = at_ms }) => received_ms),
    lon: Float64Array.from(fixes, ({ lon }) => lon),
    lat: Float64Array.from(fixes, ({ lat }) => lat),
    speed_dkmh: Uint16Array.from(fixes, ({ speed_kmh }) =>
      speed_kmh === undefined ? 0xffff : speed_kmh * 10,
    ),
    direction_deg: new Uint16Array(fixes.length).fill(0xffff),
    alarm: new Uint32Array(fixes.length),
    status: Uint32Array.from(fixes, ({ status = 2 }) => status),
  };
}
