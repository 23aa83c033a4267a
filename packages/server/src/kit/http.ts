import type { IncomingHttpHeaders } from 'node:http';
import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import websocket from '@fastify/websocket';
import type { Problem, Session } from '@opentocc/contract';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { areaOf } from './area.ts';
import { AppError, kitErrors } from './errors.ts';
import { type HttpSecurity, hardenHttp, isForeignOrigin } from './http-security.ts';
import { languageOf } from './i18n.ts';
import type { Logger } from './log.ts';

/**
 * Who may use a route: anybody, anybody signed in, or who holds a permission ("module:action"). Each route declares
 * one as `config: { authority }`; a route without it fails at start.
 */
export type Authority = 'public' | 'signed-in' | `${string}:${string}`;

/** A route as it was declared, for the table of who may do what. */
export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly authority: Authority;
}

declare module 'fastify' {
  interface FastifyInstance {
    declaredRoutes: DeclaredRoute[];
  }
  interface FastifyContextConfig {
    authority?: Authority;
    /** `city`: only for who holds the permission for the whole city. Other routes of what lies in a district ask `kit/area`. */
    area?: 'city';
    /** Leaves out the anti-forgery check, for a route that has no session to forge. */
    csrf_exempt?: boolean;
    /**
     * What the audit keeps of a request that changes something: by default the route, its parameters and the outcome.
     * `own`: the service records it with more detail. `none`: there is nothing to keep (said why where it is used).
     */
    audit?: 'own' | 'none';
  }
  interface FastifyRequest {
    /** The caller's session, once {@link HttpDeps.authenticate} has found one. */
    session: Session | null;
    /** Code of the error that the request is answered with, if one is. */
    error_code: string | null;
  }
}

/** What authentication looks at: a Fastify request has it, and so has a WebSocket upgrade. */
export interface Credentials {
  readonly headers: IncomingHttpHeaders;
  /** Address of the caller. */
  readonly ip: string;
}

/** A request with its answer's status, for the audit. */
export interface RequestOutcome {
  readonly request: FastifyRequest;
  readonly status: number;
  /** Code of the error answered, if one was. */
  readonly code: string | null;
}

export interface HttpDeps {
  readonly log: Logger;
  /** The session of a request, or null. Accounts and API keys implement it. */
  authenticate(request: Credentials): Promise<Session | null>;
  /** Told of each request that changed something, and of each refusal, before the answer is sent. */
  readonly audit?: (outcome: RequestOutcome) => Promise<void>;
  /** Headers, limits and proxies; a plain local server without it. */
  readonly security?: Partial<HttpSecurity>;
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

/** Largest message that a browser may send over a WebSocket: ours only listen. */
const WEBSOCKET_BYTES = 16 * 1024;

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Builds the server: typed routes, one error path, authority per route, OpenAPI. Modules add their routes after. */
export async function createHttp({
  log,
  authenticate,
  body_limit,
  audit,
  security = {},
}: HttpDeps): Promise<Http> {
  const http = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: body_limit,
    requestTimeout: 30_000,
    trustProxy: security.trusted_proxies ?? false,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>() as unknown as Http;
  http.setValidatorCompiler(validatorCompiler);
  http.setSerializerCompiler(serializerCompiler);
  http.decorate('declaredRoutes', []);
  http.decorateRequest('session', null);
  http.decorateRequest('error_code', null);
  await http.register(cookie);
  await http.register(websocket, { options: { maxPayload: WEBSOCKET_BYTES } });
  await hardenHttp(http, security);

  http.addHook('onRoute', (route) => {
    const { url, config } = route;
    if (config?.authority === undefined)
      throw new Error(`route ${route.method} ${url} declares no authority`);
    for (const method of [route.method].flat())
      http.declaredRoutes.push({ method, url, authority: config.authority });
  });
  http.addHook('onRequest', async (request) => {
    const authority = request.routeOptions.config.authority;
    if (authority === undefined) return; // no such route: answered by the not-found handler
    request.session = await authenticate(request);
    authorize(request, authority);
  });
  http.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request);
    request.error_code = problem.code;
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
  if (audit) http.addHook('onSend', auditHook(audit, log));
  await http.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'OpenTOCC', version: '1' }, servers: [{ url: '/' }] },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  return http;
}

/** @throws AppError when the request is forged or its session may not use a route of this authority. */
export function authorize(request: FastifyRequest, authority: Authority): void {
  const unsafe = isUnsafe(request);
  if (unsafe && isForeignOrigin(request)) throw kitErrors.csrf();
  requireAuthority(request.session, authority);
  const { session, routeOptions } = request;
  if (routeOptions.config.area === 'city' && areaOf(session, authority) !== null)
    throw kitErrors.out_of_area();
  if (!unsafe || !session || session.via === 'key' || authority === 'public') return;
  if (routeOptions.config.csrf_exempt) return;
  if (request.headers['x-csrf-token'] !== session.csrf_token) throw kitErrors.csrf();
}

/**
 * The one rule of who may do what, for routes and for topics of the live channel.
 * @throws AppError saying what is missing: sign-in, a new password, a second factor or the permission.
 */
export function requireAuthority(session: Session | null, authority: Authority): asserts session is Session {
  if (authority === 'public') return;
  if (!session) throw kitErrors.sign_in_required();
  if (authority === 'signed-in') return;
  if (session.must_change_password) throw kitErrors.password_change_required();
  if (session.must_enrol_second_factor) throw kitErrors.second_factor_required();
  if (!session.permissions.includes(authority)) throw kitErrors.forbidden({ permission: authority });
}

/** A request that may change something. */
export function isUnsafe(request: FastifyRequest): boolean {
  return !SAFE_METHODS.has(request.method);
}

/** The audit hears before the caller does; an audit that fails is an error of the log, and the audit's own alarm. */
function auditHook(audit: NonNullable<HttpDeps['audit']>, log: Logger) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.routeOptions.config.audit === 'none') return;
    const refused = reply.statusCode === 401 || reply.statusCode === 403 || reply.statusCode === 429;
    const changed = isUnsafe(request) && request.routeOptions.config.audit !== 'own';
    if (!refused && !changed) return;
    try {
      await audit({ request, status: reply.statusCode, code: request.error_code });
    } catch (error) {
      log.error({ err: error, request_id: request.id, url: request.url }, 'audit failed');
    }
  };
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
  // A text with U+0000, which PostgreSQL cannot hold and no field of ours needs.
  if (code === '22021') return kitErrors.invalid_input();
  if (statusCode === 429) return kitErrors.too_many();
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return kitErrors.invalid_input();
  return kitErrors.internal();
}
