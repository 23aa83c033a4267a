import type { z } from 'zod';
import type { Bilingual } from './common.ts';

/** Who may use a route: anybody, anybody signed in, or who holds a permission ("module:action"). */
export type Authority = 'public' | 'signed-in' | `${string}:${string}`;

/** Everything about a route that its two ends share: the server serves it, the browser calls it, OpenAPI describes it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Whole path with `:names` for its parameters: "/api/v1/sources/:id". */
  readonly path: string;
  /** Group of the published description. */
  readonly tag: string;
  readonly summary: Bilingual;
  readonly authority: Authority;
  /**
   * `city`: only for who holds the permission for every district. `everything`: and for every unit, as for what belongs
   * to no unit (roles, keys, the audit). A route of what lies in a district asks `kit/area` itself.
   */
  readonly area?: 'city' | 'everything';
  /**
   * What the audit records of a request: by default every change with its parameters and outcome. `own`: the service
   * records what is done with more detail; refusals and failures are recorded all the same. `read`: a read that is
   * recorded too: an export, a question to a vehicle. `required`: nothing is answered that could not be recorded: a
   * reveal. `none`: there is nothing to record.
   */
  readonly audit?: 'own' | 'read' | 'required' | 'none';
  /** Codes of errors that an `own` service records itself. */
  readonly audited_errors?: readonly string[];
  /** What the parameters of the path identify, for the audit: `vehicle` makes "vehicle:416". */
  readonly target?: string;
  /** Has no session that could be forged: needs no anti-forgery token. */
  readonly csrf_exempt?: boolean;
  /** Requests of one address in a minute, where it is not the limit of all routes. */
  readonly per_minute?: number;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Largest body, bytes, where it is not the limit of all routes. */
  readonly body_limit?: number;
  /** Status of the answer when all is well; 200 without it. */
  readonly status?: 200 | 201 | 202;
  /** Schema of a JSON answer, the media type of any other, or null for none (204). */
  readonly response: z.ZodType | MediaType | null;
  /** Schemas of answers with another status that are not problems. */
  readonly other_responses?: Readonly<Record<number, z.ZodType>>;
}

export type MediaType = `${string}/${string}`;
export type Routes = Readonly<Record<string, Route>>;

/** Declares the routes of a module; the keys name their handlers in the server. */
export function defineRoutes<const R extends Record<string, Omit<Route, 'tag'> & { tag?: string }>>(
  tag: string,
  routes: R,
): { readonly [K in keyof R]: R[K] & { readonly tag: string } } {
  const tagged = Object.entries(routes).map(([name, route]) => [name, { tag, ...route }]);
  return Object.fromEntries(tagged);
}

/** What a handler is given of a part of the request: the parsed value. */
export type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** What a caller gives for a part of the request: keys with a default may be left out. */
export type Given<T> = T extends z.ZodType ? Lenient<z.input<T>, z.output<T>> : undefined;
type Lenient<In, Out> = In extends readonly unknown[]
  ? In
  : In extends object
    ? { [K in keyof In]: unknown extends In[K] ? (K extends keyof Out ? Out[K] : never) : In[K] }
    : In;

/** What a caller gets: a value, the bytes of any other media type, or nothing. */
export type Answer<R extends Route> = R['response'] extends z.ZodType
  ? z.output<R['response']>
  : R['response'] extends string
    ? ArrayBuffer
    : undefined;
