import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';

/** Puts on record what somebody did. */
export type DutyAudit = (
  by: Acting,
  action: string,
  target: string,
  detail: { [key: string]: Json },
) => Promise<void>;

export const dutyAudit =
  (audit: AuditSink): DutyAudit =>
  ({ session, address }, action, target, detail) =>
    audit.record({
      ...{ principal: session.principal, actor: session.account, address },
      ...{ action, target, result: 'done', detail },
    });
