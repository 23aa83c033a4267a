import {
  IssuedKey,
  NewSharingApplication,
  SharedItem,
  SharingApplication,
  SharingApproval,
  SharingRefusal,
  SharingRules,
} from '@opentocc/contract';
import { z } from 'zod';
import { actingOf, RowId } from '../../kit/acting.ts';
import type { Authority, Http } from '../../kit/http.ts';
import { SHARING_POLICY } from './policy.ts';
import type { SharingService } from './service.ts';

export function sharingRoutes(http: Http, service: SharingService): void {
  const tags = ['sharing'];
  const own = (authority: Authority) => ({ authority, audit: 'own' as const });
  http.get(
    '/api/v1/sharing/items',
    {
      config: { authority: 'sharing:read' },
      schema: { tags, summary: '共享目录 The sharing catalogue', response: { 200: z.array(SharedItem) } },
    },
    async () => service.listItems(),
  );
  http.get(
    '/api/v1/sharing/rules',
    {
      config: { authority: 'sharing:read' },
      schema: { tags, summary: '共享规则 Rules of sharing', response: { 200: SharingRules } },
    },
    async () => SHARING_POLICY,
  );
  http.get(
    '/api/v1/sharing/applications',
    {
      config: { authority: 'sharing:read' },
      schema: {
        tags,
        summary: '共享申请与密钥 Applications and their keys',
        response: { 200: z.array(SharingApplication) },
      },
    },
    async (request) => service.list(actingOf(request)),
  );
  http.post(
    '/api/v1/sharing/applications',
    {
      config: own('sharing:apply'),
      schema: {
        tags,
        summary: '提交申请 Apply',
        body: NewSharingApplication,
        response: { 201: SharingApplication },
      },
    },
    async (request, reply) => reply.status(201).send(await service.apply(actingOf(request), request.body)),
  );
  http.post(
    '/api/v1/sharing/applications/:id/approval',
    {
      config: own('sharing:approve'),
      schema: {
        tags,
        summary: '批准 Approve',
        params: RowId,
        body: SharingApproval,
        response: { 200: SharingApplication },
      },
    },
    async (request) => service.approve(actingOf(request), request.params.id, request.body),
  );
  http.post(
    '/api/v1/sharing/applications/:id/refusal',
    {
      config: own('sharing:approve'),
      schema: {
        tags,
        summary: '不批准 Refuse',
        params: RowId,
        body: SharingRefusal,
        response: { 200: SharingApplication },
      },
    },
    async (request) => service.refuse(actingOf(request), request.params.id, request.body.decision),
  );
  http.post(
    '/api/v1/sharing/applications/:id/key',
    {
      config: own('sharing:apply'),
      schema: {
        tags,
        summary: '领取或轮换密钥 Collect or rotate the key',
        params: RowId,
        response: { 200: IssuedKey },
      },
    },
    async (request) => service.issue(actingOf(request), request.params.id),
  );
  http.delete(
    '/api/v1/sharing/applications/:id/key',
    {
      // The applicant and the approver may; the service tells them apart.
      config: own('sharing:read'),
      schema: {
        tags,
        summary: '吊销密钥 Revoke the key',
        params: RowId,
        response: { 200: SharingApplication },
      },
    },
    async (request) => service.revoke(actingOf(request), request.params.id),
  );
}
