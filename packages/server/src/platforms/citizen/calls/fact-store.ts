import { type Db, tables } from '../../../kit/db.ts';
import { isExempt } from './exemption-store.ts';
import type { CallRow } from './store.ts';

/** A call as figures see it. */
export interface CallFact {
  readonly call: string;
  readonly begin_ms: number;
  readonly answered: boolean;
  /** From ringing to the answer; null where either is not known. */
  readonly wait_ms: number | null;
  /** It began in hours of overload or outage that somebody declared and somebody else approved. */
  readonly exempt: boolean;
}

/** Calls that were answered or given up, of those that began within [from_ms, to_ms). */
export const createCallFacts =
  (root: Db) =>
  async (from_ms: number, to_ms: number): Promise<CallFact[]> => {
    const db = tables<{ calls_call: CallRow }>(root);
    const rows = await db
      .selectFrom('calls_call')
      .select(['call', 'begin_ms', 'answered_ms', 'wait_ms', isExempt('begin_ms').as('exempt')])
      .where('begin_ms', '>=', from_ms)
      .where('begin_ms', '<', to_ms)
      .where((where) => where.or([where('answered_ms', 'is not', null), where('state', '=', 'abandoned')]))
      .execute();
    return rows.map(({ answered_ms, ...row }) => ({ ...row, answered: answered_ms !== null }));
  };
