import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { sourceErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { createSourceObligations } from './obligations.ts';
import type { Registry } from './registry.ts';
import { serveRosters } from './roster-routes.ts';
import { serveSources } from './routes.ts';
import type { Sources } from './service.ts';
import { serveSourceSettings } from './settings-routes.ts';
import { serveTerminals } from './terminal-routes.ts';

export type { AckTarget } from './answers.ts';
export { sourceErrors } from './errors.ts';
export {
  DEFAULT_FIX_WRITER_LIMITS,
  FixWriter,
  type FixWriterLimits,
  type PositionReader,
  type TelemetryLog,
} from './fix-writer.ts';
export {
  countBySource,
  createGateway,
  DEFAULT_GATEWAY_LIMITS,
  type Gateway,
  type GatewayCounts,
  type GatewayLimits,
  type TerminalMessage,
} from './gateway.ts';
export { migrations } from './migrations/index.ts';
export {
  maskPlate,
  REGISTER_RESULT,
  type RegisteredVehicle,
  type Source,
  type TerminalEntry,
} from './model.ts';
export { comparablePhone, normalPlate } from './normal-form.ts';
export { type OpenRegistryDeps, openRegistry, type Registry } from './registry.ts';
export { headingOf } from './roster-columns.ts';
export { type Cells, readRosterFile } from './roster-file.ts';
export { importRoster } from './roster-import.ts';
export { serveRosters } from './roster-routes.ts';
export { serveSources } from './routes.ts';
export { createSources, type Sources, type SourcesDeps } from './service.ts';
export { serveSourceSettings } from './settings-routes.ts';
export { SEALED_COLUMNS } from './store.ts';
export type { TerminalDecision } from './terminal-desk.ts';
export type { TerminalDirectory } from './terminal-directory.ts';
export { serveTerminals } from './terminal-routes.ts';
export { boundedBy, Unauthenticated, type UnauthenticatedLimits } from './unauthenticated.ts';

export const declaration: ModuleDeclaration = { name: 'sources', migrations, errors: sourceErrors };

export interface SourcesModuleDeps {
  readonly sources: Sources;
  readonly registry: Registry;
  /** Room on the disk of the data folder. */
  readonly freeBytes: () => number;
}

export const sourcesModule = ({ sources, registry, freeBytes }: SourcesModuleDeps): Module => ({
  name: 'sources',
  routes: [
    serveSources(sources),
    serveSourceSettings(sources),
    serveTerminals(sources),
    serveRosters(sources),
  ],
  obligations: createSourceObligations(sources),
  jobs: [{ name: 'forget terminals that asked long ago', every_ms: 3_600_000, run: sources.sweep }],
  ready: [['log', async () => sources.acceptance(freeBytes)]],
  metrics: { gateway: sources.metrics },
  demo: async () => (await import('./demo.ts')).createSourcesDemo(registry),
  drain: sources.close,
});
