import { type LinkState, TrafficStateName } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { DEGREES_E7, decodeLinkStates, fixColumns, networkNumber } from './batch-codec.ts';
import type { Shelf } from './compaction.ts';
import type { PastLinkStates, PastPositions, TraceRow } from './model.ts';
import { NOT_STATED } from './model.ts';
import type { Columns, ParquetPort } from './parquet-port.ts';
import { type Box, type PlacedRows, placedRows } from './placed-rows.ts';
import { createSearch } from './search.ts';

/** Questions about the past of links. */
function createLinkQueries(search: ReturnType<typeof createSearch>) {
  return {
    /** States of a link whose window ended in [from_ms, to_ms), by time, `limit` at most. */
    async linkStatesOf(
      shelf: Shelf,
      network_version: string,
      link: number,
      from_ms: number,
      to_ms: number,
      limit: number,
    ): Promise<{ rows: LinkState[]; truncated: boolean }> {
      const sql = `SELECT window_start_ms, window_end_ms, speed_kmh, free_flow_kmh, samples, vehicles, half_width_kmh,
          state FROM $files WHERE link = $1 AND window_end_ms >= $2 AND window_end_ms < $3 AND network = $4
        ORDER BY window_end_ms LIMIT ${limit + 1}`;
      const params = [link, from_ms, to_ms, networkNumber(network_version)];
      const { filed, logged } = await search(shelf, from_ms, to_ms, sql, params);
      const rows = filed ? filedStates(filed) : [];
      for (const { payload } of logged) pushState(rows, payload, network_version, link);
      rows.sort((a, b) => a.window_end_ms - b.window_end_ms);
      return { rows: rows.slice(0, limit), truncated: rows.length > limit };
    },

    /**
     * The last window that ended in the minute up to `at_ms`; undefined when nothing is stored.
     * @param links of which alone something is asked; without it, the whole city
     */
    async linkStatesAt(
      shelf: Shelf,
      network_version: string,
      at_ms: number,
      links?: readonly number[],
    ): Promise<PastLinkStates | undefined> {
      const from_ms = at_ms - MINUTE_MS + 1;
      const sql = `SELECT link, speed_kmh, free_flow_kmh, samples, state, window_end_ms FROM $files
        WHERE window_end_ms >= $1 AND window_end_ms <= $2 AND network = $3 ${links ? `AND ${isAmong(links)}` : ''}
        QUALIFY window_end_ms = max(window_end_ms) OVER ()`;
      const network = networkNumber(network_version);
      const { filed, logged } = await search(shelf, from_ms, at_ms + 1, sql, [from_ms, at_ms, network]);
      const newest = logged
        .map(({ payload }) => decodeLinkStates(payload))
        .filter((rows) => rows.network_version === network_version)
        .sort((a, b) => b.window_end_ms - a.window_end_ms)[0];
      if (newest) {
        const [link, speed, free_flow, samples, , , state] = newest.columns;
        const columns = [link, speed, free_flow, samples, state];
        return pastStates(newest.window_end_ms, links ? rowsOf(columns, new Set(links)) : columns);
      }
      if (!filed || filed.link.length === 0) return undefined;
      return pastStates(
        Number(filed.window_end_ms[0]),
        PAST_COLUMNS.map((name) => numbers(filed[name])),
      );
    },
  };
}

/**
 * Questions about the past, over the files and the part of the log that is not in files yet.
 * @param box of the network: where vehicles can be; see {@link placedRows}
 */
