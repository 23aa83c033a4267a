import type { PlatformRequestKind } from '@opentocc/contract';
import { type Db, tables } from '../../kit/db.ts';
import type { KeyService, SealedColumn } from '../keys/index.ts';

export interface RequestRow {
  readonly id: number;
  readonly source: number;
  readonly kind: PlatformRequestKind;
  readonly plate: string | null;
  readonly alarm: number | null;
  readonly question: string;
  readonly asked_by: string;
  readonly asked_ms: number;
  readonly due_ms: number;
  readonly answered_ms: number | null;
  readonly result: number | null;
  readonly answer: string | null;
  readonly responder: string | null;
}
export type NewRequest = Omit<RequestRow, 'id' | 'answered_ms' | 'result' | 'answer' | 'responder'>;

export interface GivenAnswer {
  readonly at_ms: number;
  readonly result: number | null;
  readonly answer: string | null;
  readonly responder: string | null;
}

interface StoredRequest extends Omit<RequestRow, 'responder'> {
  readonly responder_sealed: string | null;
}
const responderContext = (id: string): string => `interchange:responder:${id}`;

/** For the key service, which seals it again at a rotation. */
export const SEALED_RESPONDERS: readonly SealedColumn[] = [
  {
    ...{ purpose: 'personal', table: 'interchange_request', id: 'id', column: 'responder_sealed' },
    context: responderContext,
  },
];

/** SQL of what is asked of platforms; names are sealed on the way in and opened on the way out. */
export function createRequestStore(root: Db, keys: Pick<KeyService, 'seal' | 'open'>) {
  const db = tables<{
    interchange_request: StoredRequest;
  }>(root);

  async function openedRequest({ responder_sealed, ...row }: StoredRequest): Promise<RequestRow> {
    const sealed = responder_sealed;
    const responder =
      sealed === null ? null : await keys.open('personal', sealed, responderContext(`${row.id}`));
    return { ...row, responder };
  }

  return {
    addRequest: async (request: NewRequest): Promise<RequestRow> => {
      const added = await db
        .insertInto('interchange_request')
        .values(request as StoredRequest)
        .returningAll()
        .executeTakeFirstOrThrow();
      return openedRequest(added);
    },
    removeRequest: async (id: number): Promise<void> => {
      await db.deleteFrom('interchange_request').where('id', '=', id).execute();
    },
    /** The first answer counts: a second one changes nothing. */
    async answerRequest(id: number, { at_ms, result, answer, responder }: GivenAnswer): Promise<void> {
      const responder_sealed =
        responder === null ? null : await keys.seal('personal', responder, responderContext(`${id}`));
      await db
        .updateTable('interchange_request')
        .set({ answered_ms: at_ms, result, answer, responder_sealed })
        .where('id', '=', id)
        .where('answered_ms', 'is', null)
        .execute();
    },
    /** The latest first. */
    async listRequests(source: number | undefined, limit: number): Promise<RequestRow[]> {
      const rows = await db
        .selectFrom('interchange_request')
        .selectAll()
        .$if(source !== undefined, (query) => query.where('source', '=', source ?? 0))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return Promise.all(rows.map(openedRequest));
    },
    /** Times of what was asked since an instant. */
    listTimes: (since_ms: number) =>
      db
        .selectFrom('interchange_request')
        .select(['source', 'asked_ms', 'due_ms', 'answered_ms'])
        .where('asked_ms', '>=', since_ms)
        .execute(),
    async listOpen(since_ms: number): Promise<RequestRow[]> {
      const rows = await db
        .selectFrom('interchange_request')
        .selectAll()
        .where('answered_ms', 'is', null)
        .where('asked_ms', '>=', since_ms)
        .orderBy('id')
        .execute();
      return Promise.all(rows.map(openedRequest));
    },
    async deleteBefore(at_ms: number): Promise<void> {
      await db.deleteFrom('interchange_request').where('asked_ms', '<', at_ms).execute();
    },
  };
}

export type RequestStore = ReturnType<typeof createRequestStore>;
