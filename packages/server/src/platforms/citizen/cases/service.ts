import type { Attachments } from '../../../base/attachments/index.ts';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Messages } from '../../../base/messages/index.ts';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { Logger } from '../../../kit/log.ts';
import type { TakenReport } from '../../command/situations/index.ts';
import { createAccuracy } from './accuracy.ts';
import { createArchiving } from './archiving.ts';
import type { Askers } from './askers.ts';
import { createAttaching, type GivenFile } from './attaching.ts';
import type { CaseBoard } from './board.ts';
import { createByHand } from './by-hand.ts';
import type { CallerBook } from './callers.ts';
import { createCards } from './cards.ts';
import { createChanger } from './changes.ts';
import { CITIZEN, isBroughtByCitizen } from './citizen-author.ts';
import { createClustering } from './clustering.ts';
import { createClusters } from './clusters.ts';
import { createCaseDesk } from './desk.ts';
import { createFiling } from './filing.ts';
import { createHandling } from './handling.ts';
import { createHearing } from './hearing.ts';
import { createIntake } from './intake.ts';
import { createSimilar } from './likeness.ts';
import type { PlateOf } from './links.ts';
import { createLooking } from './looking.ts';
import { createCaseMerges } from './merges.ts';
import type { Author, NewEntry, Taken, TakenCase } from './model.ts';
import { everywhere } from './reach.ts';
import { createReader } from './reader.ts';
import { createRecorder } from './recording.ts';
import { createRemarks } from './remarks.ts';
import type { RoadNames } from './road-names.ts';
import type { RuleBook } from './rule-book.ts';
import { createSituationLink } from './situation-link.ts';
import type { CaseStore } from './store.ts';
import type { Suggest } from './suggesting.ts';
import { createSupervision } from './supervision.ts';
import type { Taxonomy } from './taxonomy.ts';
import { createTeller, type Invite } from './telling.ts';
import type { CaseUnits } from './units.ts';

export interface CasesDeps {
  readonly db: Db;
  readonly store: CaseStore;
  readonly board: CaseBoard;
  readonly attachments: Attachments;
  readonly messages: Pick<Messages, 'queue'>;
  readonly askers: Askers;
  readonly units: CaseUnits;
  readonly taxonomy: Taxonomy;
  readonly ruleBook: RuleBook;
  readonly suggest: Suggest;
  readonly calendar: WorkingCalendar;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly log: Pick<Logger, 'error'>;
  readonly districtAt: (lon: number, lat: number) => string | null;
  readonly roads: RoadNames;
  readonly plateOf: PlateOf;
  /** Says below an answer how the case is followed; nothing without it. */
  readonly invite?: Invite;
  /** Takes a report of a situation. @returns the situation in which it is */
  readonly report: (report: TakenReport) => Promise<number>;
  /** Knows the numbers of calls; nobody does where it is left out. */
  readonly callers?: CallerBook;
}

/** 工单: what people bring to the hotline becomes a case, which is answered at once or by a unit, and closed in time. */
export function createCases(deps: CasesDeps) {
  const { store, board, clock, audit, taxonomy, ruleBook, units, log } = deps;
  const onError = (err: unknown) => log.error({ err }, 'a listener missed what became of a case');
  const reader = createReader(deps);
  const record = createRecorder(audit);
  const { changes, listenWithin, within, committed, load } = createHearing({ ...deps, reader, onError });
  const rule = ruleBook.find;
  const changer = createChanger({ ...deps, rule, within, committed });
  const tell = createTeller(deps.messages, deps.invite);
  const intake = createIntake({ ...deps, rule, within, committed });
  const attaching = createAttaching({ ...deps, changer });
  const remarks = createRemarks({ store, changer });
  const similar = createSimilar((id) => board.textOf(id));
  const asSystem = (actor = 'system'): Author => ({ principal: 'system', actor, at_ms: clock.now() });
  const bringerOf = ({ channel }: TakenCase): Author =>
    isBroughtByCitizen(channel) ? { ...CITIZEN, at_ms: clock.now() } : asSystem(channel);

  return {
    ...{ board, changes, remarks, ruleBook, taxonomy, units, reader, record, asSystem },
    ...createLooking({ ...deps, reader, record }),
    ...createByHand({ ...deps, intake, changer, reader, remarks, attaching, record }),
    desk: createCaseDesk({ changer, units, tell }),
    filing: createFiling({ ...deps, rule, changer }),
    handling: createHandling({ changer, units }),
    supervision: createSupervision({ changer, units }),
    merges: createCaseMerges(changer),
    clusters: createClusters({ ...deps, changer, reader, tell }),
    reportToSituations: createSituationLink({ ...deps, reader, changer }),
    accuracy: createAccuracy(store),
    cards: createCards({ board, changer, log }),
    archive: createArchiving({ store, changer }),
    cluster: createClustering({ ...deps, similar, now: clock.now }),
    within: listenWithin,
    /** Rows of the timeline after one, for who was away: the oldest first. */
    entriesAfter: (id: number, most: number) => store.entriesAfter(id, most),
    find: (id: number) => store.find(id),
    findByNumber: (number: string) => store.findByNumber(number),
    findByOutside: (system: string, number: string) => store.findByOutside(system, number),
    listClosedBetween: (from_ms: number, to_ms: number) => store.listClosedBetween(from_ms, to_ms),
    /** A line of another module on the timeline, in its transaction. */
    async addEntry(tx: Db, id: number, entry: NewEntry, by: Author = asSystem()): Promise<void> {
      await store.of(tx).addEntries(id, by, [entry]);
    },
    /** What people bring by themselves, or a machine brings; `by` says which one it was. */
    take: (taken: TakenCase, by: Author = bringerOf(taken)): Promise<Taken> => intake.take(taken, by),
    /** A file of who asked. */
    attachAs: (by: Author, id: number, file: GivenFile) => attaching.attach(id, everywhere, by, file),
    /** Reads rules, categories and all cases into memory. */
    async load(): Promise<void> {
      await ruleBook.load();
      await taxonomy.load();
      await load();
    },
  };
}

export type Cases = ReturnType<typeof createCases>;