export function createQueries(parquet: ParquetPort, box?: Box) {
  const placed = placedRows(box);
  const search = createSearch(parquet);

  return {
    /**
     * Fixes of a vehicle in [from_ms, to_ms) by time, `limit` at most. Positions are in the datum of their source. A fix
     * that was stored but not answered before a break is sent again by its terminal: one of an instant is returned. Rows
     * without a place are left out.
     */
    async fixesOf(
      shelf: Shelf,
      vehicle: number,
      from_ms: number,
      to_ms: number,
      limit: number,
    ): Promise<{ rows: (TraceRow & { source: number })[]; truncated: boolean }> {
      const sql = `SELECT at_ms, source, lon_e7, lat_e7, speed_dkmh, direction_deg FROM $files
        WHERE vehicle = $1 AND at_ms >= $2 AND at_ms < $3 AND ${placed.sql} ORDER BY at_ms LIMIT ${limit + 1}`;
      const { filed, logged } = await search(shelf, from_ms, to_ms, sql, [vehicle, from_ms, to_ms]);
      const rows = filed ? filedFixes(filed) : [];
      for (const { payload } of logged)
        for (const row of traceRows(fixColumns(payload), vehicle, placed))
          if (row.at_ms >= from_ms && row.at_ms < to_ms) rows.push(row);
      rows.sort((a, b) => a.at_ms - b.at_ms);
      const once = rows.filter((row, i) => i === 0 || row.at_ms !== rows[i - 1].at_ms);
      return { rows: once.slice(0, limit), truncated: rows.length > limit };
    },

    ...createLinkQueries(search),

    /** The last place of each vehicle in the minute up to `at_ms`. */
    async vehiclesAt(shelf: Shelf, at_ms: number): Promise<PastPositions> {
      const from_ms = at_ms - MINUTE_MS + 1;
      const sql = `SELECT vehicle, source, at_ms, lon_e7, lat_e7, speed_dkmh, direction_deg FROM $files
        WHERE at_ms >= $1 AND at_ms <= $2 AND ${placed.sql}
        QUALIFY row_number() OVER (PARTITION BY vehicle ORDER BY at_ms DESC) = 1`;
      const { filed, logged } = await search(shelf, from_ms, at_ms + 1, sql, [from_ms, at_ms]);
      const parts = logged
        .map(({ payload }) => fixColumns(payload))
        .map((columns) => placedColumns(columns, placed));
      if (filed) parts.push(POSITION_COLUMNS.map((name) => numbers(filed[name])));
      return lastPositions(parts, from_ms, at_ms);
    },
  };
}

export type Queries = ReturnType<typeof createQueries>;

function filedFixes({ at_ms, source, lon_e7, lat_e7, speed_dkmh, direction_deg }: Columns) {
  return numbers(at_ms).reduce<(TraceRow & { source: number })[]>((rows, at, i) => {
    rows.push(traceRow(at, source[i], lon_e7[i], lat_e7[i], speed_dkmh[i], direction_deg[i]));
    return rows;
  }, []);
}

function* traceRows(
  [vehicles, source, at, , lon, lat, speed, direction, , status]: readonly Float64Array[],
  vehicle: number,
  placed: PlacedRows,
): Generator<TraceRow & { source: number }> {
  for (let i = 0; i < vehicles.length; i++)
    if (vehicles[i] === vehicle && placed.holds(status[i], lon[i], lat[i]))
      yield traceRow(at[i], source[i], lon[i], lat[i], speed[i], direction[i]);
}

/** {@link POSITION_COLUMNS} of the rows of a block that say where their vehicle was. */
function placedColumns(columns: readonly Float64Array[], placed: PlacedRows): Float64Array[] {
  const [vehicle, source, at, , lon, lat, speed, direction, , status] = columns;
  const isPlaced = (_: number, row: number) => placed.holds(status[row], lon[row], lat[row]);
  return [vehicle, source, at, lon, lat, speed, direction].map((column) => column.filter(isPlaced));
}

type Cell = number | string | null;

function traceRow(at_ms: number, source: Cell, lon_e7: Cell, lat_e7: Cell, speed: Cell, direction: Cell) {
  return {
    at_ms,
    source: Number(source),
    lon: Number(lon_e7) / DEGREES_E7,
    lat: Number(lat_e7) / DEGREES_E7,
    speed_kmh: speed === NOT_STATED ? null : Number(speed) / 10,
    direction_deg: direction === NOT_STATED ? null : Number(direction),
  };
}

