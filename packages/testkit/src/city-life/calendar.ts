/** The city's calendar, as the platform knows it too. */
export { calendarKind, type DayKind, dayNumber, dayStart_ms, weekdayKind } from '@opentocc/core/time';
