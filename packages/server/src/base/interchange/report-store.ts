import { type Db, tables } from '../../kit/db.ts';
import type { KeyService, SealedColumn } from '../keys/index.ts';

export interface AlarmRow {
  readonly id: number;
  readonly source: number;
  readonly plate: string | null;
  readonly type: number;
  /** The platform's own number of it; 0 in 2019, which has none. */
  readonly info_id: number;
  readonly at_ms: number;
  readonly received_ms: number;
  readonly text: string;
  readonly handled: number | null;
  readonly handled_ms: number | null;
}
export type NewAlarm = Omit<AlarmRow, 'id' | 'handled' | 'handled_ms'>;

/** Which alarm a platform says it handled: by its own number, or by vehicle, type and time. */
export interface HandledAlarm {
  readonly source: number;
  readonly info_id: number;
  readonly plate: string | null;
  readonly type: number | null;
  readonly result: number;
  readonly at_ms: number;
}

export interface PaperRow {
  readonly id: number;
  readonly source: number;
  readonly kind: 'driver' | 'waybill';
  readonly plate: string;
  readonly received_ms: number;
  readonly text: string;
}

interface StoredPaper extends Omit<PaperRow, 'text'> {
  readonly text_sealed: string;
}

const paperContext = (id: string): string => `interchange:paper:${id}`;

/** For the key service, which seals it again at a rotation. */
export const SEALED_PAPERS: readonly SealedColumn[] = [
  {
    ...{ purpose: 'personal', table: 'interchange_paper', id: 'id', column: 'text_sealed' },
    context: paperContext,
  },
];

interface Tables {
  interchange_alarm: AlarmRow;
  interchange_paper: StoredPaper;
  interchange_request: { readonly id: number; readonly alarm: number | null };
}

/** SQL of alarms, drivers and loads that platforms report; the latter are sealed on the way in and opened on the way out. */
export function createReportStore(root: Db, keys: Pick<KeyService, 'seal' | 'open'>) {
  return { ...alarmsIn(root), ...papersIn(root, keys) };
}

export type ReportStore = ReturnType<typeof createReportStore>;

function alarmsIn(root: Db) {
  const db = tables<Tables>(root);
  return {
    async addAlarm(alarm: NewAlarm): Promise<void> {
      await db
        .insertInto('interchange_alarm')
        .values(alarm as AlarmRow)
        .execute();
    },
    async handleAlarm({ source, info_id, plate, type, result, at_ms }: HandledAlarm): Promise<void> {
      const latest = await db
        .selectFrom('interchange_alarm')
        .select('id')
        .where('source', '=', source)
        .$if(info_id !== 0, (query) => query.where('info_id', '=', info_id))
        .$if(info_id === 0, (query) => query.where('plate', '=', plate ?? '').where('type', '=', type ?? -1))
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (!latest) return;
      await db
        .updateTable('interchange_alarm')
        .set({ handled: result, handled_ms: at_ms })
        .where('id', '=', latest.id)
        .execute();
    },
    findAlarm: (id: number): Promise<AlarmRow | undefined> =>
      db.selectFrom('interchange_alarm').selectAll().where('id', '=', id).executeTakeFirst(),
    /** The latest first, each with the number of its last supervision. */
    listAlarms: (source: number | undefined, limit: number) =>
      db
        .selectFrom('interchange_alarm')
        .selectAll()
        .select((alarm) =>
          alarm
            .selectFrom('interchange_request')
            .whereRef('interchange_request.alarm', '=', 'interchange_alarm.id')
            .select(({ fn }) => fn.max('interchange_request.id').as('id'))
            .as('supervision'),
        )
        .$if(source !== undefined, (query) => query.where('source', '=', source ?? 0))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    /** Those that were not supervised since. */
    async deleteAlarmsBefore(at_ms: number): Promise<void> {
      await db
        .deleteFrom('interchange_alarm')
        .where('received_ms', '<', at_ms)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('interchange_request')
                .select('interchange_request.id')
                .whereRef('interchange_request.alarm', '=', 'interchange_alarm.id'),
            ),
          ),
        )
        .execute();
    },
  };
}

function papersIn(root: Db, keys: Pick<KeyService, 'seal' | 'open'>) {
  const db = tables<Tables>(root);
  async function openedPaper({ text_sealed, ...row }: StoredPaper): Promise<PaperRow> {
    return { ...row, text: await keys.open('personal', text_sealed, paperContext(`${row.id}`)) };
  }

  return {
    /** The last of its kind for a vehicle takes the place of the one before. */
    async savePaper({ text, ...paper }: Omit<PaperRow, 'id'>): Promise<void> {
      await root.transaction().execute(async (transaction) => {
        const within = tables<Tables>(transaction);
        const row = { ...paper, text_sealed: '' };
        const { id } = await within
          .insertInto('interchange_paper')
          .values(row as StoredPaper)
          .onConflict((conflict) => conflict.columns(['source', 'plate', 'kind']).doUpdateSet(paper))
          .returning('id')
          .executeTakeFirstOrThrow();
        const text_sealed = await keys.seal('personal', text, paperContext(`${id}`));
        await within.updateTable('interchange_paper').set({ text_sealed }).where('id', '=', id).execute();
      });
    },
    async listPapers(source: number | undefined, limit: number): Promise<PaperRow[]> {
      const rows = await db
        .selectFrom('interchange_paper')
        .selectAll()
        .$if(source !== undefined, (query) => query.where('source', '=', source ?? 0))
        .orderBy('received_ms', 'desc')
        .limit(limit)
        .execute();
      return Promise.all(rows.map(openedPaper));
    },
    async findPaper(id: number): Promise<PaperRow | undefined> {
      const row = await db
        .selectFrom('interchange_paper')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && openedPaper(row);
    },
  };
}
