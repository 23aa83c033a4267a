import type { Case, NewCase } from '@opentocc/contract';
import type { DeskAct } from './draft.ts';

/** A case on its way to the server, with what is to be done with it there. */
export interface Sending {
  readonly body: NewCase;
  readonly act: DeskAct;
  readonly at_ms: number;
  /** Why the server would not have it, in its own words; null while it may still go through. */
  readonly refused: string | null;
}

/** What the outbox asks of the server. */
export interface Desk {
  take(body: NewCase): Promise<Case>;
  answer(taken: Case, text: string): Promise<Case>;
  dispatch(taken: Case, unit: string): Promise<Case>;
}

/**
 * Sends a case and does with it what was to be done. It may be repeated after any failure: the same key is the same case, and
 * what was done to it already is seen from its state, so nothing is done twice.
 */
export async function send({ body, act }: Sending, desk: Desk): Promise<Case> {
  const taken = await desk.take(body);
  if (!isUntouched(taken)) return taken;
  if (act.kind === 'answer') return desk.answer(taken, act.text);
  if (act.kind === 'dispatch') return desk.dispatch(taken, act.unit);
  return taken;
}

/** Whether it may go through later: the server was not reached, did not work, or had too much to do. */
export const isForLater = ({ status }: { readonly status: number }): boolean =>
  status === 0 || status === 401 || status === 409 || status === 429 || status >= 500;

/** What was answered or dispatched before, and came back, is for a person to look at. */
const isUntouched = ({ state, round, answers, returns }: Case): boolean =>
  state === 'received' && round === 1 && answers.length === 0 && returns === 0;
