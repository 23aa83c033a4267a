import type { ClockReading } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { ReactNode } from 'react';
import type { Translate } from '../../ui/i18n/use-translation.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { useNow } from '../../ui/use-now.ts';
import './clocks.css';

/** 4 min, 2 h 05, 3 d. */
export function spanText(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE_MS);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${String(minutes % 60).padStart(2, '0')}` : `${Math.floor(hours / 24)} d`;
}

export const dueClass = (due_ms: number, soon_ms: number | null, now_ms: number): string =>
  now_ms > due_ms ? 'due-over' : soon_ms !== null && now_ms >= soon_ms ? 'due-soon' : 'due-well';

interface Props {
  readonly due_ms: number;
  readonly soon_ms: number | null;
  readonly word: ReactNode;
}

/** What is due next of something, and what is left until then; it counts down. */
export function Due({ due_ms, soon_ms, word }: Props) {
  const { t } = useTranslation();
  const now_ms = useNow(10_000);
  return (
    <span className={`due ${dueClass(due_ms, soon_ms, now_ms)}`}>
      {word} {leftText(t, due_ms - now_ms)}
    </span>
  );
}

const leftText = (t: Translate, left_ms: number): string =>
  t(left_ms < 0 ? 'clocks.over' : 'clocks.left', { time: spanText(left_ms) });

/** What is left of a clock, by its own measure. */
export function remainingText(
  t: Translate,
  { remaining, rule, due_ms }: ClockReading,
  now_ms: number,
): string {
  if (remaining === null) return '';
  if (rule.measure.kind === 'working_days' && remaining >= 0) return t('clocks.days_left', { n: remaining });
  return due_ms === null ? t('clocks.left', { time: spanText(remaining) }) : leftText(t, due_ms - now_ms);
}
