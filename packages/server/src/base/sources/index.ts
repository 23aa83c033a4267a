export { sourceErrors } from './errors.ts';
export { DEFAULT_FIX_WRITER_LIMITS, type TelemetryLog } from './fix-writer.ts';
export {
  createGateway,
  DEFAULT_GATEWAY_LIMITS,
  type Gateway,
  type GatewayCounts,
  type GatewayLimits,
  type TerminalMessage,
} from './gateway.ts';
export { maskPlate, type RegisteredVehicle, type Source, type TerminalEntry } from './model.ts';
export type { TerminalDirectory } from './registry.ts';
export { importRoster } from './roster-import.ts';
export { serveRosters } from './roster-routes.ts';
export { serveSources } from './routes.ts';
export { createSources, type Sources, type SourcesDeps } from './service.ts';
export { serveSourceSettings } from './settings-routes.ts';
export { migrations, SEALED_COLUMNS } from './store.ts';
export type { TerminalDecision } from './terminal-desk.ts';
export { serveTerminals } from './terminal-routes.ts';
