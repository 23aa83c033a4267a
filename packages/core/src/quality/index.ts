export { type Keyed, offer } from './bottom-sample.ts';
export {
  classOf,
  DELAY_BOUNDS_S,
  emptyClasses,
  quantileOf,
  ROAD_BOUNDS_M,
  shareWithin,
  TIMELY_S,
} from './classes.ts';
export { type ClockFault, type ClockOffset, estimateClockOffset, nameClockFault } from './clock-offset.ts';
export {
  addDatums,
  CHINA_DATUMS,
  countDatums,
  type DatumTally,
  type DatumVerdict,
  ELSEWHERE_BIT,
  emptyDatumTally,
  judgeDatum,
  ON_ROAD_M,
  probeDatums,
} from './datum-evidence.ts';
export { estimatePositionError_m } from './position-error.ts';
export {
  addOffset,
  type CoursedPlace,
  emptyShiftSums,
  estimateShift,
  type Shift,
  ShiftSearch,
  type ShiftSums,
} from './position-shift.ts';
export { PROBE_RADIUS_M, RoadProbe } from './road-probe.ts';
