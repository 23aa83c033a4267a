import { expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/universal';
import { csvOfTable, type ExportTable, headRowsOf, sheetOf, widthsOf } from './export-table.ts';

const TABLE: ExportTable = {
  title: '指数日变化',
  facts: [
    ['标准', 'GB/T 33171-2016 C'],
    ['暂定', '是'],
  ],
  columns: [{ title: '时刻' }, { title: '指数', digits: 1 }, { title: '备注' }],
  rows: [
    ['08:00', 4.26, '=HYPERLINK("x")'],
    ['08:05', null, '一，"二"'],
    ['08:10', -1.2, '-'],
    ['08:15', -0.02, ''],
  ],
};

test('a CSV holds its facts, its head and its rows, and no formula', () => {
  const lines = csvOfTable(TABLE).split('\r\n');
  expect(lines[0]).toBe('\uFEFF指数日变化');
  expect(lines.slice(1, 5)).toEqual(['标准,GB/T 33171-2016 C', '暂定,是', '', '时刻,指数,备注']);
  expect(lines.slice(5, 9)).toEqual([
    '08:00,4.3,"\'=HYPERLINK(""x"")"',
    '08:05,,"一，""二"""',
    "08:10,-1.2,'-",
    '08:15,0.0,',
  ]);
});

test('a sheet keeps numbers as numbers, in full, and shows their decimals', () => {
  const sheet = sheetOf(TABLE);
  expect(sheet[5]).toEqual([
    { value: '08:00' },
    { value: 4.26, format: '0.0' },
    { value: '=HYPERLINK("x")' },
  ]);
  expect(sheet[6][1]).toBeNull();
  expect(widthsOf(TABLE)).toHaveLength(3);
});

test('a share is written in percent, and stays a number of 1 in a sheet', () => {
  const table: ExportTable = {
    ...TABLE,
    columns: [{ title: '覆盖率', percent_digits: 1 }],
    rows: [[0.4837], [null], [-0.0004]],
  };
  expect(csvOfTable(table).split('\r\n').slice(5, 8)).toEqual(['48.4%', '', '0.0%']);
  expect(sheetOf(table)[5]).toEqual([{ value: 0.4837, format: '0.0%' }]);
});

test('the head of a sheet is the last of its rows that stay in view', () => {
  expect(sheetOf(TABLE)[headRowsOf(TABLE) - 1]).toMatchObject([{ value: '时刻' }, {}, {}]);
});

test('the writer makes a workbook of it', async () => {
  const blob = await writeXlsxFile(sheetOf(TABLE), { columns: widthsOf(TABLE), sheet: '指数' }).toBlob();
  const bytes = new Uint8Array(await blob.arrayBuffer());
  expect(String.fromCharCode(...bytes.slice(0, 2))).toBe('PK');
  expect(new TextDecoder('latin1').decode(bytes)).toContain('xl/worksheets/sheet1.xml');
});
