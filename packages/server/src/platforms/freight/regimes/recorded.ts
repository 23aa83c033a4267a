import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';

/** Writes to the audit what was done. */
export const createRecorder =
  (audit: AuditSink) =>
  ({ session, address }: Acting, action: string, target: string, detail: Record<string, Json>) =>
    audit.record({
      ...{
        principal: session.principal,
        actor: session.account,
        address,
        action: `freight-regimes.${action}`,
      },
      ...{ target, result: 'done', detail },
    });

export type Recorder = ReturnType<typeof createRecorder>;
