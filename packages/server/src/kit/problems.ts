import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from '@opentocc/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AppError, kitErrors, type Names } from './errors.ts';
import type { Http } from './http-server.ts';
import { languageOf } from './i18n.ts';
import type { Logger } from './log.ts';

const PROBLEM = 'application/problem+json; charset=utf-8';
/** What PostgreSQL says of a value that no column of ours can hold: U+0000 or half a character within JSON, a number out of range. */
const UNSTORABLE = new Set(['22021', '22P05', '22P02', '22003']);

/**
 * The one error path: whatever is thrown becomes a problem document (RFC 9457) that reveals nothing of the inside.
 * @param names what codes are called in its text.
 */
export function answerProblems(http: Http, log: Logger, names: Names): void {
  http.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request, names);
    request.error_code = problem.code;
    if (problem.status >= 500)
      log.error({ err: error, request_id: request.id, url: request.url }, 'request failed');
    if (error instanceof AppError && error.retry_after_s !== undefined)
      reply.header('retry-after', error.retry_after_s);
    reply.header('cache-control', 'no-store');
    return reply.status(problem.status).type(PROBLEM).serializer(JSON.stringify).send(problem);
  });
  http.setNotFoundHandler((request) => {
    throw request.url.startsWith('/api/')
      ? kitErrors.no_such_route()
      : kitErrors.not_found({ what: request.url });
  });
}

/** Headers of answers that pass by helmet: nothing in them may run or be framed. */
const BARE_HEADERS = {
  'content-type': PROBLEM,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Answers an address that cannot be decoded, which no hook sees, in the caller's language. */
export function answerBadAddress(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const language = languageOf(request.headers['accept-language']);
  const said = { ...problem(kitErrors.no_request(), language), request_id: request.id };
  void reply.status(said.status).headers(BARE_HEADERS).serializer(JSON.stringify).send(said);
}

/**
 * Answers what is no request yet: broken, with too large a head, or too slow. Node has no request and no headers of ours
 * then, so that they are written here.
 */
export function answerBrokenRequest(
  error: NodeJS.ErrnoException & { readonly rawPacket?: unknown },
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [, asked] =
    ASKED_LANGUAGE.exec(Buffer.isBuffer(error.rawPacket) ? error.rawPacket.toString('latin1') : '') ?? [];
  if (socket.writable) socket.write(brokenAnswer(problem(brokenRequest(error.code), languageOf(asked))));
  socket.destroy();
}

/** The header in what came of a request that could not be read. */
const ASKED_LANGUAGE = /^accept-language:[ \t]*(.{1,100})/im;

function brokenRequest(code: string | undefined): AppError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return kitErrors.too_slow();
  if (code === 'HPE_HEADER_OVERFLOW') return kitErrors.head_too_large();
  return kitErrors.no_request();
}

function brokenAnswer(said: Problem): string {
  const body = JSON.stringify(said);
  const headers = { ...BARE_HEADERS, 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${said.status} ${STATUS_CODES[said.status]}`, ...lines, '', body].join('\r\n');
}

function problemOf(error: unknown, request: FastifyRequest, names: Names): Problem {
  const language = languageOf(request.headers['accept-language']);
  const said = { ...problem(asAppError(error, request), language, names), request_id: request.id };
  if (!hasZodFastifySchemaValidationErrors(error)) return said;
  const errors = error.validation.map((issue) => ({
    path: `${error.validationContext ?? ''}${issue.instancePath}`,
    message: issue.message ?? '',
  }));
  return { ...said, errors };
}

function problem(error: AppError, language: 'zh' | 'en', names?: Names): Problem {
  const { code, status } = error;
  return { type: `urn:opentocc:error:${code}`, title: error.in(language, names), status, code };
}

function asAppError(error: unknown, request: FastifyRequest): AppError {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return kitErrors.invalid_input();
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return kitErrors.too_large({ limit: request.routeOptions.bodyLimit ?? 0 });
  if (code !== undefined && UNSTORABLE.has(code)) return kitErrors.unstorable();
  if (statusCode === 429) return kitErrors.too_many();
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return kitErrors.unreadable();
  return kitErrors.internal();
}
