import { sessionRoutes } from '@opentocc/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actingOf } from '../../kit/acting.ts';
import type { Credentials } from '../../kit/http-server.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { Opened, Origin, SignInService } from './sign-in.ts';
import type { Watch } from './watch.ts';

const COOKIE = 'tocc_session';
/** Stays after the session: a device that the owner is known by. Sent where one signs in and nowhere else. */
const DEVICE_COOKIE = 'tocc_device';
const DEVICE_PATH = '/api/v1/session';
/** Longest that browsers remember a cookie; the policy says how long the platform does. */
const DEVICE_COOKIE_S = 400 * 86_400;

/** The cookie of a session: not readable by scripts, not sent by other sites. */
export interface SessionCookie {
  /** True where browsers come by https. */
  readonly secure: boolean;
}

export function serveSession(service: SignInService, watch: Watch, cookie: SessionCookie): Served {
  return serve(sessionRoutes, {
    signIn: async (request, reply) =>
      answer(reply, await service.signIn(request.body, originOf(request)), cookie),
    getSession: async (request) => actingOf(request).session,
    signOut: async (request, reply) => {
      await service.signOut(tokenOf(request) ?? '', actingOf(request).session, originOf(request));
      void reply.clearCookie(COOKIE, { path: '/' });
    },
    beginWatch: async (request) => watch.begin(actingOf(request), tokenOf(request) ?? '', request.body.hours),
    endWatch: async (request) => watch.end(actingOf(request), tokenOf(request) ?? ''),
    changePassword: async (request, reply) => {
      const { current, next } = request.body;
      const opened = await service.changePassword(
        actingOf(request).session,
        current,
        next,
        originOf(request),
      );
      return answer(reply, opened, cookie);
    },
  });
}

export function answer(reply: FastifyReply, { token, session, device }: Opened, { secure }: SessionCookie) {
  void reply.setCookie(COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure,
    expires: new Date(session.expires_ms),
  });
  if (device !== undefined)
    void reply.setCookie(DEVICE_COOKIE, device, {
      path: DEVICE_PATH,
      httpOnly: true,
      sameSite: 'strict',
      secure,
      maxAge: DEVICE_COOKIE_S,
    });
  return session;
}

/** The token of a request or of a WebSocket upgrade, from its cookie header. */
export function tokenOf({ headers }: Pick<Credentials, 'headers'>): string | undefined {
  return /(?:^|;\s*)tocc_session=([\w-]{43})(?:;|$)/.exec(headers.cookie ?? '')?.[1];
}

export function originOf(request: FastifyRequest): Origin {
  const { [DEVICE_COOKIE]: device } = request.cookies;
  return { address: request.ip, agent: request.headers['user-agent'] ?? '', device };
}
