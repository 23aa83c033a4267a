import type { Datum, DetectorColumn, DetectorProblem } from '@opentocc/contract';
import { toWgs84 } from '@opentocc/core/geo';
import { type Cells, headingOf } from '../sources/index.ts';
import { detectorErrors } from './errors.ts';
import { HEADINGS, headingDegrees, kindOf } from './list-columns.ts';
import type { DetectorLocator, LinkPlace } from './locate.ts';
import type { DetectorEntry } from './model.ts';

/** A cell that is wrong, before it is said in a reader's language. */
export type CellProblem = Omit<DetectorProblem, 'message'>;

/** Whose detectors a list names, and the network that they stand on. */
export interface ListOf {
  readonly source: number;
  readonly datum: Datum;
  readonly network_version: string;
  readonly locator: DetectorLocator;
}

export interface DetectorList {
  readonly entries: readonly DetectorEntry[];
  /** Every cell that is wrong; its row is no entry. */
  readonly problems: readonly CellProblem[];
  readonly ignored: readonly string[];
}

export const LIST_ROWS = 5000;
const CODE = /^[\p{L}\p{N}._-]{1,60}$/u;
const NAME_LENGTH = 80;

type Cell = (column: DetectorColumn) => string;
type Blame = (column: DetectorColumn, code: DetectorProblem['code']) => void;

/**
 * Reads a list of detectors, one in each row, and finds their links. A row with anything wrong in it is left out, and all
 * that is wrong is named.
 * @throws AppError when the table lacks headings that it needs, or rows
 */
export function readDetectorList(cells: Cells, of: ListOf): DetectorList {
  if (cells.length - 1 > LIST_ROWS) throw detectorErrors.list_too_long({ limit: LIST_ROWS });
  const { columns, ignored } = columnsOf(cells[0] ?? []);
  const entries: DetectorEntry[] = [];
  const problems: CellProblem[] = [];
  const seen = new Set<string>();
  for (let i = 1; i < cells.length; i++) {
    if (cells[i].every((text) => text.trim() === '')) continue;
    const wrong: CellProblem[] = [];
    // No database takes 0x00.
    const cell: Cell = (column) => cells[i][columns.get(column) ?? -1]?.replaceAll('\0', '').trim() ?? '';
    const blame: Blame = (column, code) => {
      const heading = cells[0][columns.get(column) ?? -1]?.trim() ?? '';
      wrong.push({ row: i + 1, column, heading, value: cell(column).slice(0, 60), code });
    };
    const entry = readRow(cell, blame, of);
    if (seen.has(entry.code)) blame('code', 'repeated');
    seen.add(entry.code);
    problems.push(...wrong);
    if (wrong.length === 0) entries.push(entry);
  }
  if (entries.length + problems.length === 0) throw detectorErrors.list_empty();
  return { entries, problems, ignored };
}

function readRow(cell: Cell, blame: Blame, of: ListOf): DetectorEntry {
  const code = cell('code');
  if (code === '') blame('code', 'missing');
  else if (!CODE.test(code)) blame('code', 'no_code');
  const name = cell('name');
  if (name.length > NAME_LENGTH) blame('name', 'too_long');
  const kind = cell('kind') === '' ? 'loop' : kindOf(headingOf(cell('kind')));
  if (kind === undefined) blame('kind', 'no_kind');
  const whole = (column: 'lanes' | 'period_s', least: number, most: number, otherwise: number) => {
    const value = cell(column) === '' ? otherwise : Number(cell(column));
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    blame(column, 'no_number');
    return otherwise;
  };
  const numbers = { lanes: whole('lanes', 1, 16, 1), period_s: whole('period_s', 10, 3600, 60) };
  const place = cell('link') === '' ? readPlace(cell, blame, of) : readLink(cell, blame, of);
  const { source, network_version } = of;
  return { source, code, name, kind: kind ?? 'loop', ...place, ...numbers, network_version };
}

type Placed = Pick<DetectorEntry, 'lon' | 'lat' | 'heading_deg'> & LinkPlace;
const NOWHERE: Placed = { lon: 0, lat: 0, heading_deg: null, link: 0, along_m: 0, off_m: 0 };

/** Longitude and latitude in the datum of the source, and the way of the traffic where it is stated. */
function readPlace(cell: Cell, blame: Blame, { datum, locator }: ListOf): Placed {
  const degree = (column: 'lon' | 'lat', most: number) => {
    const value = Number(cell(column));
    if (cell(column) === '') blame(column, 'missing');
    else if (!(Math.abs(value) <= most)) blame(column, 'no_number');
    else return value;
    return Number.NaN;
  };
  const [stated_lon, stated_lat] = [degree('lon', 180), degree('lat', 90)];
  const heading_deg = cell('heading') === '' ? null : headingDegrees(cell('heading'));
  if (heading_deg === undefined) blame('heading', 'no_number');
  if (heading_deg === undefined || Number.isNaN(stated_lon + stated_lat)) return NOWHERE;
  const [lon, lat] = toWgs84(datum, stated_lon, stated_lat);
  const place = locator.locate(lon, lat, heading_deg);
  if (typeof place === 'object') return { lon, lat, heading_deg, ...place };
  blame(place === 'far_from_roads' ? 'lon' : 'heading', place);
  return NOWHERE;
}

function readLink(cell: Cell, blame: Blame, { locator }: ListOf): Placed {
  const link = Number(cell('link'));
  const along_m = cell('along_m') === '' ? 0 : Number(cell('along_m'));
  if (!(along_m >= 0)) blame('along_m', 'no_number');
  else {
    const place = Number.isInteger(link) && link >= 0 ? locator.placeOn(link, along_m) : undefined;
    if (place) return { ...place, link, along_m, off_m: 0 };
    blame('link', 'no_link');
  }
  return NOWHERE;
}

function columnsOf(row: readonly string[]) {
  const columns = new Map<DetectorColumn, number>();
  const ignored: string[] = [];
  row.forEach((text, i) => {
    const spelt = headingOf(text);
    const column = (Object.keys(HEADINGS) as DetectorColumn[]).find((one) => HEADINGS[one].includes(spelt));
    if (column && !columns.has(column)) columns.set(column, i);
    else if (spelt !== '') ignored.push(text.trim().slice(0, 60));
  });
  const needed: DetectorColumn[] = columns.has('link') ? ['code'] : ['code', 'lon', 'lat'];
  const missing = needed.filter((column) => !columns.has(column)).map((column) => HEADINGS[column][0]);
  if (missing.length > 0)
    throw detectorErrors.list_columns({ missing: missing.join(' / '), found: row.join(' | ').slice(0, 200) });
  return { columns, ignored };
}
