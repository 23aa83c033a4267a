import type { IncomingHttpHeaders } from 'node:http';
import type { Authority, Route, Session } from '@opentocc/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from './log.ts';

/** A route as it was declared, for the table of who may do what. */
export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly authority: Authority;
  /** What each topic of a WebSocket asks for. */
  readonly topics: Readonly<Record<string, Authority>>;
}

declare module 'fastify' {
  interface FastifyInstance {
    declaredRoutes: DeclaredRoute[];
  }
  interface FastifyContextConfig {
    authority?: Authority;
    /** Of a WebSocket: what each of its topics asks for besides. One without an authority fails at start. */
    topics?: Readonly<Record<string, Authority>>;
    /** The rest as {@link Route} says. */
    area?: Route['area'];
    csrf_exempt?: boolean;
    audit?: Route['audit'];
    audited_errors?: readonly string[];
    audit_target?: string;
  }
  interface FastifyRequest {
    /** The caller's session, once {@link HttpDeps.authenticate} has found one. */
    session: Session | null;
    /** Code of the error that the request is answered with, if one is. */
    error_code: string | null;
    /** What the default record of the audit says besides: before and after, the text sent. Never a secret. */
    audit_detail: Readonly<Record<string, AuditDetail>> | null;
  }
}

/** A JSON value that a route gives the audit. */
export type AuditDetail =
  | string
  | number
  | boolean
  | null
  | readonly AuditDetail[]
  | { readonly [key: string]: AuditDetail };

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

/** The HTTP server as the modules see it: routes are typed by their zod schemas. */
export type Http = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  Logger,
  ZodTypeProvider
>;
