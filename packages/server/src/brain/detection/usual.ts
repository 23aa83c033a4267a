import { setImmediate as breathe } from 'node:timers/promises';
import { type LinkNormal, LinkNormals, QUARTERS_OF_DAY } from '@opentocc/core/detection';
import type { RoadNetwork } from '@opentocc/core/network';
import { calendarKind, DAY_MS, type DayKind, dayNumber, MINUTE_MS } from '@opentocc/core/time';
import { slotSpeed_kmh } from '@opentocc/core/traffic';
import { type Clock, cityDayStart } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';

const QUARTER_MS = 15 * MINUTE_MS;
/**
 * Days looked back over, days of the same kind that are learnt from at most, and days that are needed. Two of the same kind (a
 * weekend) are better than more of another, but say less well how far days are apart: variances from day to day are
 * wider by the share that the mean of two is uncertain. Assumed, 2026-11-28.
 */
export const USUAL = {
  ...{
    look_back_days: 28,
    most_days: 10,
    least_days: 3,
    few_days: 2,
    few_widen: 1.5,
    valid_from: '2026-11-28',
  },
} as const;

/** While too few days are known it is looked again so often: a past may be imported meanwhile. */
const RETRY_MS = 5 * MINUTE_MS;

/** A quarter of an hour of all links, as bytes: half km/h, and passes up to 255. */
export interface StoredQuarter {
  readonly slot_start_ms: number;
  readonly speeds: Uint8Array;
  readonly passes: Uint8Array | null;
}

export interface UsualDeps {
  readonly network: RoadNetwork;
  readonly listSlotStarts: (from_ms: number) => Promise<readonly number[]>;
  readonly listSlots: (from_ms: number, to_ms: number) => Promise<readonly StoredQuarter[]>;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * What is usual on each link at this time on days of this kind (working day, weekend, holiday), learnt once a day from the
 * stored quarters of the days before. Until it is learnt nothing is judged: a day without a past has no usual.
 */
export class Usual {
  readonly #deps: UsualDeps;
  #normals: LinkNormals | null = null;
  #day_ms = Number.NaN;
  #days = 0;
  #needed: number = USUAL.least_days;
  #tried_ms = Number.NEGATIVE_INFINITY;
  #quarter = -1;
  #now: LinkNormal | null = null;
  #learning: Promise<void> = Promise.resolve();

  constructor(deps: UsualDeps) {
    this.#deps = deps;
  }

  /** Days learnt from. */
  get days(): number {
    return this.#days;
  }

  /** Days that are needed: fewer where there are days of the same kind. */
  get needed(): number {
    return this.#needed;
  }

  /** Null until enough days are known. */
  at(at_ms: number): LinkNormal | null {
    const day_ms = cityDayStart(at_ms);
    const is_due = this.#normals === null && at_ms - this.#tried_ms >= RETRY_MS;
    if (day_ms !== this.#day_ms || is_due) {
      this.#day_ms = day_ms;
      this.#tried_ms = at_ms;
      this.#learning = this.#learn(day_ms).catch((err) => {
        this.#day_ms = Number.NaN;
        this.#deps.log.error(
          { err, now_ms: this.#deps.clock.now() },
          'usual speeds could not be learnt; trying again',
        );
      });
    }
    const quarter = Math.floor((at_ms - day_ms) / QUARTER_MS);
    if (quarter !== this.#quarter) {
      this.#quarter = quarter;
      const now = this.#normals?.at(quarter) ?? null;
      this.#now = now && this.#days < USUAL.least_days ? widened(now) : now;
    }
    return this.#now;
  }

  /** Resolves when nothing is being learnt. */
  flush(): Promise<void> {
    return this.#learning;
  }

  async #learn(day_ms: number): Promise<void> {
    const kind = calendarKind(dayNumber(day_ms));
    const own = await this.#daysBefore(day_ms, (of) => of === kind);
    // The first days of a holiday have none of their kind within reach: all days then, which differ more and say less.
    const is_enough = own.length >= USUAL.few_days;
    const days = is_enough ? own : await this.#daysBefore(day_ms, () => true);
    this.#days = days.length;
    this.#needed = is_enough ? USUAL.few_days : USUAL.least_days;
    if (days.length < this.#needed) return;
    const normals = new LinkNormals(this.#deps.network);
    for (const of_ms of days) await this.#addDay(normals, of_ms);
    for (const _ of normals.learn()) await breathe();
    this.#normals = normals;
    this.#quarter = -1;
  }

  /** The newest days that are stored, for a quarter of their time at least. */
  async #daysBefore(day_ms: number, isOf: (kind: DayKind) => boolean): Promise<number[]> {
    const starts = await this.#deps.listSlotStarts(day_ms - USUAL.look_back_days * DAY_MS);
    const quarters = new Map<number, number>();
    for (const start_ms of starts) {
      const of_ms = cityDayStart(start_ms);
      if (of_ms < day_ms) quarters.set(of_ms, (quarters.get(of_ms) ?? 0) + 1);
    }
    return [...quarters]
      .filter(([of_ms, n]) => n > QUARTERS_OF_DAY / 4 && isOf(calendarKind(dayNumber(of_ms))))
      .map(([of_ms]) => of_ms)
      .sort((a, b) => b - a)
      .slice(0, USUAL.most_days);
  }

  async #addDay(normals: LinkNormals, of_ms: number): Promise<void> {
    for (const slot of await this.#deps.listSlots(of_ms, of_ms + DAY_MS)) {
      normals.add(quarterOf(slot, of_ms));
      await breathe();
    }
  }
}

const widened = (normal: LinkNormal): LinkNormal => ({
  ...normal,
  between: normal.between.map((of) => of * USUAL.few_widen),
});

function quarterOf({ slot_start_ms, speeds, passes }: StoredQuarter, day_ms: number) {
  return {
    quarter: Math.floor((slot_start_ms - day_ms) / QUARTER_MS),
    speed_kmh: Float32Array.from(speeds, (byte) => slotSpeed_kmh(byte) ?? Number.NaN),
    passes: passes ?? new Uint8Array(speeds.length).fill(1),
  };
}
