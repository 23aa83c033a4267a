import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/universal';
import { readRoster } from './roster.ts';
import { parseCsv, readRosterFile } from './roster-file.ts';
import { wordsOf } from './roster-words.ts';

const DEFAULTS = { source: 3, vehicle_class: 'other' } as const;
const firm = (id: number, code: string, zh: string) => ({
  ...{ id, code, name: { zh, en: code }, owner: zh, protocol: 'JT/T 808', datum: 'WGS-84' as const },
  ...{ report_interval_s: 30, quota_per_s: null, retired_ms: null },
});
const SOURCES = [firm(3, 'taxi', '出租公司'), firm(4, 'bus', '巴士集团')];
const read = async (text: string | Uint8Array) =>
  readRoster(
    await readRosterFile(typeof text === 'string' ? new TextEncoder().encode(text) : text),
    DEFAULTS,
    SOURCES,
  );

test('a roster is read with Chinese or English headings, names of classes and colours, and any spelling', async () => {
  const { entries, problems, ignored } = await read(
    '\ufeff终端号,车牌号码,车牌颜色,车辆类别,所属企业,备注\r\n' +
      '013800000001,粤Ｂ·12345,蓝色,出租车,,"甲,乙"\r\n' +
      '+86 13800000002,粤b d12345,渐变绿,公交,巴士集团,\r\n',
  );
  expect(problems).toEqual([]);
  expect(ignored).toEqual(['备注']);
  expect(entries).toMatchObject([
    { row: 2, phone: '13800000001', plate: '粤B12345', plate_colour: 1, vehicle_class: 'taxi', source: 3 },
    { row: 3, phone: '13800000002', plate: '粤BD12345', plate_colour: 94, vehicle_class: 'bus', source: 4 },
  ]);
  const english = await read('Phone;Plate number;Class\n13800000001;12-34-AB;dangerous goods\n');
  expect(english.entries).toMatchObject([
    { plate: '1234AB', vehicle_class: 'dangerous_goods', plate_colour: 9 },
  ]);
});

test('every bad cell is named by row and column, and only its row is left out', async () => {
  const { entries, problems } = await read(
    'phone,plate,colour,class,source\n' +
      '13800000001,粤B00001,,,\n' +
      ',粤B00002,,,\n' +
      '1.38E+10,?,紫,飞机,无此公司\n' +
      '\n' +
      '13800000001,粤B00005,,,\n',
  );
  expect(entries.map(({ row }) => row)).toEqual([2]);
  expect(problems.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
    '3 phone missing',
    '4 phone rounded',
    '4 plate no_plate',
    '4 plate_colour no_colour',
    '4 vehicle_class no_class',
    '4 source no_source',
    '6 phone repeated',
  ]);
  const repeated = problems[6];
  expect(wordsOf(repeated, 'zh')).toBe('“13800000001”与第 2 行重复');
  expect(wordsOf(repeated, 'en')).toBe('“13800000001” stands in row 2 already');
});

test('a roster of a spreadsheet is read, numbers and all', async () => {
  const sheet = [
    ['终端号', '车牌'].map((value) => ({ value })),
    [{ value: 13800000001, type: Number }, { value: '粤B12345' }],
  ];
  const file = await writeXlsxFile(sheet).toBlob();
  const { entries } = await read(new Uint8Array(await file.arrayBuffer()));
  expect(entries).toMatchObject([{ phone: '13800000001', plate: '粤B12345' }]);
});

test('a roster in GB 18030, as Chinese spreadsheets save it, is read', async () => {
  // 终端号,车牌 / 1,粤B1 in GBK
  const bytes = Uint8Array.from(Buffer.from('d6d5b6cbbac52cb3b5c5c60a31333830302cd4c142313233', 'hex'));
  expect((await read(bytes)).entries).toMatchObject([{ phone: '13800', plate: '粤B123' }]);
});

test.each([
  ['', 'sources.roster_empty'],
  ['phone,plate\n', 'sources.roster_empty'],
  ['phone,name\n1,2\n', 'sources.roster_columns'],
  ['PK no zip at all', 'sources.roster_unreadable'],
])('a file that is no roster is refused: %j', async (text, code) => {
  await expect(read(text)).rejects.toMatchObject({ code });
});

test('a small file that unpacks to very much is refused before it is unpacked', async () => {
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(80 * 2 ** 20), a: strToU8('a') });
  expect(bomb.length).toBeLessThan(2 ** 20);
  await expect(read(bomb)).rejects.toMatchObject({ code: 'sources.roster_too_long' });
});

test('quotes, doubled quotes and line ends inside them are text', () => {
  expect(parseCsv('a,"b ""c"", d"\n"x\ny",z')).toEqual([
    ['a', 'b "c", d'],
    ['x\ny', 'z'],
  ]);
});
