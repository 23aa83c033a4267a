import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { sourceErrors } from './errors.ts';

/** What a file may unpack to: a roster of 50,000 rows is about 20 MB as XML. A small file can claim to be gigabytes. */
const UNPACKED_BYTES = 64 * 2 ** 20;
export const ROSTER_ROWS = 50_000;

/** A table of texts, row by row as it stands in the file: the first row is row 1. */
export type Cells = readonly (readonly string[])[];

/**
 * The cells of a roster in CSV (UTF-8, or GB 18030 as Chinese spreadsheets write it; comma, semicolon or tab) or XLSX (its
 * first sheet), distinguished by their first bytes.
 * @throws AppError when it is neither or too large.
 */
export async function readRosterFile(bytes: Uint8Array): Promise<Cells> {
  if (bytes.length === 0) throw sourceErrors.roster_empty();
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const cells = isZip ? await readXlsx(bytes) : parseCsv(textOf(bytes));
  if (cells.length - 1 > ROSTER_ROWS) throw sourceErrors.roster_too_long({ limit: ROSTER_ROWS });
  return cells;
}

async function readXlsx(bytes: Uint8Array): Promise<Cells> {
  let unpacked = 0;
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        return false; // only the sizes are looked at
      },
    });
  } catch (error) {
    throw sourceErrors.roster_unreadable({ reason: reasonOf(error) });
  }
  if (unpacked > UNPACKED_BYTES) throw sourceErrors.roster_too_long({ limit: ROSTER_ROWS });
  try {
    const rows = await readSheet(Uint8Array.from(bytes).buffer);
    return rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  } catch (error) {
    throw sourceErrors.roster_unreadable({ reason: reasonOf(error) });
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes); // no UTF-8, so as a Chinese spreadsheet writes it
  }
}

/** CSV by RFC 4180, with the separator that its first line has most of. */
export function parseCsv(text: string): string[][] {
  const separator = separatorOf(text.slice(0, text.search(/[\r\n]|$/)));
  const rows: string[][] = [];
  const row: string[] = [];
  let cell = '';
  for (let at = 0; at < text.length; ) {
    const sign = text[at++];
    if (sign === '"' && cell === '') [cell, at] = quotedFrom(text, at);
    else if (sign === separator || sign === '\n') {
      row.push(cell);
      cell = '';
      if (sign === '\n') rows.push(row.splice(0));
    } else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** Reads from behind an opening quote; a quote that is doubled is one of the text. @returns it, and where it has ended */
function quotedFrom(text: string, from: number): [cell: string, end: number] {
  const [quoted] = /(?:[^"]|"")*/.exec(text.slice(from))!;
  return [quoted.replaceAll('""', '"'), from + quoted.length + 1];
}

function separatorOf(line: string): string {
  const count = (sign: string) => line.split(sign).length;
  return [',', ';', '\t'].reduce((most, sign) => (count(sign) > count(most) ? sign : most));
}
