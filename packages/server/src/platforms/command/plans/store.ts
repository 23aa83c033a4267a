import type {
  Bilingual,
  PlanDocument,
  PlanEvidence,
  PlanRunState,
  PlanTaskState,
  RunEvent,
} from '@opentocc/contract';
import { type Generated, type JSONColumnType, type Selectable, sql } from 'kysely';
import type { ClockEvent } from '../../../kit/clocks/index.ts';
import { type Db, tables } from '../../../kit/db.ts';

type Districts = readonly string[] | null;

interface PlanTable {
  id: Generated<number>;
  document: JSONColumnType<PlanDocument>;
  rev: Generated<number>;
  version: number | null;
  published_rev: number | null;
  retired: Generated<boolean>;
  armed: Generated<boolean>;
  changed_ms: number;
  changed_by: string;
}

interface VersionTable {
  plan: number;
  version: number;
  document: JSONColumnType<PlanDocument>;
  published_ms: number;
  published_by: string;
  note: string;
}

interface RunTable {
  id: Generated<number>;
  plan: number;
  version: number;
  drill: boolean;
  state: PlanRunState;
  origin: 'hand' | 'approval' | 'auto';
  note: string;
  situation: number | null;
  /** The weather drill that began it; null for every other one. */
  weather_drill: number | null;
  districts: JSONColumnType<string[]> | null;
  phase: string | null;
  phase_seq: Generated<number>;
  phase_since_ms: number | null;
  /** Transition → when it was proposed, of those that a person decides on. */
  proposed: JSONColumnType<Record<string, number>>;
  /** Transition → since when its threshold is passed without a break. */
  holds: JSONColumnType<Record<string, number>>;
  asked_principal: string;
  asked_by: string;
  asked_ms: number;
  started_ms: number | null;
  ended_ms: number | null;
  rev: Generated<number>;
}

interface TaskTable {
  id: Generated<number>;
  run: number;
  phase: string;
  phase_seq: number;
  key: string;
  unit: string;
  first_unit: string;
  state: PlanTaskState;
  level: Generated<number>;
  overdue: Generated<boolean>;
  begins_ms: number;
  /** When the unit that has it now was asked. */
  asked_ms: number;
  accept_by_ms: number;
  due_by_ms: number;
  accepted_by: string | null;
  accepted_ms: number | null;
  ended_by: string | null;
  ended_ms: number | null;
  reason: Generated<string>;
  evidence: JSONColumnType<PlanEvidence> | null;
  /** When its clocks ask for something next: the durable timer, in the row that it changes. */
  wakes_ms: number | null;
  /** Whether the time in which it is to be done stands still. */
  paused: Generated<boolean>;
  rev: Generated<number>;
}

interface EventTable {
  id: Generated<number>;
  run: number;
  at_ms: number;
  by: string;
  kind: RunEvent['kind'];
  task: number | null;
  text: JSONColumnType<Bilingual>;
}

interface ClockEventTable {
  task: number;
  clock: string;
  seq: number;
  event: JSONColumnType<ClockEvent>;
}

interface TagTable {
  unit: string;
  tag: string;
  assumed: boolean;
}

interface Tables {
  plans_plan: PlanTable;
  plans_version: VersionTable;
  plans_run: RunTable;
  plans_task: TaskTable;
  plans_event: EventTable;
  plans_clock_event: ClockEventTable;
  plans_tag: TagTable;
}

export type PlanRow = Readonly<Selectable<PlanTable>>;
export type VersionRow = Readonly<Selectable<VersionTable>>;
export type RunRow = Readonly<Selectable<RunTable>>;
export type TaskRow = Readonly<Selectable<TaskTable>>;
export type EventRow = Readonly<Selectable<EventTable>>;
export type ClockEventRow = Readonly<Selectable<ClockEventTable>>;
export type NewEvent = Omit<EventRow, 'id' | 'run'>;
export type TaskChange = Partial<Omit<TaskRow, 'id' | 'run' | 'rev' | 'evidence'>> & {
  evidence?: PlanEvidence;
};
export type RunChange = Partial<Pick<RunRow, 'state' | 'phase' | 'phase_seq' | 'phase_since_ms'>> &
  Partial<Pick<RunRow, 'proposed' | 'holds' | 'started_ms' | 'ended_ms'>>;

export interface NewTask {
  readonly run: number;
  readonly phase: string;
  readonly phase_seq: number;
  readonly key: string;
  readonly unit: string;
  readonly begins_ms: number;
  readonly accept_by_ms: number;
  readonly due_by_ms: number;
}

export interface NewRunRow {
  readonly plan: number;
  readonly version: number;
  readonly drill: boolean;
  readonly origin: RunRow['origin'];
  readonly note: string;
  readonly situation: number | null;
  readonly weather_drill: number | null;
  readonly districts: Districts;
  readonly asked_principal: string;
  readonly asked_by: string;
  readonly asked_ms: number;
}

