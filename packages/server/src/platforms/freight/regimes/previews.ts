import { randomUUID } from 'node:crypto';
import type { FreightPreview, FreightPreviewFilter, FreightPreviewTrip } from '@opentocc/contract';
import { type OpenTrip, type Regime, type RegimeBook, switchTrips } from '@opentocc/core/freight';
import { DAY_MS } from '@opentocc/core/time';
import type { Unit } from '../../../base/accounts/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDayStart } from '../../../kit/clock.ts';
import { Turns } from '../../../kit/turns.ts';
import { NOTHING_SETTLED, type RegimeRecord } from './book.ts';
import { regimesErrors } from './errors.ts';
import type { DraftRow } from './model.ts';
import type { RegimeTrips } from './ports.ts';
import {
  bookOfTrial,
  isAlarmed,
  isLate,
  isRefused,
  keyOf,
  type PreviewedTrip,
  previewOf,
  summaryOf,
  weightOf,
} from './preview.ts';
import { queuesOf } from './queues.ts';
import { bookAhead } from './schedule.ts';

export interface PreviewDeps {
  readonly record: RegimeRecord;
  readonly clock: Clock;
  readonly trips: () => RegimeTrips | null;
  readonly units: () => Promise<readonly Pick<Unit, 'code' | 'name'>[]>;
}

export interface PreviewQuery {
  readonly show: FreightPreviewFilter;
  readonly firm?: string | undefined;
  readonly rule?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Trips that a preview looks at; two days of the city are 40,000. */
const MOST_TRIPS = 60_000;
/** Previews that are made at a time, and that stay to be opened. */
const MOST_AT_ONCE = 3;
const MOST_CACHED = 6;
/** A trip of yesterday may be judged by the rules of its beginning, so long before. */
const OLDEST_MS = 30 * DAY_MS;
/** Trips that are judged before it is looked whether others wait. */
const BLOCK = 64;

interface Made {
  readonly preview: FreightPreview;
  readonly trips: readonly PreviewedTrip[];
}

/**
 * Tries a draft on yesterday's trips and today's bookings, in turns with whatever else the process does. One person has one
 * preview under way: asking again stops the one before.
 */
export class Previews {
  readonly #underWay = new Map<string, AbortController>();
  readonly #made = new Map<string, Made>();

  constructor(private readonly deps: PreviewDeps) {}

