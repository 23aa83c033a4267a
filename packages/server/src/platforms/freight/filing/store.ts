import type { FiledKind, FilingAct } from '@opentocc/contract';
import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { AppealRow, EntryRow, EventRow, PhotoRow } from './model.ts';
import type { PersonRow, Tables } from './tables.ts';

/** Letters before the number of each kind; a firm goes by the code of its unit. */
const PREFIX = { truck: 'V', driver: 'D', place: 'P', route: 'R' } as const;
/** PostgreSQL takes 65,535 values in a statement. */
const AT_ONCE = 1000;

/** Entries on file and all that was done about them. Whoever changes an entry holds its row first. */
export function createFilingStore(root: Db) {
  return {
    transaction: <T>(work: (tx: Db) => Promise<T>): Promise<T> => root.transaction().execute(work),
    of: (tx: Db) => queriesOf(tx),
    ...queriesOf(root),
  };
}

const queriesOf = (of: Db) => ({ ...entriesOf(of), ...recordsOf(of), ...appealsOf(of), ...photosOf(of) });

function entriesOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('filing_entry').selectAll();
  return {
    listAll: (): Promise<EntryRow[]> => all().orderBy('id').execute(),
    find: (id: string): Promise<EntryRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    hold: (id: string): Promise<EntryRow | undefined> =>
      all().where('id', '=', id).forUpdate().executeTakeFirst(),
    /** Codes of new entries, each given once. */
    async takeCodes(kind: Exclude<FiledKind, 'firm'>, count: number): Promise<string[]> {
      const { rows } = await sql<{ last: number }>`
        INSERT INTO filing_number VALUES (${kind}, ${count})
        ON CONFLICT (kind) DO UPDATE SET last = filing_number.last + ${count}
        RETURNING last`.execute(of);
      const first = rows[0].last - count + 1;
      return Array.from({ length: count }, (_, i) => `${PREFIX[kind]}${String(first + i).padStart(5, '0')}`);
    },
    async add(rows: readonly EntryRow[]): Promise<void> {
      for (let from = 0; from < rows.length; from += AT_ONCE)
        await db
          .insertInto('filing_entry')
          .values(rows.slice(from, from + AT_ONCE).map(writtenOf))
          .execute();
    },
    async save(row: EntryRow): Promise<void> {
      const { id, ...rest } = writtenOf(row);
      await db.updateTable('filing_entry').set(rest).where('id', '=', id).execute();
    },
  };
}

const writtenOf = ({ content, amendment, place, ...row }: EntryRow) => ({
  ...row,
  content: JSON.stringify(content),
  amendment: amendment && JSON.stringify(amendment),
  place: place && JSON.stringify(place),
});

/** By these an entry gets its content; by these it is decided, and a later content is another one. */
const WRITING: readonly FilingAct[] = ['filed', 'submitted', 'changed', 'amended'];
const DECIDED: readonly FilingAct[] = ['approved', 'amendment_approved'];

function recordsOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    async addEvents(rows: readonly Omit<EventRow, 'id'>[]): Promise<void> {
      for (let from = 0; from < rows.length; from += AT_ONCE)
        await db
          .insertInto('filing_event')
          .values(
            rows
              .slice(from, from + AT_ONCE)
              .map(({ content, ...row }) => ({ ...row, content: content && JSON.stringify(content) })),
          )
          .execute();
    },
    /** The newest first. */
    eventsOf: (entry: string): Promise<EventRow[]> =>
      db
        .selectFrom('filing_event')
        .selectAll()
        .where('entry', '=', entry)
        .orderBy('id', 'desc')
        .limit(200)
        .execute(),
    /** Whether somebody wrote or handed in what is not decided yet. */
    async hasWritten(entry: string, principal: string): Promise<boolean> {
      const { rows } = await sql<object>`
        SELECT 1 FROM filing_event
        WHERE entry = ${entry} AND principal = ${principal} AND act = ANY(${WRITING})
          AND id > (SELECT coalesce(max(id), 0) FROM filing_event WHERE entry = ${entry} AND act = ANY(${DECIDED}))
        LIMIT 1`.execute(db);
      return rows.length > 0;
    },
    async addPersons(rows: readonly PersonRow[]): Promise<void> {
      for (let from = 0; from < rows.length; from += AT_ONCE)
        await db
          .insertInto('filing_person')
          .values(rows.slice(from, from + AT_ONCE))
          .execute();
    },
    findPerson: (id: string): Promise<PersonRow | undefined> =>
      db.selectFrom('filing_person').selectAll().where('id', '=', id).executeTakeFirst(),
    /** @returns whether it was not noted before */
    async noteNotice(entry: string, until: string, stage: string, at_ms: number): Promise<boolean> {
      const added = await db
        .insertInto('filing_notice')
        .values({ entry, until, stage, at_ms })
        .onConflict((on) => on.doNothing())
        .returning('entry')
        .execute();
      return added.length > 0;
    },
  };
}

function appealsOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('filing_appeal').selectAll();
  return {
    appealsOf: (entry: string): Promise<AppealRow[]> =>
      all().where('entry', '=', entry).orderBy('id', 'desc').execute(),
    findOpenAppeal: (entry: string): Promise<AppealRow | undefined> =>
      all().where('entry', '=', entry).where('granted', 'is', null).executeTakeFirst(),
    async addAppeal(row: Omit<AppealRow, 'id'>): Promise<void> {
      await db.insertInto('filing_appeal').values(row).execute();
    },
    async saveAppeal({ id, granted, decided_ms, decided_by, reason }: AppealRow): Promise<void> {
      await db
        .updateTable('filing_appeal')
        .set({ granted, decided_ms, decided_by, reason })
        .where('id', '=', id)
        .execute();
    },
  };
}

function photosOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('filing_photo').selectAll();
  return {
    photosOf: (entry: string): Promise<PhotoRow[]> =>
      all().where('entry', '=', entry).orderBy('id').execute(),
    findPhoto: (id: number): Promise<PhotoRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    async addPhoto(row: Omit<PhotoRow, 'id'>): Promise<void> {
      await db.insertInto('filing_photo').values(row).execute();
    },
  };
}

export type FilingStore = ReturnType<typeof createFilingStore>;
export type FilingQueries = ReturnType<FilingStore['of']>;
