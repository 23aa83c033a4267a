import { type Db, tables } from '../../../kit/db.ts';
import type { NewWarning, Tables, WarningRow } from './model.ts';
import type { Units } from './reach.ts';

/** Warnings: opened once for the same thing, and closed by people. */
export const warningsOf = (of: Db) => ({ ...goingOf(of), ...listedOf(of) });

function goingOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    /** Opens a warning unless one of the same thing goes on. @returns whether it is new */
    async openWarning(consignment: string, at_ms: number, warning: NewWarning): Promise<boolean> {
      const added = await db
        .insertInto('cold_chain_warning')
        .values({
          ...{ ...warning, consignment, version: 1, opened_ms: at_ms, over_ms: null, note: '' },
          ...{ closed_ms: null, closed_by: null, cause: null },
        } as never)
        .onConflict((on) =>
          on
            .columns(['consignment', 'what'])
            .where('over_ms', 'is', null)
            .where('closed_ms', 'is', null)
            .doNothing(),
        )
        .executeTakeFirst();
      return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    /** What went on is over by itself. */
    async endWarning(
      consignment: string,
      what: string,
      over_ms: number,
      worst_c: number | null,
    ): Promise<void> {
      await db
        .updateTable('cold_chain_warning')
        .set(({ fn, val }) => ({ over_ms, worst_c: fn.coalesce(val(worst_c), 'worst_c') }))
        .where('consignment', '=', consignment)
        .where('what', '=', what)
        .where('over_ms', 'is', null)
        .where('needs_person', '=', false)
        .execute();
    },
    /** From now on a person alone can say that breaches of a consignment are over. */
    async leaveToPerson(consignment: string): Promise<void> {
      await db
        .updateTable('cold_chain_warning')
        .set({ needs_person: true })
        .where('consignment', '=', consignment)
        .where('kind', '=', 'breach')
        .where('over_ms', 'is', null)
        .where('closed_ms', 'is', null)
        .execute();
    },
  };
}

function listedOf(of: Db) {
  const db = tables<Tables>(of);
  const warnings = () => db.selectFrom('cold_chain_warning').selectAll('cold_chain_warning');
  const shown = (units: Units, open: boolean) =>
    db
      .selectFrom('cold_chain_warning')
      .innerJoin('cold_chain_consignment', 'cold_chain_consignment.id', 'cold_chain_warning.consignment')
      .where('cold_chain_warning.closed_ms', open ? 'is' : 'is not', null)
      .$if(units !== null, (query) =>
        query.where((where) =>
          where.or([
            where('cold_chain_consignment.firm', 'in', units ?? []),
            where(
              'cold_chain_consignment.warehouse',
              'in',
              db
                .selectFrom('cold_chain_warehouse')
                .select('code')
                .where('unit', 'in', units ?? []),
            ),
          ]),
        ),
      );
  return {
    findWarning: (id: number): Promise<WarningRow | undefined> =>
      warnings().where('id', '=', id).executeTakeFirst(),
    holdWarning: (id: number): Promise<WarningRow | undefined> =>
      warnings().where('id', '=', id).forUpdate().executeTakeFirst(),
    async saveWarning({
      id,
      version,
      over_ms,
      closed_ms,
      closed_by,
      cause,
      note,
    }: WarningRow): Promise<void> {
      await db
        .updateTable('cold_chain_warning')
        .set({ version: version + 1, over_ms, closed_ms, closed_by, cause, note })
        .where('id', '=', id)
        .execute();
    },
    warningsOf: (consignments: readonly string[]): Promise<WarningRow[]> =>
      consignments.length === 0
        ? Promise.resolve([])
        : warnings().where('consignment', 'in', consignments).orderBy('id').execute(),
    listWarnings: (units: Units, open: boolean, offset: number, limit: number): Promise<WarningRow[]> =>
      shown(units, open)
        .selectAll('cold_chain_warning')
        .orderBy('cold_chain_warning.opened_ms', 'desc')
        .orderBy('cold_chain_warning.id', 'desc')
        .offset(offset)
        .limit(limit)
        .execute(),
    async countWarnings(units: Units, open: boolean): Promise<number> {
      const { n } = await shown(units, open)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return n;
    },
  };
}
