export * from './calendar.ts';
export * from './holidays.ts';
export * from './lengths.ts';
