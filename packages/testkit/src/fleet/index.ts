export { hash01 } from '../random.ts';
export { clockError_ms, DEMO_DEFECTS, type Defects, sendsGcj02 } from './defects.ts';
export { DEMO_FIRMS, DEMO_INTERVAL_S, type DemoFirm, firmOf } from './firms.ts';
export { Following, type FollowingOptions } from './following.ts';
export { type Forwarding, isForwarded } from './forwarded-vehicle.ts';
export { gcj02Of } from './gcj02.ts';
export { Latency } from './latency.ts';
export { type Acknowledged, fixMark, type LoadCounts, LoadFleet, type LoadOptions } from './load-fleet.ts';
export type { Motion } from './motion.ts';
export { FLEET_CLASSES, type FleetClass, fleetRoster, type RosterEntry } from './roster.ts';
export { rosterCsv } from './roster-csv.ts';
export { type FleetOptions, type FleetProgress, type FleetReport, runFleet } from './run-fleet.ts';
export {
  type FleetSimulation,
  type FleetSimulationOptions,
  SIMULATED_SOURCE,
  simulateFleet,
} from './simulate-fleet.ts';
export { type FleetCounters, TerminalClient } from './terminal-client.ts';
export { TestPlatform } from './test-platform.ts';
export { TravelTruth, type TrueLinkSpeeds } from './travel-truth.ts';
