import { csvOf } from '@opentocc/contract/csv';
import { COLOURS } from '../../ui/theme/palette.ts';

/** A table as it leaves the console: what it says, and all that is needed to judge it. */
export interface ExportTable {
  readonly title: string;
  /** Standard, version, window, coverage, samples, provenance: name and value, above the numbers. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly (readonly ExportCell[])[];
}

export interface ExportColumn {
  readonly title: string;
  /** Decimals that a number is written with. */
  readonly digits?: number;
  /** A share of 1, written in percent with so many decimals. */
  readonly percent_digits?: number;
}

/** Null is a cell without a value. */
export type ExportCell = string | number | null;

/** The table as CSV for spreadsheets: facts, an empty line, the head, the rows. */
export function csvOfTable({ title, facts, columns, rows }: ExportTable): string {
  const lines = [
    [title],
    ...facts.map(([name, value]) => [name, value]),
    [],
    columns.map((column) => column.title),
    ...rows.map((row) => row.map((cell, i) => textOf(cell, columns[i]))),
  ];
  return csvOf(lines);
}

function textOf(cell: ExportCell, { digits, percent_digits }: Partial<ExportColumn> = {}): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (percent_digits !== undefined) return `${textOf(100 * cell, { digits: percent_digits })}%`;
  const text = digits === undefined ? String(cell) : cell.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** A cell of a sheet as the writer of workbooks takes it. */
export interface SheetCell {
  readonly value: string | number;
  readonly fontWeight?: 'bold';
  readonly format?: string;
  readonly textColor?: string;
  readonly backgroundColor?: string;
}

/** The same as the rows of a sheet; numbers stay numbers. */
export function sheetOf({ title, facts, columns, rows }: ExportTable): (SheetCell | null)[][] {
  return [
    [{ value: title, fontWeight: 'bold' }],
    ...facts.map(([name, value]) => [{ value: name, textColor: COLOURS.light.muted }, { value }]),
    [],
    columns.map((column) => ({
      value: column.title,
      fontWeight: 'bold' as const,
      backgroundColor: COLOURS.light.hover,
    })),
    ...rows.map((row) => row.map((cell, i) => (cell === null ? null : numbered(cell, columns[i])))),
  ];
}

function numbered(value: string | number, column: Partial<ExportColumn> = {}): SheetCell {
  const { percent_digits } = column;
  const digits = percent_digits ?? column.digits;
  if (typeof value === 'string' || digits === undefined) return { value };
  const format = digits === 0 ? '0' : `0.${'0'.repeat(digits)}`;
  return { value, format: percent_digits === undefined ? format : `${format}%` };
}

/** Rows that stay in view while one scrolls: title, facts, an empty one and the head. */
export const headRowsOf = ({ facts }: ExportTable): number => facts.length + 3;

const WIDEST = 40;
/** Width of each column in letters; Chinese letters take two. */
export function widthsOf({ columns, rows, facts }: ExportTable): { width: number }[] {
  const lettersOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);
  return columns.map((column, i) => {
    const cells = rows.slice(0, 200).map((row) => lettersOf(textOf(row[i] ?? null, column)));
    const names = i === 0 ? facts.map(([name]) => lettersOf(name)) : [];
    return { width: Math.min(WIDEST, Math.max(8, lettersOf(column.title), ...cells, ...names) + 2) };
  });
}
