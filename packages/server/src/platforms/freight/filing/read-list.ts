import type { Bilingual, FilingContent, FilingDocument, FilingDocumentKind } from '@opentocc/contract';
import type { Cells } from '../../../base/sources/index.ts';
import { filingErrors } from './errors.ts';
import {
  classNamed,
  colourNamed,
  dayWritten,
  findColumn,
  LIST_COLUMNS,
  type ListColumn,
  type ListKind,
} from './list-columns.ts';

export const LIST_ROWS = 5000;

/** A cell that is wrong. */
export interface CellProblem {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly text: Bilingual;
}

/** A row of a list, with what is wrong in it. */
export interface ListRow {
  readonly row: number;
  readonly content: FilingContent;
  readonly problems: readonly CellProblem[];
  /** Heading and text of a field, for what is found wrong with it later. */
  cellOf(field: string): Pick<CellProblem, 'column' | 'value'>;
}

export interface FilingListRead {
  readonly rows: readonly ListRow[];
  /** Headings that mean nothing to us. */
  readonly ignored: readonly string[];
}

const WORDS = {
  missing: { zh: '不能为空', en: 'is empty' },
  rounded: {
    zh: '被表格软件改成了科学计数法：请把该列设为文本后重新填写',
    en: 'was rounded by the spreadsheet: format the column as text and fill it in again',
  },
  no_class: {
    zh: '不是车辆类别：可填集装箱、厢式、冷藏、危货、客车',
    en: 'is no class: container, lorry, reefer, hazmat or coach',
  },
  no_colour: { zh: '不是车牌颜色：可填黄、蓝、绿、黄绿、黑，或留空', en: 'is no colour of a plate' },
  no_number: { zh: '不是 0 至 100 的数', en: 'is no number from 0 to 100' },
  no_day: { zh: '不是日期：如 2027-03-31，长期有效填“长期”', en: 'is no day: as 2027-03-31, or “unlimited”' },
  too_long: { zh: '过长', en: 'is too long' },
} as const satisfies Record<string, Bilingual>;
const MOST_LETTERS = 60;

type Cell = (key: string) => string;
type Blame = (key: string, code: keyof typeof WORDS) => void;

/**
 * Reads a list of trucks or drivers, one in each row.
 * @throws AppError when it has no rows, too many, or lacks a column
 */
export function readFilingList(kind: ListKind, cells: Cells): FilingListRead {
  const { columns, ignored } = columnsOf(kind, cells[0] ?? []);
  const filled = cells
    .map((texts, i) => ({ texts, row: i + 1 }))
    .slice(1)
    .filter(({ texts }) => texts.some((text) => text.trim() !== ''));
  if (filled.length === 0) throw filingErrors.list_empty();
  if (filled.length > LIST_ROWS) throw filingErrors.list_too_long({ limit: LIST_ROWS });
  return { rows: filled.map(({ texts, row }) => readRow(kind, columns, texts, row)), ignored };
}

type Columns = ReadonlyMap<string, { readonly at: number; readonly heading: string }>;

function columnsOf(kind: ListKind, headings: readonly string[]): { columns: Columns; ignored: string[] } {
  const columns = new Map<string, { at: number; heading: string }>();
  const ignored: string[] = [];
  headings.forEach((text, at) => {
    const found = findColumn(kind, text);
    if (found && !columns.has(found.key)) columns.set(found.key, { at, heading: text.trim() });
    else if (text.trim() !== '') ignored.push(text.trim().slice(0, MOST_LETTERS));
  });
  const missing = LIST_COLUMNS[kind].filter(({ key, needed }) => needed && !columns.has(key));
  if (missing.length > 0) throw filingErrors.list_columns({ missing: namesOf(missing) });
  return { columns, ignored };
}

const namesOf = (columns: readonly ListColumn[]): Bilingual => ({
  zh: columns.map(({ name }) => name.zh).join('、'),
  en: columns.map(({ name }) => name.en).join(', '),
});

function readRow(kind: ListKind, columns: Columns, texts: readonly string[], row: number): ListRow {
  const problems: CellProblem[] = [];
  // No database takes 0x00.
  const cell: Cell = (key) => texts[columns.get(key)?.at ?? -1]?.replaceAll('\0', '').trim() ?? '';
  const cellOf = (key: string) => ({
    column: columns.get(key)?.heading ?? '',
    value: cell(key).slice(0, MOST_LETTERS),
  });
  const blame: Blame = (key, code) => problems.push({ row, ...cellOf(key), text: WORDS[code] });
  for (const { key, needed } of LIST_COLUMNS[kind]) {
    if (needed && cell(key) === '') blame(key, 'missing');
    if (cell(key).length > MOST_LETTERS) blame(key, 'too_long');
    if (/^\d+(\.\d+)?E\+?\d+$/i.test(cell(key))) blame(key, 'rounded');
  }
  const content = kind === 'truck' ? truckOf(cell, blame) : driverOf(cell, blame);
  return { row, content, problems, cellOf };
}

function truckOf(cell: Cell, blame: Blame): FilingContent {
  const of = classNamed(cell('class'));
  if (of === undefined && cell('class') !== '') blame('class', 'no_class');
  const plate_colour = colourNamed(cell('plate_colour'));
  if (plate_colour === undefined) blame('plate_colour', 'no_colour');
  const load_t = cell('load_t') === '' ? null : Number(cell('load_t'));
  const isLoad = load_t === null || (load_t >= 0 && load_t <= 100);
  if (!isLoad) blame('load_t', 'no_number');
  return {
    ...{ kind: 'truck', plate: cell('plate'), plate_abroad: cell('plate_abroad') || null },
    ...{ class: of ?? 'lorry', plate_colour: plate_colour ?? 2, terminal: cell('terminal') },
    ...{ model: cell('model'), load_t: isLoad ? load_t : null },
    documents: documentsOf('truck', cell, blame),
  };
}

function driverOf(cell: Cell, blame: Blame): FilingContent {
  return {
    ...{ kind: 'driver', name: cell('name'), phone: cell('phone'), licence: cell('licence') },
    ...{ licence_class: cell('licence_class').slice(0, 10), documents: documentsOf('driver', cell, blame) },
  };
}

/** Those for which a day is written. */
function documentsOf(kind: ListKind, cell: Cell, blame: Blame): FilingDocument[] {
  return LIST_COLUMNS[kind].flatMap(({ key }): FilingDocument[] => {
    const [, of] = key.split(':');
    if (of === undefined || cell(key) === '') return [];
    const until = dayWritten(cell(key));
    if (until === undefined) blame(key, 'no_day');
    return [{ kind: of as FilingDocumentKind, number: '', until: until ?? null }];
  });
}
