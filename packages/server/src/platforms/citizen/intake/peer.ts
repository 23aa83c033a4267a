import type { MessageEndpoint, WaysIn } from '@opentocc/contract';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { intakeErrors } from './errors.ts';
import type { IntakeStore } from './store.ts';

export interface PeerDeps {
  readonly store: IntakeStore;
  readonly listEndpoints: () => Promise<readonly MessageEndpoint[]>;
  readonly audit: AuditSink;
  readonly clock: Clock;
}

/** Where 12345 is answered: one of the endpoints of messages, chosen by a person; every choice stays on record. */
export function createPeer({ store, listEndpoints, audit, clock }: PeerDeps) {
  return {
    async find(): Promise<WaysIn['peer']> {
      const row = await store.transfers.findPeer();
      if (!row?.endpoint) return null;
      return { endpoint: row.endpoint, name: row.name, since_ms: row.at_ms, by: row.author };
    },
    /** @param endpoint null for none: they ask for themselves from then on */
    async choose({ session, address }: Acting, endpoint: number | null): Promise<void> {
      const chosen =
        endpoint === null ? undefined : (await listEndpoints()).find(({ id }) => id === endpoint);
      if (endpoint !== null && !chosen?.active) throw intakeErrors.unknown_endpoint({ id: endpoint });
      const before = await store.transfers.findPeer();
      const after_seq = await store.transfers.newestSeq();
      await store.transfers.addPeer({
        ...{ endpoint, name: chosen?.name ?? '', after_seq, at_ms: clock.now(), author: session.account },
      });
      await audit.record({
        ...{ principal: session.principal, actor: session.account, address, result: 'done' },
        ...{ action: 'intake.peer', target: endpoint === null ? null : `endpoint:${endpoint}` },
        detail: { before: before?.endpoint ?? null, after: endpoint },
      });
    },
  };
}

export type Peer = ReturnType<typeof createPeer>;
