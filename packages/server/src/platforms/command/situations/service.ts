import type { NewReport, Situation, SituationBrief } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import type { Attachments } from '../../../base/attachments/index.ts';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Area, isWithin } from '../../../kit/area.ts';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { createTopic } from '../../../kit/topic.ts';
import { createAttaching } from './attaching.ts';
import type { SituationBoard } from './board.ts';
import type { Callers } from './callers.ts';
import { type Change, createChanger } from './changes.ts';
import { createSituationDesk, type DeskDeps } from './desk.ts';
import { situationsErrors } from './errors.ts';
import { checkLanes } from './facts.ts';
import { createFilings } from './filings.ts';
import { createIntake } from './intake.ts';
import { createLocator, type Locator } from './locate.ts';
import { createMerges } from './merges.ts';
import type { NewEntry, TakenReport } from './model.ts';
import { createReader } from './reader.ts';
import type { RuleBook } from './rule-book.ts';
import type { Author, SituationStore } from './store.ts';

export interface SituationsDeps {
  readonly store: SituationStore;
  readonly board: SituationBoard;
  readonly network: RoadNetwork;
  readonly attachments: Attachments;
  readonly callers: Callers;
  readonly calendar: WorkingCalendar;
  readonly ruleBook: RuleBook;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly handlers: DeskDeps['handlers'];
  readonly onError: (error: unknown) => void;
}

/** What became of a situation: how it stands now, and what was written of it. */
export interface SituationChange {
  readonly situation: SituationBrief;
  readonly entries: readonly NewEntry[];
  readonly at_ms: number;
}

const SYSTEM = { principal: 'system', actor: 'system' };
/** The clock of who reports may be a little fast. */
const FAST_MS = 5 * MINUTE_MS;
const OLDEST_MS = 7 * DAY_MS;

