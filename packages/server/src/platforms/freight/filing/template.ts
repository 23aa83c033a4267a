import type { Language } from '@opentocc/contract';
import writeXlsxFile from 'write-excel-file/node';
import { LIST_COLUMNS, type ListKind } from './list-columns.ts';
import { LIST_ROWS } from './read-list.ts';

const WORDS = {
  zh: {
    list: '名单',
    how: '说明',
    head: ['列', '必填', '填写说明'],
    needed: '是',
    rows: `从第 2 行起每行一条，最多 ${LIST_ROWS} 行；号码列请设为文本`,
  },
  en: {
    list: 'List',
    how: 'How to',
    head: ['Column', 'Needed', 'What to write'],
    needed: 'yes',
    rows: `One in each row from row 2 on, ${LIST_ROWS} at most; format columns of numbers as text`,
  },
};

/** An empty list with the headings that are understood, and a sheet that says what to write. */
export function templateOf(kind: ListKind, language: Language): Promise<Buffer> {
  const words = WORDS[language];
  const columns = LIST_COLUMNS[kind];
  const head = (value: string) => ({ value, fontWeight: 'bold' as const });
  const rows = columns.map(({ name, needed, hint }) => [
    ...[{ value: name[language] }, { value: needed ? words.needed : '' }, { value: hint[language] }],
  ]);
  return writeXlsxFile([
    {
      data: [columns.map(({ name }) => head(name[language]))],
      sheet: words.list,
      columns: columns.map(() => ({ width: 20, format: '@' })),
    },
    {
      data: [[{ value: words.rows }], words.head.map(head), ...rows],
      sheet: words.how,
      columns: [{ width: 24 }, { width: 10 }, { width: 60 }],
    },
  ]).toBuffer();
}
