import { ApiError } from './api.ts';

/** Of a console that is newer or older than the server: that is a failure. */
const NO_SUCH_ROUTE = 'kit.no_such_route';

/** What a screen needs of a query to say how its answer stands. */
export interface Asked<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  /** Of the last attempt, while others are still made. */
  readonly failureReason: Error | null;
  /** True while what is shown answers the question before. */
  readonly isPlaceholderData: boolean;
  /** When it was answered last, by the browser's clock; 0 before. */
  readonly dataUpdatedAt: number;
  readonly fetchStatus: 'fetching' | 'paused' | 'idle';
  refetch(): unknown;
}

/** How an answer stands; none of these may be taken for another. */
export type Stand<T> =
  /** Nobody asked: a choice is missing. */
  | { readonly kind: 'unasked' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'refused'; readonly error: Error }
  /** There is no such thing: the address is wrong, or it was removed. */
  | { readonly kind: 'missing'; readonly error: Error }
  | { readonly kind: 'failed'; readonly error: Error }
  | {
      readonly kind: 'known';
      readonly data: T;
      /** Why it could not be requested again; what is shown is as old as the last answer. */
      readonly late: Error | null;
      /** It answers the question before, until the new answer comes. */
      readonly former: boolean;
    };

/** That one may not see it, or that nobody is signed in: asking again changes nothing. */
export const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.status === 403 || error.status === 401);

/** That what was asked for by its name or number does not exist: asking again changes nothing. */
const isMissing = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status === 404 && error.problem !== null && error.code !== NO_SUCH_ROUTE;

export function standOf<T>(asked: Asked<T>): Stand<T> {
  const error = asked.error ?? asked.failureReason;
  if (isRefusal(error)) return { kind: 'refused', error };
  if (isMissing(error)) return { kind: 'missing', error };
  // What answered another question is not shown where this one failed or is not asked.
  const isOld = asked.isPlaceholderData && (error !== null || asked.fetchStatus === 'idle');
  if (asked.data !== undefined && !isOld)
    return { kind: 'known', data: asked.data, late: error, former: asked.isPlaceholderData };
  if (error !== null) return { kind: 'failed', error };
  return { kind: asked.fetchStatus === 'idle' ? 'unasked' : 'loading' };
}

/**
 * What is known of names, bounds and choices that only go with what a page shows. What a page claims stands in an
 * `Answer`, which says why there is none.
 */
export function known<T>(asked: Asked<T>): T | undefined {
  const stand = standOf(asked);
  return stand.kind === 'known' ? stand.data : undefined;
}

/** The answer that is made from another one; it stands as that one does. */
export const answerFrom = <T, U>(asked: Asked<T>, make: (data: T) => U): Asked<U> => ({
  ...asked,
  data: asked.data === undefined ? undefined : make(asked.data),
});

/** Two answers that are shown as one: it is known when both are, and fails as the first that fails. */
export function both<A, B>(a: Asked<A>, b: Asked<B>): Asked<readonly [A, B]> {
  return {
    data: a.data === undefined || b.data === undefined ? undefined : [a.data, b.data],
    error: a.error ?? b.error,
    failureReason: a.failureReason ?? b.failureReason,
    isPlaceholderData: a.isPlaceholderData || b.isPlaceholderData,
    dataUpdatedAt: Math.min(a.dataUpdatedAt, b.dataUpdatedAt),
    fetchStatus: a.fetchStatus === 'idle' ? b.fetchStatus : a.fetchStatus,
    refetch: () => [a.refetch(), b.refetch()],
  };
}

/** An answer that is asked for only once another is known; until then it stands as that other one. */
export function waitingFor<T>(first: Asked<unknown>, then: Asked<T>): Asked<T> {
  return standOf(then).kind === 'unasked' ? { ...first, data: undefined } : then;
}