/** 事件: what is reported becomes a situation, which people verify, handle, merge and look back on. */
export function createSituations(deps: SituationsDeps) {
  const { store, board, network, clock, calendar, audit, callers, ruleBook } = deps;
  const { rules } = ruleBook;
  const changes = createTopic<SituationChange>(deps.onError);
  const inside: ((tx: Db, all: readonly Change[]) => Promise<void>)[] = [];
  const within = async (tx: Db, all: readonly Change[]) => {
    for (const listener of inside) await listener(tx, all);
  };
  const reader = createReader({ ...deps, store, network });

  async function committed(all: readonly Change[]): Promise<void> {
    if (all.length === 0) return;
    const changed = all.map(({ id }) => id);
    // What is proposed of one is counted at the other one too.
    const beside = await store.proposals.partnersOf(changed);
    const rows = await store.listByIds([...new Set([...changed, ...beside])]);
    const briefs = await reader.briefsOf(rows);
    board.apply(briefs);
    for (const situation of briefs) {
      const of = all.find(({ id }) => id === situation.id);
      if (of) changes.publish({ situation, entries: of.entries, at_ms: of.by.at_ms });
    }
  }

  const changer = createChanger({ store, clock, calendar, rules, within, committed });
  const locate = createLocator(network);
  const intake = createIntake({ ...deps, rules, locate, within, committed, sealCaller: callers.seal });
  const desk = createSituationDesk({ changer, network, handlers: deps.handlers });
  const merges = createMerges(changer);
  const filings = createFilings(changer);
  const attaching = createAttaching({ ...deps, store, changer, require: reader.require });
  const asSystem = (): Author => ({ ...SYSTEM, at_ms: clock.now() });

  /** Puts what was done on record, and answers with the situation as it is then. */
  async function done(
    acting: Acting,
    area: Area,
    id: number,
    action: string,
    detail: { [key: string]: Json },
  ) {
    await record(acting, id, action, detail);
    return reader.get(area, id);
  }

  function record({ session, address }: Acting, id: number, action: string, detail: { [key: string]: Json }) {
    const { principal, account: actor } = session;
    const target = `situation:${id}`;
    return audit.record({ ...{ principal, actor, address, action, target }, result: 'done', detail });
  }

  return {
    ...{ ruleBook, reader, changes, desk, merges, filings, attaching, done, locate },
    /** Writes in the transaction of each change, or with it not at all: how a module beside this one misses none. */
    within: (listener: (tx: Db, all: readonly Change[]) => Promise<void>) => void inside.push(listener),
    /** Rows of the timeline after one, for who was away: the oldest first. */
    entriesAfter: (id: number, most: number) => store.entriesAfter(id, most),
    find: (id: number) => store.find(id),
    /** The situation that the report of a key first made; undefined where there is none. */
    findByKey: async (key: string) => (await store.reports.findByKey(key))?.first_situation,
    /** A signal or a warning; the same key again is news of the same. @returns the situation in which it is */
    take: (report: TakenReport): Promise<number> => intake.take(report, asSystem()),
    end: (key: string, at_ms: number, why: string) => intake.end(key, at_ms, why, asSystem()),
    /** Keys of signals and warnings that were taken in and have not ended. */
    listUnended: () => store.reports.listUnended(),
    /** A line of another module on the timeline, in its transaction. */
    async addEntry(tx: Db, id: number, entry: Omit<NewEntry, 'kind'>): Promise<void> {
      await store.of(tx).addEntries(id, asSystem(), [{ ...entry, kind: 'module' }]);
    },
    /** A report by hand. The same one sent twice is one. */
    async report(acting: Acting, area: Area, given: NewReport): Promise<Situation> {
      const report = takenOf(given, clock.now());
      checkReport({ network, locate, now_ms: clock.now() }, report, area);
      const by = changer.authorOf(acting);
      const id = await intake.take({ ...report, key: `${by.principal}/${report.key}` }, by);
      return done(acting, area, id, 'situations.report', {
        key: given.key,
        kind: given.kind,
        origin: given.origin,
      });
    },
    /** Who called, once it is on record who asked and why. */
    async revealCaller(acting: Acting, area: Area, id: number, report: number, reason: string) {
      await reader.require(area, id);
      const row = await store.reports.find(report);
      const sealed = row?.situation === id ? await store.reports.findCaller(report) : undefined;
      if (!sealed) throw situationsErrors.no_caller();
      await record(acting, id, 'situations.reveal', { report, reason });
      return callers.open(report, sealed);
    },
    /** Reads what is open into memory. */
    async load(): Promise<void> {
      await ruleBook.load();
      const rows = await store.list({ open: true, limit: 100_000, districts: null });
      board.apply(await reader.briefsOf(rows.reverse()));
    },
    async list(area: Area, query: { state: 'open' | 'all'; before_id?: number; limit: number }) {
      const situations =
        query.state === 'open'
          ? board.list(area).slice(0, query.limit)
          : await reader.briefsOf(await store.list({ ...query, open: false, districts: area }));
      return {
        situations,
        total: query.state === 'open' ? board.list(area).length : await store.count(area),
      };
    },
  };
}

/** @throws AppError when a report by hand does not fit the roads, the area or the time */
function checkReport({ network, locate, now_ms }: Checked, report: TakenReport, area: Area): void {
  const { link, lon, lat, at_ms, lanes } = report;
  if (link !== null && link >= network.link_count) throw situationsErrors.unknown_link({ link });
  const place = locate(lon, lat, link);
  if (!isWithin(area, place.district)) throw kitErrors.out_of_area();
  checkLanes(network, place, lanes);
  if (at_ms > now_ms + FAST_MS || at_ms < now_ms - OLDEST_MS) throw situationsErrors.future();
}

interface Checked {
  readonly network: RoadNetwork;
  readonly locate: Locator;
  readonly now_ms: number;
}

function takenOf({ at_ms, ...given }: NewReport, now_ms: number): TakenReport {
  return { ...given, at_ms: at_ms ?? now_ms, probability: 'probable', attributes: {} };
}

export type Situations = ReturnType<typeof createSituations>;
