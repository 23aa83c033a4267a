export { Matcher, type MatchOutcome, type RoadFix } from './matcher.ts';
export { DEFAULT_MATCHER_OPTIONS, type MatcherOptions } from './matcher-options.ts';
export { type Plane, planeOf } from './plane.ts';
export {
  buildReachLists,
  decodeReachLists,
  encodeReachLists,
  type ReachLists,
  type ReachListsOptions,
} from './reach-lists.ts';
export { SegmentGrid } from './segment-grid.ts';
export type { TravelSink } from './travel-emitter.ts';
export { UserMatcher } from './user-matcher.ts';
