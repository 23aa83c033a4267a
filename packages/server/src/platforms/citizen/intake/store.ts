import type { Bilingual, CaseChannel, HeldState, LetterOutcome, TransferStep } from '@opentocc/contract';
import { type Generated, type JSONColumnType, sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

export interface ReceivedRow {
  readonly channel: CaseChannel;
  readonly key: string;
  readonly sender_index: string | null;
  readonly at_ms: number;
  readonly case_id: number | null;
  readonly case_number: string | null;
  readonly held: number | null;
}

export interface HeldRow {
  readonly id: number;
  readonly channel: CaseChannel;
  readonly key: string;
  /** Masked. */
  readonly sender: string;
  readonly files: number;
  readonly received_ms: number;
  readonly state: HeldState;
  readonly first_case: number | null;
  readonly first_number: string | null;
  readonly case_number: string | null;
  readonly decided_by: string | null;
  readonly decided_ms: number | null;
  readonly reason: string | null;
}

export interface HeldFileRow {
  readonly held: number;
  readonly seq: number;
  readonly hash: string;
  readonly name: string;
  readonly note: string;
}

export interface TransferRow {
  readonly number: string;
  readonly case_id: number;
  readonly case_number: string;
  /** The case in which it is now: another one where its own was merged. */
  readonly follows: number;
  /** Of what it said. */
  readonly digest: string;
  /** The last answer, which is theirs once the case is closed. */
  readonly answer: string;
  readonly received_ms: number;
}

export interface NewsRow {
  readonly seq: number;
  readonly number: string;
  readonly case_number: string;
  readonly step: TransferStep;
  readonly text: string;
  readonly at_ms: number;
}

export interface PeerRow {
  readonly id: number;
  readonly endpoint: number | null;
  readonly name: string;
  /** What happened up to here was theirs to ask for. */
  readonly after_seq: number;
  readonly at_ms: number;
  readonly author: string;
}

export interface LetterRow {
  readonly id: number;
  readonly key: string;
  /** Masked. */
  readonly sender: string;
  readonly received_ms: number;
  readonly taken_ms: number;
  readonly outcome: LetterOutcome;
  readonly case_number: string | null;
  readonly notes: readonly Bilingual[];
}

export interface PlaceRow {
  readonly mailbox: string;
  readonly validity: string;
  readonly uid: number;
  readonly at_ms: number;
}

type Numbered<T> = Omit<T, 'id'> & { id: Generated<number> };

interface Tables {
  intake_received: ReceivedRow;
  intake_held: Numbered<HeldRow>;
  intake_held_content: { held: number; content_sealed: string };
  intake_held_file: HeldFileRow;
  intake_transfer: TransferRow;
  intake_transfer_news: Omit<NewsRow, 'seq'> & { seq: Generated<number> };
  intake_peer: Numbered<PeerRow>;
  intake_letter: Omit<Numbered<LetterRow>, 'notes'> & {
    notes: JSONColumnType<readonly Bilingual[], string, string>;
  };
  intake_mail_place: PlaceRow;
}

/** What came in by machines, what is held back of it, and what others hear. */
export function createIntakeStore(root: Db) {
  return {
    transaction: <T>(work: (tx: Db) => Promise<T>): Promise<T> => root.transaction().execute(work),
    of: (tx: Db) => queriesOf(tx),
    ...queriesOf(root),
  };
}

const queriesOf = (of: Db) => ({
  ...heldOf(of),
  transfers: transfersOf(of),
  letters: lettersOf(of),
});

function heldOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    findReceived: (channel: CaseChannel, key: string): Promise<ReceivedRow | undefined> =>
      db
        .selectFrom('intake_received')
        .selectAll()
        .where('channel', '=', channel)
        .where('key', '=', key)
        .executeTakeFirst(),
    async addReceived(row: ReceivedRow): Promise<void> {
      await db
        .insertInto('intake_received')
        .values(row)
        .onConflict((on) => on.doNothing())
        .execute();
    },
    async setReceivedCase(
      { channel, key }: Pick<ReceivedRow, 'channel' | 'key'>,
      case_id: number,
      case_number: string,
    ): Promise<void> {
      await db
        .updateTable('intake_received')
        .set({ case_id, case_number })
        .where('channel', '=', channel)
        .where('key', '=', key)
        .execute();
    },
    /** Of one sender since an instant, the oldest first; of a flood no more than are asked for. */
    receivedOf: (
      channel: CaseChannel,
      sender_index: string,
      since_ms: number,
      most: number,
    ): Promise<ReceivedRow[]> =>
      db
        .selectFrom('intake_received')
        .selectAll()
        .where('channel', '=', channel)
        .where('sender_index', '=', sender_index)
        .where('at_ms', '>', since_ms)
        .orderBy('at_ms')
        .orderBy(sql`held IS NOT NULL`)
        .limit(most)
        .execute(),
    addHeld: (row: Omit<HeldRow, 'id'>): Promise<HeldRow> =>
      db.insertInto('intake_held').values(row).returningAll().executeTakeFirstOrThrow(),
    async setContent(held: number, content_sealed: string): Promise<void> {
      await db.insertInto('intake_held_content').values({ held, content_sealed }).execute();
    },
    async findContent(held: number): Promise<string | undefined> {
      const row = await db
        .selectFrom('intake_held_content')
        .select('content_sealed')
        .where('held', '=', held)
        .executeTakeFirst();
      return row?.content_sealed;
    },
    async addHeldFiles(rows: readonly HeldFileRow[]): Promise<void> {
      if (rows.length > 0)
        await db
          .insertInto('intake_held_file')
          .values([...rows])
          .execute();
    },
    listHeldFiles: (held: number): Promise<HeldFileRow[]> =>
      db.selectFrom('intake_held_file').selectAll().where('held', '=', held).orderBy('seq').execute(),
    findHeld: (id: number): Promise<HeldRow | undefined> =>
      db.selectFrom('intake_held').selectAll().where('id', '=', id).executeTakeFirst(),
    listHeld: (state: 'held' | 'all', limit: number): Promise<HeldRow[]> =>
      db
        .selectFrom('intake_held')
        .selectAll()
        .$if(state === 'held', (query) => query.where('state', '=', 'held'))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    async waiting(): Promise<{ n: number; since_ms: number | null }> {
      return db
        .selectFrom('intake_held')
        .select(({ fn }) => [
          fn.countAll<number>().as('n'),
          fn.min<number | null>('received_ms').as('since_ms'),
        ])
        .where('state', '=', 'held')
        .executeTakeFirstOrThrow();
    },
    /** @returns undefined where somebody decided on it meanwhile */
    decide: (
      id: number,
      to: Pick<HeldRow, 'state' | 'case_number' | 'decided_by' | 'decided_ms' | 'reason'>,
    ): Promise<HeldRow | undefined> =>
      db
        .updateTable('intake_held')
        .set(to)
        .where('id', '=', id)
        .where('state', '=', 'held')
        .returningAll()
        .executeTakeFirst(),
  };
}

function transfersOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    find: (number: string): Promise<TransferRow | undefined> =>
      db.selectFrom('intake_transfer').selectAll().where('number', '=', number).executeTakeFirst(),
    /** @returns false where it is there already */
    async add(row: TransferRow): Promise<boolean> {
      const made = await db
        .insertInto('intake_transfer')
        .values(row)
        .onConflict((on) => on.doNothing())
        .returning('number')
        .executeTakeFirst();
      return made !== undefined;
    },
    async change(
      number: string,
      to: Partial<Pick<TransferRow, 'follows' | 'answer' | 'digest'>>,
    ): Promise<void> {
      await db.updateTable('intake_transfer').set(to).where('number', '=', number).execute();
    },
    /** Those that are in a case now, or began as it. */
    ofCase: (id: number): Promise<TransferRow[]> =>
      db
        .selectFrom('intake_transfer')
        .selectAll()
        .where((where) => where.or([where('follows', '=', id), where('case_id', '=', id)]))
        .orderBy('number')
        .execute(),
    addNews: (row: Omit<NewsRow, 'seq'>): Promise<NewsRow> =>
      db.insertInto('intake_transfer_news').values(row).returningAll().executeTakeFirstOrThrow(),
    newsAfter: (seq: number, limit: number): Promise<NewsRow[]> =>
      db
        .selectFrom('intake_transfer_news')
        .selectAll()
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(limit)
        .execute(),
    async newestSeq(): Promise<number> {
      const { seq } = await db
        .selectFrom('intake_transfer_news')
        .select(({ fn }) => fn.max<number | null>('seq').as('seq'))
        .executeTakeFirstOrThrow();
      return seq ?? 0;
    },
    async counts(): Promise<{ total: number; newest_ms: number | null }> {
      return db
        .selectFrom('intake_transfer')
        .select(({ fn }) => [
          fn.countAll<number>().as('total'),
          fn.max<number | null>('received_ms').as('newest_ms'),
        ])
        .executeTakeFirstOrThrow();
    },
    findPeer: (): Promise<PeerRow | undefined> =>
      db.selectFrom('intake_peer').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst(),
    addPeer: (row: Omit<PeerRow, 'id'>) => db.insertInto('intake_peer').values(row).execute(),
  };
}

function lettersOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    find: (key: string): Promise<LetterRow | undefined> =>
      db.selectFrom('intake_letter').selectAll().where('key', '=', key).executeTakeFirst(),
    async add({ notes, ...row }: Omit<LetterRow, 'id'>): Promise<void> {
      await db
        .insertInto('intake_letter')
        .values({ ...row, notes: JSON.stringify(notes) })
        .onConflict((on) => on.doNothing())
        .execute();
    },
    list: (
      outcome: LetterOutcome | undefined,
      before_id: number | undefined,
      limit: number,
    ): Promise<LetterRow[]> =>
      db
        .selectFrom('intake_letter')
        .selectAll()
        .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome ?? 'case'))
        .$if(before_id !== undefined, (query) => query.where('id', '<', before_id ?? 0))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    async newest(): Promise<number | null> {
      const { at_ms } = await db
        .selectFrom('intake_letter')
        .select(({ fn }) => fn.max<number | null>('taken_ms').as('at_ms'))
        .executeTakeFirstOrThrow();
      return at_ms;
    },
    findPlace: (mailbox: string): Promise<PlaceRow | undefined> =>
      db.selectFrom('intake_mail_place').selectAll().where('mailbox', '=', mailbox).executeTakeFirst(),
    async setPlace({ mailbox, ...to }: PlaceRow): Promise<void> {
      await db
        .insertInto('intake_mail_place')
        .values({ mailbox, ...to })
        .onConflict((on) => on.column('mailbox').doUpdateSet(to))
        .execute();
    },
  };
}

export type IntakeStore = ReturnType<typeof createIntakeStore>;
export type IntakeQueries = ReturnType<typeof queriesOf>;
