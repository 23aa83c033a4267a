/** Vehicles that stand for one: their middle in degrees, and how many they are. */
export interface Cluster {
  readonly lon: number;
  readonly lat: number;
  readonly count: number;
}

/** Side of the cells that gather vehicles, px of the screen. */
const CELL_PX = 72;
/** Side of the world at zoom 0, px. */
const WORLD_PX = 512;
/** So few are shown each for itself. */
const FEWEST = 4;

/**
 * Gathers vehicles by the cells of a grid that lies still while the map is moved: its cells halve from one whole zoom to
 * the next. O(n), one pass, no object for a vehicle.
 * @param positions lon, lat, lon, lat… in degrees
 * @param slots of the vehicles that count
 * @returns clusters, and the slots of vehicles that are in none
 */
export function clustersOf(
  positions: Float64Array,
  slots: readonly number[],
  zoom: number,
): { clusters: Cluster[]; single: number[] } {
  const cells = (WORLD_PX * 2 ** Math.floor(zoom)) / CELL_PX;
  const gathered = new Map<number, number[]>();
  for (const i of slots) {
    const key =
      Math.floor(rowOf(positions[2 * i + 1]) * cells) * cells +
      Math.floor(columnOf(positions[2 * i]) * cells);
    const members = gathered.get(key);
    if (members) members.push(i);
    else gathered.set(key, [i]);
  }
  const clusters: Cluster[] = [];
  const single: number[] = [];
  for (const members of gathered.values()) {
    if (members.length < FEWEST) single.push(...members);
    else clusters.push(middleOf(positions, members));
  }
  return { clusters, single };
}

/** Place in the world of Mercator from west, 0–1. */
const columnOf = (lon: number): number => lon / 360 + 0.5;
/** Place in the world of Mercator from north, 0–1. */
function rowOf(lat: number): number {
  const sin = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

function middleOf(positions: Float64Array, members: readonly number[]): Cluster {
  let [lon, lat] = [0, 0];
  for (const i of members) {
    lon += positions[2 * i];
    lat += positions[2 * i + 1];
  }
  return { lon: lon / members.length, lat: lat / members.length, count: members.length };
}
