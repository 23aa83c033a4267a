import type { RuleSchedule } from '@opentocc/contract';
import { calendarKind, DAY_MS, dayNumber, dayStart_ms, MINUTE_MS } from '@opentocc/core/time';

/** Whether a rule looks at an instant. The hours after midnight of a span over midnight are of the day on which it began. */
export function isOn({ from_min, to_min, weekdays, day_kinds }: RuleSchedule, at_ms: number): boolean {
  const today = dayNumber(at_ms);
  const minute = (at_ms - dayStart_ms(today)) / MINUTE_MS;
  const overMidnight = to_min <= from_min;
  const isWithin = overMidnight
    ? minute >= from_min || minute < to_min
    : minute >= from_min && minute < to_min;
  if (!isWithin) return false;
  const day = overMidnight && minute < to_min ? today - 1 : today;
  const weekday = ((day + 3) % 7) + 1; // 1970-01-01 was a Thursday; Monday is 1
  return (
    (weekdays.length === 0 || weekdays.includes(weekday)) &&
    (day_kinds.length === 0 || day_kinds.includes(calendarKind(day)))
  );
}

/** Whether there is an hour in the next year in which it looks. */
export function isEverOn(schedule: RuleSchedule, from_ms: number): boolean {
  const start_ms = dayStart_ms(dayNumber(from_ms)) + (schedule.from_min % 1440) * MINUTE_MS;
  for (let day = 0; day < 366; day++) if (isOn(schedule, start_ms + day * DAY_MS)) return true;
  return false;
}
