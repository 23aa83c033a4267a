import type { NewVerdict, Signal } from '@opentocc/contract';
import {
  CrowdedHubs,
  type DetectionWindow,
  type LinkNormal,
  type Slowdown,
  SlowdownDetector,
} from '@opentocc/core/detection';
import type { RoadNetwork } from '@opentocc/core/network';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import type { Acting } from '../../kit/acting.ts';
import { type Area, districtOfLink, isWithin } from '../../kit/area.ts';
import type { Clock } from '../../kit/clock.ts';
import { kitErrors } from '../../kit/errors.ts';
import type { Logger } from '../../kit/log.ts';
import { detectionErrors } from './errors.ts';
import { hubsAround } from './hubs.ts';
import type { SignalChange } from './model.ts';
import { type JudgedMinute, presentOf, presentOfHub } from './presents.ts';
import { pointOf, RecentMinutes } from './recent-minutes.ts';
import { SignalBook } from './signal-book.ts';
import { type Silences, silentNow } from './silences.ts';
import type { DetectionStore, SignalQuery } from './store.ts';
import { Usual, type UsualDeps } from './usual.ts';

export interface DetectionDeps {
  readonly network: RoadNetwork;
  readonly store: DetectionStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly listSlotStarts: UsualDeps['listSlotStarts'];
  readonly listSlots: UsualDeps['listSlots'];
  /** What delivers nothing now. */
  readonly silences: () => Silences;
}

/** Curves of a signal that lasts longer end here. */
const CURVE_MS = 6 * 60 * MINUTE_MS;
export const RETENTION_DAYS = 400;

/** 识别: judges each minute against the usual, and stores what it notices with its evidence. */
export function createDetection(deps: DetectionDeps) {
  const { network, store, clock } = deps;
  const usual = new Usual(deps);
  const detector = new SlowdownDetector(network);
  const hubs = hubsAround(network);
  const crowded = new CrowdedHubs(hubs.links);
  const recent = new RecentMinutes();
  const book = new SignalBook(deps);
  let window_end_ms: number | null = null;
  let judged_links = 0;
  let minute_ms = 0;

  /** Looks at a minute; the rest is stored in its turn. */
  function judge(window: DetectionWindow, normal: LinkNormal): void {
    const before_ms = performance.now();
    const { began, going, ended } = detector.advance(window, normal);
    const minute: JudgedMinute = { network, window, normal, evidence: detector.evidence };
    const slow = [...began, ...going].map((one: Slowdown) => presentOf(minute, one));
    const full = crowded
      .advance(detector.evidence, window.samples)
      .map((one) => presentOfHub(minute, hubs.all[one.hub], one));
    recent.add(window, normal);
    const merged = new Set(ended.filter(({ into }) => into !== null).map(({ id }) => `slowdown:${id}`));
    minute_ms = performance.now() - before_ms;
    book.take({ present: [...slow, ...full], merged, of: ({ kind }) => kind !== 'silence' }, (told) =>
      store.addPoints(pointsOf(told, { window, normal })),
    );
  }

  /** The past of what began now, and this minute of what goes on. */
  function pointsOf(told: readonly SignalChange[], minute: { window: DetectionWindow; normal: LinkNormal }) {
    const fresh = new Set(told.filter(({ what }) => what === 'began').map(({ signal }) => signal.id));
    return book
      .listOpen(null)
      .filter(({ links, began_ms }) => links.length > 0 && minute.window.end_ms - began_ms < CURVE_MS)
      .flatMap(({ id, links }) =>
        (fresh.has(id) ? recent.curveOf(links[0]) : [pointOf(minute, links[0])]).map((point) => ({
          ...point,
          signal: id,
        })),
      );
  }

  /** @throws AppError when there is none, or it lies elsewhere */
  async function get(area: Area, id: number): Promise<Signal> {
    const signal = await store.find(id);
    if (!signal) throw detectionErrors.unknown_signal({ id });
    if (!isWithin(area, signal.place.district)) throw kitErrors.out_of_area();
    return signal;
  }

  return {
    changes: book.changes,
    /** Takes the passes of a window, by themselves. */
    take(window: DetectionWindow): void {
      window_end_ms = window.end_ms;
      const normal = usual.at(window.end_ms - 2.5 * MINUTE_MS);
      if (!normal) return;
      judged_links = normal.ln_kmh.reduce((sum, ln) => sum + (Number.isNaN(ln) ? 0 : 1), 0);
      judge(window, normal);
    },
    /** Looks for what delivers nothing. */
    async hear(): Promise<void> {
      const present = silentNow(deps.silences(), clock.now(), (link) => districtOfLink(network, link));
      book.take({ present, of: ({ kind }) => kind === 'silence' });
      await book.flush();
    },
    /** Open signals, as an area sees them. */
    listOpen: (area: Area): Signal[] => book.listOpen(area),
    /** @throws AppError when the span is no span */
    list(area: Area, query: Omit<SignalQuery, 'districts'> & { district?: string }): Promise<Signal[]> {
      const { district, from_ms, to_ms } = query;
      if (from_ms !== undefined && to_ms !== undefined && to_ms <= from_ms)
        throw detectionErrors.wrong_span();
      if (district !== undefined && !isWithin(area, district)) throw kitErrors.out_of_area();
      return store.list({ ...query, districts: district === undefined ? area : [district] });
    },
    get,
    /** @throws AppError when there is none, or it lies elsewhere */
    async evidenceOf(area: Area, id: number) {
      await get(area, id);
      const found = await store.evidenceOf(id);
      if (!found) throw detectionErrors.unknown_signal({ id });
      return found;
    },
    /** @throws AppError when the same was said just now */
    async judge(area: Area, id: number, said: NewVerdict, { session }: Acting): Promise<Signal> {
      await get(area, id);
      const by = { principal: session.principal, account: session.account, at_ms: clock.now() };
      const other = await store.addVerdict(id, said, by);
      if (other !== null) throw detectionErrors.said_already({ by: other });
      const signal = await get(area, id);
      book.note(signal);
      return signal;
    },
    status: () => ({
      ...{ window_end_ms, judged_links, link_count: network.link_count, usual_days: usual.days },
      days_needed: usual.needed,
    }),
    /** For who was away: what was published after a line of the ledger. */
    listChangesAfter: store.listChangesAfter,
    countVerdicts: (area: Area) => store.countVerdicts(clock.now() - 30 * DAY_MS, area),
    metrics: () => ({ open_signals: book.listOpen(null).length, judged_links, minute_ms }),
    start: (): Promise<void> => book.recall(),
    sweep: (): Promise<void> => store.forget(clock.now() - RETENTION_DAYS * DAY_MS),
    /** Resolves when all that was judged is stored. */
    async flush(): Promise<void> {
      await usual.flush();
      await book.flush();
    },
  };
}

export type DetectionService = ReturnType<typeof createDetection>;
