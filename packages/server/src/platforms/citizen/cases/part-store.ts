import type { CaseLink, CaseSuggestion } from '@opentocc/contract';
import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { Extent } from './reach.ts';
import type { Tables } from './tables.ts';

export type AskerRow = Tables['cases_asker'];
export type AnswerRow = Omit<Tables['cases_answer'], 'id'> & { id: number };
export type RequestRow = Omit<Tables['cases_request'], 'id'> & { id: number };

/** What belongs to a case besides its row and its timeline. */
export function partsOf(of: Db) {
  return {
    askers: askersOf(of),
    answers: answersOf(of),
    requests: requestsOf(of),
    links: linksOf(of),
    attachments: attachmentsOf(of),
    suggested: suggestedOf(of),
  };
}

function askersOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    add: (row: AskerRow) => db.insertInto('cases_asker').values(row).execute(),
    find: (id: number): Promise<AskerRow | undefined> =>
      db.selectFrom('cases_asker').selectAll().where('case', '=', id).executeTakeFirst(),
    async listOf(ids: readonly number[]): Promise<Pick<AskerRow, 'case' | 'name' | 'phone' | 'email'>[]> {
      if (ids.length === 0) return [];
      return db
        .selectFrom('cases_asker')
        .select(['case', 'name', 'phone', 'email'])
        .where('case', 'in', ids)
        .execute();
    },
    /** Cases of one number by its blind index, the newest first. */
    async casesOf(phone_index: string, most: number): Promise<number[]> {
      const rows = await db
        .selectFrom('cases_asker')
        .select('case')
        .where('phone_index', '=', phone_index)
        .orderBy('case', 'desc')
        .limit(most)
        .execute();
      return rows.map((row) => row.case);
    },
    /** The text as it came in, once it is hidden for secrecy. */
    sealText: (id: number, text_sealed: string) =>
      db.updateTable('cases_asker').set({ text_sealed }).where('case', '=', id).execute(),
  };
}

function answersOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    add: (row: Tables['cases_answer'] extends infer T ? Omit<T, 'id'> : never): Promise<{ id: number }> =>
      db
        .insertInto('cases_answer')
        .values(row as Omit<Tables['cases_answer'], 'id'>)
        .returning('id')
        .executeTakeFirstOrThrow(),
    listOf: (id: number): Promise<AnswerRow[]> =>
      db.selectFrom('cases_answer').selectAll().where('case', '=', id).orderBy('id').execute(),
    refuseAll: (id: number) =>
      db.updateTable('cases_answer').set({ refused: true }).where('case', '=', id).execute(),
  };
}

function requestsOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    add: (row: Omit<RequestRow, 'id'>): Promise<{ id: number }> =>
      db.insertInto('cases_request').values(row).returning('id').executeTakeFirstOrThrow(),
    find: (id: number): Promise<RequestRow | undefined> =>
      db.selectFrom('cases_request').selectAll().where('id', '=', id).executeTakeFirst(),
    listOf: (id: number): Promise<RequestRow[]> =>
      db.selectFrom('cases_request').selectAll().where('case', '=', id).orderBy('id').execute(),
    listOpen: (): Promise<RequestRow[]> =>
      db.selectFrom('cases_request').selectAll().where('state', '=', 'open').orderBy('at_ms').execute(),
    rule: (id: number, ruling: Pick<RequestRow, 'state' | 'ruled_by' | 'ruled_ms' | 'ruling'>) =>
      db.updateTable('cases_request').set(ruling).where('id', '=', id).execute(),
    /** What waits falls away with what it was about. @returns how many there were */
    async endOf(id: number): Promise<number> {
      const { numUpdatedRows } = await db
        .updateTable('cases_request')
        .set({ state: 'gone' })
        .where('case', '=', id)
        .where('state', '=', 'open')
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}

function linksOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    async add(id: number, links: readonly CaseLink[]): Promise<void> {
      if (links.length === 0) return;
      await db
        .insertInto('cases_link')
        .values(links.map(({ kind, ref }) => ({ case: id, kind, ref })))
        .onConflict((on) => on.doNothing())
        .execute();
    },
    remove: (id: number, { kind, ref }: CaseLink) =>
      db
        .deleteFrom('cases_link')
        .where('case', '=', id)
        .where('kind', '=', kind)
        .where('ref', '=', ref)
        .execute(),
    listOf: (id: number): Promise<CaseLink[]> =>
      db
        .selectFrom('cases_link')
        .select(['kind', 'ref'])
        .where('case', '=', id)
        .orderBy('kind')
        .orderBy('ref')
        .execute(),
    /** Cases that refer to something, of those within an extent, the newest first. */
    async casesOf({ kind, ref }: CaseLink, extent: Extent, most: number): Promise<number[]> {
      if (extent === null) return [];
      const { units, area } = extent;
      const rows = await db
        .selectFrom('cases_link as l')
        .innerJoin('cases_case as c', 'c.id', 'l.case')
        .select('l.case as id')
        .where('l.kind', '=', kind)
        .where('l.ref', '=', ref)
        .$if(units !== null, (query) => query.where(sql<boolean>`c.unit = ANY(${[...(units ?? [])]})`))
        .$if(units === null && area !== null, (query) =>
          query.where(sql<boolean>`c.district = ANY(${[...(area ?? [])]})`),
        )
        .orderBy('l.case', 'desc')
        .limit(most)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

function attachmentsOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    add: (row: Omit<Tables['cases_attachment'], 'id'>) =>
      db.insertInto('cases_attachment').values(row).returning('id').executeTakeFirstOrThrow(),
    /** Of several cases: what was merged brings its own. */
    async listOf(ids: readonly number[]) {
      if (ids.length === 0) return [];
      return db.selectFrom('cases_attachment').selectAll().where('case', 'in', ids).orderBy('id').execute();
    },
    find: (id: number) =>
      db.selectFrom('cases_attachment').selectAll().where('id', '=', id).executeTakeFirst(),
  };
}

interface SuggestedRow {
  readonly case: number;
  readonly suggested: readonly CaseSuggestion[];
  readonly category: string;
  readonly unit: string | null;
  readonly at_ms: number;
}

function suggestedOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    add: ({ suggested, ...row }: SuggestedRow) =>
      db
        .insertInto('cases_suggested')
        .values({ ...row, suggested: JSON.stringify(suggested) })
        .execute(),
    /** Of the suggestion that a case had last, by the model that was in use, or null for words: how many were right. */
    async countBySuggester(from_ms: number, to_ms: number): Promise<SuggesterCounts[]> {
      const { rows } = await sql<SuggesterCounts>`
        SELECT model, count(*) AS cases, count(*) FILTER (WHERE best ->> 'category' = category) AS category,
          count(*) FILTER (WHERE suggested @> jsonb_build_array(jsonb_build_object('category', category)))
            AS category_shown,
          count(*) FILTER (WHERE best ->> 'unit' = unit) AS unit,
          count(*) FILTER (WHERE best ->> 'unit' IS NOT NULL AND unit IS NOT NULL) AS units
        FROM (
          SELECT DISTINCT ON (s."case") s.suggested, s.suggested -> 0 AS best, c.category, c.unit,
            (s.suggested -> 0 ->> 'model')::integer AS model
          FROM cases_suggested s JOIN cases_case c ON c.id = s."case"
          WHERE s.at_ms >= ${from_ms} AND s.at_ms < ${to_ms} AND jsonb_array_length(s.suggested) > 0
          ORDER BY s."case", s.at_ms DESC) last
        GROUP BY model ORDER BY model NULLS FIRST`.execute(of);
      return rows;
    },
  };
}

/** How many cases had a suggestion, and of how many it was right. */
export interface SuggesterCounts {
  readonly model: number | null;
  readonly cases: number;
  readonly category: number;
  readonly category_shown: number;
  readonly unit: number;
  /** Cases with a unit and a suggestion of one. */
  readonly units: number;
}
