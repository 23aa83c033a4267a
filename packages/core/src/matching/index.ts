export { Matcher, type MatchOutcome, type TravelSink } from './matcher.ts';
export { DEFAULT_MATCHER_OPTIONS, type MatcherOptions, optionsForAccuracy } from './matcher-options.ts';
export { type Plane, planeOf } from './plane.ts';
export { SegmentGrid } from './segment-grid.ts';
