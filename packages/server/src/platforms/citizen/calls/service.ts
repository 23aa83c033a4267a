import type {
  Agent,
  CallBrief,
  CallDetail,
  CallEvent,
  CallList,
  CaseBrief,
  OwnSeat,
} from '@opentocc/contract';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDayStart, cityDayStartOf } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { CallBoard } from './board.ts';
import { callsErrors } from './errors.ts';
import { createCallFigures } from './figures.ts';
import { createCallImport } from './import-past.ts';
import { createCallIntake } from './intake.ts';
import type { Numbers } from './numbers.ts';
import type { AgentRow, CallFilter, CallStore, ListedCall } from './store.ts';

export interface CallsDeps {
  readonly store: CallStore;
  readonly board: CallBoard;
  readonly numbers: Numbers;
  readonly clock: Clock;
  readonly audit: AuditSink;
  /** Names of accounts, by principal. */
  namesOf(principals: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Earlier cases of a number; that somebody looked goes on record. */
  earlierOf(acting: Acting, number: string): Promise<readonly CaseBrief[]>;
}

/** Calls that began before are not shown as open at a start. */
const OPEN_FOR_MS = 4 * HOUR_MS;

/** 来电: what a switchboard says of calls, who takes them, and how well they were connected. */
export function createCalls({ store, board, numbers, clock, audit, namesOf, earlierOf }: CallsDeps) {
  const committed = (calls: readonly ListedCall[]) => board.apply(calls.map(briefOf));
  const deliver = createCallIntake({ store, numbers, clock, committed });

  async function require(id: number): Promise<ListedCall> {
    const row = await store.find(id);
    if (!row) throw callsErrors.unknown({ id });
    return row;
  }

  const record = (
    { session, address }: Acting,
    action: string,
    target: string,
    detail: Record<string, string | null>,
  ) => {
    const { principal, account: actor } = session;
    return audit.record({ principal, actor, address, action, target, result: 'done', detail });
  };

  /** Sits down at an extension, or gets up; whoever sat there before gets up. */
  async function sit(acting: Acting, { extension, state }: OwnSeat): Promise<Agent> {
    const { principal, account } = acting.session;
    const name = (await namesOf([principal])).get(principal) ?? account;
    const agent: AgentRow = { principal, name, extension, state, since_ms: clock.now() };
    const [before, left] = await store.transaction(async (tx) => {
      const queries = store.of(tx);
      const known = await queries.findAgent(principal);
      const other = extension === null ? undefined : await queries.vacate(extension, principal, clock.now());
      await queries.putAgent(agent);
      return [known, other] as const;
    });
    board.seat(left ? [left, agent] : [agent]);
    await record(acting, 'calls.seat', `agent:${principal}`, {
      ...{ before: before?.extension ?? null, after: extension, state, left: left?.principal ?? null },
    });
    return agent;
  }

  return {
    deliver: (events: readonly CallEvent[]) => deliver(events),
    delivered: async () => ({
      ...(await store.deliveredSince(cityDayStart(clock.now()))),
      ready: board
        .listAgents()
        .flatMap(({ state, extension }) => (state === 'ready' && extension ? [extension] : [])),
    }),
    importPast: createCallImport({ store, numbers }),
    figures: createCallFigures(store, clock),
    sit,
    seatOf: async (principal: string): Promise<Agent | null> => (await store.findAgent(principal)) ?? null,
    async get(acting: Acting, id: number): Promise<CallDetail> {
      const row = await require(id);
      const number = await numberOf(id);
      const said = await Promise.all(
        (await store.listSaid(id)).map(({ event, said_sealed }) => numbers.openSaid(event, said_sealed)),
      );
      const earlier = number === null ? [] : await earlierOf(acting, number);
      return { ...briefOf(row), said: said.join('\n'), earlier: [...earlier] };
    },
    findByCall: async (call: string): Promise<CallBrief | undefined> => {
      const row = await store.findByCall(call);
      return row && briefOf(row);
    },
    async list(day: string, filter: Omit<CallFilter, 'from_ms' | 'to_ms'>, page: Page): Promise<CallList> {
      const from_ms = cityDayStartOf(day);
      const which = { ...filter, from_ms, to_ms: from_ms + DAY_MS };
      const [rows, total] = await Promise.all([store.list(which, page), store.count(which)]);
      return { calls: rows.map(briefOf), total };
    },
    /** The number in full, once it is on record who asked and why. */
    async reveal(acting: Acting, id: number, reason: string): Promise<{ number: string }> {
      const { call } = await require(id);
      await record(acting, 'calls.reveal', `call:${id}`, { call, reason });
      const number = await numberOf(id);
      if (number === null) throw callsErrors.no_number({ id });
      return { number };
    },
    /** In full, for what fills it into a case; null where it is withheld. */
    numberOf,
    /** In full, by what the switchboard calls it. */
    async numberOfCall(call: string): Promise<string | null> {
      const row = await store.findByCall(call);
      return row ? numberOf(row.id) : null;
    },
    /** A case was made of a call, in whose transaction this is written; the first one counts. */
    async link(tx: Db, call: string, case_number: string): Promise<void> {
      const queries = store.of(tx);
      const row = await queries.findByCall(call);
      if (row) await queries.setCase(row.id, case_number);
    },
    /** Shows on screens what was written of a call. */
    async show(call: string): Promise<void> {
      const row = await store.findByCall(call);
      if (row) board.apply([briefOf(row)]);
    },
    /** Reads what is open into memory. */
    async load(): Promise<void> {
      board.seat(await store.listAgents());
      board.apply((await store.listOpen(clock.now() - OPEN_FOR_MS)).map(briefOf));
    },
    forgetLost: async () => board.forgetLost(clock.now()),
  };

  async function numberOf(id: number): Promise<string | null> {
    const sealed = await store.findNumber(id);
    return sealed === undefined ? null : numbers.open(id, sealed);
  }
}

interface Page {
  readonly before_id?: number | undefined;
  readonly limit: number;
}

export function briefOf({ number_index: _, agent, agent_name, case_number, ...row }: ListedCall): CallBrief {
  return {
    ...row,
    agent: agent === null ? null : { principal: agent, name: agent_name ?? '' },
    case: case_number,
  };
}

export type Calls = ReturnType<typeof createCalls>;
