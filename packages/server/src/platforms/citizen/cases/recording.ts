import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';

export type Detail = { [key: string]: Json };

/** Puts on record what somebody did: on a case, or on none. */
export type Recorder = (acting: Acting, id: number | null, action: string, detail: Detail) => Promise<void>;

export function createRecorder(audit: AuditSink): Recorder {
  return async ({ session, address }, id, action, detail) => {
    const { principal, account: actor } = session;
    const target = id === null ? null : `case:${id}`;
    const event = { principal, actor, address, action, target, detail };
    await audit.record({ ...event, result: 'done' });
  };
}
