import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { type FleetCounters, Latency, type RosterEntry, TerminalClient } from '@opentocc/testkit/fleet';
import { defineErrors } from '../kit/errors.ts';
import { createLog } from '../kit/log.ts';
import { every } from '../kit/unattended.ts';

export interface ReplayFlags {
  readonly host: string;
  readonly port: number;
  /** Times real time. */
  readonly speed: number;
}

const errors = defineErrors('replay', {
  no_file: {
    status: 404,
    zh: '没有找到文件 {file}，请核对路径',
    en: 'There is no file {file}; check the path',
  },
  unreadable: {
    status: 400,
    zh: '{file} 不是可读的 CSV 或 Parquet（{reason}）',
    en: '{file} is no readable CSV or Parquet ({reason})',
  },
  columns: {
    status: 400,
    zh: '{file} 缺少“{column}”列，需要 vehicle、time、lon、lat，可选 speed、direction；现有列：{found}',
    en: '{file} has no column for {column}; it needs vehicle, time, lon, lat and may have speed, direction; it has: {found}',
  },
  empty: { status: 400, zh: '{file} 中没有定位记录', en: '{file} holds no fix' },
});

/** Names under which files keep each column, in lower case. */
const NAMES = {
  vehicle: ['vehicle', 'vehicle_id', 'vehiclenum', 'taxi_id', 'track_id', 'phone', 'plate', 'id'],
  time: ['at_ms', 'time', 'timestamp', 'datetime', 'date_time', 'gps_time'],
  lon: ['lon', 'lng', 'longitude', 'x'],
  lat: ['lat', 'latitude', 'y'],
  speed: ['speed_kmh', 'speed', 'velocity'],
  direction: ['direction_deg', 'direction', 'course', 'heading', 'bearing'],
} as const;
type Column = keyof typeof NAMES;

interface Fix {
  readonly vehicle: string;
  readonly at_ms: number;
  readonly lon: number;
  readonly lat: number;
  readonly speed_kmh: number | null;
  readonly direction_deg: number | null;
}

const PROGRESS_MS = 5000;
const CONNECT_MS = 3000;
const POSITIONED = 0b11;

/**
 * `tocc replay FILE`: plays recorded fixes through the gateway, each vehicle a JT/T 808 terminal of its own. The first
 * fix is now; the others follow at their distance in time, or faster. Terminals that the platform does not know are
 * listed there for approval, and this says so.
 */
export async function replay(file: string, { host, port, speed }: ReplayFlags): Promise<void> {
  const fixes = await readFixes(file);
  const counters: FleetCounters = {
    ...{ connected: 0, online: 0, refused: 0, reconnects: 0 },
    ...{ sent: 0, acknowledged: 0, rejected: 0, skipped: 0 },
  };
  const terminals = openTerminals(fixes, { host, port, counters });
  await sleep(CONNECT_MS);
  if (counters.refused > 0)
    process.stderr.write(
      `${counters.refused} 个终端未登记，请在控制台“数据源”页审批后重试 · terminals are not registered: approve them on the page 数据源 and try again\n`,
    );
  const progress = every(PROGRESS_MS, createLog('error'), 'progress', () => tell(counters, fixes.length));
  await play(fixes, terminals, speed);
  await sleep(CONNECT_MS);
  clearInterval(progress);
  tell(counters, fixes.length);
  for (const terminal of terminals.values()) terminal.close();
}

async function play(
  fixes: readonly Fix[],
  terminals: ReadonlyMap<string, TerminalClient>,
  speed: number,
): Promise<void> {
  const start_ms = Date.now();
  const first_ms = fixes[0].at_ms;
  for (const fix of fixes) {
    const due_ms = start_ms + (fix.at_ms - first_ms) / speed;
    if (due_ms > Date.now()) await sleep(due_ms - Date.now());
    terminals.get(fix.vehicle)?.send({
      at_ms: due_ms,
      lon: fix.lon,
      lat: fix.lat,
      speed_dkmh: Math.round((fix.speed_kmh ?? 0) * 10),
      direction_deg: Math.round(fix.direction_deg ?? 0) % 360,
      status: POSITIONED,
    });
  }
}

