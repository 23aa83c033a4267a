import type { Span } from './span.ts';

export type SwapState = 'open' | 'taken' | 'past_due' | 'deleted';

/** A request that somebody else stands a part of one's duty. */
export interface Swap extends Span {
  readonly requester: string;
  readonly state: SwapState;
}

export type SwapRefusal = 'own' | 'not_open' | 'outside';

/** How a request stands: an open one that has begun without a taker is past due. */
export function swapStateAt({ state, from_ms }: Swap, now_ms: number): SwapState {
  return state === 'open' && from_ms <= now_ms ? 'past_due' : state;
}

/**
 * Takes a part of an open request: what is before and after it stays open, so that 13–14 of 12–15 leaves three.
 * @returns the taken part and the others, or why it is refused
 */
export function splitSwap<S extends Swap>(
  swap: S,
  taker: string,
  { from_ms, to_ms }: Span,
  now_ms: number,
): { readonly taken: Span; readonly open: readonly Span[] } | SwapRefusal {
  if (swapStateAt(swap, now_ms) !== 'open') return 'not_open';
  if (taker === swap.requester) return 'own';
  if (!(swap.from_ms <= from_ms && from_ms < to_ms && to_ms <= swap.to_ms)) return 'outside';
  const before = { from_ms: swap.from_ms, to_ms: from_ms };
  const behind = { from_ms: to_ms, to_ms: swap.to_ms };
  return { taken: { from_ms, to_ms }, open: [before, behind].filter((one) => one.from_ms < one.to_ms) };
}
