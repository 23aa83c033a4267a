import { type Generated, sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';
import type { KeyService } from '../keys/index.ts';
import type { Decision, DecisionKind, Terminal } from './model.ts';
import { decisionContext } from './store.ts';

interface DecisionRow {
  id: string;
  seq: Generated<number>;
  at_ms: number;
  actor: string;
  kind: DecisionKind;
  phones: string[];
  added: string[];
  /** Terminals as they were: JSON, sealed by the key service, since plates and codes stand in it. */
  before: string;
  undone_ms: number | null;
}

interface Tables {
  sources_decision: DecisionRow;
}

/** SQL of decisions on terminals. */
export function createDecisionStore(root: Db, keys: Pick<KeyService, 'seal' | 'open'>) {
  const db = tables<Tables>(root);
  const opened = async ({
    seq: _,
    ...row
  }: Omit<DecisionRow, 'seq'> & { seq: number }): Promise<Decision> => ({
    ...row,
    before: JSON.parse(await keys.open('personal', row.before, decisionContext(row.id))) as Terminal[],
  });
  return {
    async add(decision: Decision, within: Db): Promise<void> {
      const { id, phones, added } = decision;
      const before = await keys.seal('personal', JSON.stringify(decision.before), decisionContext(id));
      await tables<Tables>(within)
        .insertInto('sources_decision')
        .values({ ...decision, before, phones: [...phones], added: [...added] })
        .execute();
    },
    /** The latest first. */
    async list(limit: number): Promise<Decision[]> {
      const rows = await db
        .selectFrom('sources_decision')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return Promise.all(rows.map(opened));
    },
    async find(id: string): Promise<Decision | undefined> {
      const row = await db.selectFrom('sources_decision').selectAll().where('id', '=', id).executeTakeFirst();
      return row && opened(row);
    },
    /** Whether a later decision that stands was on one of the same terminals. */
    async isOvertaken({ id, phones }: Decision): Promise<boolean> {
      const { rows } = await sql<{ overtaken: boolean }>`
        SELECT EXISTS (
          SELECT 1 FROM sources_decision WHERE undone_ms IS NULL AND phones && ${[...phones]}
            AND seq > (SELECT seq FROM sources_decision WHERE id = ${id})
        ) AS overtaken`.execute(db);
      return rows[0].overtaken;
    },
    async setUndone(id: string, undone_ms: number, within: Db): Promise<void> {
      await tables<Tables>(within)
        .updateTable('sources_decision')
        .set({ undone_ms })
        .where('id', '=', id)
        .execute();
    },
    async removeBefore(at_ms: number): Promise<void> {
      await db.deleteFrom('sources_decision').where('at_ms', '<', at_ms).execute();
    },
  };
}

export type DecisionStore = ReturnType<typeof createDecisionStore>;
