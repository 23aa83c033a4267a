import { RefuseTerminals, TerminalDecisionRecord, TerminalMismatch } from '@opentocc/contract';
import { z } from 'zod';
import { actingOf } from '../../kit/acting.ts';
import type { Http } from '../../kit/http.ts';
import type { Sources } from './service.ts';
import type { TerminalChange } from './terminal-desk.ts';

const ByPhone = z.object({ phone: z.string().regex(/^\d{1,20}$/) });
const ByDecision = z.object({ id: z.string().regex(/^[0-9a-f]{1,64}$/) });
const Limit = z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) });
const decides = { authority: 'sources:approve', area: 'city' } as const;

/** What a person does about a terminal that is registered, and the summary of its route. */
const ACTS = {
  acceptance: {
    act: 'accept',
    summary:
      '接受终端所报的车牌与设备 Take what a terminal says of itself into the registry; its vehicle stays',
  },
  move: {
    act: 'move',
    summary: '终端已换到另一辆车 The terminal speaks for the vehicle of the plate that it says from now on',
  },
  retirement: { act: 'retire', summary: '停用终端 Take a registered terminal out of service' },
} as const;

/** Decisions on terminals: those that say otherwise than the registry, many at once, and the way back. */
export function terminalRoutes(http: Http, sources: Sources): void {
  http.get(
    '/api/v1/terminals/mismatches',
    {
      schema: {
        tags: ['sources'],
        summary: '登记不符的终端 Registered terminals that report another plate or device, the latest first',
        response: { 200: z.array(TerminalMismatch) },
      },
      config: { authority: 'sources:read' },
    },
    async () => sources.listMismatches(),
  );

  for (const [name, { act, summary }] of Object.entries(ACTS))
    http.post(
      `/api/v1/terminals/:phone/${name}`,
      {
        schema: { tags: ['sources'], summary, params: ByPhone, response: { 204: z.null() } },
        config: decides,
      },
      async (request, reply) => {
        const changed = await sources[act](request.params.phone, actingOf(request).session.account);
        request.audit_detail = auditOf(changed);
        return reply.status(204).send(null);
      },
    );

  http.post(
    '/api/v1/terminals/refusals',
    {
      schema: {
        tags: ['sources'],
        summary: '批量拒绝 Turn many waiting terminals away, all or none',
        body: RefuseTerminals,
        response: { 200: z.object({ refused: z.number().int() }) },
      },
      config: decides,
    },
    async (request) => {
      const { phones } = request.body;
      request.audit_detail = { phones };
      return { refused: await sources.refuseAll(phones, actingOf(request).session.account) };
    },
  );

  http.get(
    '/api/v1/terminals/decisions',
    {
      schema: {
        tags: ['sources'],
        summary: '终端处理记录 What was decided on terminals, the latest first',
        querystring: Limit,
        response: { 200: z.array(TerminalDecisionRecord) },
      },
      config: { authority: 'sources:read' },
    },
    async (request) => sources.listDecisions(request.query.limit),
  );

  http.post(
    '/api/v1/terminals/decisions/:id/undoing',
    {
      schema: {
        tags: ['sources'],
        summary: '撤销一条处理 Put the terminals of a decision back as they were',
        params: ByDecision,
        response: { 204: z.null() },
      },
      config: decides,
    },
    async (request, reply) => {
      const { kind, phones } = await sources.undo(request.params.id);
      request.audit_detail = { decision: kind, phones };
      return reply.status(204).send(null);
    },
  );
}

const auditOf = ({ before, after }: TerminalChange) => ({ before: { ...before }, after: { ...after } });
