import type { FastifyRequest, RouteOptions } from 'fastify';
import { z } from 'zod';
import { kitErrors } from './errors.ts';

/** True for the interface; screens take whatever an address carries. */
const isInterface = (url: string) => url.startsWith('/api/');

/**
 * The names that a route takes behind `?`; null where it takes any (a `looseObject`).
 * @throws Error where they cannot be read off its schema: the start then fails.
 */
function namesOf({ url, schema }: Pick<RouteOptions, 'url' | 'schema'>): readonly string[] | null {
  const query = schema?.querystring;
  if (query === undefined) return [];
  if (!(query instanceof z.ZodObject)) throw new Error(`${url}: its query is not a z.object`);
  return query.def.catchall instanceof z.ZodUnknown ? null : Object.keys(query.shape);
}

/** Fails the start for a route of the interface whose query names cannot be read off its schema. */
export function requireQueryNames(route: RouteOptions): void {
  if (isInterface(route.url)) namesOf(route);
}

/**
 * A name that a route does not know is a mistake of the caller, who would take an answer to another question for theirs.
 * @throws AppError that names it and the known ones.
 */
export function refuseUnknownQuery({ routeOptions, query }: FastifyRequest): void {
  const { url = '', schema } = routeOptions;
  if (!isInterface(url)) return;
  const known = namesOf({ url, schema });
  const unknown = Object.keys(query ?? {}).filter((name) => known && !known.includes(name));
  if (known === null || unknown.length === 0) return;
  throw known.length === 0
    ? kitErrors.no_query({ unknown: unknown.join(', ') })
    : kitErrors.unknown_query({ unknown: unknown.join(', '), known: known.join(', ') });
}
