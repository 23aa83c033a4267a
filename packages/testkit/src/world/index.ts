export { type DayKey, decodeDay, encodeDay } from './day-file.ts';
export type { DayRecord } from './day-record.ts';
export { DayRun, type DayRunOptions } from './day-run.ts';
export { Detectors } from './detectors.ts';
export { FOLLOWER_KINDS, type FollowerKind } from './followers.ts';
export { BIN_S, type LinkBin } from './link-bins.ts';
export * from './model.ts';
export { type PassageModel, placeIn } from './passage.ts';
export type { PassageBatch, Passages } from './passages.ts';
export {
  createTrafficField,
  fieldOver,
  type RecordedTraffic,
  type TrafficField,
  type TrafficFieldOptions,
  worldDayStart,
} from './traffic-field.ts';
export { trueDemand, trueFlows } from './truth.ts';
export { DEFAULT_TRIPS, layOutWorld, type WorldCity } from './world-city.ts';
export { WorldFeed } from './world-feed.ts';
