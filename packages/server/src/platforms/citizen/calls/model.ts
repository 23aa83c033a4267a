import type { CallEventKind, CallState } from '@opentocc/contract';

/** What of an event decides how its call stands. */
export interface CallStep {
  readonly kind: CallEventKind;
  readonly at_ms: number;
  readonly queue: string;
  readonly extension: string | null;
}

/** How a call stands by its events. */
export interface CallStanding {
  readonly state: CallState;
  readonly queue: string;
  /** Where it was answered, else where it rang last. */
  readonly extension: string | null;
  readonly begin_ms: number;
  readonly answered_ms: number | null;
  readonly end_ms: number | null;
  readonly wait_ms: number | null;
}

/**
 * Reads a call from its events, in whatever order they came: it is the time that they carry which orders them. One that
 * ended without an answer was abandoned, whatever the switchboard calls its end; an answer that is heard of after the end
 * counts as given.
 * @param steps at least one
 */
export function standingOf(steps: readonly CallStep[]): CallStanding {
  const inOrder = [...steps].sort((a, b) => a.at_ms - b.at_ms);
  const rings = inOrder.filter(({ kind }) => kind === 'ringing');
  const answer = inOrder.find(({ kind }) => kind === 'answered');
  const end = inOrder.find(({ kind }) => kind === 'ended' || kind === 'abandoned');
  const begin_ms = inOrder[0].at_ms;
  return {
    state: end ? (answer ? 'ended' : 'abandoned') : answer ? 'talking' : 'ringing',
    queue: inOrder.find(({ queue }) => queue !== '')?.queue ?? '',
    extension: answer?.extension ?? rings.findLast(({ extension }) => extension !== null)?.extension ?? null,
    begin_ms,
    answered_ms: answer?.at_ms ?? null,
    end_ms: end?.at_ms ?? null,
    wait_ms: answer && rings.length > 0 ? Math.max(0, answer.at_ms - begin_ms) : null,
  };
}

/** Whether somebody still waits or speaks. */
export const isOpen = (state: CallState): boolean => state === 'ringing' || state === 'talking';
