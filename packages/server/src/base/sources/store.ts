import type { Datum, VehicleClass } from '@opentocc/contract';
import type { Version } from '@opentocc/protocols/jt808';
import type { Generated, Kysely } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';
import type { KeyService, SealedColumn } from '../keys/index.ts';
import type { Source, SourceDraft, Terminal, TerminalStatus } from './model.ts';

interface SourceRow {
  id: Generated<number>;
  code: string;
  name_zh: string;
  name_en: string;
  owner: string;
  protocol: string;
  datum: Datum;
  report_interval_s: number;
  quota_per_s: number | null;
  retired_ms: number | null;
}

interface TerminalRow {
  phone: string;
  vehicle: number;
  /** Sealed by the key service. */
  plate: string;
  plate_colour: number;
  vehicle_class: VehicleClass;
  source: number;
  protocol: Version | null;
  terminal_id: string;
  maker: string;
  model: string;
  auth_code: string;
  status: TerminalStatus;
  first_seen_ms: number;
  last_seen_ms: number;
  attempts: number;
  address: string;
}

interface RevisionRow {
  id: number;
  value: number;
}

interface Tables {
  sources_source: SourceRow;
  sources_terminal: TerminalRow;
  sources_revision: RevisionRow;
}

export interface SaveOptions {
  /** Phones that leave their vehicle, which another of those saved may take. */
  readonly parked?: readonly string[];
  /** What is written in the same transaction. */
  readonly within?: (transaction: Db) => Promise<void>;
}

/** Rows a statement: PostgreSQL takes 65,535 parameters, a terminal has 16. */
const ROWS_A_STATEMENT = 2000;

/** For the key service, which seals it again at a rotation. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { purpose: 'personal', table: 'sources_terminal', id: 'phone', column: 'plate', context: plateContext },
  {
    purpose: 'personal',
    table: 'sources_decision',
    id: 'id',
    column: 'before',
    context: decisionContext,
  },
];

function plateContext(phone: string): string {
  return `sources:plate:${phone}`;
}

export function decisionContext(id: string): string {
  return `sources:decision:${id}`;
}

const sourceRow = ({ code, name, owner, protocol, datum, report_interval_s, quota_per_s }: SourceDraft) => ({
  ...{ code, owner, protocol, datum, report_interval_s, quota_per_s },
  ...{ name_zh: name.zh, name_en: name.en },
});

/** Columns of a terminal that saving it again replaces: all but when it was first seen. */
const REPLACED = [
  'vehicle',
  'plate',
  'plate_colour',
  'vehicle_class',
  'source',
  'protocol',
  'terminal_id',
  'maker',
  'model',
  'status',
  'auth_code',
  'last_seen_ms',
  'attempts',
  'address',
] as const;

/** SQL of the sources, and of the count by which processes notice what others changed. */
function createSourceRows(db: Kysely<Tables>) {
  return {
    async listSources(): Promise<Source[]> {
      const rows = await db.selectFrom('sources_source').selectAll().orderBy('id').execute();
      return rows.map(({ name_zh, name_en, ...row }) => ({ ...row, name: { zh: name_zh, en: name_en } }));
    },
    /** Adds a source, or brings the one of this code up to date. @returns its id. */
    async saveSource(source: SourceDraft): Promise<number> {
      const row = sourceRow(source);
      const saved = await db
        .insertInto('sources_source')
        .values(row)
        .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
        .returning('id')
        .executeTakeFirstOrThrow();
      return saved.id;
    },
    /** Adds a source. @returns its id, or undefined when its code is taken. */
    async addSource(source: SourceDraft): Promise<number | undefined> {
      const added = await db
        .insertInto('sources_source')
        .values(sourceRow(source))
        .onConflict((conflict) => conflict.column('code').doNothing())
        .returning('id')
        .executeTakeFirst();
      return added?.id;
    },
    async setRetired(id: number, retired_ms: number | null): Promise<void> {
      await db.updateTable('sources_source').set({ retired_ms }).where('id', '=', id).execute();
    },
    /** Counts what people changed, for other processes to see. @returns the new count. */
    async bumpRevision(): Promise<number> {
      const { value } = await db
        .updateTable('sources_revision')
        .set((row) => ({ value: row('value', '+', 1) }))
        .returning('value')
        .executeTakeFirstOrThrow();
      return value;
    },
    async readRevision(): Promise<number> {
      const { value } = await db.selectFrom('sources_revision').select('value').executeTakeFirstOrThrow();
      return value;
    },
  };
}

/** SQL of sources and terminals; plates are sealed on their way in and opened on their way out. */
export function createSourceStore(root: Db, keys: Pick<KeyService, 'seal' | 'open'>) {
  const db = tables<Tables>(root);
  const sealed = async (terminal: Terminal): Promise<Terminal> => ({
    ...terminal,
    plate: await keys.seal('personal', terminal.plate, plateContext(terminal.phone)),
  });
  const opened = async (row: Terminal): Promise<Terminal> => ({
    ...row,
    plate: await keys.open('personal', row.plate, plateContext(row.phone)),
  });
  return {
    ...createSourceRows(db),
    async removeTerminals(phones: readonly string[]): Promise<void> {
      if (phones.length === 0) return;
      await db.deleteFrom('sources_terminal').where('phone', 'in', phones).execute();
    },
    listTerminals: async (): Promise<Terminal[]> =>
      Promise.all((await db.selectFrom('sources_terminal').selectAll().execute()).map(opened)),
    /** Inserts or replaces, all or none. */
    async saveTerminals(
      terminals: readonly Terminal[],
      { parked = [], within }: SaveOptions = {},
    ): Promise<void> {
      const rows = await Promise.all(terminals.map(sealed));
      await root.transaction().execute(async (both) => {
        const transaction = tables<Tables>(both);
        for (let at = 0; at < parked.length; at += ROWS_A_STATEMENT)
          await transaction
            .updateTable('sources_terminal')
            .set({ status: 'replaced' })
            .where('phone', 'in', parked.slice(at, at + ROWS_A_STATEMENT))
            .execute();
        for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT)
          await transaction
            .insertInto('sources_terminal')
            .values(rows.slice(at, at + ROWS_A_STATEMENT))
            .onConflict((conflict) =>
              conflict
                .column('phone')
                .doUpdateSet((excluded) =>
                  Object.fromEntries(REPLACED.map((name) => [name, excluded.ref(`excluded.${name}`)])),
                ),
            )
            .execute();
        await within?.(both);
      });
    },
  };
}

export type SourceStore = ReturnType<typeof createSourceStore>;
