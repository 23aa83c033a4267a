import type { Acting } from '../../../kit/acting.ts';
import type { Cases } from '../cases/index.ts';
import type { ClosedCase } from './case-draft.ts';

/**
 * Reads cases as who acts may read them; one that is not closed, or has no answer, gives nothing. Of one whose asker wants secrecy
 * the answer alone is taken, since how a question is put may say who put it.
 */
export function createClosedCases(cases: Pick<Cases, 'get'>) {
  return async (acting: Acting, id: number): Promise<ClosedCase | null> => {
    const { state, number, title, text, asker, answers } = await cases.get(acting, id);
    const answer = answers.findLast(({ refused }) => !refused)?.text;
    if ((state !== 'closed' && state !== 'archived') || answer === undefined) return null;
    return { id, number, answer, ...(asker.secret ? { title: number, text: '' } : { title, text }) };
  };
}
