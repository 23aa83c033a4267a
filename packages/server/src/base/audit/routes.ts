import { Readable } from 'node:stream';
import { auditRoutes } from '@opentocc/contract';
import { cityDay } from '../../kit/clock.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { AuditSink } from './model.ts';
import type { AuditService } from './service.ts';

export function serveAudit(service: AuditService, sink: AuditSink): Served {
  return serve(auditRoutes, {
    searchAudit: async (request) => service.search(request.query),
    auditKeeping: async () => service.retention(),
    listPublicKeys: async () => service.publicKeys(),
    exportAudit: async ({ query, session, ip }, reply) => {
      const lines = service.export(query.from_ms, query.to_ms);
      const first = await lines.next();
      await sink.record({
        principal: session?.principal ?? '',
        actor: session?.account ?? '',
        address: ip,
        action: 'audit.export',
        target: null,
        result: 'done',
        detail: { ...query },
      });
      const name = `audit-${cityDay(query.from_ms)}-${cityDay(query.to_ms - 1)}.jsonl`;
      return reply
        .type('application/jsonl')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Readable.from(chained(first.value ?? '', lines)));
    },
  });
}

async function* chained(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
