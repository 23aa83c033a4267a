import type { ClusterReason } from '@opentocc/contract';
import { type Db, tables } from '../../../kit/db.ts';
import type { Tables } from './tables.ts';

export type ClusterRow = Omit<Tables['cases_cluster'], 'id'> & { id: number };
export interface MemberRow {
  readonly cluster: number;
  readonly case: number;
  readonly state: 'proposed' | 'confirmed' | 'removed';
  readonly score: number;
  readonly reasons: readonly ClusterReason[];
}

/** Clusters and who is in them, in a transaction or outside one. */
export function clustersOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    find: (id: number): Promise<ClusterRow | undefined> =>
      db.selectFrom('cases_cluster').selectAll().where('id', '=', id).executeTakeFirst(),
    hold: (id: number): Promise<ClusterRow | undefined> =>
      db.selectFrom('cases_cluster').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    list: (states: readonly ClusterRow['state'][], most: number): Promise<ClusterRow[]> =>
      db
        .selectFrom('cases_cluster')
        .selectAll()
        .where('state', 'in', states)
        .orderBy('id', 'desc')
        .limit(most)
        .execute(),
    async add(row: Omit<ClusterRow, 'id' | 'version'>): Promise<number> {
      const { id } = await db
        .insertInto('cases_cluster')
        .values({ ...row, version: 1 })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    save: ({ id, ...row }: ClusterRow) =>
      db
        .updateTable('cases_cluster')
        .set({ ...row, version: row.version + 1 })
        .where('id', '=', id)
        .execute(),
    async addMembers(rows: readonly MemberRow[]): Promise<void> {
      await db
        .insertInto('cases_cluster_member')
        .values(rows.map(({ reasons, ...row }) => ({ ...row, reasons: JSON.stringify(reasons) })))
        .onConflict((on) => on.doNothing())
        .execute();
    },
    async membersOf(ids: readonly number[]): Promise<MemberRow[]> {
      if (ids.length === 0) return [];
      return db
        .selectFrom('cases_cluster_member')
        .selectAll()
        .where('cluster', 'in', ids)
        .orderBy('case')
        .execute();
    },
    setMembers: (cluster: number, cases: readonly number[], state: MemberRow['state']) =>
      cases.length === 0
        ? Promise.resolve([])
        : db
            .updateTable('cases_cluster_member')
            .set({ state })
            .where('cluster', '=', cluster)
            .where('case', 'in', cases)
            .execute(),
    /** In which clusters cases stand, or stood until a person took them out. */
    async standingOf(cases: readonly number[]): Promise<Pick<MemberRow, 'cluster' | 'case' | 'state'>[]> {
      if (cases.length === 0) return [];
      return db
        .selectFrom('cases_cluster_member')
        .select(['cluster', 'case', 'state'])
        .where('case', 'in', cases)
        .execute();
    },
  };
}

export type ClusterQueries = ReturnType<typeof clustersOf>;