/** Events of a run that are read. */
const MOST_EVENTS = 500;
/** Runs that are listed. */
const MOST_RUNS = 200;
const MOST_TASKS = 500;

const OVER: readonly PlanTaskState[] = ['done', 'withdrawn'];

/** The only SQL of the module. Whoever changes a run holds its row, so that two changes of one run follow each other. */
export function createPlanStore(root: Db): PlanStore {
  const db = tables<Tables>(root);
  return {
    ...{ ...planQueries(db), ...runQueries(db), ...taskQueries(db), ...tagQueries(db) },
    together: (work) => root.transaction().execute((tx) => work(createPlanStore(tx), tx)),
  };
}

type Queries = ReturnType<typeof planQueries> &
  ReturnType<typeof runQueries> &
  ReturnType<typeof taskQueries> &
  ReturnType<typeof tagQueries>;

export interface PlanStore extends Queries {
  /** All or nothing. The work is given the database as stores and messages of other modules take it. */
  together<T>(work: (on: PlanStore, tx: Db) => Promise<T>): Promise<T>;
}
type Tabled = ReturnType<typeof tables<Tables>>;

function planQueries(db: Tabled) {
  return {
    listPlans: (): Promise<PlanRow[]> => db.selectFrom('plans_plan').selectAll().orderBy('id').execute(),
    findPlan: (id: number): Promise<PlanRow | undefined> =>
      db.selectFrom('plans_plan').selectAll().where('id', '=', id).executeTakeFirst(),
    /** The plan, held until the transaction ends. */
    lockPlan: (id: number): Promise<PlanRow | undefined> =>
      db.selectFrom('plans_plan').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    addPlan: (document: PlanDocument, changed_by: string, changed_ms: number): Promise<PlanRow> =>
      db
        .insertInto('plans_plan')
        .values({ document: JSON.stringify(document), changed_by, changed_ms })
        .returningAll()
        .executeTakeFirstOrThrow(),
    /** @returns undefined when somebody else changed it since `rev` */
    changePlan: (
      { id, rev }: Pick<PlanRow, 'id' | 'rev'>,
      { document, ...change }: Partial<Omit<PlanRow, 'id' | 'rev'>>,
    ): Promise<PlanRow | undefined> =>
      db
        .updateTable('plans_plan')
        .set({ ...change, ...(document && { document: JSON.stringify(document) }), rev: rev + 1 })
        .where('id', '=', id)
        .where('rev', '=', rev)
        .returningAll()
        .executeTakeFirst(),
    async armPlan(id: number, armed: boolean): Promise<void> {
      await db.updateTable('plans_plan').set({ armed }).where('id', '=', id).execute();
    },
    async addVersion({ document, ...row }: VersionRow): Promise<void> {
      await db
        .insertInto('plans_version')
        .values({ ...row, document: JSON.stringify(document) })
        .execute();
    },
    findVersion: (plan: number, version: number): Promise<VersionRow | undefined> =>
      db
        .selectFrom('plans_version')
        .selectAll()
        .where('plan', '=', plan)
        .where('version', '=', version)
        .executeTakeFirst(),
    /** The newest first. */
    listVersions: (plan: number) =>
      db
        .selectFrom('plans_version')
        .select(['version', 'published_ms', 'published_by', 'note'])
        .where('plan', '=', plan)
        .orderBy('version', 'desc')
        .execute(),
  };
}

