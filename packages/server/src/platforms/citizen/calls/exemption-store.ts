import type { ExemptionDecision, ExemptionKind, ExemptionState } from '@opentocc/contract';
import { type Generated, type RawBuilder, sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

export interface ExemptionRow {
  readonly id: number;
  readonly kind: ExemptionKind;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly reason: string;
  readonly state: ExemptionState;
  readonly declared_principal: string;
  readonly declared_by: string;
  readonly declared_ms: number;
}

export interface DecisionRow extends ExemptionDecision {
  readonly id: number;
  readonly exemption: number;
  readonly principal: string;
  readonly by: string;
  readonly at_ms: number;
}

interface Tables {
  calls_exemption: Omit<ExemptionRow, 'id'> & { id: Generated<number> };
  calls_exemption_decision: Omit<DecisionRow, 'id'> & { id: Generated<number> };
}

/** Whether a call lies in exempt hours. @param begin_ms the column of its first instant */
export const isExempt = (begin_ms: 'begin_ms' | 'c.begin_ms'): RawBuilder<boolean> => sql<boolean>`EXISTS (
  SELECT 1 FROM calls_exemption AS x
  WHERE x.state = 'approved' AND x.from_ms <= ${sql.ref(begin_ms)} AND x.to_ms > ${sql.ref(begin_ms)})`;

/** Hours of overload and outage, as they were declared, and every decision on them. */
export function createExemptionStore(root: Db) {
  const db = tables<Tables>(root);
  return {
    /** The same span by the same person is one: a second press of the button, also while the first one is under way. */
    addOnce: (row: Omit<ExemptionRow, 'id'>): Promise<{ made: ExemptionRow; is_new: boolean }> =>
      root.transaction().execute(async (tx) => {
        await sql`LOCK TABLE calls_exemption IN SHARE ROW EXCLUSIVE MODE`.execute(tx);
        const within = tables<Tables>(tx);
        const same = await within
          .selectFrom('calls_exemption')
          .selectAll()
          .where('kind', '=', row.kind)
          .where('from_ms', '=', row.from_ms)
          .where('to_ms', '=', row.to_ms)
          .where('declared_principal', '=', row.declared_principal)
          .where('state', 'in', ['declared', 'approved'])
          .executeTakeFirst();
        if (same) return { made: same, is_new: false };
        const made = await within
          .insertInto('calls_exemption')
          .values(row)
          .returningAll()
          .executeTakeFirstOrThrow();
        return { made, is_new: true };
      }),
    find: (id: number): Promise<ExemptionRow | undefined> =>
      db.selectFrom('calls_exemption').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Those that touch [from_ms, to_ms), the newest first. */
    between: (from_ms: number, to_ms: number, most: number): Promise<ExemptionRow[]> =>
      db
        .selectFrom('calls_exemption')
        .selectAll()
        .where('from_ms', '<', to_ms)
        .where('to_ms', '>', from_ms)
        .orderBy('from_ms', 'desc')
        .orderBy('id', 'desc')
        .limit(most)
        .execute(),
    listDeclared: (): Promise<ExemptionRow[]> =>
      db.selectFrom('calls_exemption').selectAll().where('state', '=', 'declared').orderBy('id').execute(),
    decisionsOf: (ids: readonly number[]): Promise<DecisionRow[]> =>
      ids.length === 0
        ? Promise.resolve([])
        : db
            .selectFrom('calls_exemption_decision')
            .selectAll()
            .where('exemption', 'in', ids)
            .orderBy('id')
            .execute(),
    async answeredIn({ from_ms, to_ms }: Pick<ExemptionRow, 'from_ms' | 'to_ms'>): Promise<number> {
      const { rows } = await sql<{ n: number }>`
        SELECT count(wait_ms) AS n FROM calls_call WHERE begin_ms >= ${from_ms} AND begin_ms < ${to_ms}`.execute(
        root,
      );
      return Number(rows[0].n);
    },
    /**
     * The decision and how it stands since, or neither.
     * @returns undefined where it does not stand as it has to for this decision
     */
    decide: (before: ExemptionState, decision: Omit<DecisionRow, 'id'>): Promise<ExemptionRow | undefined> =>
      root.transaction().execute(async (tx) => {
        const within = tables<Tables>(tx);
        const row = await within
          .updateTable('calls_exemption')
          .set({ state: decision.verdict })
          .where('id', '=', decision.exemption)
          .where('state', '=', before)
          .returningAll()
          .executeTakeFirst();
        if (row) await within.insertInto('calls_exemption_decision').values(decision).execute();
        return row;
      }),
  };
}

export type ExemptionStore = ReturnType<typeof createExemptionStore>;
