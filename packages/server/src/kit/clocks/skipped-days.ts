import type { LedgerLine } from '@opentocc/contract/clocks';
import { DAY_MS } from '@opentocc/core/time';
import type { WorkingCalendar, WorkingDay } from '../calendar/index.ts';
import { daysBetween } from './measure.ts';
import type { ClockStanding } from './standing.ts';

interface Run {
  readonly from: number;
  to: number;
  readonly day: WorkingDay;
}

/** Days until it is due that do not count, and weekend days that do, those of one reason in one line. */
export function skippedLines(
  { rule, started_ms }: ClockStanding,
  until_ms: number,
  calendar: WorkingCalendar,
): LedgerLine[] {
  if (rule.measure.kind === 'time') return [];
  return runsOf(daysBetween(started_ms, until_ms - 1), calendar).map(lineOf);
}

function runsOf(days: readonly number[], calendar: WorkingCalendar): Run[] {
  const runs: Run[] = [];
  for (const number of days.filter((day) => isLoaded(day, calendar))) {
    const day = calendar.dayOf(number);
    if (day.why === null) continue;
    const last = runs.at(-1);
    if (last && last.to === number - 1 && last.day.why?.zh === day.why.zh) last.to = number;
    else runs.push({ from: number, to: number, day });
  }
  return runs;
}

function isLoaded(day: number, { years }: WorkingCalendar): boolean {
  const year = new Date(day * DAY_MS).getUTCFullYear();
  return years.some((one) => one.year === year);
}

const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

function lineOf({ from, to, day }: Run): LedgerLine {
  const dates = {
    zh: from === to ? dateOf(from) : `${dateOf(from)} 至 ${dateOf(to)}`,
    en: from === to ? dateOf(from) : `${dateOf(from)} to ${dateOf(to)}`,
  };
  const [zh, en] = day.working ? ['计入', 'counts'] : ['不计', 'not counted'];
  return {
    ...{ kind: day.working ? 'counted' : 'skipped', at_ms: null },
    text: { zh: `${dates.zh}（${day.why?.zh}）${zh}`, en: `${dates.en} (${day.why?.en}): ${en}` },
  };
}
