import { cityDay, cityDayStart, cityMinute } from '../../../kit/clock.ts';

/** The end of a day is said as that, not as the beginning of the next one. */
export const dueText = (at_ms: number): string =>
  cityDayStart(at_ms) === at_ms ? `${cityDay(at_ms - 1)} 24:00` : cityMinute(at_ms);
