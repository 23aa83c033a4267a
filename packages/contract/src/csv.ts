/** Spreadsheets take a file for UTF-8 by this mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The lines of a table as a CSV file for spreadsheets, in which no text is taken for a formula. */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return `${BYTE_ORDER_MARK}${csvLinesOf(lines)}`;
}

/** Further lines of such a file, for one that is written in parts. */
export const csvLinesOf = (lines: readonly (readonly string[])[]): string =>
  lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');

const NEGATIVE_NUMBER = /^-\d[\d.]*$/;
/** What begins a formula, as spreadsheets read a cell: they pass over blanks and read full width as half width. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+@-]/u;

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvCell(text: string): string {
  const isFormula = !NEGATIVE_NUMBER.test(text) && FORMULA.test(text.normalize('NFKC'));
  const safe = isFormula || /^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
