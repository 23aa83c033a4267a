import type { RosterColumn, RosterProblem, VehicleClass } from '@opentocc/contract';
import { sourceErrors } from './errors.ts';
import type { Source, TerminalEntry } from './model.ts';
import { comparablePhone, normalPlate } from './normal-form.ts';
import { classOf, colourOf, HEADINGS, headingOf, REQUIRED } from './roster-columns.ts';
import type { Cells } from './roster-file.ts';

/** An entry with the row of the file that it stands in. */
export interface RosterEntry extends TerminalEntry {
  readonly row: number;
}

/** A cell that is wrong, before it is said in a reader's language. */
export type CellProblem = Omit<RosterProblem, 'message'>;

export interface Roster {
  readonly entries: readonly RosterEntry[];
  /** Every cell that is wrong; its row is no entry. */
  readonly problems: readonly CellProblem[];
  /** Headings that mean nothing to us. */
  readonly ignored: readonly string[];
}

/** What rows belong to that do not say it themselves. */
export interface RosterDefaults {
  readonly source: number;
  readonly vehicle_class: VehicleClass;
}

const PHONE = /^\d{5,20}$/;
const PLATE = /^[\p{L}\p{N}]{2,20}$/u;
/** As the 2019 edition has them. */
const WIDTHS = { terminal_id: 30, maker: 11, model: 30 } as const;

/**
 * Reads a roster: each row a terminal and its vehicle. A row with anything wrong in it is left out and all that is wrong
 * is named, row by row and column by column.
 * @throws AppError when the table has no heading for the phone or the plate, or nothing below them.
 */
export function readRoster(cells: Cells, defaults: RosterDefaults, sources: readonly Source[]): Roster {
  const { columns, headings, ignored } = columnsOf(cells[0] ?? []);
  const entries: RosterEntry[] = [];
  const problems: CellProblem[] = [];
  const seen = { phone: new Map<string, number>(), plate: new Map<string, number>() };
  for (let i = 1; i < cells.length; i++) {
    if (cells[i].every((cell) => cell.trim() === '')) continue;
    const row = i + 1;
    const wrong: CellProblem[] = [];
    const cell = (column: RosterColumn) => cells[i][columns.get(column) ?? -1]?.trim() ?? '';
    const blame = (column: RosterColumn, code: RosterProblem['code'], other_row: number | null = null) =>
      wrong.push({
        row,
        column,
        heading: headings.get(column) ?? '',
        value: cell(column).slice(0, 60),
        code,
        other_row,
      });
    const entry = readRow(cell, blame, { ...defaults, sources });
    for (const column of ['phone', 'plate'] as const) {
      const first = seen[column].get(entry[column]);
      if (first !== undefined) blame(column, 'repeated', first);
      else if (entry[column] !== '') seen[column].set(entry[column], row);
    }
    problems.push(...wrong);
    if (wrong.length === 0) entries.push({ ...entry, row });
  }
  if (entries.length + problems.length === 0) throw sourceErrors.roster_empty();
  return { entries, problems, ignored };
}

type Blame = (column: RosterColumn, code: RosterProblem['code']) => void;

function readRow(
  cell: (column: RosterColumn) => string,
  blame: Blame,
  { sources, ...defaults }: RosterDefaults & { sources: readonly Source[] },
): TerminalEntry {
  const phone = readPhone(cell('phone'), blame);
  const plate = normalPlate(cell('plate'));
  if (plate === '') blame('plate', 'missing');
  else if (!PLATE.test(plate)) blame('plate', 'no_plate');
  const plate_colour = colourOf(cell('plate_colour'));
  if (plate_colour === undefined) blame('plate_colour', 'no_colour');
  const vehicle_class =
    cell('vehicle_class') === '' ? defaults.vehicle_class : classOf(cell('vehicle_class'));
  if (vehicle_class === undefined) blame('vehicle_class', 'no_class');
  const source = cell('source') === '' ? defaults.source : sourceNamed(cell('source'), sources)?.id;
  if (source === undefined) blame('source', 'no_source');
  for (const [column, width] of Object.entries(WIDTHS) as [keyof typeof WIDTHS, number][])
    if (Buffer.byteLength(cell(column)) > width) blame(column, 'too_long');
  return {
    ...{ phone, plate },
    plate_colour: plate_colour ?? 0,
    vehicle_class: vehicle_class ?? 'other',
    source: source ?? 0,
    ...{ terminal_id: cell('terminal_id'), maker: cell('maker'), model: cell('model') },
  };
}

/** @returns the phone as it is compared; empty when there is none. */
function readPhone(text: string, blame: Blame): string {
  const phone = text === '' ? '' : comparablePhone(text);
  if (phone === '') blame('phone', 'missing');
  else if (/^\d+(\.\d+)?E\+?\d+$/i.test(text)) blame('phone', 'rounded');
  else if (!PHONE.test(phone)) blame('phone', 'no_phone');
  return phone;
}

function sourceNamed(text: string, sources: readonly Source[]): Source | undefined {
  return sources.find(
    ({ code, name, retired_ms }) => retired_ms === null && [code, name.zh, name.en].includes(text),
  );
}

function columnsOf(row: readonly string[]) {
  const columns = new Map<RosterColumn, number>();
  const headings = new Map<RosterColumn, string>();
  const ignored: string[] = [];
  row.forEach((text, i) => {
    const spelt = headingOf(text);
    const column = (Object.keys(HEADINGS) as RosterColumn[]).find((one) => HEADINGS[one].includes(spelt));
    if (column && !columns.has(column)) {
      columns.set(column, i);
      headings.set(column, text.trim());
    } else if (spelt !== '') ignored.push(text.trim().slice(0, 60));
  });
  const missing = REQUIRED.filter((column) => !columns.has(column)).map((column) => HEADINGS[column][0]);
  if (missing.length > 0)
    throw sourceErrors.roster_columns({ missing: missing.join(' / '), found: row.join(' | ').slice(0, 200) });
  return { columns, headings, ignored };
}
