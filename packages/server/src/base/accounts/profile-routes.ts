import {
  OpenSession,
  OwnAccount,
  RecoveryCodes,
  SecondFactorCode,
  SecondFactorRemoval,
  SecondFactorSetup,
} from '@opentocc/contract';
import { z } from 'zod';
import { actingOf } from '../../kit/acting.ts';
import type { Http } from '../../kit/http.ts';
import type { Profile } from './profile.ts';
import { answer, type SessionCookie, tokenOf } from './session-routes.ts';

/** What everybody does with their own account. */
export function profileRoutes(http: Http, service: Profile, cookie: SessionCookie): void {
  const tags = ['session'];
  const config = { authority: 'signed-in', audit: 'own' } as const;
  http.get(
    '/api/v1/session/account',
    {
      config: { authority: 'signed-in' },
      schema: { tags, summary: '我的账号与登录规则 My account and the rules', response: { 200: OwnAccount } },
    },
    async (request) => service.describe(actingOf(request)),
  );
  http.get(
    '/api/v1/session/open',
    {
      config: { authority: 'signed-in' },
      schema: { tags, summary: '我的登录会话 My open sessions', response: { 200: z.array(OpenSession) } },
    },
    async (request) => service.listSessions(actingOf(request), tokenOf(request)),
  );
  http.delete(
    '/api/v1/session/others',
    { config, schema: { tags, summary: '退出其他会话 End my other sessions', response: { 204: z.null() } } },
    async (request, reply) => {
      await service.endOthers(actingOf(request), tokenOf(request));
      return reply.status(204).send(null);
    },
  );
  http.post(
    '/api/v1/session/second-factor',
    {
      config: { authority: 'signed-in' },
      schema: {
        tags,
        summary: '开始绑定动态验证码 Start setting up a second factor',
        response: { 200: SecondFactorSetup },
      },
    },
    async (request) => service.startSecondFactor(actingOf(request)),
  );
  http.post(
    '/api/v1/session/second-factor/confirmation',
    {
      config,
      schema: {
        tags,
        summary: '确认动态验证码，取得恢复码 Confirm it and get recovery codes',
        body: SecondFactorCode,
        response: { 200: RecoveryCodes },
      },
    },
    async (request, reply) => {
      const acting = actingOf(request);
      const { codes, token } = await service.confirmSecondFactor(
        acting,
        request.body.code,
        tokenOf(request) ?? '',
      );
      answer(reply, { token, session: acting.session }, cookie);
      return { codes };
    },
  );
  http.post(
    '/api/v1/session/second-factor/removal',
    {
      config,
      schema: {
        tags,
        summary: '解除动态验证码 Remove the second factor',
        body: SecondFactorRemoval,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await service.removeSecondFactor(actingOf(request), request.body);
      return reply.status(204).send(null);
    },
  );
}
