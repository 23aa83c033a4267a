export { type Calibration, type CrossedVisit, calibrateLanes } from './calibrate-lanes.ts';
export { FIRST_HABITS, FIRST_LANES, lanesAt, type PortLanes } from './first-lanes.ts';
export { forecastQueue, forecastQueues } from './forecast-queues.ts';
export { openSpans } from './open-spans.ts';
export * from './port-visits.ts';
export * from './queue-line.ts';
export { type MeasuredWait, measuredWait, type WaitSample } from './survival.ts';
