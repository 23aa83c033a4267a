export { type CalendarFault, type CalendarRead, type CalendarShift, readCalendar } from './read.ts';
export { type CalendarEvent, writeCalendar } from './write.ts';
