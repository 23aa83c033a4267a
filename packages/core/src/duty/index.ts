export { differenceOf, type RosterDifference } from './difference.ts';
export {
  type Entry,
  gapsOf,
  type Leave,
  type Segment,
  scheduleOf,
  shiftsOf,
} from './schedule.ts';
export type { Shift, Span } from './span.ts';
export { type Swap, type SwapRefusal, type SwapState, splitSwap, swapStateAt } from './swap.ts';
export { type TurnRule, turnsOf, uncomputedIn, type WorksOn } from './turns.ts';
export { type RosterWarning, warningsOf } from './warnings.ts';
