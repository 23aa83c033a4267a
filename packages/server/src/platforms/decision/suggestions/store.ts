import type { ControlDraft, DraftState, Suggestion } from '@opentocc/contract';
import type { Generated, JSONColumnType } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

interface SetTable {
  study: number;
  district: string | null;
  asked_ms: number;
  suggestions: JSONColumnType<Suggestion[], string, string>;
  outside: number;
}

type Saved = ControlDraft['saved_vehicle_hours'];
type SignText = NonNullable<ControlDraft['sign_text']>;

interface DraftTable {
  id: Generated<number>;
  study: number;
  key: string;
  suggestion: JSONColumnType<Suggestion, string, string>;
  sign_text: JSONColumnType<SignText, string, string> | null;
  road: string;
  district: string | null;
  author: string;
  drafted_ms: number;
  saved: JSONColumnType<Saved, string, string>;
  state: DraftState;
  withdrawn_by: string | null;
  withdrawn_ms: number | null;
  reason: Generated<string>;
}

export interface SetRow {
  readonly study: number;
  readonly district: string | null;
  readonly asked_ms: number;
  readonly suggestions: readonly Suggestion[];
  readonly outside: number;
}

export interface DraftRow {
  readonly id: number;
  readonly study: number;
  readonly key: string;
  readonly suggestion: Suggestion;
  readonly sign_text: SignText | null;
  readonly road: string;
  readonly district: string | null;
  readonly author: string;
  readonly drafted_ms: number;
  readonly saved: Saved;
  readonly state: DraftState;
  readonly withdrawn_by: string | null;
  readonly withdrawn_ms: number | null;
  readonly reason: string;
}
export type NewDraftRow = Omit<DraftRow, 'id' | 'state' | 'withdrawn_by' | 'withdrawn_ms' | 'reason'>;

/** The only SQL of the module. */
export function createSuggestionStore(root: Db) {
  const db = tables<{ suggestions_set: SetTable; suggestions_draft: DraftTable }>(root);
  return {
    async addSet({ suggestions, ...row }: SetRow): Promise<void> {
      await db
        .insertInto('suggestions_set')
        .values({ ...row, suggestions: JSON.stringify(suggestions) })
        .execute();
    },
    findSet: (study: number): Promise<SetRow | undefined> =>
      db.selectFrom('suggestions_set').selectAll().where('study', '=', study).executeTakeFirst(),
    /** @returns undefined when the suggestion has a draft already */
    addDraft: ({ suggestion, sign_text, saved, ...row }: NewDraftRow): Promise<DraftRow | undefined> =>
      db
        .insertInto('suggestions_draft')
        .values({
          ...{ ...row, state: 'draft' },
          suggestion: JSON.stringify(suggestion),
          sign_text: sign_text && JSON.stringify(sign_text),
          saved: JSON.stringify(saved),
        })
        .onConflict((on) => on.doNothing())
        .returningAll()
        .executeTakeFirst(),
    findDraft: (id: number): Promise<DraftRow | undefined> =>
      db.selectFrom('suggestions_draft').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Takes a draft away that is not on record. */
    async removeDraft(id: number): Promise<void> {
      await db.deleteFrom('suggestions_draft').where('id', '=', id).execute();
    },
    /** Of a study, the oldest first. */
    listOf: (study: number): Promise<DraftRow[]> =>
      db.selectFrom('suggestions_draft').selectAll().where('study', '=', study).orderBy('id').execute(),
    /** The newest of some districts first, or of all when null. */
    list: (most: number, districts: readonly string[] | null): Promise<DraftRow[]> =>
      db
        .selectFrom('suggestions_draft')
        .selectAll()
        .$if(districts !== null, (query) => query.where('district', 'in', [...(districts ?? []), '']))
        .orderBy('id', 'desc')
        .limit(most)
        .execute(),
    /** @returns undefined when it was withdrawn already */
    withdraw: (id: number, by: string, at_ms: number, reason: string): Promise<DraftRow | undefined> =>
      db
        .updateTable('suggestions_draft')
        .set({ state: 'withdrawn', withdrawn_by: by, withdrawn_ms: at_ms, reason })
        .where('id', '=', id)
        .where('state', '=', 'draft')
        .returningAll()
        .executeTakeFirst(),
    /** Sets and drafts of before an instant. */
    async forget(before_ms: number): Promise<void> {
      await db.deleteFrom('suggestions_draft').where('drafted_ms', '<', before_ms).execute();
      await db.deleteFrom('suggestions_set').where('asked_ms', '<', before_ms).execute();
    },
  };
}

export type SuggestionStore = ReturnType<typeof createSuggestionStore>;
