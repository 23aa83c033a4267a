import type { Parsed, Route, Routes } from '@opentocc/contract';
import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { z } from 'zod';
import { kitErrors } from './errors.ts';
import type { Http } from './http-server.ts';

/** A request whose parts have been parsed by the schemas of its route. */
export type RequestOf<R extends Route> = FastifyRequest & {
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly body: Parsed<R['body']>;
};

/** What a handler answers: the value of the route's schema, anything where there is no answer (204), or a sent reply. */
type Answered<R extends Route> = R['response'] extends z.ZodType
  ? z.input<R['response']> | FastifyReply
  : R['response'] extends null
    ? unknown
    : FastifyReply;

export type Handlers<R extends Routes> = {
  readonly [K in keyof R]: (
    request: RequestOf<R[K]>,
    reply: FastifyReply,
  ) => Answered<R[K]> | Promise<Answered<R[K]>>;
};

/** A handler whose route is not known to the compiler. A method, since those take their parameters both ways. */
interface AnyHandlers {
  [name: string]: { handle(request: FastifyRequest, reply: FastifyReply): unknown }['handle'];
}

/** Routes of the contract with what answers them. */
export interface Served {
  readonly routes: Routes;
  mount(http: Http): void;
}

/** Ties routes to their handlers: one for each, or it does not compile. */
export function serve<R extends Routes>(routes: R, handlers: Handlers<R>): Served {
  const table: AnyHandlers = handlers;
  return {
    routes,
    mount(http) {
      for (const [name, route] of Object.entries(routes)) mountRoute(http, route, table[name]);
    },
  };
}

/** Routes without anything that answers them: for their description alone. */
export function describeRoutes(http: Http, routes: readonly Route[]): void {
  for (const route of routes)
    mountRoute(http, route, () => {
      throw kitErrors.unavailable({ what: route.path });
    });
}

/** Fastify has parsed the request by the schemas of this very route when the handler is called. */
function mountRoute(http: Http, route: Route, handle: AnyHandlers[string]): void {
  const status = route.response === null ? 204 : (route.status ?? 200);
  http.route({
    method: route.method,
    url: route.path,
    ...optionsOf(route),
    async handler(request, reply) {
      void reply.status(status);
      const answer = await handle(request, reply);
      // A reply is a promise of its end: what was waited for here may have been sent long ago.
      return route.response === null && !reply.sent ? null : answer;
    },
  });
}

/** A route as Fastify takes it: its schemas, and in `config` what the hooks of the server read. */
export function optionsOf(route: Route) {
  const { tag, summary, params, query, body, response, status = 200, other_responses } = route;
  const answers = response === null ? { 204: z.null() } : { [status]: response };
  return {
    config: configOf(route),
    ...(route.body_limit !== undefined && { bodyLimit: route.body_limit }),
    schema: {
      tags: [tag],
      summary: `${summary.zh} ${summary.en}`,
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      ...(typeof response !== 'string' && { response: { ...answers, ...other_responses } }),
    },
  } satisfies RouteShorthandOptions;
}

function configOf({ authority, area, audit, audited_errors, target, csrf_exempt, per_minute }: Route) {
  return {
    authority,
    area,
    audit,
    audited_errors,
    audit_target: target,
    csrf_exempt,
    ...(per_minute !== undefined && { rateLimit: { max: per_minute } }),
  };
}
