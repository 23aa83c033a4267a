import { readFileSync } from 'node:fs';
import { DAY_MS } from '@opentocc/core/time';
import type { CalendarFault } from '@opentocc/protocols/icalendar';
import { cityDayStart, cityDayStartOf, cityMinute } from '../kit/clock.ts';
import { calledIn, rosterOf } from '../platforms/command/duty/index.ts';

export interface RosterCheckFlags {
  /** First day that is looked at, yyyy-mm-dd of the city; today without it. */
  readonly from?: string;
  readonly days: number;
  /** Names of accounts that may stand duty, separated by commas; without it every name counts as known. */
  readonly people?: string;
}

const FAULTS: Readonly<Record<CalendarFault['kind'], string>> = {
  no_calendar: '不是 iCalendar 文件 · not an iCalendar file',
  cut_off: '事件没有结束，文件可能被截断 · no end, the file may be cut off',
  unreadable: '事件读不懂 · cannot be read',
  no_summary: '事件没有标题，不知是谁 · no summary, so nobody is named',
  no_begin: '事件没有开始时间 · no begin',
  no_end: '事件没有结束时间，或早于开始 · no end, or one before its begin',
  zone: '时区不认识，按日历的时区计算 · unknown zone, taken as that of the calendar',
  too_many: '重复次数过多，未展开 · repeats too often, not expanded',
  range: '“此后全部”的改动只用于当次 · a change of all that follow is taken for one',
  too_many_shifts: '班次过多，只取前面的 · too many shifts, only the first are taken',
};

/** `tocc roster check FILE.ics`: what is read of a calendar, its gaps, who stands twice, and who is not known. Changes nothing. */
export async function checkRoster(file: string, { from, days, people }: RosterCheckFlags): Promise<void> {
  const from_ms = from === undefined ? cityDayStart(Date.now()) : cityDayStartOf(from);
  if (Number.isNaN(from_ms)) throw new Error(`--from ${from}: yyyy-mm-dd`);
  const known = people === undefined ? null : new Set(people.split(',').map(calledIn));
  const find = (name: string) => (name !== '' && (known === null || known.has(name)) ? name : undefined);
  const span = { from_ms, to_ms: from_ms + days * DAY_MS };
  const { shifts, report } = rosterOf(readFileSync(file, 'utf8'), span, find);
  print(`${report.name || file} · ${report.zone} · ${cityMinute(from_ms)} — ${cityMinute(span.to_ms)}`);
  print(`事件 events: ${report.events} · 班次 shifts: ${report.shifts}`);
  const counts = new Map<string, number>();
  for (const { person } of shifts) counts.set(person, (counts.get(person) ?? 0) + 1);
  for (const [person, count] of counts) print(`  ${person}: ${count}`);
  if (known === null) print('未核对人员（--people 给出账号名）· people not compared (--people names them)');
  for (const one of report.unknown) print(`未知人员 unknown: ${one.summary} (${one.shifts})`);
  for (const one of report.double_booked)
    print(`重复排班 twice: ${one.person} ${cityMinute(one.from_ms)} — ${cityMinute(one.to_ms)}`);
  for (const gap of report.gaps) print(`无人 gap: ${cityMinute(gap.from_ms)} — ${cityMinute(gap.to_ms)}`);
  for (const { line, kind } of report.faults)
    print(`第 ${line} 行 line ${line}: ${FAULTS[kind as CalendarFault['kind']]}`);
  if (report.faults.length + report.unknown.length + report.double_booked.length > 0) process.exitCode = 1;
}

const print = (text: string) => process.stdout.write(`${text}\n`);
