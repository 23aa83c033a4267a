import type { CaseType, MeantParty } from '@opentocc/contract';
import { sql } from 'kysely';
import type { Db } from '../../../kit/db.ts';

/** A closed case as an example to learn from: what was said, and what people made of it. Nothing of who asked. */
export interface CaseExample {
  readonly id: number;
  readonly received_ms: number;
  readonly closed_ms: number;
  /** As it may be read: of who asked for secrecy without names and numbers. */
  readonly text: string;
  readonly category: string;
  readonly type: CaseType;
  /** Who had it to answer in the end; null where it never left the hotline. */
  readonly unit: string | null;
  readonly district: string | null;
  readonly meant: Pick<MeantParty, 'kind' | 'name'> | null;
  readonly line: string | null;
  /** Cases of one confirmed matter. */
  readonly cluster: number | null;
}

/** Where a page of examples ends. */
export type ExamplePlace = Pick<CaseExample, 'id' | 'closed_ms'>;

/** What is learned from: cases that people closed, and did not merge into another. */
const CLOSED = sql`c.state IN ('closed', 'archived') AND c.merged_into IS NULL`;

/**
 * Closed cases for training. A case that came by a machine and was filed by a suggestion nobody corrected is no example: a suggester
 * that learned from it would learn what it said itself.
 */
export function createExampleStore(db: Db) {
  return {
    async countClosed(): Promise<number> {
      const { rows } = await sql<{
        n: number;
      }>`SELECT count(*) AS n FROM cases_case c WHERE ${CLOSED}`.execute(db);
      return rows[0].n;
    },
    /**
     * A page of examples, those closed last first.
     * @param letters of each text at most
     */
    async list(after: ExamplePlace | null, most: number, letters: number): Promise<CaseExample[]> {
      const from = after ? sql`AND (c.closed_ms, c.id) < (${after.closed_ms}, ${after.id})` : sql``;
      const { rows } = await sql<CaseExample>`
        SELECT c.id, c.received_ms, c.closed_ms, left(c.text, ${letters}) AS text, c.category, c.type,
          CASE WHEN c.dispatches > 0 THEN c.unit END AS unit, c.district, c.meant, c.cluster,
          (SELECT ref FROM cases_link l WHERE l."case" = c.id AND l.kind = 'line' ORDER BY ref LIMIT 1) AS line
        FROM cases_case c
        WHERE ${CLOSED} ${from} AND NOT (
          EXISTS (SELECT FROM cases_entry e WHERE e."case" = c.id AND e.kind = 'received'
            AND e.detail ? 'category_by')
          AND NOT EXISTS (SELECT FROM cases_entry e WHERE e."case" = c.id AND e.kind = 'facts'
            AND e.detail -> 'after' ? 'category'))
        ORDER BY c.closed_ms DESC, c.id DESC LIMIT ${most}`.execute(db);
      return rows;
    },
  };
}

export type ExampleStore = ReturnType<typeof createExampleStore>;
