import { intakeRoutes, type WaysIn } from '@opentocc/contract';
import type { AuditSink } from '../../../base/audit/index.ts';
import { type Acting, actingOf } from '../../../kit/acting.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { HeldDesk } from './held.ts';
import { letterOf } from './letters.ts';
import type { MailFollowing } from './mail-following.ts';
import type { Peer } from './peer.ts';
import type { IntakeStore } from './store.ts';
import type { Transfers } from './transfers.ts';

export interface RoutesDeps {
  readonly store: IntakeStore;
  readonly transfers: Transfers;
  readonly held: HeldDesk;
  readonly peer: Peer;
  readonly mail: Pick<MailFollowing, 'standing'>;
  readonly audit: AuditSink;
}

export function serveIntake({ store, transfers, held, peer, mail, audit }: RoutesDeps): Served {
  async function waysIn(): Promise<WaysIn> {
    const [chosen, counts, newest_ms, waiting] = await Promise.all([
      ...([peer.find(), store.transfers.counts(), store.letters.newest(), store.waiting()] as const),
    ]);
    return { mail: { ...mail.standing(), newest_ms }, peer: chosen, transfers: counts, held: waiting.n };
  }

  const record = (
    { session, address }: Acting,
    id: number,
    action: string,
    detail: Record<string, string | null>,
  ) =>
    audit.record({
      ...{ principal: session.principal, actor: session.account, address, result: 'done' },
      ...{ action, target: `held:${id}`, detail },
    });

  return serve(intakeRoutes, {
    deliverTransfer: (request) => transfers.deliver(actingOf(request), request.body),
    listTransferNews: ({ query }) => transfers.news(query.after, query.limit),
    getWaysIn: () => waysIn(),
    async choosePeer(request) {
      await peer.choose(actingOf(request), request.body.endpoint);
      return waysIn();
    },
    listLetters: async ({ query: { outcome, before_id, limit } }) =>
      (await store.letters.list(outcome, before_id, limit)).map(letterOf),
    listHeld: ({ query }) => held.list(query.state, query.limit),
    async releaseHeld(request) {
      const { params, body } = request;
      const done = await held.release(actingOf(request), params.id, body.reason);
      await record(actingOf(request), params.id, 'intake.release', { reason: body.reason, case: done.case });
      return done;
    },
    async joinHeld(request) {
      const { params, body } = request;
      const done = await held.join(actingOf(request), params.id, body.case, body.reason);
      await record(actingOf(request), params.id, 'intake.join', { reason: body.reason, case: done.case });
      return done;
    },
    async discardHeld(request) {
      const { params, body } = request;
      const done = await held.discard(actingOf(request), params.id, body.reason);
      await record(actingOf(request), params.id, 'intake.discard', { reason: body.reason });
      return done;
    },
  });
}
