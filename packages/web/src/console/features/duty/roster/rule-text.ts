import type { DutyRule } from '@opentocc/contract';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';

/** 08:00 of minutes after midnight. */
export const clockOfMinute = (min: number): string =>
  `${String(Math.floor(min / 60) % 24).padStart(2, '0')}:${String(min % 60).padStart(2, '0')}`;

/** What a rule says, in one line. */
export function useRuleText(nameOf: (principal: string) => string): (rule: DutyRule) => string {
  const { t } = useTranslation();
  const span = ({ from_ms, to_ms }: { from_ms: number; to_ms: number }) =>
    `${minuteOf(from_ms)} — ${minuteOf(to_ms)}`;
  return (rule) => {
    if (rule.kind === 'override') return `${nameOf(rule.person)} ${span(rule)}`;
    if (rule.kind === 'temporary')
      return `${span(rule)} ${rule.shifts.map(({ person }) => nameOf(person)).join('、') || t('duty.nobody')}`;
    if (rule.kind === 'shifts') return t('duty.shifts_count', { count: rule.shifts.length });
    const { turns, turn_h, start_ms, window, days } = rule;
    const who = turns.map((team) => team.map(nameOf).join('+')).join(' → ');
    const when = window ? ` ${clockOfMinute(window.from_min)}–${clockOfMinute(window.to_min)}` : '';
    return `${who} · ${t('duty.each_h', { hours: turn_h })}${when} · ${t(`duty.days.${days}`)} · ${t('duty.from', { at: minuteOf(start_ms) })}`;
  };
}
