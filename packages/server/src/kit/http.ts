import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import type { Problem, Session } from '@opentocc/contract';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { AppError, kitErrors } from './errors.ts';
import { languageOf } from './i18n.ts';
import type { Logger } from './log.ts';

/**
 * Who may use a route: anybody, anybody signed in, or who holds a permission ("module:action"). Each route declares
 * one as `config: { authority }`; a route without it fails at start.
 */
export type Authority = 'public' | 'signed-in' | `${string}:${string}`;

declare module 'fastify' {
  interface FastifyContextConfig {
    authority?: Authority;
    /** Leaves out the anti-forgery check, for a route that has no session to forge. */
    csrf_exempt?: boolean;
  }
  interface FastifyRequest {
    /** The caller's session, once {@link HttpDeps.authenticate} has found one. */
    session: Session | null;
  }
}

export interface HttpDeps {
  readonly log: Logger;
  /** The session of a request, or null. Accounts implement it. */
  authenticate(request: FastifyRequest): Promise<Session | null>;
  /** Largest body accepted, bytes. */
  readonly body_limit: number;
}

/** The HTTP server as the modules see it: routes are typed by their zod schemas. */
export type Http = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  Logger,
  ZodTypeProvider
>;

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Builds the server: typed routes, one error path, authority per route, OpenAPI. Modules add their routes after. */
export async function createHttp({ log, authenticate, body_limit }: HttpDeps): Promise<Http> {
  const http = Fastify({
    loggerInstance: log,
    disableRequestLogging: true,
    bodyLimit: body_limit,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>() as unknown as Http;
  http.setValidatorCompiler(validatorCompiler);
  http.setSerializerCompiler(serializerCompiler);
  http.decorateRequest('session', null);

  http.addHook('onRoute', (route) => {
    if (route.config?.authority === undefined)
      throw new Error(`route ${route.method} ${route.url} declares no authority`);
  });
  http.addHook('onRequest', async (request) => {
    const authority = request.routeOptions.config.authority;
    if (authority === undefined) return; // no such route: answered by the not-found handler
    request.session = await authenticate(request);
    authorize(request, authority);
  });
  http.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request);
    if (problem.status >= 500)
      log.error({ err: error, request_id: request.id, url: request.url }, 'request failed');
    return reply
      .status(problem.status)
      .type('application/problem+json')
      .serializer(JSON.stringify)
      .send(problem);
  });
  http.setNotFoundHandler((request) => {
    throw request.url.startsWith('/api/')
      ? kitErrors.no_such_route()
      : kitErrors.not_found({ what: request.url });
  });

  await http.register(cookie);
  await http.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'OpenTOCC', version: '1' }, servers: [{ url: '/' }] },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  return http;
}

/** @throws AppError when the session may not use a route of this authority. */
export function authorize(request: FastifyRequest, authority: Authority): void {
  if (authority === 'public') return;
  const { session } = request;
  if (!session) throw kitErrors.sign_in_required();
  const unsafe = !SAFE_METHODS.has(request.method) && !request.routeOptions.config.csrf_exempt;
  if (unsafe && request.headers['x-csrf-token'] !== session.csrf_token) throw kitErrors.csrf();
  if (authority === 'signed-in') return;
  if (session.must_change_password || !session.permissions.includes(authority))
    throw kitErrors.forbidden({ permission: authority });
}

function problemOf(error: unknown, request: FastifyRequest): Problem {
  const language = languageOf(request.headers['accept-language']);
  const appError = asAppError(error);
  const problem: Problem = {
    type: `urn:opentocc:error:${appError.code}`,
    title: appError.in(language),
    status: appError.status,
    code: appError.code,
    request_id: request.id,
  };
  if (hasZodFastifySchemaValidationErrors(error))
    problem.errors = error.validation.map((issue) => ({
      path: `${error.validationContext ?? ''}${issue.instancePath}`,
      message: issue.message ?? '',
    }));
  return problem;
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return kitErrors.invalid_input();
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return kitErrors.too_large({ limit: '1 MiB' });
  if (statusCode === 429) return kitErrors.too_many();
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return kitErrors.invalid_input();
  return kitErrors.internal();
}
