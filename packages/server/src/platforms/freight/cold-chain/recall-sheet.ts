import type { Language, RecallSheet } from '@opentocc/contract';
import writeXlsxFile from 'write-excel-file/node';
import { cityMinute } from '../../../kit/clock.ts';

const HEADS = {
  zh: ['持有方', '名称', '批次', '应有数量', '通知时间', '已发消息', '答复时间', '已封存', '说明'],
  en: ['Holder', 'Name', 'Lot', 'Should hold', 'Noticed', 'Messaged', 'Answered', 'Secured', 'Note'],
} as const;
const YES = { zh: ['是', '否'], en: ['yes', 'no'] } as const;

type Cell = string | number;

/** A recall as a list of who holds what: a line for each lot of each holder. */
export async function sheetOf(
  sheet: RecallSheet,
  format: 'csv' | 'xlsx',
  language: Language,
): Promise<{ readonly media: string; readonly content: Buffer }> {
  const rows = rowsOf(sheet, language);
  if (format === 'csv') {
    const lines = [[...HEADS[language]], ...rows].map((row) => row.map(csvCell).join(','));
    return { media: 'text/csv; charset=utf-8', content: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`) };
  }
  const data = [
    HEADS[language].map((value) => ({ value, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((value) => ({ value }))),
  ];
  const file = writeXlsxFile(data);
  const media = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { media, content: await file.toBuffer() };
}

function rowsOf({ notices }: RecallSheet, language: Language): Cell[][] {
  return notices.flatMap((notice) =>
    notice.lots.map(({ lot, quantity }) => [
      ...[notice.holder, notice.holder_name?.[language] ?? '', lot, quantity ?? '?'],
      ...[cityMinute(notice.noticed_ms), YES[language][notice.messaged ? 0 : 1]],
      ...[
        notice.answered_ms === null ? '' : cityMinute(notice.answered_ms),
        notice.secured ?? '',
        notice.note,
      ],
    ]),
  );
}

/** Text that a spreadsheet would take for a formula is quoted, as are commas, quotes and line breaks. */
function csvCell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
