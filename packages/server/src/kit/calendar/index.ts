export { calendarErrors } from './errors.ts';
export { loadWorkingCalendar } from './load-calendar.ts';
export { readHolidayYear } from './read-year.ts';
export {
  createWorkingCalendar,
  dayOfDate,
  type WorkingCalendar,
  type WorkingDay,
} from './working-calendar.ts';
