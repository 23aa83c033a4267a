import { obligationRoutes } from '@opentocc/contract';
import { actingOf } from '../../kit/acting.ts';
import type { Clock } from '../../kit/clock.ts';
import { kitErrors } from '../../kit/errors.ts';
import { listWaiting, type Obligations } from '../../kit/obligations.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { NoteStore } from './store.ts';

export interface ServeObligationsDeps {
  readonly notes: NoteStore;
  readonly clock: Clock;
  /** What waits in each module. */
  readonly modules: readonly Obligations[];
}

/** What waits for the caller in all modules, and what of it they have marked as known. */
export function serveObligations({ notes, clock, modules }: ServeObligationsDeps): Served {
  return serve(obligationRoutes, {
    async listObligations(request) {
      const { session } = actingOf(request);
      const [waiting, noted] = await Promise.all([
        listWaiting(modules, session),
        notes.listOf(session.principal),
      ]);
      return waiting.map((one) => ({ ...one, noted_ms: noted.get(one.key) ?? null }));
    },
    async noteObligation(request) {
      const { session } = actingOf(request);
      const { key } = request.params;
      // Only what waits can be marked, so that nobody fills the table.
      const waiting = await listWaiting(modules, session);
      if (!waiting.some((one) => one.key === key)) throw kitErrors.not_found({ what: key });
      await notes.add(session.principal, key, clock.now());
    },
    async forgetObligation(request) {
      await notes.remove(actingOf(request).session.principal, request.params.key);
    },
  });
}
