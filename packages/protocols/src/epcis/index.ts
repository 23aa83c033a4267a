export { checkEpcis, checkEpcisText, type PlacedFinding } from './check-document.ts';
export type { EpcisFinding } from './checks.ts';
export { type EpcisEvent, epcsOf, eventsOf, lotsOf, temperaturesOf } from './read-events.ts';
export { BIZ_STEPS } from './words.ts';
