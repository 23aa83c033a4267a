import type { KnowledgeGap } from '@opentocc/contract';
import { type Generated, sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

export interface GapTable {
  id: Generated<number>;
  form: string;
  text: string;
  searches: number;
  marks: number;
  first_ms: number;
  last_ms: number;
  state: KnowledgeGap['state'];
  article: number | null;
  decided_by: string | null;
  note: string;
}

/** Rows that are listed. */
const MOST = 500;
/** Gaps that are stored at most: whoever fills the list with nonsense fills no disk. */
const MOST_STORED = 20_000;

/** What was asked and not found. */
export function createGapStore(root: Db) {
  const db = tables<{ knowledge_gap: GapTable }>(root);
  return {
    /** Counts a question; one that was seen to and is asked again is open again. */
    async note(form: string, text: string, by: 'search' | 'mark', at_ms: number): Promise<void> {
      const one = { searches: by === 'search' ? 1 : 0, marks: by === 'mark' ? 1 : 0 };
      await sql`
        INSERT INTO knowledge_gap (form, text, searches, marks, first_ms, last_ms, state, note)
        SELECT ${form}, ${text}, ${one.searches}::int, ${one.marks}::int, ${at_ms}::bigint, ${at_ms}::bigint, 'open', ''
        WHERE (SELECT count(*) FROM knowledge_gap) < ${MOST_STORED}
          OR EXISTS (SELECT FROM knowledge_gap WHERE form = ${form})
        ON CONFLICT (form) DO UPDATE SET
          searches = knowledge_gap.searches + excluded.searches,
          marks = knowledge_gap.marks + excluded.marks,
          last_ms = excluded.last_ms,
          state = CASE WHEN knowledge_gap.state = 'answered' THEN 'open' ELSE knowledge_gap.state END`.execute(
        root,
      );
    },
    /** The most frequent first; a mark by a person counts as five searches. */
    list: (open: boolean): Promise<(KnowledgeGap & { form: string })[]> =>
      db
        .selectFrom('knowledge_gap')
        .selectAll()
        .$if(open, (query) => query.where('state', '=', 'open'))
        .orderBy(sql`searches + 5 * marks`, 'desc')
        .orderBy('last_ms', 'desc')
        .limit(MOST)
        .execute(),
    decide: (
      id: number,
      decision: Pick<KnowledgeGap, 'state' | 'article' | 'decided_by' | 'note'>,
    ): Promise<(KnowledgeGap & { form: string }) | undefined> =>
      db.updateTable('knowledge_gap').set(decision).where('id', '=', id).returningAll().executeTakeFirst(),
  };
}
