/** GeoJSON MultiPolygon coordinates: polygons, each an outer ring and its holes, of [lon, lat]. */
export type MultiPolygon = readonly (readonly (readonly (readonly [number, number])[])[])[];

/** west, south, east, north in degrees. */
export type Bbox = readonly [number, number, number, number];

/** The box around an area; [Infinity, Infinity, -Infinity, -Infinity] when it has no point. */
export function bboxOfArea(area: MultiPolygon): Bbox {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const [outer = []] of area)
    for (const [lon, lat] of outer) {
      west = Math.min(west, lon);
      south = Math.min(south, lat);
      east = Math.max(east, lon);
      north = Math.max(north, lat);
    }
  return [west, south, east, north];
}

/** Whether a point lies in the area: the even-odd rule over all rings, so that holes count themselves out. */
export function insideArea(area: MultiPolygon, lon: number, lat: number): boolean {
  let inside = false;
  for (const polygon of area) for (const ring of polygon) if (crossesOdd(ring, lon, lat)) inside = !inside;
  return inside;
}

function crossesOdd(ring: readonly (readonly [number, number])[], lon: number, lat: number): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [lon_i, lat_i] = ring[i];
    const [lon_j, lat_j] = ring[j];
    if (lat_i > lat !== lat_j > lat && lon < ((lon_j - lon_i) * (lat - lat_i)) / (lat_j - lat_i) + lon_i)
      odd = !odd;
  }
  return odd;
}

/** Finds the area that holds a point; of areas that overlap, the first. @returns its position, or -1. */
export function createAreaFinder(areas: readonly MultiPolygon[]): (lon: number, lat: number) => number {
  const boxes = areas.map(bboxOfArea);
  return (lon, lat) => {
    for (let i = 0; i < areas.length; i++) {
      const [west, south, east, north] = boxes[i];
      if (lon < west || lon > east || lat < south || lat > north) continue;
      if (insideArea(areas[i], lon, lat)) return i;
    }
    return -1;
  };
}
