export { DayRun, type DayRunOptions } from './day-run.ts';
export { Detectors } from './detectors.ts';
export { BIN_S, type LinkBin } from './link-bins.ts';
export * from './model.ts';
export { DEFAULT_TRIPS, layOutWorld, type WorldCity } from './world-city.ts';
