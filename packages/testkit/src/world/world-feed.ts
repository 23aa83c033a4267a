import { DAY_MS } from '@opentocc/core/time';
import { DayRun } from './day-run.ts';
import { type FollowerKind, Followers } from './followers.ts';
import { BIN_S } from './link-bins.ts';
import type { PassageBatch } from './passages.ts';
import { worldDayStart } from './traffic-field.ts';
import type { WorldCity } from './world-city.ts';

/** Time that is simulated before the first passage that is wanted, so that its streets are not empty. */
const WARM_UP_MS = 75 * 60_000;

/** No day begins earlier before its 04:00, s. */
const LONGEST_WARM_UP_S = 2700;

/** The world day after day, with the passages of those who follow its vehicles. */
export class WorldFeed {
  readonly #city: WorldCity;
  readonly #followers: Followers;
  #day: DayRun;

  /** @param from_ms of the first passages that are wanted */
  constructor(city: WorldCity, kinds: readonly FollowerKind[], from_ms: number) {
    this.#city = city;
    this.#followers = new Followers(city, kinds);
    const start_ms = worldDayStart(from_ms);
    const from_s = Math.floor((from_ms - WARM_UP_MS - start_ms) / (BIN_S * 1000)) * BIN_S;
    this.#day = this.#begin(start_ms, Math.max(from_s, -LONGEST_WARM_UP_S));
  }

  /** Until when the world is simulated, UTC ms. */
  get until_ms(): number {
    return this.#day.start_ms + this.#day.now_s * 1000;
  }

  /** Simulates the next five minutes. @returns the passages that ended in them */
  advance(): PassageBatch {
    if (this.#day.isOver) this.#day = this.#begin(this.#day.start_ms + DAY_MS, 0);
    this.#day.advance();
    return this.#followers.rows.take(this.until_ms);
  }

  #begin(start_ms: number, from_s: number): DayRun {
    const day = new DayRun(this.#city, { start_ms, from_s, observer: this.#followers });
    this.#followers.begin(day);
    return day;
  }
}
