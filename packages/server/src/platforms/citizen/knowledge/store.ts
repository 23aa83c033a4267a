import type { ArticleContent, ArticleState, ArticleVersion } from '@opentocc/contract';
import type { Generated } from 'kysely';
import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import { createGapStore, type GapTable } from './gap-store.ts';

/** An article as it holds now. */
export interface ArticleRow extends ArticleContent {
  readonly id: number;
  readonly key: string;
  readonly version: number;
  readonly state: ArticleState;
  readonly owner: string;
  readonly owner_name: string;
  readonly from_case: number | null;
  readonly changed_ms: number;
}

/** Who writes a row. */
export interface Author {
  readonly principal: string;
  readonly actor: string;
  readonly at_ms: number;
}

export interface VersionRow extends ArticleContent, Author {
  readonly article: number;
  readonly version: number;
  readonly state: ArticleState;
  readonly owner: string;
  readonly owner_name: string;
  readonly act: ArticleVersion['act'];
  readonly note: string;
}

export interface AttachmentRow {
  readonly id: number;
  readonly article: number;
  readonly hash: string;
  readonly name: string;
  readonly author: string;
  readonly at_ms: number;
  readonly note: string;
}

export interface UseRow {
  readonly key: string;
  readonly article: number;
  readonly question: string;
  readonly principal: string;
  readonly at_ms: number;
}

interface Tables {
  knowledge_article: Omit<ArticleRow, 'id'> & { id: Generated<number> };
  knowledge_version: VersionRow;
  knowledge_attachment: Omit<AttachmentRow, 'id'> & { id: Generated<number> };
  knowledge_use: UseRow;
  knowledge_gap: GapTable;
}

/** Questions that the search learns from at its start: the newest. */
const MOST_USES = 50_000;

/** Articles, their versions, files and uses. Whoever changes an article holds its row first. */
export function createKnowledgeStore(root: Db) {
  return {
    transaction: <T>(work: (tx: Db) => Promise<T>): Promise<T> => root.transaction().execute(work),
    of: queriesOf,
    ...queriesOf(root),
    gaps: createGapStore(root),
  };
}

function queriesOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    list: (): Promise<ArticleRow[]> => db.selectFrom('knowledge_article').selectAll().orderBy('id').execute(),
    find: (id: number): Promise<ArticleRow | undefined> =>
      db.selectFrom('knowledge_article').selectAll().where('id', '=', id).executeTakeFirst(),
    hold: (id: number): Promise<ArticleRow | undefined> =>
      db.selectFrom('knowledge_article').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    findByKey: (key: string): Promise<ArticleRow | undefined> =>
      db.selectFrom('knowledge_article').selectAll().where('key', '=', key).executeTakeFirst(),
    /** @returns undefined when the key is known already */
    add: (row: Omit<ArticleRow, 'id'>): Promise<ArticleRow | undefined> =>
      db
        .insertInto('knowledge_article')
        .values(row)
        .onConflict((on) => on.doNothing())
        .returningAll()
        .executeTakeFirst(),
    async save({ id, ...row }: ArticleRow): Promise<void> {
      await db.updateTable('knowledge_article').set(row).where('id', '=', id).execute();
    },
    addVersion: (row: VersionRow) => db.insertInto('knowledge_version').values(row).execute(),
    listVersions: (article: number): Promise<VersionRow[]> =>
      db
        .selectFrom('knowledge_version')
        .selectAll()
        .where('article', '=', article)
        .orderBy('version', 'desc')
        .execute(),
    addAttachment: (row: Omit<AttachmentRow, 'id'>) =>
      db.insertInto('knowledge_attachment').values(row).execute(),
    listAttachments: (article: number): Promise<AttachmentRow[]> =>
      db
        .selectFrom('knowledge_attachment')
        .selectAll()
        .where('article', '=', article)
        .orderBy('id')
        .execute(),
    /** @returns false when the key is known already */
    async addUse(row: UseRow): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('knowledge_use')
        .values(row)
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    /** The newest, the oldest of them first. */
    async listUses(): Promise<UseRow[]> {
      const rows = await db
        .selectFrom('knowledge_use')
        .selectAll()
        .orderBy('at_ms', 'desc')
        .limit(MOST_USES)
        .execute();
      return rows.reverse();
    },
    async countUses(article: number): Promise<number> {
      const { n } = await db
        .selectFrom('knowledge_use')
        .select(sql<number>`count(*)`.as('n'))
        .where('article', '=', article)
        .executeTakeFirstOrThrow();
      return Number(n);
    },
  };
}

export type KnowledgeStore = ReturnType<typeof createKnowledgeStore>;
export type KnowledgeQueries = ReturnType<typeof queriesOf>;
