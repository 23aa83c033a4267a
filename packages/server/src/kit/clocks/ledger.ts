import type { Bilingual } from '@opentocc/contract';
import type { ClockRule, LedgerLine } from '@opentocc/contract/clocks';
import type { WorkingCalendar } from '../calendar/index.ts';
import { cityMinute } from '../clock.ts';
import { rulerOf } from './measure.ts';
import { reachable } from './runs-out.ts';
import { skippedLines } from './skipped-days.ts';
import { type ClockEvent, type ClockEvents, type ClockStanding, standingOf } from './standing.ts';
import { dueText, lengthText } from './words.ts';

/** Line by line: from when, by which rule, what does not count and why, how long it was paused, and so when it is due. */
export function ledgerOf(
  events: ClockEvents,
  standing: ClockStanding,
  due_ms: number | null,
  beyond_year: number | null,
  calendar: WorkingCalendar,
  now_ms: number,
): LedgerLine[] {
  const happened = events.flatMap((event, i) => linesOf(event, events.slice(0, i + 1), calendar));
  const until_ms = Math.max(due_ms ?? now_ms, standing.started_ms);
  return [...happened, ...skippedLines(standing, until_ms, calendar), dueLine(standing, due_ms, beyond_year)];
}

const line = (kind: LedgerLine['kind'], at_ms: number | null, zh: string, en: string): LedgerLine => ({
  ...{ kind, at_ms },
  text: { zh, en },
});

function linesOf(event: ClockEvent, sofar: ClockEvents, calendar: WorkingCalendar): LedgerLine[] {
  const { at_ms } = event;
  const at = cityMinute(at_ms);
  switch (event.kind) {
    case 'started':
      return [
        line('start', at_ms, `${at} 起算：${event.why}`, `From ${at}: ${event.why}`),
        ruleLine(event.rule, at_ms),
      ];
    case 'paused':
      return [
        line(
          ...(['pause', at_ms] as const),
          `${at} 暂停：${event.reason}（${event.approved_by} 批准）`,
          `Paused ${at}: ${event.reason} (approved by ${event.approved_by})`,
        ),
      ];
    case 'resumed':
      return [resumedLine(event, sofar, calendar)];
    case 'extended': {
      const by = lengthText(standingOf(sofar).rule.measure, event.length);
      return [
        line(
          ...(['extension', at_ms] as const),
          `${at} 延期 ${by.zh}：${event.reason}（${event.approved_by} 批准，仅此一次）`,
          `Extended ${at} by ${by.en}: ${event.reason} (approved by ${event.approved_by}, once)`,
        ),
      ];
    }
    case 'rule_changed':
      return [
        line(
          ...(['rule', at_ms] as const),
          `${at} 改按新规则：${event.reason}；已用时间和暂停照旧计入`,
          `Another rule from ${at}: ${event.reason}; time spent and pauses are counted on`,
        ),
        ruleLine(event.rule, at_ms),
      ];
    case 'finished':
      return [line('end', at_ms, `${at} 办结：${event.by}`, `Done ${at}: ${event.by}`)];
    case 'withdrawn':
      return [line('end', at_ms, `${at} 撤销计时：${event.reason}`, `Withdrawn ${at}: ${event.reason}`)];
    case 'reopened':
      return [reopenedLine(event.reason, at_ms, standingOf(sofar))];
  }
}

function ruleLine(
  { name, version, length, measure, source, assumed, valid_from }: ClockRule,
  at_ms: number,
): LedgerLine {
  const text = lengthText(measure, length);
  const how: Bilingual =
    measure.kind === 'working_days'
      ? { zh: '，起算当日不计', en: ', not counting the day of the start' }
      : { zh: '', en: '' };
  const doubt = assumed ? { zh: '（假定值）', en: ' (assumed)' } : { zh: '', en: '' };
  return line(
    ...(['length', at_ms] as const),
    `依据“${name.zh}”第 ${version} 版（${valid_from} 起）：${text.zh}${how.zh}；来源：${source.zh}${doubt.zh}`,
    `By “${name.en}”, version ${version} (from ${valid_from}): ${text.en}${how.en}; source: ${source.en}${doubt.en}`,
  );
}

function resumedLine(
  { at_ms, reason }: Extract<ClockEvent, { kind: 'resumed' }>,
  sofar: ClockEvents,
  calendar: WorkingCalendar,
): LedgerLine {
  const { measure } = standingOf(sofar).rule;
  const from_ms = sofar.findLast(({ kind }) => kind === 'paused')?.at_ms ?? at_ms;
  const paused = reachable(() => rulerOf(measure, calendar).between(from_ms, at_ms)).due_ms;
  const long = paused === null ? { zh: '', en: '' } : lengthText(measure, paused);
  return line(
    ...(['pause', at_ms] as const),
    `${cityMinute(at_ms)} 恢复：${reason}；暂停 ${long.zh}，不计入`,
    `Resumed ${cityMinute(at_ms)}: ${reason}; the pause of ${long.en} does not count`,
  );
}

function reopenedLine(reason: string, at_ms: number, { rule }: ClockStanding): LedgerLine {
  const at = cityMinute(at_ms);
  const [zh, en] =
    rule.on_reopen === 'continue'
      ? ['接着原来的时限计，办结期间不计入', 'goes on where it was ended; the time between does not count']
      : ['重新按完整时限计', 'has its whole length again'];
  return line('start', at_ms, `${at} 重新打开：${reason}；${zh}`, `Opened again ${at}: ${reason}; ${en}`);
}

function dueLine(
  { paused, ended }: ClockStanding,
  due_ms: number | null,
  beyond_year: number | null,
): LedgerLine {
  if (beyond_year !== null)
    return line(
      ...(['due', null] as const),
      `到期时间不能推算：工作日历没有 ${beyond_year} 年的放假调休安排`,
      `When it is due cannot be said: the working calendar has no holidays of ${beyond_year}`,
    );
  if (due_ms === null)
    return ended || !paused
      ? line('due', null, '暂停中结束，未到期', 'Ended while paused, before it was due')
      : line('due', null, '暂停中，恢复后再算到期时间', 'Paused; when it is due is known once it resumes');
  const text = dueText(due_ms);
  return line('due', due_ms, `因此 ${text.zh} 到期`, `So it is due ${text.en}`);
}
