/** A network for static assignment: links with BPR costs, t0 · (1 + b · (v / capacity)^power) + a fixed part. */
export interface AssignmentNetwork {
  readonly zone_count: number;
  readonly node_count: number;
  /** Nodes before this one (from 1) are centroids that no path leads through. */
  readonly first_thru_node: number;
  readonly link_count: number;
  /** Nodes from 0. */
  readonly link_from: Int32Array;
  readonly link_to: Int32Array;
  readonly capacity: Float64Array;
  readonly free_time: Float64Array;
  readonly b: Float64Array;
  readonly power: Float64Array;
  /** Tolls and distance in units of time. */
  readonly fixed_cost: Float64Array;
}

/** Trips from zone to zone, from 0: row `origin · zone_count + destination`. */
export type TripMatrix = Float64Array;

/** Why a text is no TNTP file. */
export class TntpError extends Error {}

/** Weights of a link's other columns in its cost. */
export interface CostFactors {
  readonly toll?: number;
  readonly distance?: number;
}

/** Reads a `_net.tntp` (github.com/bstabler/TransportationNetworks). @throws TntpError */
export function parseTntpNetwork(
  text: string,
  { toll = 0, distance = 0 }: CostFactors = {},
): AssignmentNetwork {
  const meta = metaOf(text);
  const rows = bodyOf(text)
    .split('\n')
    .map((line) => line.replace(';', '').trim())
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(/\s+/).map(Number));
  const link_count = numberOf(meta, 'NUMBER OF LINKS');
  if (rows.length !== link_count) throw new TntpError(`${rows.length} links instead of ${link_count}`);
  const bad = rows.findIndex((row) => row.length < 9 || row.some(Number.isNaN));
  if (bad >= 0) throw new TntpError(`link ${bad + 1}: ${rows[bad].join(' ')}`);
  const zone_count = numberOf(meta, 'NUMBER OF ZONES');
  const node_count = numberOf(meta, 'NUMBER OF NODES');
  if (zone_count > node_count) throw new TntpError(`${zone_count} zones but ${node_count} nodes`);
  rows.forEach((row, i) => void checkLink(row, i + 1, node_count));
  const column = (index: number) => Float64Array.from(rows, (row) => row[index]);
  return {
    zone_count,
    node_count,
    first_thru_node: numberOf(meta, 'FIRST THRU NODE'),
    link_count,
    link_from: Int32Array.from(rows, (row) => row[0] - 1),
    link_to: Int32Array.from(rows, (row) => row[1] - 1),
    capacity: column(2),
    free_time: column(4),
    b: column(5),
    power: column(6),
    fixed_cost: Float64Array.from(rows, (row) => distance * row[3] + toll * row[8]),
  };
}

/** @throws TntpError when a link joins nodes that are not there, or its cost is not defined */
function checkLink(row: readonly number[], number: number, node_count: number): void {
  const [from, to, capacity, , free_time, b, power] = row;
  const isNode = (node: number) => Number.isInteger(node) && node >= 1 && node <= node_count;
  if (!isNode(from) || !isNode(to))
    throw new TntpError(`link ${number}: from ${from} to ${to}, but there are ${node_count} nodes`);
  if (!(capacity > 0) || free_time < 0 || b < 0 || power < 0)
    throw new TntpError(
      `link ${number}: capacity ${capacity}, free time ${free_time}, b ${b}, power ${power}`,
    );
}

/** Reads a `_trips.tntp`. @throws TntpError */
export function parseTntpTrips(text: string, zone_count: number): TripMatrix {
  const trips = new Float64Array(zone_count * zone_count);
  for (const block of bodyOf(text)
    .split(/Origin/i)
    .slice(1)) {
    const origin = Number.parseInt(block.trim(), 10) - 1;
    for (const [, to, amount] of block.matchAll(/(\d+)\s*:\s*([\d.eE+-]+)\s*;/g)) {
      const destination = Number(to) - 1;
      if (!(origin >= 0 && origin < zone_count && destination >= 0 && destination < zone_count))
        throw new TntpError(`trips from ${origin + 1} to ${to}: there are ${zone_count} zones`);
      if (!(Number(amount) >= 0)) throw new TntpError(`trips from ${origin + 1} to ${to}: ${amount}`);
      trips[origin * zone_count + destination] = Number(amount);
    }
  }
  if (!trips.some((amount) => amount > 0)) throw new TntpError('no trips');
  return trips;
}

function metaOf(text: string): Map<string, number> {
  return new Map(
    [...text.matchAll(/<([A-Z ]+)>\s*([\d.]+)/g)].map(([, name, value]) => [name, Number(value)]),
  );
}

function numberOf(meta: ReadonlyMap<string, number>, name: string): number {
  const value = meta.get(name);
  if (value === undefined) throw new TntpError(`<${name}> is missing`);
  return value;
}

function bodyOf(text: string): string {
  const end = text.indexOf('<END OF METADATA>');
  if (end < 0) throw new TntpError('<END OF METADATA> is missing');
  return text.slice(end + '<END OF METADATA>'.length);
}
