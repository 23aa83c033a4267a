import { clockText, type DayHours, hoursMeet, hoursText, isWithinHours } from '../clock-words.ts';
import { breach, fault, type RuleFault, type RuleHead, type RuleKind } from './rule-kind.ts';

/** When within a day trips cross. */
export interface HoursRule extends RuleHead {
  readonly kind: 'hours';
  /** On the clocks of the city; at least one. */
  readonly hours: readonly DayHours[];
}

export const hours: RuleKind<HoursRule> = {
  kind: 'hours',
  name: { zh: '通行时段', en: 'Hours' },
  notice: {
    zh: '规定一天中可以过境的时段，可跨零点。',
    en: 'Says in which hours of the day the border is crossed; a span may run over midnight.',
  },
  judge(rule, { declared, driven }) {
    const planned = declared.crossings.filter(
      ({ direction }) => !driven.crossings.some((one) => one.direction === direction),
    );
    return [...driven.crossings, ...planned]
      .filter(({ at_ms }) => !isWithinHours(rule.hours, at_ms))
      .map(({ at_ms }) =>
        breach(
          ...(['out_of_hours', at_ms] as const),
          `${clockText(at_ms)} 不在通行时段 ${hoursText(rule.hours)} 内`,
          `${clockText(at_ms)} is outside the hours ${hoursText(rule.hours)}`,
        ),
      );
  },
  check: (rule) => [...(rule.hours.length === 0 ? [none()] : []), ...spansWrong(rule.hours)],
  contradicts: (a, b) =>
    a.hours.length > 0 && b.hours.length > 0 && !hoursMeet(a.hours, b.hours)
      ? fault(
          'hours_apart',
          `${hoursText(a.hours)} 与 ${hoursText(b.hours)} 没有共同的时段`,
          `${hoursText(a.hours)} and ${hoursText(b.hours)} have no time in common`,
        )
      : null,
};

const none = () =>
  fault('hours_none', '没有时段：请至少填一段', 'No hours are given: give at least one span');

/** Spans without length, and spans of one list that overlap. */
export function spansWrong(spans: readonly DayHours[]): RuleFault[] {
  const empty = spans.filter(({ from_min, to_min }) => from_min === to_min);
  const overlapping = spans.filter((one, i) =>
    spans.slice(0, i).some((before) => hoursMeet([before], [one])),
  );
  return [
    ...empty.map((one) =>
      fault('hours_empty', `时段 ${hoursText([one])} 没有长度`, `The span ${hoursText([one])} has no length`),
    ),
    ...overlapping.map((one) =>
      fault(
        'hours_overlap',
        `时段 ${hoursText([one])} 与前面的重叠：请合并`,
        `The span ${hoursText([one])} overlaps one before it: make them one`,
      ),
    ),
  ];
}
