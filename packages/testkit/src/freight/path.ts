import { distance_m } from '@opentocc/core/geo';
import { LINK_FLAG, type RoadNetwork } from '@opentocc/core/network';

/** A way as points with what a truck finds between them. */
export interface Path {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Metres from the start of the path to each point. */
  readonly at_m: Float64Array;
  /** Of the piece that begins at each point: limit, whether it is a tunnel, and whether lights stand at its begin. */
  readonly limit_kmh: Float32Array;
  readonly tunnel: Uint8Array;
  readonly signals: Uint8Array;
  readonly length_m: number;
}

/** Speed in yards and at ports, km/h. */
export const YARD_KMH = 20;

export function pathOf(
  network: RoadNetwork,
  links: readonly number[],
  from: readonly [number, number],
  to: readonly [number, number],
): Path {
  const { shape_offset, shape_lon, shape_lat, link_limit_kmh, link_flags, link_from, node_flags } = network;
  const rows: [lon: number, lat: number, limit: number, tunnel: number, signals: number][] = [
    [from[0], from[1], YARD_KMH, 0, 0],
  ];
  links.forEach((link, i) => {
    for (let p = shape_offset[link]; p + 1 < shape_offset[link + 1]; p++) {
      const lights = i > 0 && p === shape_offset[link] ? node_flags[link_from[link]] & 1 : 0;
      const tunnel = (link_flags[link] & LINK_FLAG.tunnel) > 0 ? 1 : 0;
      rows.push([shape_lon[p], shape_lat[p], link_limit_kmh[link], tunnel, lights]);
    }
  });
  const last = shape_offset[links[links.length - 1] + 1] - 1;
  rows.push([shape_lon[last], shape_lat[last], YARD_KMH, 0, 0], [to[0], to[1], YARD_KMH, 0, 0]);
  return pathOfRows(rows);
}

/** A straight way, as behind the border. */
export const straightPath = (
  from: readonly [number, number],
  to: readonly [number, number],
  limit_kmh: number,
): Path =>
  pathOfRows([
    [from[0], from[1], limit_kmh, 0, 0],
    [to[0], to[1], limit_kmh, 0, 0],
  ]);

function pathOfRows(rows: readonly (readonly [number, number, number, number, number])[]): Path {
  const at_m = new Float64Array(rows.length);
  for (let i = 1; i < rows.length; i++)
    at_m[i] = at_m[i - 1] + distance_m(rows[i - 1][0], rows[i - 1][1], rows[i][0], rows[i][1]);
  return {
    lon: Float64Array.from(rows, (row) => row[0]),
    lat: Float64Array.from(rows, (row) => row[1]),
    limit_kmh: Float32Array.from(rows, (row) => row[2]),
    tunnel: Uint8Array.from(rows, (row) => row[3]),
    signals: Uint8Array.from(rows, (row) => row[4]),
    ...{ at_m, length_m: at_m[rows.length - 1] },
  };
}
