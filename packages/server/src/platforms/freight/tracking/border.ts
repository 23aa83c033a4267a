import { latDegree_m, type MultiPolygon } from '@opentocc/core/geo';
import { NONE_U16, type RoadNetwork } from '@opentocc/core/network';

/** Degrees of longitude of one step of the border, and how far below the southernmost road of the city it runs. */
const STEP = 0.004;
const BELOW_M = 250;
const [WEST_OF_PORTS, EAST_OF_PORTS] = [0.006, 0.02];
/** South of Hong Kong. */
const SOUTH = 22.1;

/**
 * The other side of the border: what lies south of the southernmost road of the city between its ports. No survey of the
 * border is at hand; roads that lie in no district of the city do not count, as those of Hong Kong in an import.
 * @param ports those that freight goes through
 */
export function abroadOf(
  network: RoadNetwork,
  ports: readonly { readonly lon: number; readonly lat: number }[],
): MultiPolygon {
  if (ports.length === 0) return [];
  const lons = ports.map(({ lon }) => lon);
  const [west, east] = [Math.min(...lons) - WEST_OF_PORTS, Math.max(...lons) + EAST_OF_PORTS];
  const steps = Math.ceil((east - west) / STEP);
  const south = new Array<number>(steps + 1).fill(Number.POSITIVE_INFINITY);
  const note = (lon: number, lat: number) => {
    const step = Math.round((lon - west) / STEP);
    for (let one = Math.max(0, step - 1); one <= Math.min(steps, step + 1); one++)
      south[one] = Math.min(south[one], lat);
  };
  const { shape_lon, shape_lat, shape_offset, link_district, link_count } = network;
  for (let link = 0; link < link_count; link++) {
    if (link_district[link] === NONE_U16) continue;
    for (let point = shape_offset[link]; point < shape_offset[link + 1]; point++)
      if (shape_lon[point] > west - STEP && shape_lon[point] < east + STEP)
        note(shape_lon[point], shape_lat[point]);
  }
  for (const { lon, lat } of ports) note(lon, lat);
  const southernmost = Math.min(...south);
  const line = south.map((lat, step): [number, number] => [
    west + step * STEP,
    (Number.isFinite(lat) ? lat : southernmost) - BELOW_M / latDegree_m(22.5),
  ]);
  return [[[[west, SOUTH], ...line, [line[line.length - 1][0], SOUTH], [west, SOUTH]]]];
}
