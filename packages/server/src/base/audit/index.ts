import { HOUR_MS } from '@opentocc/core/time';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { RequestOutcome } from '../../kit/http-server.ts';
import type { Logger } from '../../kit/log.ts';
import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import type { Served } from '../../kit/serve-routes.ts';
import type { AnchorSigner } from './anchors.ts';
import { auditErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import type { AuditSink } from './model.ts';
import { Recorder } from './recorder.ts';
import { createRequestAudit } from './request-audit.ts';
import { serveAudit } from './routes.ts';
import { AuditService } from './service.ts';
import { createAuditStore } from './store.ts';

export { auditErrors } from './errors.ts';
export { migrations } from './migrations/index.ts';
export type { AuditEvent, AuditRecord, AuditSink, Json } from './model.ts';
export { type AuditVerdict, type VerifyOptions, verifyAuditExport } from './verify.ts';

export const declaration: ModuleDeclaration = { name: 'audit', migrations, errors: auditErrors };

export interface AuditDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  /** File for anchors, outside the database; best on another disk or machine. */
  readonly anchors_file: string;
}

export interface Audit extends AuditSink {
  /** For the HTTP server: records changes and refusals of every route that does not do so itself. */
  ofRequest(outcome: RequestOutcome): Promise<void>;
  /** Anchors are signed from then on. */
  useSigner(signer: AnchorSigner, publicKeys: () => ReadonlyMap<string, string>): void;
  /** Signs where the chain stands; to be called every hour and at a stop. */
  anchor(): Promise<void>;
  /** Resolves when all records so far are written. */
  flush(): Promise<void>;
  readonly routes: readonly Served[];
}

/** What happened, in a chain that shows every later change. */
export function createAudit({ db, clock, log, anchors_file }: AuditDeps): Audit {
  const store = createAuditStore(db);
  const recorder = new Recorder(store, clock, log);
  const service = new AuditService({ store, clock, log, anchors_file });
  return {
    record: (event) => recorder.record(event),
    flush: () => recorder.flush(),
    ofRequest: createRequestAudit(recorder, clock),
    useSigner: (signer, publicKeys) => service.useSigner(signer, publicKeys),
    anchor: () => service.anchor(),
    routes: [serveAudit(service, recorder)],
  };
}

/** The chain as the platform runs it: anchored every hour and at a stop, its last records written. */
export const auditModule = (audit: Audit): Module => ({
  name: 'audit',
  routes: audit.routes,
  jobs: [{ name: 'anchor the audit', every_ms: HOUR_MS, run: audit.anchor }],
  async stop() {
    await audit.anchor();
    await audit.flush();
  },
});
