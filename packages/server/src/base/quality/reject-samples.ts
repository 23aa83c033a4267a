import type { RejectReason } from '@opentocc/contract';
import { type Keyed, offer } from '@opentocc/core/quality';
import type { FixSample, RejectedFix } from './model.ts';
import { hourOf } from './source-counts.ts';

/** Samples of each source, reason and hour: a uniform sample, and the newest. */
export const FAIR = 8;
export const NEWEST = 8;

/** A rejected record that is stored to be shown. */
export interface StoredReject extends Keyed {
  readonly source: number;
  readonly reason: RejectReason;
  readonly received_ms: number;
  readonly newest: boolean;
  /** Absent when there was no position to read. */
  readonly fix: FixSample | null;
  readonly figure: number | null;
  /** What the gateway says of the sender, with numbers masked; null when the vehicle is known. */
  readonly terminal: string | null;
}

interface Drawer {
  readonly hour_ms: number;
  readonly fair: StoredReject[];
  readonly newest: StoredReject[];
  /** Grows with each change; `saved` is the one that stands in the database. */
  version: number;
  saved: number;
}

/** All of one source, reason and hour, to be written in place of what stands. */
interface ChangedDrawer {
  readonly name: string;
  readonly version: number;
  readonly source: number;
  readonly reason: RejectReason;
  readonly hour_ms: number;
  readonly rejects: readonly StoredReject[];
}

/** 13912345678 → 139****5678: a number that may call a person. */
export function maskNumbers(text: string): string {
  return text.replace(/\d{7,}/g, (digits) => `${digits.slice(0, 3)}****${digits.slice(-4)}`);
}

/** Without 0x00 and halves of surrogate pairs: no database takes them, and one such sample would hold up all others. */
const storable = (text: string): string =>
  text.replaceAll('\0', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');

/** Examples of what was rejected, by source, reason and hour. */
export class RejectSamples {
  readonly #drawers = new Map<string, Drawer>();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Takes what was stored before a restart. */
  restore(rejects: readonly StoredReject[]): void {
    for (const one of rejects) {
      const drawer = this.#drawer(one);
      if (one.newest) drawer.newest.push(one);
      else offer(drawer.fair, one, FAIR);
    }
    for (const { newest } of this.#drawers.values()) newest.sort((a, b) => a.received_ms - b.received_ms);
  }

  addFix(fix: RejectedFix, newest: boolean): void {
    const { reason, figure, key, ...sample } = fix;
    const { source, received_ms } = fix;
    this.#add({ source, reason, received_ms, newest, fix: sample, figure, terminal: null, key });
  }

  /** A record that was no position, or whose sender is not known. */
  addText(source: number, reason: RejectReason, received_ms: number, text: string): void {
    const key = this.#random();
    const terminal = maskNumbers(storable(text));
    const one = { source, reason, received_ms, fix: null, figure: null, terminal, key };
    this.#add({ ...one, newest: false });
    this.#add({ ...one, newest: true });
  }

  /** Drawers that are not written as they stand. */
  changed(): ChangedDrawer[] {
    return [...this.#drawers].flatMap(([name, { hour_ms, fair, newest, version, saved }]) => {
      if (version === saved) return [];
      const [{ source, reason }] = newest.length > 0 ? newest : fair;
      return [{ name, version, source, reason, hour_ms, rejects: [...fair, ...newest] }];
    });
  }

  /** These are written; drawers of hours before `now_ms`'s leave memory. */
  written(drawers: readonly ChangedDrawer[], now_ms: number): void {
    for (const { name, version } of drawers) {
      const drawer = this.#drawers.get(name);
      if (drawer) drawer.saved = version;
    }
    for (const [name, { hour_ms, version, saved }] of this.#drawers)
      if (version === saved && hour_ms < hourOf(now_ms)) this.#drawers.delete(name);
  }

  #add(one: StoredReject): void {
    const drawer = this.#drawer(one);
    drawer.version++;
    if (!one.newest) {
      offer(drawer.fair, one, FAIR);
      return;
    }
    drawer.newest.push(one);
    if (drawer.newest.length > NEWEST) drawer.newest.shift();
  }

  #drawer({ source, reason, received_ms }: StoredReject): Drawer {
    const hour_ms = hourOf(received_ms);
    const name = `${source}/${reason}/${hour_ms}`;
    let drawer = this.#drawers.get(name);
    if (!drawer) {
      drawer = { hour_ms, fair: [], newest: [], version: 0, saved: 0 };
      this.#drawers.set(name, drawer);
    }
    return drawer;
  }
}
