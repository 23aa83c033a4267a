import { type Generated, sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';
import type { Finding } from './finding.ts';

type Body = Omit<Finding, 'id' | 'source' | 'kind' | 'variant' | 'since_ms' | 'last_seen_ms' | 'closed_ms'>;

interface Tables {
  quality_finding: {
    id: Generated<number>;
    source: number;
    kind: Finding['kind'];
    variant: string;
    since_ms: number;
    last_seen_ms: number;
    closed_ms: number | null;
    /** jsonb: comes back parsed. */
    body: string;
  };
}

/** Which findings are asked for. */
export interface FindingQuery {
  readonly state: 'open' | 'closed' | 'all';
  readonly source?: number;
  readonly limit: number;
}

export function createFindingStore(root: Db) {
  const db = tables<Tables>(root);
  return {
    /** Opens a finding; one of the same source, kind and variant that is open already goes on instead. */
    async add(finding: Omit<Finding, 'id'>): Promise<Finding> {
      const { source, kind, variant, since_ms, last_seen_ms, closed_ms, ...body } = finding;
      const row = { source, kind, variant, since_ms, last_seen_ms, closed_ms, body: JSON.stringify(body) };
      const { id, since_ms: since } = await db
        .insertInto('quality_finding')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .columns(['source', 'kind', 'variant'])
            .where('closed_ms', 'is', null)
            .doUpdateSet({ last_seen_ms, body: row.body }),
        )
        .returning(['id', 'since_ms'])
        .executeTakeFirstOrThrow();
      return { ...finding, id, since_ms: since };
    },
    async save({
      id,
      source,
      kind,
      variant,
      since_ms,
      last_seen_ms,
      closed_ms,
      ...body
    }: Finding): Promise<void> {
      await db
        .updateTable('quality_finding')
        .set({ last_seen_ms, closed_ms, body: JSON.stringify(body) })
        .where('id', '=', id)
        .execute();
    },
    /** The newest first; open ones before closed ones. */
    async list({ state, source, limit }: FindingQuery): Promise<Finding[]> {
      const rows = await db
        .selectFrom('quality_finding')
        .selectAll()
        .$if(state === 'open', (query) => query.where('closed_ms', 'is', null))
        .$if(state === 'closed', (query) => query.where('closed_ms', 'is not', null))
        .$if(source !== undefined, (query) => query.where('source', '=', source!))
        .orderBy(sql`closed_ms IS NOT NULL`)
        .orderBy('since_ms', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ body, ...row }) => ({ ...row, ...(body as unknown as Body) }));
    },
    async listByIds(ids: readonly number[]): Promise<Finding[]> {
      const rows = await db.selectFrom('quality_finding').selectAll().where('id', 'in', ids).execute();
      return rows.map(({ body, ...row }) => ({ ...row, ...(body as unknown as Body) }));
    },
    /** Deletes findings that closed before `before_ms`. */
    async forget(before_ms: number): Promise<void> {
      await db.deleteFrom('quality_finding').where('closed_ms', '<', before_ms).execute();
    },
  };
}

export type FindingStore = ReturnType<typeof createFindingStore>;
