import type { Session } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Credentials } from '../../kit/http-server.ts';
import type { Logger } from '../../kit/log.ts';
import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import type { Obligations } from '../../kit/obligations.ts';
import type { Served } from '../../kit/serve-routes.ts';
import type { SessionChange } from '../../kit/session-change.ts';
import { createTopic, type Topic } from '../../kit/topic.ts';
import type { AuditSink } from '../audit/index.ts';
import { ApiKeys } from './api-keys.ts';
import { sharingErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { createSharingObligations } from './obligations.ts';
import { serveSharing } from './routes.ts';
import { SharingService } from './service.ts';
import { createSharingStore } from './store.ts';

export { sharingErrors } from './errors.ts';
export { migrations } from './migrations/index.ts';

export interface SharingDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly audit: AuditSink;
  readonly log: Logger;
  /** Codes of the districts that a unit answers for; null is the whole city. */
  districtsOf(unit: string): Promise<readonly string[] | null>;
}

export interface Sharing {
  /** The session of an API key (`Authorization: Bearer tocc_…`), or null. */
  authenticate(request: Credentials): Promise<Session | null>;
  readonly routes: readonly Served[];
  readonly obligations: Obligations;
  /** Keys that were revoked. */
  readonly session_changes: Topic<SessionChange>;
}

/** What other departments and devices get, and the keys by which they get it. */
export function createSharing({ db, clock, random, audit, log, districtsOf }: SharingDeps): Sharing {
  const store = createSharingStore(db);
  const apiKeys = new ApiKeys(store, clock);
  const changes = createTopic<SessionChange>((error) =>
    log.error({ err: error }, 'a revoked key was missed'),
  );
  const service = new SharingService({ store, apiKeys, clock, random, audit, changes, districtsOf });
  return {
    session_changes: changes,
    authenticate: (request) => apiKeys.authenticate(request),
    routes: [serveSharing(service)],
    obligations: createSharingObligations(store),
  };
}

/**
 * One way in for both: a request with an Authorization header is judged by that header alone, so that a key that does
 * not hold is never covered by a cookie that happens to be there.
 */
export function authenticateBy(
  sharing: Pick<Sharing, 'authenticate'>,
  accounts: { authenticate(request: Credentials): Promise<Session | null> },
): (request: Credentials) => Promise<Session | null> {
  return (request) =>
    request.headers.authorization === undefined
      ? accounts.authenticate(request)
      : sharing.authenticate(request);
}

export const declaration: ModuleDeclaration = { name: 'sharing', migrations, errors: sharingErrors };

export const sharingModule = ({ routes, obligations }: Sharing): Module => ({
  name: 'sharing',
  routes,
  obligations,
});
