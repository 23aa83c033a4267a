import type { Problem } from '@opentocc/contract';
import { watchActivity } from './activity.ts';
import { setPlatformTimeBy } from './platform-clock.ts';
import { languageStore } from './preferences.ts';
import { noteNobodySignedIn } from './session-end.ts';

/** An answer that is not a success, with the server's own words in the reader's language. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null) {
    super(problem?.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem?.code ?? 'unreachable';
    this.problem = problem;
  }
}

let csrf_token = '';
const isSomebodyThere = watchActivity(globalThis, () => performance.now());

/** Remembers the anti-forgery token of the session; it goes with every request that changes something. */
export function rememberCsrfToken(token: string): void {
  csrf_token = token;
}

async function send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { 'accept-language': languageStore.get() };
  if (method === 'GET' && !isSomebodyThere()) headers['x-background'] = '1';
  if (method !== 'GET') headers['x-csrf-token'] = csrf_token;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const sent_ms = performance.now();
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(0, null);
  });
  setPlatformTimeBy(response, performance.now() - sent_ms);
  if (response.status === 401 && !path.startsWith('/session')) noteNobodySignedIn();
  if (!response.ok) throw new ApiError(response.status, await problemOf(response));
  return response;
}

async function problemOf(response: Response): Promise<Problem | null> {
  const isProblem = response.headers.get('content-type')?.includes('json') ?? false;
  return isProblem ? ((await response.json()) as Problem) : null;
}

/**
 * The interface under /api/v1. Every call throws {@link ApiError}; status 0 means that the server did not answer.
 * Answers are of the contract's types: the server that sends them is built from the same contract.
 */
export const api = {
  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return (await send('GET', path, undefined, signal)).json() as Promise<T>;
  },
  async bytes(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
    return (await send('GET', path, undefined, signal)).arrayBuffer();
  },
  async post<T>(path: string, body: unknown): Promise<T | undefined> {
    const response = await send('POST', path, body);
    return response.status === 204 ? undefined : (response.json() as Promise<T>);
  },
  async put<T>(path: string, body: unknown): Promise<T> {
    return (await send('PUT', path, body)).json() as Promise<T>;
  },
  async patch<T>(path: string, body: unknown): Promise<T> {
    return (await send('PATCH', path, body)).json() as Promise<T>;
  },
  async remove(path: string): Promise<void> {
    await send('DELETE', path);
  },
};