function runQueries(db: Tabled) {
  return {
    addRun: ({ districts, ...row }: NewRunRow): Promise<RunRow> =>
      db
        .insertInto('plans_run')
        .values({
          ...{ ...row, state: 'asked', proposed: '{}', holds: '{}' },
          districts: districts && JSON.stringify(districts),
        })
        .returningAll()
        .executeTakeFirstOrThrow(),
    findRun: (id: number): Promise<RunRow | undefined> =>
      db.selectFrom('plans_run').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Plans that a weather drill began. */
    async listBegunIn(weather_drill: number): Promise<ReadonlySet<number>> {
      const rows = await db
        .selectFrom('plans_run')
        .select('plan')
        .where('weather_drill', '=', weather_drill)
        .execute();
      return new Set(rows.map(({ plan }) => plan));
    },
    /** The run, held until the transaction ends. */
    lockRun: (id: number): Promise<RunRow | undefined> =>
      db.selectFrom('plans_run').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    changeRun: ({ id }: Pick<RunRow, 'id'>, { proposed, holds, ...change }: RunChange): Promise<RunRow> =>
      db
        .updateTable('plans_run')
        .set({
          ...change,
          ...(proposed && { proposed: JSON.stringify(proposed) }),
          ...(holds && { holds: JSON.stringify(holds) }),
          rev: sql`rev + 1`,
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow(),
    /** Those not over, and of the others the newest. */
    listRuns: (open: boolean): Promise<RunRow[]> =>
      db
        .selectFrom('plans_run')
        .selectAll()
        .$if(open, (query) => query.where('state', 'in', ['asked', 'running']))
        .orderBy(sql`state in ('asked', 'running')`, 'desc')
        .orderBy('id', 'desc')
        .limit(MOST_RUNS)
        .execute(),
    async addEvent(run: number, { text, ...event }: NewEvent): Promise<void> {
      await db
        .insertInto('plans_event')
        .values({ ...event, run, text: JSON.stringify(text) })
        .execute();
    },
    /** The newest first. */
    listEvents: (run: number): Promise<EventRow[]> =>
      db
        .selectFrom('plans_event')
        .selectAll()
        .where('run', '=', run)
        .orderBy('id', 'desc')
        .limit(MOST_EVENTS)
        .execute(),
  };
}

function taskQueries(db: Tabled) {
  return {
    /** @returns undefined when this phase sent it to this unit before */
    addTask: (task: NewTask): Promise<TaskRow | undefined> =>
      db
        .insertInto('plans_task')
        .values({
          ...task,
          ...{ first_unit: task.unit, state: 'waiting', asked_ms: task.begins_ms, wakes_ms: task.begins_ms },
        })
        .onConflict((on) => on.doNothing())
        .returningAll()
        .executeTakeFirst(),
    findTask: (id: number): Promise<TaskRow | undefined> =>
      db.selectFrom('plans_task').selectAll().where('id', '=', id).executeTakeFirst(),
    changeTask: ({ id }: Pick<TaskRow, 'id'>, { evidence, ...change }: TaskChange): Promise<TaskRow> =>
      db
        .updateTable('plans_task')
        .set({ ...change, ...(evidence && { evidence: JSON.stringify(evidence) }), rev: sql`rev + 1` })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow(),
    /** Those of a run in the order in which they were sent. */
    listTasks: (run: number): Promise<TaskRow[]> =>
      db.selectFrom('plans_task').selectAll().where('run', '=', run).orderBy('id').execute(),
    listTasksOfRuns: async (runs: readonly number[]): Promise<TaskRow[]> =>
      runs.length === 0
        ? []
        : db.selectFrom('plans_task').selectAll().where('run', 'in', runs).orderBy('id').execute(),
    /** Those of some units, and those that went up from them and that nobody took yet; what is due first first. */
    listTasksAt: async (units: readonly string[], open: boolean): Promise<TaskRow[]> =>
      units.length === 0
        ? []
        : db
            .selectFrom('plans_task')
            .selectAll()
            .where((e) =>
              e.or([
                e('unit', 'in', units),
                e.and([e('first_unit', 'in', units), e('state', '=', 'escalated')]),
              ]),
            )
            .where('state', '<>', 'waiting')
            .$if(open, (query) => query.where('state', 'not in', [...OVER, 'refused']))
            .orderBy(sql`state in ('done', 'withdrawn', 'refused')`)
            .orderBy('due_by_ms')
            .limit(MOST_TASKS)
            .execute(),
    /** What happened to the clocks of tasks, in its order. */
    listClockEvents: async (tasks: readonly number[]): Promise<ClockEventRow[]> =>
      tasks.length === 0
        ? []
        : db.selectFrom('plans_clock_event').selectAll().where('task', 'in', tasks).orderBy('seq').execute(),
    async addClockEvents(rows: readonly ClockEventRow[]): Promise<void> {
      const values = rows.map((row) => ({ ...row, event: JSON.stringify(row.event) }));
      if (values.length > 0) await db.insertInto('plans_clock_event').values(values).execute();
    },
    /** Tasks of a run whose clocks ask for something. */
    listWaking: (run: number, now_ms: number): Promise<TaskRow[]> =>
      db
        .selectFrom('plans_task')
        .selectAll()
        .where('run', '=', run)
        .where('wakes_ms', '<=', now_ms)
        .orderBy('wakes_ms')
        .orderBy('id')
        .execute(),
    /** Runs in which the clock of a task asks for something. */
    async listRunsWaking(now_ms: number): Promise<ReadonlySet<number>> {
      const rows = await db
        .selectFrom('plans_task')
        .select('run')
        .distinct()
        .where('wakes_ms', '<=', now_ms)
        .execute();
      return new Set(rows.map(({ run }) => run));
    },
    async countOpen(run: number): Promise<number> {
      const { count } = await db
        .selectFrom('plans_task')
        .select((e) => e.fn.countAll<number>().as('count'))
        .where('run', '=', run)
        .where('state', 'not in', OVER)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

function tagQueries(db: Tabled) {
  return {
    listTags: (): Promise<TagTable[]> =>
      db.selectFrom('plans_tag').selectAll().orderBy('unit').orderBy('tag').execute(),
    async setTags(unit: string, tags: readonly string[]): Promise<void> {
      await db.deleteFrom('plans_tag').where('unit', '=', unit).execute();
      const rows = [...new Set(tags)].map((tag) => ({ unit, tag, assumed: false }));
      if (rows.length > 0) await db.insertInto('plans_tag').values(rows).execute();
    },
  };
}
