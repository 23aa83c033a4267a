import { oidcRoutes } from '@opentocc/contract';
import { AppError } from '../../kit/errors.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import { accountErrors } from './errors.ts';
import { type OidcSignIn, STARTED_MAX_S } from './oidc.ts';
import { answer, originOf, type SessionCookie } from './session-routes.ts';

const COOKIE = 'tocc_oidc';
/** What the sign-in page looks for in its address. */
const OIDC_FAILED = 'oidc=failed';
const PATH = '/api/v1/session/oidc';

/**
 * @param service null where no outside provider is set up
 * @param isFirstStart whether the first administrator still has the password that the first start printed
 */
export function serveOidc(
  service: OidcSignIn | null,
  cookie: SessionCookie,
  isFirstStart: () => Promise<boolean>,
): Served {
  return serve(oidcRoutes, {
    listSignInMethods: async () => ({
      password: true,
      oidc: service?.name ?? null,
      first_start: await isFirstStart(),
    }),
    startOidc: async (_request, reply) => {
      if (!service) throw accountErrors.oidc_off();
      const { location, started } = await service.start();
      // Lax, because the provider sends the browser back from its own site.
      const attributes = { path: PATH, httpOnly: true, sameSite: 'lax', secure: cookie.secure } as const;
      return reply
        .setCookie(COOKIE, started, { ...attributes, maxAge: STARTED_MAX_S })
        .redirect(location, 303);
    },
    finishOidc: async (request, reply) => {
      if (!service) throw accountErrors.oidc_off();
      const query = request.url.split('?')[1] ?? '';
      void reply.clearCookie(COOKIE, { path: PATH });
      try {
        answer(reply, await service.finish(query, request.cookies[COOKIE] ?? '', originOf(request)), cookie);
        return reply.redirect('/', 303);
      } catch (error) {
        // A person's browser is here, not a program: the sign-in page says what happened.
        if (error instanceof AppError) return reply.redirect(`/?${OIDC_FAILED}`, 303);
        throw error;
      }
    },
  });
}
