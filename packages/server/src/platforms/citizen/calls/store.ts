import type { AgentState, CallEvent, CallEventKind, CallFigureCode, CallState } from '@opentocc/contract';
import { type ExpressionBuilder, type Generated, type Kysely, sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import { isExempt } from './exemption-store.ts';
import { WITHIN_MS } from './figure-rules.ts';
import type { CallStanding } from './model.ts';

export interface CallRow extends CallStanding {
  readonly id: number;
  readonly call: string;
  readonly state: CallState;
  /** Masked. */
  readonly number: string;
  readonly number_index: string | null;
  readonly agent: string | null;
  readonly agent_name: string | null;
  readonly within_hour: number;
}

/** A call with the number of the case that was made of it. */
export type ListedCall = CallRow & { readonly case_number: string | null };

export interface AgentRow {
  readonly principal: string;
  readonly name: string;
  readonly extension: string | null;
  readonly state: AgentState;
  readonly since_ms: number;
}

export interface EventRow {
  readonly kind: CallEventKind;
  readonly at_ms: number;
  readonly queue: string;
  readonly extension: string | null;
  /** Who sat at the extension when the event came in. */
  readonly agent: string | null;
  readonly agent_name: string | null;
}

export interface NewEventRow extends EventRow {
  readonly event: string;
  readonly call: string;
  readonly received_ms: number;
}

type Numbered<T> = Omit<T, 'id'> & { id: Generated<number> };

interface Tables {
  calls_event: Numbered<EventRow & { id: number; event: string; call: string; received_ms: number }>;
  calls_call: Numbered<CallRow>;
  calls_number: { call: number; number_sealed: string };
  calls_said: { event: string; call: number; at_ms: number; said_sealed: string };
  calls_case: { call: number; case_number: string };
  calls_agent: AgentRow;
}

/** Which calls a list or a figure takes: those that began within [from_ms, to_ms). */
export interface CallFilter {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly figure?: CallFigureCode | undefined;
  readonly part?: 'numerator' | 'denominator';
}

export interface DayCounts {
  /** First instant of the day, UTC ms. */
  readonly day_ms: number;
  readonly incoming: number;
  readonly answered: number;
  readonly timed: number;
  readonly within_15s: number;
  readonly within_10s: number;
  /** Without calls that began in exempt hours. */
  readonly timed_net: number;
  readonly within_15s_net: number;
}

/** Calls, their events and who takes them. */
export function createCallStore(root: Db) {
  return {
    transaction: <T>(work: (tx: Db) => Promise<T>): Promise<T> => root.transaction().execute(work),
    of: (tx: Db) => queriesOf(tx),
    ...queriesOf(root),
    ...listsOf(root),
  };
}

const queriesOf = (of: Db) => ({ ...callsOf(of), ...saidOf(of), ...agentsOf(of) });

function callsOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    /** One writer of a call at a time: the second one reads what the first wrote. */
    lock: (call: string) =>
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${`calls:${call}`}, 0))`.execute(of),
    /** @returns false for an event that is known */
    async addEvent(
      { event, call, kind, at_ms, queue, extension }: CallEvent,
      received_ms: number,
      agent: AgentRow | undefined,
    ): Promise<boolean> {
      const row = await db
        .insertInto('calls_event')
        .values({
          ...{ event, call, kind, at_ms, received_ms, queue, extension },
          ...{ agent: agent?.principal ?? null, agent_name: agent?.name ?? null },
        })
        .onConflict((on) => on.doNothing())
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },
    /** Whether an event is one of this call. */
    async isOf(event: string, call: string): Promise<boolean> {
      const row = await db
        .selectFrom('calls_event')
        .select('call')
        .where('event', '=', event)
        .executeTakeFirst();
      return row?.call === call;
    },
    listEvents: (call: string): Promise<EventRow[]> =>
      db
        .selectFrom('calls_event')
        .select(['kind', 'at_ms', 'queue', 'extension', 'agent', 'agent_name'])
        .where('call', '=', call)
        .orderBy('id')
        .execute(),
    find: (id: number): Promise<ListedCall | undefined> =>
      listed(db).where('c.id', '=', id).executeTakeFirst(),
    findByCall: (call: string): Promise<ListedCall | undefined> =>
      listed(db).where('c.call', '=', call).executeTakeFirst(),
    add: (row: Omit<CallRow, 'id'>): Promise<{ id: number }> =>
      db.insertInto('calls_call').values(row).returning('id').executeTakeFirstOrThrow(),
    /** @returns their numbers, in the same order */
    async addMany(rows: readonly Omit<CallRow, 'id'>[]): Promise<number[]> {
      const made = await db
        .insertInto('calls_call')
        .values([...rows])
        .returning(['id', 'call'])
        .execute();
      const ids = new Map(made.map(({ id, call }) => [call, id]));
      return rows.map(({ call }) => ids.get(call) ?? 0);
    },
    async addEvents(rows: readonly NewEventRow[]): Promise<void> {
      await db
        .insertInto('calls_event')
        .values([...rows])
        .execute();
    },
    /** Those of some calls that are there. */
    async knownOf(calls: readonly string[]): Promise<ReadonlySet<string>> {
      const rows = await db.selectFrom('calls_call').select('call').where('call', 'in', calls).execute();
      return new Set(rows.map(({ call }) => call));
    },
    async update(id: number, row: Partial<Omit<CallRow, 'id'>>): Promise<void> {
      await db.updateTable('calls_call').set(row).where('id', '=', id).execute();
    },
  };
}

/** What belongs to a call and is written beside it. */
function saidOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    async setNumber(call: number, number_sealed: string): Promise<void> {
      await db
        .insertInto('calls_number')
        .values({ call, number_sealed })
        .onConflict((on) => on.doNothing())
        .execute();
    },
    async findNumber(call: number): Promise<string | undefined> {
      const row = await db
        .selectFrom('calls_number')
        .select('number_sealed')
        .where('call', '=', call)
        .executeTakeFirst();
      return row?.number_sealed;
    },
    async addSaid(row: Tables['calls_said']): Promise<void> {
      await db.insertInto('calls_said').values(row).execute();
    },
    listSaid: (call: number): Promise<Tables['calls_said'][]> =>
      db.selectFrom('calls_said').selectAll().where('call', '=', call).orderBy('at_ms').execute(),
    async countOfNumber(number_index: string, from_ms: number, to_ms: number): Promise<number> {
      const { n } = await db
        .selectFrom('calls_call')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('number_index', '=', number_index)
        .where('begin_ms', '>=', from_ms)
        .where('begin_ms', '<=', to_ms)
        .executeTakeFirstOrThrow();
      return n;
    },
    async setCase(call: number, case_number: string): Promise<void> {
      await db
        .insertInto('calls_case')
        .values({ call, case_number })
        .onConflict((on) => on.doNothing())
        .execute();
    },
  };
}

/** Who sits where. */
function agentsOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    findAgent: (principal: string): Promise<AgentRow | undefined> =>
      db.selectFrom('calls_agent').selectAll().where('principal', '=', principal).executeTakeFirst(),
    findAgentAt: (extension: string): Promise<AgentRow | undefined> =>
      db.selectFrom('calls_agent').selectAll().where('extension', '=', extension).executeTakeFirst(),
    listAgents: (): Promise<AgentRow[]> => db.selectFrom('calls_agent').selectAll().orderBy('name').execute(),
    async putAgent(row: AgentRow): Promise<void> {
      const { principal: _, ...rest } = row;
      await db
        .insertInto('calls_agent')
        .values(row)
        .onConflict((on) => on.column('principal').doUpdateSet(rest))
        .execute();
    },
    /** Whoever else sits at an extension gets up. @returns who that was */
    vacate: (extension: string, but: string, since_ms: number): Promise<AgentRow | undefined> =>
      db
        .updateTable('calls_agent')
        .set({ extension: null, state: 'away', since_ms })
        .where('extension', '=', extension)
        .where('principal', '!=', but)
        .returningAll()
        .executeTakeFirst(),
  };
}

const listed = (db: Kysely<Tables>) =>
  db
    .selectFrom('calls_call as c')
    .leftJoin('calls_case as k', 'k.call', 'c.id')
    .selectAll('c')
    .select('k.case_number');

type CallExpression = ExpressionBuilder<{ c: CallRow }, 'c'>;

/** What a figure counts, above the line and below it; without a figure every call. */
function countedBy({ figure, part = 'denominator' }: Pick<CallFilter, 'figure' | 'part'>) {
  return (eb: CallExpression) => {
    if (!figure) return eb.lit(true);
    const done = eb.or([eb('c.answered_ms', 'is not', null), eb('c.state', '=', 'abandoned')]);
    if (figure === 'connected') return part === 'denominator' ? done : eb('c.answered_ms', 'is not', null);
    const timed =
      part === 'denominator' ? eb('c.wait_ms', 'is not', null) : eb('c.wait_ms', '<=', WITHIN_MS[figure]);
    return figure === 'within_15s_net' ? eb.and([timed, sql<boolean>`NOT ${isExempt('c.begin_ms')}`]) : timed;
  };
}

function listsOf(root: Db) {
  const db = tables<Tables>(root);
  return {
    /** The newest first. */
    list: (filter: CallFilter, page: { readonly before_id?: number | undefined; readonly limit: number }) =>
      listed(db)
        .where('c.begin_ms', '>=', filter.from_ms)
        .where('c.begin_ms', '<', filter.to_ms)
        .where((eb) => countedBy(filter)(eb as unknown as CallExpression))
        .$if(page.before_id !== undefined, (query) => query.where('c.id', '<', page.before_id ?? 0))
        .orderBy('c.id', 'desc')
        .limit(page.limit)
        .execute(),
    async count(filter: CallFilter): Promise<number> {
      const { n } = await db
        .selectFrom('calls_call as c')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('c.begin_ms', '>=', filter.from_ms)
        .where('c.begin_ms', '<', filter.to_ms)
        .where((eb) => countedBy(filter)(eb as unknown as CallExpression))
        .executeTakeFirstOrThrow();
      return n;
    },
    /** @param offset_ms of the city's time zone, by which days are cut */
    async countByDay(from_ms: number, to_ms: number, offset_ms: number): Promise<DayCounts[]> {
      const { rows } = await sql<DayCounts>`
        SELECT floor((begin_ms + ${offset_ms}) / 86400000)::bigint * 86400000 - ${offset_ms}::bigint AS day_ms,
          count(*) FILTER (WHERE answered_ms IS NOT NULL OR state = 'abandoned') AS incoming,
          count(answered_ms) AS answered,
          count(wait_ms) AS timed,
          count(*) FILTER (WHERE wait_ms <= ${WITHIN_MS.within_15s}) AS within_15s,
          count(*) FILTER (WHERE wait_ms <= ${WITHIN_MS.within_10s}) AS within_10s,
          count(wait_ms) FILTER (WHERE NOT is_exempt) AS timed_net,
          count(*) FILTER (WHERE wait_ms <= ${WITHIN_MS.within_15s_net} AND NOT is_exempt) AS within_15s_net
        FROM calls_call CROSS JOIN LATERAL (SELECT ${isExempt('begin_ms')} AS is_exempt) AS exempt WHERE begin_ms >= ${from_ms} AND begin_ms < ${to_ms}
        GROUP BY 1 ORDER BY 1`.execute(root);
      return rows;
    },
    /** Those that ring or are spoken, begun since an instant. */
    listOpen: (since_ms: number): Promise<ListedCall[]> =>
      listed(db)
        .where('c.state', 'in', ['ringing', 'talking'])
        .where('c.begin_ms', '>=', since_ms)
        .orderBy('c.id')
        .execute(),
    /** The newest event of all, and how many came since an instant: two looks into one index, not a walk over years of events. */
    async deliveredSince(from_ms: number): Promise<{ newest_ms: number | null; events_today: number }> {
      const { rows } = await sql<{ newest_ms: number | null; events_today: number }>`
        SELECT (SELECT max(received_ms) FROM calls_event) AS newest_ms,
          (SELECT count(*) FROM calls_event WHERE received_ms >= ${from_ms}) AS events_today`.execute(root);
      return rows[0];
    },
  };
}

export type CallStore = ReturnType<typeof createCallStore>;
export type CallQueries = ReturnType<typeof queriesOf>;
