import { expect, test } from 'vitest';
import { parseCsv } from '../sources/roster-file.ts';
import { DetectorLocator } from './locate.ts';
import { readDetectorList } from './read-list.ts';
import { STREET } from './test-detectors.ts';

const { network, link } = STREET;
const locator = new DetectorLocator(network);
const of = { source: 1, datum: 'WGS-84', network_version: 'v', locator } as const;
const read = (csv: string) => readDetectorList(parseCsv(csv), of);
const [lon, lat] = [network.node_lon[STREET.node('A')] + 0.002, network.node_lat[STREET.node('A')]];

test('a place and the way of its traffic find the link', () => {
  const { entries, problems } = read(
    `编号,经度,纬度,方向,车道数\nA1,${lon},${lat},向东,2\nA2,${lon},${lat + 0.0001},90,2\n`,
  );
  expect(problems).toEqual([]);
  expect(entries.map((entry) => entry.link)).toEqual([link('AB'), link('AB')]);
  expect(entries[0].along_m).toBeCloseTo(206, -1);
});

test('a cell with 0x00, which no database takes, is read without', () => {
  const { entries } = read(`编号,名称,路段\nA1\0,深南\0大道,${link('AB')}\n`);
  expect(entries).toMatchObject([{ code: 'A1', name: '深南大道' }]);
});

test.each([
  [`编号,经度,纬度\n,${lon},${lat}`, 'code', 'missing'],
  [`编号,经度,纬度\nA 1,${lon},${lat}`, 'code', 'no_code'],
  [`code,lon,lat,kind\nA1,${lon},${lat},thermometer`, 'kind', 'no_kind'],
  [`code,lon,lat,lanes\nA1,${lon},${lat},0`, 'lanes', 'no_number'],
  [`code,lon,lat,period\nA1,${lon},${lat},5`, 'period_s', 'no_number'],
  ['code,lon,lat\nA1,114.5,22.9', 'lon', 'far_from_roads'],
  [`code,lon,lat,heading\nA1,${lon},${lat},270`, 'heading', 'no_road_that_way'],
  ['code,lon,lat\nA1,east,22.9', 'lon', 'no_number'],
  ['code,link\nA1,9999', 'link', 'no_link'],
])('what is wrong in %j is named', (csv, column, code) => {
  const { entries, problems } = read(csv);
  expect(entries).toEqual([]);
  expect(problems).toMatchObject([{ row: 2, column, code }]);
});

test('a two-way street needs the way of the traffic', () => {
  const [x, y] = [network.node_lon[STREET.node('A')], network.node_lat[STREET.node('A')] - 0.0009];
  expect(read(`code,lon,lat\nA1,${x},${y}`).problems).toMatchObject([{ code: 'which_way' }]);
  expect(read(`code,lon,lat,heading\nA1,${x},${y},S`).entries).toHaveLength(1);
});

test('a code that stands twice is named in its second row', () => {
  const { entries, problems } = read(`code,link\nA1,${link('AB')}\nA1,${link('DC')}`);
  expect(entries).toHaveLength(1);
  expect(problems).toMatchObject([{ row: 3, code: 'repeated' }]);
});

test('a list without the columns that it needs says which', () => {
  expect(() => read('code,name\nA1,x')).toThrow(/经度 \/ 纬度/);
});
