import { harmonicMean_kmh } from './spot-speed.ts';

/** What one detector counted in a window. */
export interface SpotCount {
  readonly link: number;
  readonly vehicles: number;
  readonly flow_vph: number;
  /** Space mean at its place, km/h; NaN where it was not measured. */
  readonly speed_kmh: number;
}

/** What detectors say of their links in a window; columns of one length. */
export interface LinkDetections {
  readonly link: Uint32Array;
  readonly vehicles: Float32Array;
  readonly flow_vph: Float32Array;
  readonly speed_kmh: Float32Array;
}

/** One row for each link: of several detectors on it the mean of their flows and the harmonic mean of their speeds. */
export function detectionsOf(counts: readonly SpotCount[]): LinkDetections {
  const byLink = new Map<number, SpotCount[]>();
  for (const count of counts) {
    const known = byLink.get(count.link);
    if (known) known.push(count);
    else byLink.set(count.link, [count]);
  }
  const rows = [...byLink.values()];
  const meanOf = (of: (count: SpotCount) => number) =>
    Float32Array.from(rows, (row) => row.reduce((sum, count) => sum + of(count), 0) / row.length);
  return {
    link: Uint32Array.from(byLink.keys()),
    vehicles: meanOf(({ vehicles }) => vehicles),
    flow_vph: meanOf(({ flow_vph }) => flow_vph),
    speed_kmh: Float32Array.from(rows, (row) => harmonicMean_kmh(row)),
  };
}
