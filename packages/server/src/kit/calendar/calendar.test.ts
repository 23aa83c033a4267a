import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS } from '@opentocc/core/time';
import { afterAll, describe, expect, test } from 'vitest';
import { createWorkingCalendar, dayOfDate, loadWorkingCalendar, readHolidayYear } from './index.ts';

const calendar = createWorkingCalendar();
const isWorking = (date: string) => calendar.dayOf(dayOfDate(date)).working;
const published = join(import.meta.dirname, '../../../../../../shared/data/citizen/holidays');

describe('the working calendar', () => {
  test('works on a weekend day that is made up for a holiday, and not on the holiday', () => {
    expect(isWorking('2026-10-10')).toBe(true);
    expect(isWorking('2026-10-07')).toBe(false);
    expect(isWorking('2026-10-11')).toBe(false);
    expect(isWorking('2026-10-12')).toBe(true);
    expect(calendar.dayOf(dayOfDate('2026-10-10')).why?.zh).toBe('调休上班');
  });

  test('refuses a day of a year that it does not know, before and after', () => {
    expect(() => isWorking('2027-01-04')).toThrow(
      expect.objectContaining({ code: 'calendar.beyond', params: { year: 2027 } }),
    );
    expect(() => isWorking('2023-12-29')).toThrow(expect.objectContaining({ code: 'calendar.beyond' }));
  });

  test('says from 1 November on that the next year is to be loaded', () => {
    expect(calendar.warning(Date.parse('2026-10-31T23:59:59+08:00'))).toBeNull();
    expect(calendar.warning(Date.parse('2026-11-01T00:00:00+08:00'))?.zh).toContain('2027');
    expect(calendar.warning(Date.parse('2027-03-01T00:00:00+08:00'))?.zh).toContain('2027');
  });

  test.skipIf(!existsSync(published))('has the days of the published years, day by day', () => {
    for (const year of [2024, 2025, 2026]) {
      const read = readHolidayYear(readFileSync(join(published, `${year}.json`), 'utf8'), `${year}.json`);
      const truth = createWorkingCalendar([read]);
      for (let day = dayOfDate(`${year}-01-01`); day <= dayOfDate(`${year}-12-31`); day++)
        expect(
          [new Date(day * DAY_MS).toISOString().slice(0, 10), calendar.dayOf(day).working],
          'of the published year',
        ).toEqual([new Date(day * DAY_MS).toISOString().slice(0, 10), truth.dayOf(day).working]);
    }
  });

  test.skipIf(!existsSync(published))(
    'reads every published year, and refuses one that is announced without days',
    () => {
      const years = readdirSync(published).filter((name) => /^\d{4}\.json$/.test(name) && name < '2027');
      expect(years.length).toBeGreaterThan(8);
      for (const name of years)
        expect(readHolidayYear(readFileSync(join(published, name), 'utf8'), name).year).toBe(
          Number(name.slice(0, 4)),
        );
      expect(() => readHolidayYear(readFileSync(join(published, '2027.json'), 'utf8'), '2027.json')).toThrow(
        expect.objectContaining({ code: 'calendar.bad_year' }),
      );
    },
  );
});

describe('a year that an installation loads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'opentocc-calendar-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const put = (name: string, text: string) => {
    mkdirSync(join(folder, 'calendar'), { recursive: true });
    writeFileSync(join(folder, 'calendar', name), text);
  };
  const days = [{ name: '元旦', date: '2027-01-01', isOffDay: true }];

  test('is known from then on, beside those of the product', () => {
    expect(loadWorkingCalendar(join(folder, 'none')).years.at(-1)?.year).toBe(2026);
    put('2027.json', JSON.stringify({ year: 2027, papers: ['https://www.gov.cn/2027'], days }));
    const loaded = loadWorkingCalendar(folder);
    expect(loaded.dayOf(dayOfDate('2027-01-01')).working).toBe(false);
    expect(loaded.dayOf(dayOfDate('2027-01-04')).working).toBe(true);
    expect(loaded.warning(Date.parse('2026-11-27T00:00:00+08:00'))).toBeNull();
  });

  test('may change the last days of the December before, as the notice of 2019 did', () => {
    const notice = { year: 2027, papers: ['x'], days: [...days, { ...days[0], date: '2026-12-31' }] };
    put('2027.json', JSON.stringify(notice));
    expect(loadWorkingCalendar(folder).dayOf(dayOfDate('2026-12-31')).working).toBe(false);
    expect(isWorking('2026-12-31')).toBe(true);
  });

  test.each([
    ['is cut off', '{"year": 2027, "papers": ['],
    [
      'holds a day that does not exist',
      JSON.stringify({ year: 2027, papers: ['x'], days: [{ ...days[0], date: '2027-02-31' }] }),
    ],
    [
      'holds a day of another year',
      JSON.stringify({ year: 2027, papers: ['x'], days: [{ ...days[0], date: '2026-11-01' }] }),
    ],
    ['was not published', JSON.stringify({ year: 2027, papers: [], days })],
  ])('is refused with a word when it %s', (_, text) => {
    put('2027.json', text);
    expect(() => loadWorkingCalendar(folder)).toThrow(
      expect.objectContaining({
        code: 'calendar.bad_year',
        params: expect.objectContaining({ file: '2027.json' }),
      }),
    );
  });
});
