import {
  MOST_WARNING_PLACES,
  type Warning,
  type WarningCurve,
  type WarningDetail,
  type WarningPerson,
  type WarningPlaces,
} from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { AuditSink } from '../../../base/audit/index.ts';
import { type Area, isWithin } from '../../../kit/area.ts';
import type { Clock } from '../../../kit/clock.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { Logger } from '../../../kit/log.ts';
import { createActs } from './acts.ts';
import { countsOf } from './book.ts';
import type { City } from './city.ts';
import { curveOf } from './curve.ts';
import { WarningDesk } from './desk.ts';
import { RuleEngine } from './engine.ts';
import { warningsErrors } from './errors.ts';
import { ListText } from './list-text.ts';
import { type Raised, rankOf } from './model.ts';
import { WARNING_POLICY, type WarningPolicy } from './policy.ts';
import type { DutyLog, Outbox, Roster } from './ports.ts';
import { createReceipts } from './receipts.ts';
import { type ReplayedRule, replayRules } from './replay.ts';
import { createRules } from './rules.ts';
import type { ActiveSilence } from './silence-book.ts';
import { createSilences } from './silences.ts';
import { createSpaces } from './spaces/index.ts';
import type { WarningStore } from './store.ts';
import { createWatch } from './watch.ts';

/** Ended warnings are forgotten after so long. Assumed, 2026-11-27: as drafts and studies. */
const FORGET_AFTER_MS = 1096 * DAY_MS;

export interface WarningsDeps {
  readonly store: WarningStore;
  readonly city: City;
  readonly clock: Clock;
  readonly log: Logger;
  readonly audit: AuditSink;
  readonly outbox: Outbox;
  readonly roster: Roster;
  readonly dutyLog: DutyLog;
  /** Who may act on warnings of the whole city. */
  readonly people: () => Promise<readonly WarningPerson[]>;
  readonly policy?: WarningPolicy;
}

/** Rules, warnings and who is notified of them. `start` before anything else. */
export function createWarnings(deps: WarningsDeps) {
  const { store, city, clock, log, audit, outbox, roster, dutyLog, people, policy = WARNING_POLICY } = deps;
  const spaces = createSpaces(city);
  const engine = new RuleEngine(city, spaces);
  const desk = new WarningDesk({ store, clock, log, policy, outbox, roster, dutyLog });
  const lists = new ListText();
  const receipts = createReceipts({ store, outbox, clock });
  const watch = createWatch(engine, desk, spaces);

  /** @throws AppError when there is none, or it lies elsewhere */
  async function require(area: Area, id: number): Promise<Warning> {
    const warning = desk.book.find(id) ?? (await store.findWarning(id));
    if (!warning) throw warningsErrors.unknown({ id });
    if (!isWithin(area, warning.place.district)) throw kitErrors.out_of_area();
    return warning;
  }

  return {
    desk,
    policy,
    changes: desk.changes,
    rules: createRules({ city, spaces, engine, desk, store, clock, audit, reconcile: watch.reconcile }),
    silences: createSilences({ desk, policy, audit, now: () => clock.now() }),
    ...createActs({ desk, policy, audit, people }),
    people,
    listOpen: (): Warning[] => desk.book.listOpen(),

    /** A `WarningList` as JSON. */
    async list(area: Area, state: 'open' | 'ended', limit: number): Promise<string> {
      const { epoch, sequence, book } = desk;
      const all = state === 'open' ? book.listOpen() : await store.listEnded(limit);
      const within = area === null ? all : all.filter(({ place }) => isWithin(area, place.district));
      const counts =
        area === null ? desk.counts : countsOf(within.filter(({ ended_ms }) => ended_ms === null));
      const listed = { warnings: within.slice(-limit), truncated: within.length > limit };
      return lists.write({ epoch, sequence, counts, ...listed });
    },
    /** Open ones that have a place, the worst first; of a flood the worst alone. */
    places(area: Area): WarningPlaces {
      const placed = desk.book.listOpen().flatMap(({ id, level, place: { lon, lat, district } }) => {
        if (lon === null || lat === null || !isWithin(area, district)) return [];
        return [{ id, level, lon, lat }];
      });
      const places = placed
        .sort((a, b) => rankOf(b.level) - rankOf(a.level) || b.id - a.id)
        .slice(0, MOST_WARNING_PLACES);
      return { places, truncated: placed.length > places.length };
    },
    async get(area: Area, id: number): Promise<WarningDetail> {
      const warning = await require(area, id);
      const [entries, notices] = await Promise.all([store.listEntries(id), receipts.listNotices(id)]);
      const { rule } = warning;
      const draft = rule ? ((await store.findVersion(rule.id, rule.version)) ?? null) : null;
      return { warning, entries, notices, rule: draft };
    },
    curve: async (area: Area, id: number): Promise<WarningCurve> =>
      curveOf(city, spaces, await require(area, id), clock.now()),

    /** The door for other modules and other systems: all in one turn, so that what ends together does not flap. */
    async raiseAll(raised: readonly Raised[], resolved: readonly string[] = []): Promise<void> {
      await desk.inTurn((turn) => {
        for (const one of raised) turn.raise(one);
        for (const key of resolved) {
          const open = turn.findOpen(key);
          if (open) turn.end(open, 'cleared');
        }
      });
    },
    raise: (raised: Raised): Promise<Warning> =>
      desk.inTurn((turn) => turn.raise(raised).id).then((id) => desk.book.find(id)!),
    /** @param why `cancelled` where it should not have been, `cleared` where it is over */
    async resolve(key: string, at_ms: number, why: 'cleared' | 'cancelled' | 'expired'): Promise<void> {
      await desk.inTurn((turn) => {
        const open = turn.findOpen(key);
        if (open) turn.end(open, why, at_ms);
      });
    },

    /** Rules of today over a past span: what they would have raised. */
    replay: (from_ms: number, to_ms: number): Promise<ReplayedRule[]> =>
      replayRules(city, spaces, engine.rules, [from_ms, to_ms]),
    /** Silences in force now, as warnings are tested by them. */
    silencing: (): ActiveSilence[] => desk.silences.active(clock.now(), new Map()),
    /** Warnings that began within a span, the first first. */
    listBetween: store.listBetween,
    countBetween: store.countBetween,

    /** Looks at the city by all rules. */
    step: (at_ms: number): Promise<void> => watch.step(at_ms),
    /** What time alone does: acknowledgements run out, the next person is asked, silences begin and end. */
    tick: (): Promise<void> => desk.inTurn(() => undefined),
    messageBecame: receipts.messageBecame,
    async start(): Promise<void> {
      await desk.load();
      await receipts.catchUp();
      engine.load(await store.listRules(), await store.listSlots());
    },
    settled: () => desk.settled(),
    sweep: (): Promise<void> => store.forget(clock.now() - FORGET_AFTER_MS),
    metrics: () => ({ ...desk.counts, rules: engine.rules.length }),
  };
}

export type Warnings = ReturnType<typeof createWarnings>;