function filedStates(columns: Columns): LinkState[] {
  return columns.window_end_ms.map((end, i) => ({
    window_start_ms: Number(columns.window_start_ms[i]),
    window_end_ms: Number(end),
    ...stateFacts(
      Number(columns.speed_kmh[i]),
      Number(columns.free_flow_kmh[i]),
      Number(columns.samples[i]),
      Number(columns.vehicles[i]),
      columns.half_width_kmh[i] === null ? Number.NaN : Number(columns.half_width_kmh[i]),
      Number(columns.state[i]),
    ),
  }));
}

function pushState(rows: LinkState[], payload: Uint8Array, network_version: string, link: number): void {
  const block = decodeLinkStates(payload);
  if (block.network_version !== network_version) return;
  const [links, speed, free_flow, samples, vehicles, half_width, state] = block.columns;
  const row = links.indexOf(link);
  if (row < 0) return;
  rows.push({
    window_start_ms: block.window_start_ms,
    window_end_ms: block.window_end_ms,
    ...stateFacts(speed[row], free_flow[row], samples[row], vehicles[row], half_width[row], state[row]),
  });
}

/** Speeds are stored to 0.01 km/h; 32-bit floats of files are brought back to that. */
function stateFacts(
  speed_kmh: number,
  free_flow_kmh: number,
  samples: number,
  vehicles: number,
  half_width_kmh: number,
  state: number,
) {
  return {
    speed_kmh: hundredths(speed_kmh),
    free_flow_kmh: hundredths(free_flow_kmh),
    /** Needs the length of the link, which is not known here. */
    travel_time_s: null,
    samples,
    vehicles,
    half_width_kmh: Number.isNaN(half_width_kmh) ? null : hundredths(half_width_kmh),
    state: TrafficStateName.options[state],
  };
}

const hundredths = (value: number) => Math.round(value * 100) / 100;

const PAST_COLUMNS = ['link', 'speed_kmh', 'free_flow_kmh', 'samples', 'state'] as const;

/** Numbers of links come from us, and only whole ones are written into the statement. */
const isAmong = (links: readonly number[]): string =>
  links.length > 0 ? `link IN (${links.map((link) => Math.trunc(link)).join(', ')})` : 'false';

/** Rows of some links. @param columns as {@link PAST_COLUMNS} names them */
function rowsOf(columns: readonly Float64Array[], links: ReadonlySet<number>): Float64Array[] {
  const [link] = columns;
  return columns.map((column) => column.filter((_, row) => links.has(link[row])));
}

/** @param columns as {@link PAST_COLUMNS} names them */
function pastStates(window_end_ms: number, columns: readonly Float64Array[]): PastLinkStates {
  const [link, speed, free_flow, samples, state] = columns;
  return {
    window_end_ms,
    link: Uint32Array.from(link),
    speed_kmh: Float32Array.from(speed),
    free_flow_kmh: Float32Array.from(free_flow),
    samples: Uint16Array.from(samples),
    state: Uint8Array.from(state),
  };
}

const POSITION_COLUMNS = [
  'vehicle',
  'source',
  'at_ms',
  'lon_e7',
  'lat_e7',
  'speed_dkmh',
  'direction_deg',
] as const;

function lastPositions(parts: readonly Float64Array[][], from_ms: number, at_ms: number): PastPositions {
  const last = new Map<number, { part: Float64Array[]; row: number }>();
  for (const part of parts) {
    const [vehicle, , at] = part;
    for (let row = 0; row < vehicle.length; row++) {
      if (at[row] < from_ms || at[row] > at_ms) continue;
      const known = last.get(vehicle[row]);
      if (!known || known.part[2][known.row] < at[row]) last.set(vehicle[row], { part, row });
    }
  }
  const found = [...last.values()];
  const column = (index: number) => Float64Array.from(found, ({ part, row }) => part[index][row]);
  return {
    at_ms,
    vehicle: Uint32Array.from(column(0)),
    source: Uint16Array.from(column(1)),
    lon: column(3).map((value) => value / DEGREES_E7),
    lat: column(4).map((value) => value / DEGREES_E7),
    speed_dkmh: Uint16Array.from(column(5)),
    direction_deg: Uint16Array.from(column(6)),
  };
}

function numbers(cells: readonly Cell[]): Float64Array {
  return Float64Array.from(cells, Number);
}
