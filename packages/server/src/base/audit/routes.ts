import { Readable } from 'node:stream';
import { AuditExport, AuditKept, AuditPage, AuditSearch } from '@opentocc/contract';
import { z } from 'zod';
import { cityDay } from '../../kit/clock.ts';
import type { Http } from '../../kit/http.ts';
import type { AuditSink } from './model.ts';
import type { AuditService } from './service.ts';

export function auditRoutes(http: Http, service: AuditService, sink: AuditSink): void {
  const tags = ['audit'];
  http.get(
    '/api/v1/audit',
    {
      config: { authority: 'audit:read', area: 'everything' },
      schema: {
        tags,
        summary: '查询审计 Search the audit',
        querystring: AuditSearch,
        response: { 200: AuditPage },
      },
    },
    async (request) => service.search(request.query),
  );
  http.get(
    '/api/v1/audit/keeping',
    {
      config: { authority: 'audit:read', area: 'everything' },
      schema: {
        tags,
        summary: '留存情况 How long records are kept, and since when they are there',
        response: { 200: AuditKept },
      },
    },
    async () => service.kept(),
  );
  http.get(
    '/api/v1/audit/public-keys',
    {
      config: { authority: 'audit:read', area: 'everything' },
      schema: {
        tags,
        summary: '签名公钥 Public keys of anchors and exports, by id',
        response: { 200: z.record(z.string(), z.string()) },
      },
    },
    async () => service.publicKeys(),
  );
  http.get(
    '/api/v1/audit/export',
    {
      config: { authority: 'audit:export', area: 'everything' },
      schema: { tags, summary: '导出审计 Export the audit', querystring: AuditExport },
    },
    async ({ query, session, ip }, reply) => {
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
  );
}

async function* chained(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
