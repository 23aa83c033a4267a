import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';

/** Writes an act of a person into the audit. */
export type RecordAct = (
  acting: Acting,
  action: string,
  target: string,
  detail?: Record<string, Json>,
) => Promise<void>;

export const createRecordAct =
  (audit: AuditSink): RecordAct =>
  ({ session, address }, action, target, detail = {}) =>
    audit.record({
      ...{ principal: session.principal, actor: session.account, address, action },
      ...{ target, result: 'done', detail },
    });
