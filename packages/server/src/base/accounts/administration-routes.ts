import {
  Account,
  AccountChange,
  Grant,
  NewAccount,
  OneTimePassword,
  PermissionInfo,
  RevealedAccount,
  RevealReason,
  Role,
  RoleCode,
  RoleInput,
  Unit,
  UnitCode,
  UnitInput,
} from '@opentocc/contract';
import { z } from 'zod';
import { actingOf, RowId } from '../../kit/acting.ts';
import type { Authority, Http } from '../../kit/http.ts';
import type { Administration } from './administration.ts';
import type { Organisation } from './organisation.ts';

/** The services record what they change with before and after. */
function own(authority: Authority) {
  return { authority, audit: 'own' as const };
}

/** A role is of no unit: what it may do changes for everybody who holds it, wherever they are. */
const defineRoles = { ...own('roles:manage'), area: 'everything' as const };

export function accountRoutes(http: Http, service: Administration): void {
  const tags = ['accounts'];
  http.get(
    '/api/v1/accounts',
    {
      config: { authority: 'accounts:read' },
      schema: { tags, summary: '账号 Accounts', response: { 200: z.array(Account) } },
    },
    async (request) => service.list(actingOf(request)),
  );
  http.get(
    '/api/v1/accounts/:id',
    {
      config: { authority: 'accounts:read' },
      schema: { tags, summary: '一个账号 One account', params: RowId, response: { 200: Account } },
    },
    async (request) => service.get(actingOf(request), request.params.id),
  );
  http.post(
    '/api/v1/accounts',
    {
      config: own('accounts:manage'),
      schema: {
        tags,
        summary: '新建账号 Add an account',
        body: NewAccount,
        response: { 201: OneTimePassword },
      },
    },
    async (request, reply) => reply.status(201).send(await service.add(actingOf(request), request.body)),
  );
  http.patch(
    '/api/v1/accounts/:id',
    {
      config: own('accounts:manage'),
      schema: {
        tags,
        summary: '修改、停用账号 Change or disable an account',
        params: RowId,
        body: AccountChange,
        response: { 200: Account },
      },
    },
    async (request) => service.change(actingOf(request), request.params.id, request.body),
  );
  http.post(
    '/api/v1/accounts/:id/reset',
    {
      config: own('accounts:manage'),
      schema: {
        tags,
        summary: '重置密码 Give a new one-time password',
        params: RowId,
        response: { 200: OneTimePassword },
      },
    },
    async (request) => service.reset(actingOf(request), request.params.id),
  );
  http.put(
    '/api/v1/accounts/:id/grants',
    {
      // Who may do it depends on what is granted: the service decides (first appointments).
      config: own('roles:read'),
      schema: {
        tags,
        summary: '授权 Set the grants of an account',
        params: RowId,
        body: z.array(Grant).max(50),
        response: { 200: Account },
      },
    },
    async (request) => service.setGrants(actingOf(request), request.params.id, request.body),
  );
  http.post(
    '/api/v1/accounts/:id/reveal',
    {
      config: own('personal:reveal'),
      schema: {
        tags,
        summary: '查看姓名与电话原文（须说明理由）See a name and phone in full, for a reason',
        params: RowId,
        body: RevealReason,
        response: { 200: RevealedAccount },
      },
    },
    async (request) => service.reveal(actingOf(request), request.params.id, request.body.reason),
  );
}

export function organisationRoutes(http: Http, service: Organisation): void {
  unitRoutes(http, service);
  const tags = ['roles'];
  const params = z.object({ code: RoleCode });
  http.get(
    '/api/v1/roles',
    {
      config: { authority: 'roles:read' },
      schema: { tags, summary: '角色 Roles', response: { 200: z.array(Role) } },
    },
    async () => service.listRoles(),
  );
  http.get(
    '/api/v1/permissions',
    {
      // What permissions are called is no secret: everybody reads their own, and what a shared item opens.
      config: { authority: 'signed-in' },
      schema: { tags, summary: '权限清单 Permissions', response: { 200: z.array(PermissionInfo) } },
    },
    async () => service.listPermissions(),
  );
  http.put(
    '/api/v1/roles/:code',
    {
      config: defineRoles,
      schema: {
        tags,
        summary: '定义角色 Define a role',
        params,
        body: RoleInput,
        response: { 200: z.array(Role) },
      },
    },
    async (request) => {
      await service.putRole(actingOf(request), { code: request.params.code, ...request.body });
      return service.listRoles();
    },
  );
  http.delete(
    '/api/v1/roles/:code',
    {
      config: defineRoles,
      schema: { tags, summary: '删除角色 Remove a role', params, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await service.removeRole(actingOf(request), request.params.code);
      return reply.status(204).send(null);
    },
  );
}

function unitRoutes(http: Http, service: Organisation): void {
  const tags = ['units'];
  const params = z.object({ code: UnitCode });
  http.get(
    '/api/v1/units',
    {
      config: { authority: 'signed-in' },
      schema: { tags, summary: '组织机构 The organisation tree', response: { 200: z.array(Unit) } },
    },
    async () => service.listUnits(),
  );
  http.put(
    '/api/v1/units/:code',
    {
      config: own('accounts:manage'),
      schema: {
        tags,
        summary: '新建、修改机构 Add or change a unit',
        params,
        body: UnitInput,
        response: { 200: z.array(Unit) },
      },
    },
    async (request) => {
      await service.putUnit(actingOf(request), { code: request.params.code, ...request.body });
      return service.listUnits();
    },
  );
  http.delete(
    '/api/v1/units/:code',
    {
      config: own('accounts:manage'),
      schema: { tags, summary: '删除机构 Remove a unit', params, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await service.removeUnit(actingOf(request), request.params.code);
      return reply.status(204).send(null);
    },
  );
}