  /** @throws AppError when asked again meanwhile, when too many are being made, or without trips */
  async make(acting: Acting, draft: DraftRow): Promise<FreightPreview> {
    const { principal } = acting.session;
    this.#underWay.get(principal)?.abort();
    if (this.#underWay.size >= MOST_AT_ONCE && !this.#underWay.has(principal)) throw regimesErrors.busy();
    const stop = new AbortController();
    this.#underWay.set(principal, stop);
    try {
      const made = await this.#compute(draft, stop.signal);
      this.#made.set(made.preview.id, made);
      for (const [oldest] of [...this.#made].slice(0, Math.max(0, this.#made.size - MOST_CACHED)))
        this.#made.delete(oldest);
      return made.preview;
    } finally {
      if (this.#underWay.get(principal) === stop) this.#underWay.delete(principal);
    }
  }

  /** @throws AppError where the preview is gone */
  listTrips(id: string, query: PreviewQuery): { total: number; trips: FreightPreviewTrip[] } {
    const made = this.#made.get(id);
    if (!made) throw regimesErrors.unknown_preview();
    const found = made.trips.filter((one) => isShown(one, query));
    return {
      total: found.length,
      trips: found.slice(query.offset, query.offset + query.limit).map(shownTrip),
    };
  }

  async #compute({ id, version, regime }: DraftRow, signal: AbortSignal): Promise<Made> {
    const { record, clock, trips, units } = this.deps;
    const from = trips();
    if (from === null) throw regimesErrors.no_trips();
    const made_ms = clock.now();
    const today_ms = cityDayStart(made_ms);
    const span = { from_ms: today_ms - DAY_MS, to_ms: today_ms + DAY_MS };
    const began_ms = performance.now();
    const all = await from.trips(span.from_ms, span.to_ms);
    const book = bookAhead(record.book(), span.from_ms - OLDEST_MS);
    const trial = bookOfTrial(book, regime);
    const judged = await inTurns(all.slice(0, MOST_TRIPS), signal, (trip) => previewOf(trip, book, trial));
    const open = await settledOf(await from.open(), book, regime, made_ms, signal);
    const names = new Map((await units()).map(({ code, name }) => [code, name]));
    const { firms, ...summary } = summaryOf(judged, [...trial.regimes, ...book.regimes]);
    const preview: FreightPreview = {
      ...{ id: randomUUID(), draft: id, draft_version: version, made_ms, ...span, open, ...summary },
      left_out: all.length - judged.length,
      firms: firms.map((one) => ({ ...one, name: names.get(one.firm ?? '') ?? null })),
      ports: await queuesOf(judged, book.ports, span, pauseFor(signal)),
      took_ms: Math.round(performance.now() - began_ms),
    };
    return { preview, trips: judged };
  }
}

/** Lets whatever else waits have its turn. @throws AppError once the signal ends the work */
function pauseFor(signal: AbortSignal): () => Promise<void> {
  const turns = new Turns();
  return async () => {
    if (!turns.isOver) return;
    await turns.pause();
    if (signal.aborted) throw regimesErrors.previewing();
  };
}

/** Works in blocks: a promise for each of 40,000 trips would take longer than judging them. */
async function inTurns<T, R>(all: readonly T[], signal: AbortSignal, work: (one: T) => R): Promise<R[]> {
  const done: R[] = [];
  const pause = pauseFor(signal);
  for (let from = 0; from < all.length; from += BLOCK) {
    for (const one of all.slice(from, from + BLOCK)) done.push(work(one));
    await pause();
  }
  return done;
}

/** What would become of open trips, were the draft to begin now. */
async function settledOf(
  open: readonly OpenTrip[],
  { regimes, ports }: RegimeBook,
  draft: Regime,
  now_ms: number,
  signal: AbortSignal,
): Promise<FreightPreview['open']> {
  const layer = [...draft.streets].sort().join(' ');
  const before = regimes.flatMap((one) => {
    if ([...one.streets].sort().join(' ') !== layer) return [one];
    if (one.from_ms >= now_ms) return [];
    return [{ ...one, to_ms: Math.min(one.to_ms ?? now_ms, now_ms) }];
  });
  const book = { regimes: [...before, { ...draft, from_ms: now_ms, to_ms: null }], ports };
  const settled = await inTurns(open, signal, (one) => switchTrips([one], book, now_ms)[0].how);
  const counts = { ...NOTHING_SETTLED };
  for (const how of settled) counts[how]++;
  return counts;
}

function isShown(one: PreviewedTrip, { show, firm, rule }: PreviewQuery): boolean {
  if (firm !== undefined && (one.trip.firm ?? '') !== firm) return false;
  if (rule !== undefined)
    return [...one.draft.reasons, ...one.now.reasons].some((why) => keyOf(why) === rule);
  if (show === 'worse') return weightOf(one.draft) > weightOf(one.now);
  if (show === 'better') return weightOf(one.draft) < weightOf(one.now);
  return { refused: isRefused, alarmed: isAlarmed, late: isLate }[show](one.draft);
}

const sideOf = ({ outcome, reasons }: PreviewedTrip['now']): FreightPreviewTrip['now'] => ({
  ...{ outcome, reasons: [...reasons] },
});

const shownTrip = ({ trip, now, draft }: PreviewedTrip): FreightPreviewTrip => ({
  ...{ trip: trip.id, firm: trip.firm ?? null, class: trip.class, direction: trip.direction },
  ...{ city: trip.destination.city, at_ms: draft.judged_ms, now: sideOf(now), draft: sideOf(draft) },
});
