import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { hash01 } from '@opentocc/core/random';
import {
  RouteGapError,
  type SimNetwork,
  type SimVehicles,
  type VehicleSpec,
  VehicleTable,
} from '@opentocc/core/simulation';
import { simulationErrors } from '../simulation-texts.ts';
import { type Attributes, readXml } from './read-xml.ts';

/** A trip: a route of edges, or its two ends. */
interface Trip {
  readonly id: string;
  readonly depart_s: number;
  readonly edges: readonly string[];
  readonly isRoute: boolean;
}

export interface ReadTrips {
  readonly vehicles: SimVehicles;
  /** Trips that name roads which the network does not have, or that no turn joins. */
  readonly skipped: number;
}

/** SUMO's `speedFactor` of its default car: normal, mean 1, deviation 0.1, 0.5 to 1.5. */
const SPEED_DEVIATION = 0.1;
const DRAW_SPEED = 21;

/** Trips of a `.rou.xml`, `.trips.xml` or CSV on a network. @throws AppError when none can be used */
export async function readTrips(
  file: string,
  network: SimNetwork,
  linkOf: ReadonlyMap<string, number>,
  seed: number,
): Promise<ReadTrips> {
  const table = new VehicleTable(network);
  let [skipped, first] = [0, ''];
  const add = (trip: Trip) => {
    const reason = addTrip(trip, table, linkOf, seed);
    if (reason !== undefined && skipped++ === 0) first = `${trip.id}: ${reason}`;
  };
  if (/\.csv$/i.test(file)) await readCsv(file, add);
  else await readRoutes(file, add);
  if (table.count === 0) throw simulationErrors.no_usable_trips({ file, skipped, first });
  return { vehicles: table.build(), skipped };
}

/** @returns why a trip cannot be driven, undefined when it was added */
function addTrip(
  { id, depart_s, edges, isRoute }: Trip,
  table: VehicleTable,
  linkOf: ReadonlyMap<string, number>,
  seed: number,
): string | undefined {
  const links = edges.map((edge) => linkOf.get(edge));
  const missing = links.indexOf(undefined);
  if (edges.length === 0 || missing >= 0) return `? ${edges[missing] ?? ''}`;
  const vehicle: VehicleSpec = { id, depart_s, speed_factor: speedFactor(seed, table.count) };
  if (!isRoute) {
    table.addFree(vehicle, links[0] as number, links[links.length - 1] as number);
    return undefined;
  }
  try {
    table.addRouted(vehicle, links as number[]);
    return undefined;
  } catch (error) {
    if (!(error instanceof RouteGapError)) throw error;
    return `${error.from} ↛ ${error.to}`;
  }
}

/** Sum of twelve even numbers: normal within the bounds that matter. */
function speedFactor(seed: number, vehicle: number): number {
  let sum = -6;
  for (let n = 0; n < 12; n++) sum += hash01(seed, vehicle, n, DRAW_SPEED);
  return Math.min(1.5, Math.max(0.5, 1 + SPEED_DEVIATION * sum));
}

async function readRoutes(file: string, add: (trip: Trip) => void): Promise<void> {
  const routes = new Map<string, string[]>();
  let vehicle: Attributes | undefined;
  const onRoute = (a: Attributes) => {
    const edges = a.edges.trim().split(/\s+/);
    if (vehicle) add({ id: vehicle.id, depart_s: Number(vehicle.depart), edges, isRoute: true });
    else if (a.id !== undefined) routes.set(a.id, edges);
  };
  const onVehicle = (a: Attributes) => {
    vehicle = a;
    const edges = routes.get(a.route ?? '');
    if (edges) add({ id: a.id, depart_s: Number(a.depart), edges, isRoute: true });
  };
  const readers: Readonly<Record<string, (a: Attributes) => void>> = {
    trip: (a) => add({ id: a.id, depart_s: Number(a.depart), edges: [a.from, a.to], isRoute: false }),
    flow: (a) => flowOf(a, routes).forEach(add),
    vehicle: onVehicle,
    route: onRoute,
  };
  await readXml(
    file,
    (name, a) => readers[name]?.(a),
    (name) => {
      if (name === 'vehicle') vehicle = undefined;
    },
  );
}

/** Vehicles of a flow, evenly over its time. */
function flowOf(a: Attributes, routes: ReadonlyMap<string, string[]>): Trip[] {
  const [begin_s, end_s] = [Number(a.begin ?? 0), Number(a.end ?? 3600)];
  const perHour = Number(a.vehsPerHour ?? (a.period ? 3600 / Number(a.period) : 0));
  const count = Math.round(Number(a.number ?? (perHour * (end_s - begin_s)) / 3600));
  const route = routes.get(a.route ?? '');
  return Array.from({ length: count }, (_, n) => ({
    id: `${a.id}.${n}`,
    depart_s: begin_s + ((end_s - begin_s) * n) / count,
    edges: route ?? [a.from, a.to],
    isRoute: route !== undefined,
  }));
}

/** Columns `depart_s` and `route` (edges with blanks between), or `from` and `to`; `id` where there is one. */
async function readCsv(file: string, add: (trip: Trip) => void): Promise<void> {
  let columns: string[] | undefined;
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line++;
    if (text.trim() === '') continue;
    const cells = cellsOf(text);
    if (columns) add(tripOf(columns, cells, { file, line }));
    else columns = requireColumns(cells, file);
  }
}

const cellsOf = (text: string): string[] =>
  text
    .replace(/^\ufeff/, '')
    .split(',')
    .map((cell) => cell.trim().replace(/^"|"$/g, ''));

/** @throws AppError when a trip could not be read from rows of these columns. */
function requireColumns(cells: string[], file: string): string[] {
  const hasEnds = cells.includes('route') || (cells.includes('from') && cells.includes('to'));
  if (!cells.includes('depart_s') || !hasEnds)
    throw simulationErrors.trips_columns({ file, found: cells.join(', ') });
  return cells;
}

function tripOf(
  columns: readonly string[],
  cells: readonly string[],
  { file, line }: { readonly file: string; readonly line: number },
): Trip {
  const row = Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  const depart_s = Number(row.depart_s);
  if (row.depart_s === '' || !Number.isFinite(depart_s))
    throw simulationErrors.bad_trips({ file, line, reason: `depart_s = ${row.depart_s}` });
  const edges = row.route ? row.route.split(/\s+/) : [row.from, row.to];
  return { id: row.id || `${line}`, depart_s, edges, isRoute: Boolean(row.route) };
}
