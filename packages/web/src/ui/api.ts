import type { Address, AnswerOf, ArgsOf, Problem } from '@opentocc/contract';
import { watchActivity } from './activity.ts';
import { lastRequest_ms } from './last-request.ts';
import { setPlatformTimeBy } from './platform-clock.ts';
import { languageStore } from './preferences.ts';
import { noteNobodySignedIn } from './session-end.ts';

/** An answer that is not a success, with the server's own words in the reader's language. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Problem | null;
  /** Whether something was to be changed: without an answer nobody knows whether it was. */
  readonly isChange: boolean;

  constructor(status: number, problem: Problem | null, isChange = false) {
    super(problem?.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem?.code ?? 'unreachable';
    this.problem = problem;
    this.isChange = isChange;
  }
}

let csrf_token = '';
const isSomebodyThere = watchActivity(globalThis, () => performance.now());

/** Remembers the anti-forgery token of the session; it goes with every request that changes something. */
export function rememberCsrfToken(token: string): void {
  csrf_token = token;
}

/** Parts of a request as they go over the wire. */
interface RequestParts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Routes whose answer is bytes. */
type BinaryAddress = { [A in Address]: AnswerOf<A> extends ArrayBuffer ? A : never }[Address];

/** What a call takes besides its address: nothing where the route takes nothing. */
type Taken<A extends Address> = Record<never, never> extends ArgsOf<A> ? [ArgsOf<A>?] : [ArgsOf<A>];

/**
 * Calls a route of the contract by its method and path, with what it takes and answers checked by the compiler. Only
 * types of the contract are used, so that no schema is loaded into the browser.
 * @returns the value of a JSON answer, the bytes of any other, undefined where there is none
 * @throws ApiError for an answer that is not a success; status 0 means that the server did not answer
 */
export function call<A extends Address>(address: A, ...[parts]: Taken<A>): Promise<AnswerOf<A>> {
  return callUntil(undefined, address, parts);
}

/** As {@link call}, given up when the signal says so. */
export async function callUntil<A extends Address>(
  signal: AbortSignal | undefined,
  address: A,
  parts: RequestParts = {},
): Promise<AnswerOf<A>> {
  const [method, path] = address.split(' ');
  const response = await send(method, urlOf(path, parts), parts.body, signal);
  return answerOf(response) as Promise<AnswerOf<A>>;
}

/** Bytes, and the damaged files of the history that they lack. */
export interface PartialBytes {
  readonly bytes: ArrayBuffer;
  readonly left_out: readonly string[];
}

/** As {@link callUntil}, for answers that are no JSON and name in a header what they lack. */
export async function callForPart<A extends BinaryAddress>(
  signal: AbortSignal,
  address: A,
  parts: ArgsOf<A>,
): Promise<PartialBytes> {
  const [method, path] = address.split(' ');
  const response = await send(method, urlOf(path, parts), undefined, signal);
  const left_out = response.headers.get('x-left-out')?.split(', ') ?? [];
  return { bytes: await response.arrayBuffer(), left_out };
}

/** The address that a route is at, for links and downloads. */
export function addressOf<A extends Extract<Address, `GET ${string}`>>(
  address: A,
  ...[parts]: Taken<A>
): string {
  return urlOf(address.slice('GET '.length), parts ?? {});
}

function urlOf(path: string, { params = {}, query = {} }: RequestParts): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
  return search ? `${filled}?${search}` : filled;
}

function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204) return Promise.resolve(undefined);
  const isJson = response.headers.get('content-type')?.includes('application/json') ?? false;
  return isJson ? response.json() : response.arrayBuffer();
}

async function send(method: string, url: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { 'accept-language': languageStore.get() };
  if (method === 'GET' && !isSomebodyThere()) headers['x-background'] = '1';
  else lastRequest_ms.set(performance.now());
  if (method !== 'GET') headers['x-csrf-token'] = csrf_token;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const sent_ms = performance.now();
  const response = await fetch(url, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(0, null, method !== 'GET');
  });
  setPlatformTimeBy(response, performance.now() - sent_ms);
  if (response.status === 401 && !url.startsWith('/api/v1/session')) noteNobodySignedIn();
  if (!response.ok) throw new ApiError(response.status, await problemOf(response), method !== 'GET');
  return response;
}

async function problemOf(response: Response): Promise<Problem | null> {
  const isProblem = response.headers.get('content-type')?.includes('json') ?? false;
  return isProblem ? ((await response.json()) as Problem) : null;
}
