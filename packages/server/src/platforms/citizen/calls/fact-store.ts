import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import { inPages } from '../../../kit/in-pages.ts';
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

/** Calls that are read at once. */
const AT_ONCE = 2000;

/** Calls that were answered or given up, of those that began within [from_ms, to_ms). */
export function createCallFacts(root: Db) {
  const db = tables<{ calls_call: CallRow }>(root);
  type Row = CallFact & { readonly id: number };
  const after = (last: Row | undefined, from_ms: number, to_ms: number): Promise<Row[]> =>
    db
      .selectFrom('calls_call')
      .select(['id', 'call', 'begin_ms', 'wait_ms', isExempt('begin_ms').as('exempt')])
      .select(sql<boolean>`answered_ms IS NOT NULL`.as('answered'))
      .where('begin_ms', '>=', from_ms)
      .where('begin_ms', '<', to_ms)
      .where((where) => where.or([where('answered_ms', 'is not', null), where('state', '=', 'abandoned')]))
      .$if(last !== undefined, (query) =>
        query.where(sql<boolean>`(begin_ms, id) > (${last?.begin_ms ?? 0}, ${last?.id ?? 0})`),
      )
      .orderBy('begin_ms')
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
  return (from_ms: number, to_ms: number): Promise<readonly CallFact[]> =>
    inPages((last: Row | undefined) => after(last, from_ms, to_ms), AT_ONCE);
}
