import { existsSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { replayErrors as errors } from './replay-errors.ts';

/** A recorded fix. */
export interface RecordedFix {
  readonly vehicle: string;
  readonly at_ms: number;
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /** Null when the file does not say. */
  readonly speed_kmh: number | null;
  readonly direction_deg: number | null;
}

/** What a file holds: fixes in order of time, and rows that are none, by the first line of each kind. */
export interface Recording {
  readonly fixes: readonly RecordedFix[];
  readonly bad_rows: number;
  readonly bad_examples: readonly string[];
}

/** Names under which files keep each column, without units, in lower case. */
const NAMES = {
  vehicle: [
    ...['vehicle', 'vehicle_id', 'vehiclenum', 'taxi_id', 'track_id', 'phone', 'plate', 'id'],
    ...['车牌', '车牌号', '车牌号码', '车辆', '车辆编号', '车号', '终端号', '终端手机号'],
  ],
  time: [
    ...['at_ms', 'time', 'timestamp', 'datetime', 'date_time', 'gps_time', 'stime'],
    ...['时间', '定位时间', 'gps时间', '上报时间', '采集时间', '日期时间'],
  ],
  lon: ['lon', 'lng', 'long', 'longitude', 'x', '经度'],
  lat: ['lat', 'latitude', 'y', '纬度'],
  speed: ['speed_kmh', 'speed', 'velocity', '速度', '车速', 'gps速度'],
  direction: [
    'direction_deg',
    'direction',
    'course',
    'heading',
    'bearing',
    '方向',
    '方向角',
    '航向',
    '航向角',
  ],
} as const;
type Column = keyof typeof NAMES;

/** Written times that are understood beside ISO 8601 and numbers. */
const TIME_FORMATS = [
  '%Y/%m/%d %H:%M:%S',
  '%Y/%m/%d %H:%M',
  '%Y年%m月%d日 %H:%M:%S',
  '%Y%m%d%H%M%S',
  '%H:%M:%S',
];
const EXAMPLES = 5;

/**
 * Reads fixes from CSV (UTF-8, with a heading) or Parquet. A row that is no fix is counted and named, never the end.
 * @throws AppError when the file is absent, unreadable, without a column, or without a fix.
 */
export async function readRecording(file: string): Promise<Recording> {
  if (!existsSync(file)) throw errors.no_file({ file });
  const instance = await DuckDBInstance.create(':memory:');
  const db = await instance.connect();
  try {
    await db.run("SET TimeZone = 'UTC'");
    return await readRows(db, file);
  } finally {
    db.closeSync();
  }
}

async function readRows(db: DuckDBConnection, file: string): Promise<Recording> {
  // Everything as text: with types guessed from the first rows, the first odd row after them would end the import.
  const source = /\.parquet$/i.test(file)
    ? 'read_parquet($1)'
    : 'read_csv($1, header = true, all_varchar = true, strict_mode = false, ignore_errors = true, null_padding = true)';
  const found = await columnsOf(db, source, file);
  const text = (column: Column) => `trim(${quoted(nameOf(column, found, file))}::VARCHAR, ' "')`;
  const number = (column: Column) => {
    const name = NAMES[column].find((known) => found.has(known));
    return name ? `TRY_CAST(${quoted(found.get(name) ?? name)}::VARCHAR AS DOUBLE)` : 'NULL::DOUBLE';
  };
  const result = await read(
    db,
    file,
    `SELECT ${text('vehicle')}, ${timeOf(text('time'))}::DOUBLE, ${number('lon')},
    ${number('lat')}, ${number('speed')}, ${number('direction')}, concat_ws(' | ', ${text('vehicle')}, ${text('time')},
    ${text('lon')}, ${text('lat')}) FROM ${source}`,
    [file],
  );
  const fixes: RecordedFix[] = [];
  const bad_examples: string[] = [];
  let bad_rows = 0;
  result.getRows().forEach(([vehicle, at_ms, lon, lat, speed_kmh, direction_deg, row], i) => {
    const fix = { vehicle, at_ms, lon, lat, speed_kmh, direction_deg } as RecordedFix;
    if (isFix(fix)) fixes.push({ ...fix, ...believable(fix) });
    else if (++bad_rows <= EXAMPLES) bad_examples.push(`${i + 1}: ${row}`);
  });
  if (fixes.length === 0) throw errors.empty({ file, bad: bad_rows });
  fixes.sort((a, b) => a.at_ms - b.at_ms);
  return { fixes, bad_rows, bad_examples };
}

function isFix({ vehicle, at_ms, lon, lat }: RecordedFix): boolean {
  if (!vehicle || at_ms === null || lon === null || lat === null) return false;
  return Number.isFinite(at_ms) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

/** A speed or course that cannot be one is not known. */
function believable({
  speed_kmh,
  direction_deg,
}: RecordedFix): Pick<RecordedFix, 'speed_kmh' | 'direction_deg'> {
  return {
    speed_kmh: speed_kmh !== null && speed_kmh >= 0 && speed_kmh < 1000 ? speed_kmh : null,
    direction_deg:
      direction_deg !== null && direction_deg >= 0 && direction_deg <= 360 ? direction_deg : null,
  };
}

/** UTC ms of a time as text: seconds or milliseconds since 1970, distinguished by magnitude, or a written time. */
function timeOf(text: string): string {
  const value = `TRY_CAST(${text} AS DOUBLE)`;
  const formats = TIME_FORMATS.map((format) => `'${format}'`).join(', ');
  const plain = `COALESCE(TRY_CAST(${text} AS TIMESTAMP), try_strptime(${text}, [${formats}]))`;
  // A cast to TIMESTAMP would drop the offset.
  const has_offset = `regexp_matches(${text}, ':\\d\\d(\\.\\d+)?\\s?(Z|[+-]\\d\\d(:?\\d\\d)?)$')`;
  const written = `CASE WHEN ${has_offset} THEN epoch_ms(TRY_CAST(${text} AS TIMESTAMPTZ)) ELSE epoch_ms(${plain}) END`;
  const is_compact = `regexp_full_match(${text}, '(19|20)\\d{12}')`;
  return `CASE WHEN ${is_compact} OR ${value} IS NULL THEN ${written}
    WHEN ${value} > 1e11 THEN ${value} ELSE ${value} * 1000 END`;
}

async function columnsOf(db: DuckDBConnection, source: string, file: string): Promise<Map<string, string>> {
  const result = await read(db, file, `SELECT * FROM ${source} LIMIT 0`, [file]);
  return new Map(result.columnNames().map((name) => [normalName(name), name]));
}

async function read(db: DuckDBConnection, file: string, sql: string, values: string[]) {
  try {
    return await db.runAndReadAll(sql, values);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw errors.unreadable({ file, reason });
  }
}

/** A heading without its unit: "速度(km/h)" is 速度. */
function normalName(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\uFEFF|[([].*$/g, '')
    .trim()
    .toLowerCase();
}

function nameOf(column: Column, found: ReadonlyMap<string, string>, file: string): string {
  const known = NAMES[column].find((name) => found.has(name));
  if (known === undefined) throw errors.columns({ file, column, found: [...found.values()].join(', ') });
  return found.get(known) ?? known;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
