import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { readCalendar, writeCalendar } from './index.ts';

const FOLDER = join(import.meta.dirname, '../../../../../shared/data/alerts/rosters');
const span = (from: string, to: string) => ({ from_ms: Date.parse(from), to_ms: Date.parse(to) });
const read = (name: string, from: string, to: string) =>
  readCalendar(readFileSync(join(FOLDER, name), 'utf8'), span(from, to));
const iso = (at_ms: number) => new Date(at_ms).toISOString().slice(0, 16);
const shown = ({ shifts }: ReturnType<typeof readCalendar>) =>
  shifts.map(({ summary, from_ms, to_ms }) => `${summary} ${iso(from_ms)} ${iso(to_ms)}`);
const wrap = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) =>
  ['BEGIN:VEVENT', 'UID:1', 'SUMMARY:li', ...lines, 'END:VEVENT'].join('\r\n');
const year = span('2026-01-01T00:00Z', '2027-01-01T00:00Z');

describe.skipIf(!existsSync(FOLDER))(
  'calendars from elsewhere (skipped where ../shared/data is absent)',
  () => {
    it('expands a daily recurrence in its zone', () => {
      const calendar = read('calendar_with_recurring_event.ics', '2021-01-25T00:00Z', '2021-01-28T00:00Z');
      expect(calendar).toMatchObject({ name: 't', zone: 'Asia/Yekaterinburg', events: 1, faults: [] });
      expect(shown(calendar)).toEqual([
        '@Bernard Desruisseaux 2021-01-25T08:00 2021-01-25T17:00',
        '@Bernard Desruisseaux 2021-01-26T08:00 2021-01-26T17:00',
        '@Bernard Desruisseaux 2021-01-27T08:00 2021-01-27T17:00',
      ]);
    });

    it('lets an edited occurrence replace its own', () => {
      const calendar = read(
        'calendar_with_edited_recurring_events.ics',
        '2021-01-26T00:00Z',
        '2021-01-29T00:00Z',
      );
      expect(shown(calendar)).toEqual([
        '@Bernard Desruisseaux 2021-01-26T08:00 2021-01-26T17:00',
        '@Bob 2021-01-27T08:00 2021-01-27T17:00',
        '@Bernard Desruisseaux 2021-01-28T08:00 2021-01-28T17:00',
      ]);
    });

    it('takes days without times from midnight to midnight of the calendar', () => {
      const calendar = read('calendar_with_all_day_event.ics', '2021-01-27T00:00Z', '2021-01-28T00:00Z');
      expect(shown(calendar)).toEqual([
        '@Alex 2021-01-26T19:00 2021-01-27T19:00',
        '@Alice 2021-01-26T19:00 2021-01-28T19:00',
        '@Bob 2021-01-27T08:00 2021-01-27T17:00',
      ]);
    });

    it('takes an edited occurrence that belongs to none as one of its own', () => {
      const calendar = read('modified_recurring_event.ics', '2023-07-01T00:00Z', '2023-09-01T00:00Z');
      expect(shown(calendar)).toEqual([
        'user 2023-07-16T22:00 2023-07-24T22:00',
        'user 2023-07-17T08:00 2023-07-24T08:00',
      ]);
    });

    it('reads every file without a fault', () => {
      for (const name of ['quality.ics', 'override_email_case_sensitivity.ics'])
        expect(read(name, '2022-01-01T00:00Z', '2024-01-01T00:00Z')).toMatchObject({ faults: [] });
      expect(read('quality.ics', '2022-01-01T00:00Z', '2024-01-01T00:00Z').shifts.length).toBeGreaterThan(7);
    });
  },
);

describe('a calendar', () => {
  it('that is broken or cut off costs only the event that is', () => {
    const good = event('DTSTART:20260101T000000Z', 'DTEND:20260101T080000Z');
    const broken = event('DTSTART;VALUE=:::', 'nonsense without colon');
    const whole = wrap(good, broken, good.replace('UID:1', 'UID:2'));
    expect(readCalendar(whole, year)).toMatchObject({
      shifts: [{ line: 3 }, { line: 15 }],
      faults: [{ line: 9 }],
    });
    const cut = whole.slice(0, whole.lastIndexOf('DTEND'));
    expect(readCalendar(cut, year).shifts).toHaveLength(1);
    expect(readCalendar(cut, year).faults.at(-1)).toEqual({ line: 15, kind: 'cut_off' });
    expect(readCalendar('', year).faults).toEqual([{ line: 1, kind: 'no_calendar' }]);
    expect(readCalendar('PK\u0003\u0004 not a calendar', year)).toMatchObject({ events: 0, shifts: [] });
  });

  it('says what an event lacks', () => {
    const faultsOf = (...lines: string[]) =>
      readCalendar(wrap(event(...lines)), year).faults.map(({ kind }) => kind);
    expect(faultsOf('DTEND:20260101T080000Z')).toEqual(['no_begin']);
    expect(faultsOf('DTSTART:20260101T080000Z')).toEqual(['no_end']);
    expect(faultsOf('DTSTART:20260101T080000Z', 'DTEND:20260101T070000Z')).toEqual(['no_end']);
    expect(faultsOf('DTSTART;TZID=Nowhere/At all:20260101T080000', 'DURATION:PT8H')).toEqual(['zone']);
    expect(faultsOf('DTSTART:20260101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY')).toEqual([
      'too_many',
    ]);
  });

  it('ends a rule where its zone says so, skips what is excluded, and leaves out what was cancelled', () => {
    const calendar = wrap(
      event(
        'DTSTART;TZID=China Standard Time:20260101T200000',
        'DURATION:PT12H',
        'RRULE:FREQ=DAILY;UNTIL=20260103T120000Z',
        'EXDATE:20260102T120000Z',
      ),
      event('STATUS:CANCELLED', 'DTSTART:20260101T000000Z', 'DURATION:PT1H').replace('UID:1', 'UID:2'),
    );
    expect(shown(readCalendar(calendar, year))).toEqual([
      'li 2026-01-01T12:00 2026-01-02T00:00',
      'li 2026-01-03T12:00 2026-01-04T00:00',
    ]);
  });

  it('never hangs on a rule that has no occurrence', { timeout: 10_000 }, () => {
    const never = event(
      'DTSTART:20260101T000000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    );
    expect(readCalendar(wrap(never), year).shifts.length).toBeLessThan(2);
  });

  it('is written by the standard and read as it was', () => {
    const events = [
      {
        uid: 'a;b',
        from_ms: year.from_ms,
        to_ms: year.from_ms + 3_600_000,
        summary: '指挥长值班，夜班；请提前十分钟到岗并核对未结事件与待办承诺'.repeat(3),
        description: 'a\nb\\c',
      },
      { uid: '2', from_ms: year.from_ms + 7_200_000, to_ms: year.from_ms + 9_000_000, summary: '李*' },
    ];
    const text = writeCalendar('值班表', events, year.from_ms);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const back = readCalendar(text, year);
    expect(back.faults).toEqual([]);
    expect(back.shifts.map(({ summary, from_ms, to_ms }) => ({ summary, from_ms, to_ms }))).toEqual(
      events.map(({ summary, from_ms, to_ms }) => ({ summary, from_ms, to_ms })),
    );
    const [calendar] = [new ICAL.Component(ICAL.parse(text) as unknown as string[])];
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(2);
  });
});
