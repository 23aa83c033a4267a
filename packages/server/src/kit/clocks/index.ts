export { act } from './act.ts';
export { ClockSet, type Clocks, nextDue } from './clock-set.ts';
export { clockErrors } from './errors.ts';
export { readClock } from './reading.ts';
export { ruleAt } from './rules.ts';
export type { ClockEvent, ClockEvents } from './standing.ts';
