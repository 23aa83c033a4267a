import {
  ApproveTerminal,
  CommandOutcome,
  PendingTerminal,
  SourceHealth,
  TerminalParameter,
  VehicleText,
} from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Http } from '../../kit/http.ts';
import type { Sources } from './service.ts';
import type { Decider } from './terminal-desk.ts';

const ById = z.object({ id: z.coerce.number().int().nonnegative() });
const ByPhone = z.object({ phone: z.string().regex(/^\d{1,20}$/) });

export function sourceRoutes(http: Http, sources: Sources): void {
  http.get(
    '/api/v1/sources',
    {
      schema: {
        tags: ['sources'],
        summary: '数据源与健康状况 Sources and their health',
        response: { 200: z.array(SourceHealth) },
      },
      config: { authority: 'sources:read' },
    },
    async () => sources.listHealth(),
  );

  http.get(
    '/api/v1/sources/:id',
    {
      schema: {
        tags: ['sources'],
        summary: '一个数据源 One source and its health',
        params: ById,
        response: { 200: SourceHealth },
      },
      config: { authority: 'sources:read' },
    },
    async (request) => sources.getHealth(request.params.id),
  );

  http.get(
    '/api/v1/terminals/pending',
    {
      schema: {
        tags: ['sources'],
        summary: '待审批终端 Terminals that wait for approval, the latest first',
        response: { 200: z.array(PendingTerminal) },
      },
      config: { authority: 'sources:read' },
    },
    async () => sources.listPending(),
  );

  http.post(
    '/api/v1/terminals/:phone/approval',
    {
      schema: {
        tags: ['sources'],
        summary: '批准终端接入 Take a waiting terminal in',
        params: ByPhone,
        body: ApproveTerminal,
        response: { 204: z.null() },
      },
      config: { authority: 'sources:approve', area: 'city', audit: 'own' },
    },
    async (request, reply) => {
      const { source, vehicle_class } = request.body;
      await sources.approve(request.params.phone, source, vehicle_class, deciderOf(request));
      return reply.status(204).send(null);
    },
  );

  http.post(
    '/api/v1/terminals/:phone/refusal',
    {
      schema: {
        tags: ['sources'],
        summary: '拒绝终端接入 Turn a waiting terminal away',
        params: ByPhone,
        response: { 204: z.null() },
      },
      config: { authority: 'sources:approve', area: 'city', audit: 'own' },
    },
    async (request, reply) => {
      await sources.refuse(request.params.phone, deciderOf(request));
      return reply.status(204).send(null);
    },
  );

  http.post(
    '/api/v1/vehicles/:id/text',
    {
      schema: {
        tags: ['vehicles'],
        summary: '向车辆下发文字 Show a text to the driver and wait for the terminal to confirm',
        params: ById,
        body: VehicleText,
        response: { 200: CommandOutcome },
      },
      config: { authority: 'vehicles:command', area: 'city' },
    },
    async (request) => {
      request.audit_detail = request.body;
      const outcome = await sources.sendText(request.params.id, request.body);
      request.audit_detail = { ...request.body, ...outcome };
      return outcome;
    },
  );

  http.get(
    '/api/v1/vehicles/:id/parameters',
    {
      schema: {
        tags: ['vehicles'],
        summary: "查询终端参数 A terminal's parameters, asked for now",
        params: ById,
        response: { 200: z.array(TerminalParameter) },
      },
      config: { authority: 'vehicles:command', area: 'city', audit: 'read' },
    },
    async (request) => sources.readParameters(request.params.id),
  );
}

function deciderOf({ session, ip }: FastifyRequest): Decider {
  const { principal, account: actor } = session!;
  return { principal, actor, address: ip };
}