function openTerminals(
  fixes: readonly Fix[],
  { host, port, counters }: { host: string; port: number; counters: FleetCounters },
): Map<string, TerminalClient> {
  const clock = { now: () => performance.now(), random: Math.random };
  const shared = { host, port, counters, latency: new Latency(), window: Number.POSITIVE_INFINITY, ...clock };
  const vehicles = [...new Set(fixes.map(({ vehicle }) => vehicle))];
  return new Map(
    vehicles.map((vehicle, i) => {
      const terminal = new TerminalClient(entryOf(vehicle, i), shared);
      terminal.open();
      return [vehicle, terminal];
    }),
  );
}

/** A vehicle named by a phone number keeps it; others get one by their position in the file. */
function entryOf(vehicle: string, i: number): RosterEntry {
  const phone = /^\d{11,12}$/.test(vehicle) ? vehicle : `0199${String(i).padStart(8, '0')}`;
  const terminal_id = `R${String(i).padStart(6, '0')}`;
  const device = { terminal_id, maker: 'REPLY', model: 'REPLAY' };
  return {
    phone,
    plate: vehicle.slice(0, 12),
    plate_colour: 1,
    vehicle_class: 'taxi',
    protocol: '2013',
    ...device,
  };
}

/** Fixes of a file in order of time. @throws AppError when it is absent, unreadable, without a column, or empty. */
async function readFixes(file: string): Promise<Fix[]> {
  if (!existsSync(file)) throw errors.no_file({ file });
  const instance = await DuckDBInstance.create(':memory:');
  const db = await instance.connect();
  try {
    const read = /\.parquet$/i.test(file) ? 'read_parquet($1)' : 'read_csv_auto($1)';
    const found = await columnsOf(db, read, file);
    const of = (column: Column) => `"${nameOf(column, found, file)}"`;
    const optional = (column: Column) => {
      const name = NAMES[column].find((known) => found.has(known));
      return name ? `"${found.get(name)}"::DOUBLE` : 'NULL::DOUBLE';
    };
    const text = `${of('time')}::VARCHAR`;
    const time = `COALESCE(${numberTime(text)}, epoch_ms(TRY_CAST(${text} AS TIMESTAMP)))`;
    const result = await db.runAndReadAll(
      `SELECT ${of('vehicle')}::VARCHAR, (${time})::DOUBLE, ${of('lon')}::DOUBLE, ${of('lat')}::DOUBLE,
        ${optional('speed')}, ${optional('direction')} FROM ${read}
        WHERE (${time}) IS NOT NULL AND ${of('lon')} IS NOT NULL AND ${of('lat')} IS NOT NULL ORDER BY 2`,
      [file],
    );
    const fixes = result
      .getRows()
      .map(
        ([vehicle, at_ms, lon, lat, speed_kmh, direction_deg]) =>
          ({ vehicle, at_ms, lon, lat, speed_kmh, direction_deg }) as Fix,
      );
    if (fixes.length === 0) throw errors.empty({ file });
    return fixes;
  } finally {
    db.closeSync();
  }
}

/** Seconds or milliseconds since 1970, told apart by size. */
function numberTime(column: string): string {
  const value = `TRY_CAST(${column} AS DOUBLE)`;
  return `CASE WHEN ${value} > 1e11 THEN ${value} ELSE ${value} * 1000 END`;
}

async function columnsOf(
  db: Awaited<ReturnType<DuckDBInstance['connect']>>,
  read: string,
  file: string,
): Promise<Map<string, string>> {
  try {
    const result = await db.runAndReadAll(`SELECT * FROM ${read} LIMIT 0`, [file]);
    return new Map(result.columnNames().map((name) => [name.trim().toLowerCase(), name]));
  } catch (error) {
    throw errors.unreadable({
      file,
      reason: error instanceof Error ? error.message.split('\n')[0] : String(error),
    });
  }
}

function nameOf(column: Column, found: ReadonlyMap<string, string>, file: string): string {
  const known = NAMES[column].find((name) => found.has(name));
  if (known === undefined) throw errors.columns({ file, column, found: [...found.values()].join(', ') });
  return found.get(known) ?? known;
}

function tell({ sent, acknowledged, refused, skipped }: FleetCounters, total: number): void {
  process.stderr.write(
    `${sent + skipped}/${total} · ${acknowledged} acknowledged · ${skipped} skipped · ${refused} refused\n`,
  );
}
