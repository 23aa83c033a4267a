import cookie from '@fastify/cookie';
import websocket from '@fastify/websocket';
import type { Authority, Session } from '@opentocc/contract';
import Fastify, { type FastifyReply, type FastifyRequest, LogController, type RouteOptions } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { areaOf } from './area.ts';
import { compressAnswers } from './compression.ts';
import { AppError, kitErrors, type Names } from './errors.ts';
import { type HttpSecurity, hardenHttp, isForeignOrigin, limitRequests, PATIENCE } from './http-security.ts';
import type { Credentials, DeclaredRoute, Http, RequestOutcome } from './http-server.ts';
import { refuseUnknownQuery, requireQueryNames } from './known-query.ts';
import type { Logger } from './log.ts';
import { describeHttp } from './openapi-document.ts';
import { answerBadAddress, answerBrokenRequest, answerProblems } from './problems.ts';

export interface HttpDeps {
  readonly log: Logger;
  /** The session of a request, or null. Accounts and API keys implement it. */
  authenticate(request: Credentials): Promise<Session | null>;
  /** Called with each request that changed something, and with each refusal, before the answer is sent. */
  readonly audit?: (outcome: RequestOutcome) => Promise<void>;
  /** What permissions are called, for refusals. */
  readonly permission_names?: Names;
  /** Texts of all error codes, for the published description of the interface. */
  readonly error_texts?: Names;
  /** Headers, limits and proxies; a plain local server without it. */
  readonly security?: Partial<HttpSecurity>;
  /** Largest body accepted, bytes. */
  readonly body_limit: number;
}

/** Largest message that a browser may send over a WebSocket: ours only listen. */
const WEBSOCKET_BYTES = 16 * 1024;

/** Largest request line with headers. */
const HEAD_BYTES = 16 * 1024;

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Builds the server: typed routes, one error path, authority per route, OpenAPI. Modules add their routes after. */
export async function createHttp({
  log,
  authenticate,
  body_limit,
  audit,
  permission_names = {},
  error_texts = {},
  security = {},
}: HttpDeps): Promise<Http> {
  const patience = { ...PATIENCE, ...security.patience };
  const http = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: body_limit,
    http: {
      headersTimeout: patience.head_ms,
      connectionsCheckingInterval: patience.check_ms,
      maxHeaderSize: HEAD_BYTES,
    },
    requestTimeout: patience.request_ms,
    connectionTimeout: patience.silence_ms,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerBadAddress,
    trustProxy: security.trusted_proxies ?? false,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>() as unknown as Http;
  http.setValidatorCompiler(validatorCompiler);
  http.setSerializerCompiler(serializerCompiler);
  http.decorate('declaredRoutes', []);
  http.decorateRequest('session', null);
  http.decorateRequest('error_code', null);
  http.decorateRequest('audit_detail', null);
  await http.register(cookie);
  await http.register(websocket, { options: { maxPayload: WEBSOCKET_BYTES } });
  await hardenHttp(http, security);
  await compressAnswers(http);

  http.addHook('onRoute', (route) => {
    http.declaredRoutes.push(...declarationsOf(route));
    requireQueryNames(route);
  });
  const limit = limitRequests(http);
  http.addHook('onRequest', async (request, reply) => {
    // What is answered is of now and of one caller; screens and tiles say otherwise themselves.
    void reply.header('cache-control', 'no-store');
    const authority = request.routeOptions.config.authority;
    if (authority !== undefined) request.session = await recognised(request, authenticate);
    await limit(request);
    if (authority === undefined) return; // no such route: answered by the not-found handler
    authorize(request, authority);
    refuseUnknownQuery(request);
  });
  answerProblems(http, log, permission_names);
  if (audit) http.addHook('onSend', auditHook(audit, log));
  await describeHttp(http, error_texts);
  return http;
}

/** The session of a request. One that is recognised and refused, as a key above its quota, is known to the audit. */
async function recognised(
  request: FastifyRequest,
  authenticate: HttpDeps['authenticate'],
): Promise<Session | null> {
  try {
    return await authenticate(request);
  } catch (error) {
    if (error instanceof AppError) request.session = error.caller;
    throw error;
  }
}

/** @throws Error for a route, or a topic of a WebSocket, that does not say who may use it: the start then fails. */
function declarationsOf({ method, url, config, websocket }: RouteOptions): DeclaredRoute[] {
  const { authority, topics = {} } = config ?? {};
  if (authority === undefined) throw new Error(`route ${method} ${url} declares no authority`);
  if (websocket && Object.keys(topics).length === 0) throw new Error(`WebSocket ${url} declares no topics`);
  for (const [topic, needed] of Object.entries(topics))
    if (needed === undefined) throw new Error(`topic ${topic} of ${url} declares no authority`);
  return [method].flat().map((each) => ({ method: each, url, authority, topics }));
}

/** @throws AppError when the request is forged or its session may not use a route of this authority. */
export function authorize(request: FastifyRequest, authority: Authority): void {
  const unsafe = isUnsafe(request);
  if (unsafe && isForeignOrigin(request)) throw kitErrors.csrf();
  requireAuthority(request.session, authority);
  const { session, routeOptions } = request;
  const { area } = routeOptions.config;
  if (area === 'city' && areaOf(session, authority) !== null) throw kitErrors.out_of_area();
  if (area === 'everything' && session?.reach[authority] !== undefined) throw kitErrors.out_of_area();
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

/**
 * The audit hears before the caller does. One that fails is an error of the log and the audit's own alarm; what was done
 * is done and is answered, but a route that requires the audit answers nothing then.
 */
function auditHook(audit: NonNullable<HttpDeps['audit']>, log: Logger) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isAudited(request, reply.statusCode)) return;
    try {
      await audit({ request, status: reply.statusCode, code: request.error_code });
    } catch (error) {
      log.error({ err: error, request_id: request.id, url: request.url }, 'audit failed');
      if (request.routeOptions.config.audit === 'required' && reply.statusCode < 400) throw error;
    }
  };
}

function isAudited(request: FastifyRequest, status: number): boolean {
  const { audit, audited_errors } = request.routeOptions.config;
  if (audit === 'none' || audited_errors?.includes(request.error_code ?? '')) return false;
  if (status === 401 || status === 403 || status === 429) return true;
  if (audit === 'read' || audit === 'required') return true;
  return isUnsafe(request) && (audit !== 'own' || status >= 400);
}
