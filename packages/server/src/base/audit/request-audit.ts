import type { Session } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import type { RequestOutcome } from '../../kit/http-server.ts';
import type { AuditEvent, AuditSink, Json } from './model.ts';

/** Refusals of one caller on one route are recorded once in this time, with their number. */
const REPEAT_MS = 60_000;
const REMEMBERED_MAX = 10_000;

/**
 * Turns answered requests into audit records: every change, and refusals. Refusals are the attacker's to make, so
 * equal ones within a minute are counted instead of written, and the next record carries the count.
 */
export function createRequestAudit(
  sink: AuditSink,
  clock: Clock,
): (outcome: RequestOutcome) => Promise<void> {
  const recent = new Map<string, { at_ms: number; unwritten: number }>();
  return async (outcome) => {
    const event = eventOf(outcome);
    if (event.result !== 'refused') return sink.record(event);
    const key = `${event.principal} ${event.address} ${event.action} ${outcome.code}`;
    const now_ms = clock.now();
    const before = recent.get(key);
    if (before && now_ms - before.at_ms < REPEAT_MS) {
      before.unwritten++;
      return;
    }
    recent.delete(key);
    if (recent.size >= REMEMBERED_MAX) recent.delete(recent.keys().next().value ?? '');
    recent.set(key, { at_ms: now_ms, unwritten: 0 });
    await sink.record({ ...event, detail: { ...event.detail, repeated: before?.unwritten ?? 0 } });
  };
}

function eventOf({ request, status, code }: RequestOutcome): AuditEvent {
  const { session } = request;
  const route = request.routeOptions.url ?? request.url.split('?')[0];
  const params = (request.params ?? {}) as Record<string, Json>;
  const asked = request.routeOptions.config.audit === 'read' ? (request.query as typeof params) : undefined;
  const refused = status === 401 || status === 403 || status === 429;
  return {
    principal: session?.principal ?? 'anonymous',
    actor: session?.account ?? '',
    address: request.ip,
    action: `${request.method} ${route}`,
    target: targetOf(request.routeOptions.config.audit_target, Object.values(params)) ?? keyOf(session),
    result: refused ? 'refused' : status < 400 ? 'done' : 'failed',
    detail: {
      status,
      ...(code === null ? {} : { code }),
      ...(asked === undefined || Object.keys(asked).length === 0 ? {} : { query: asked }),
      ...(session?.via === 'key' ? { unit: session.display_name } : {}),
      ...request.audit_detail,
      request_id: request.id,
    },
  };
}

/** The key that a call came with, where nothing else is what it was about; its name in the session is that of its unit. */
function keyOf(session: Session | null): string | null {
  return session?.via === 'key' ? session.principal.replace('key:', 'api-key:') : null;
}

/** "vehicle:416" where the route says what its parameters identify; else the bare values. */
function targetOf(kind: string | undefined, values: readonly Json[]): string | null {
  const name = values.join('/');
  if (name === '') return null;
  return kind === undefined ? name : `${kind}:${name}`;
}
