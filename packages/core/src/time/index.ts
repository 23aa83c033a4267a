export * from './calendar.ts';
export * from './lengths.ts';
