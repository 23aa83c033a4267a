import type { Situation, SituationState } from '@opentocc/contract';

/** Keys of the desk by what they do; each is shown on its button. */
export const STATE_ACTS = {
  verified: { key: 'v', word: 'verify' },
  responding: { key: 'r', word: 'respond' },
  cleared: { key: 'c', word: 'clear' },
  reviewed: { key: 'f', word: 'review' },
  dismissed: { key: 'x', word: 'dismiss' },
  received: { key: 'o', word: 'reopen' },
} as const satisfies Record<SituationState, { key: string; word: string }>;

/** One thing that can be done now: by its key, or by its button. */
export interface Act {
  readonly key: string;
  readonly label: string;
  /** Where it stands: among the buttons of the chosen one, or only among the keys. */
  readonly shown: 'main' | 'button' | 'key';
  readonly danger?: boolean;
  run(): void;
}

/** Whether a change of state opens again what was over; it asks for a reason. */
export const isReopening = (from: SituationState, to: SituationState): boolean =>
  to === 'received' || (to === 'responding' && (from === 'cleared' || from === 'reviewed'));

/** What a situation may go to next, the usual way first. */
export function statesFrom({ next }: Pick<Situation, 'next'>): readonly SituationState[] {
  return [...next].sort((a, b) => Number(a === 'dismissed') - Number(b === 'dismissed'));
}
