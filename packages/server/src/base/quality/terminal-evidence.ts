import type { Datum } from '@opentocc/contract';
import { distance_m } from '@opentocc/core/geo';
import {
  addDatums,
  type ClockFault,
  countDatums,
  type DatumTally,
  type DatumVerdict,
  emptyDatumTally,
  estimateClockOffset,
  judgeDatum,
  nameClockFault,
} from '@opentocc/core/quality';
import type { ClockCounts, FixSample } from './model.ts';
import { CLOCK_LOOKS, PLACE_LOOKS, TerminalColumns } from './terminal-columns.ts';

/** Two places of a vehicle that are nearer say the same of its datum, m. */
const APART_M = 300;
/** What a terminal that fell silent was last judged to be holds so long. */
const FORGET_MS = 24 * 3_600_000;
/** A clock behind by no round figure may be a delay on the way: only what lasts is reported. */
const HELD_FOR_MS = 30 * 60_000;
/** A change of the offset beyond this is a step: somebody set the clock. */
const STEP_S = 600;
/** A rate of a clock is measured over at least this. */
const RATE_OVER_MS = 3_600_000;

/** What is known of one terminal's clock. */
export interface ClockJudged {
  readonly vehicle: number;
  readonly offset_s: number;
  readonly fault: ClockFault | null;
  /** Gain of the clock, s a day; null before an hour of looks. */
  readonly rate_s_per_day: number | null;
}

/** A terminal that sends another datum than its source declares. */
export interface DatumJudged {
  readonly vehicle: number;
  readonly verdict: DatumVerdict;
}

/** Places of a source's terminals counted together, and its terminals that send another datum than it declares. */
export interface DatumLook {
  readonly tally: DatumTally;
  vehicles: number;
  readonly others: DatumJudged[];
}

/** What the looks at single fixes say of each terminal. Memory only: known again in minutes after a restart. */
export class TerminalEvidence {
  readonly #terminals = new TerminalColumns();

  /** Takes a look at a fix. @returns whether its place is far enough from the last one to be probed. */
  look(fix: FixSample): boolean {
    const row = this.#terminals.rowOf(fix.vehicle);
    const { source, last_ms, received_ms, stated_ms, clock_looks, lon, lat } = this.#terminals.columns;
    const at = row * CLOCK_LOOKS + (clock_looks[row]++ % CLOCK_LOOKS);
    received_ms[at] = fix.received_ms;
    stated_ms[at] = fix.at_ms;
    last_ms[row] = fix.received_ms;
    source[row] = fix.source;
    return !(distance_m(lon[row], lat[row], fix.lon, fix.lat) < APART_M);
  }

  /** Takes the answer of `probeDatums` for the fix. */
  place(fix: FixSample, bits: number): void {
    const row = this.#terminals.rowOf(fix.vehicle);
    const { places, place_looks, lon, lat } = this.#terminals.columns;
    places[row * PLACE_LOOKS + (place_looks[row]++ % PLACE_LOOKS)] = bits;
    lon[row] = fix.lon;
    lat[row] = fix.lat;
  }

  forget(now_ms: number): void {
    this.#terminals.forgetBefore(now_ms - FORGET_MS);
  }

  /** Clocks that can be judged, by source. To be called at every look for findings: what lasts is noticed by it. */
  clocks(tolerance_s: number): Map<number, ClockJudged[]> {
    const bySource = new Map<number, ClockJudged[]>();
    for (const row of this.#terminals.rows()) {
      const judged = this.#judgeClock(row, tolerance_s);
      if (!judged) continue;
      const source = this.#terminals.columns.source[row];
      const list = bySource.get(source);
      if (list) list.push(judged);
      else bySource.set(source, [judged]);
    }
    return bySource;
  }

  /** What the places say of each source, held against the datum that it declares. */
  datums(declaredBy: (source: number) => Datum): Map<number, DatumLook> {
    const bySource = new Map<number, DatumLook>();
    const { source, vehicle, places, place_looks } = this.#terminals.columns;
    for (const row of this.#terminals.rows()) {
      if (place_looks[row] === 0) continue;
      const look = bySource.get(source[row]) ?? { tally: emptyDatumTally(), vehicles: 0, others: [] };
      bySource.set(source[row], look);
      const own = emptyDatumTally();
      const looks = Math.min(place_looks[row], PLACE_LOOKS);
      for (let i = 0; i < looks; i++) countDatums(own, places[row * PLACE_LOOKS + i]);
      addDatums(look.tally, own);
      look.vehicles++;
      const verdict = judgeDatum(own, declaredBy(source[row]));
      if (verdict.kind === 'other') look.others.push({ vehicle: vehicle[row], verdict });
    }
    return bySource;
  }

  #judgeClock(row: number, tolerance_s: number): ClockJudged | null {
    const { vehicle, last_ms, received_ms, stated_ms, clock_looks, fault_since_ms } = this.#terminals.columns;
    const ring = row * CLOCK_LOOKS;
    const looks = Math.min(clock_looks[row], CLOCK_LOOKS);
    const end = ring + looks;
    const clock = estimateClockOffset(received_ms.subarray(ring, end), stated_ms.subarray(ring, end), looks);
    if (!clock) return null;
    const { offset_s } = clock;
    const latest = ring + ((clock_looks[row] - 1) % CLOCK_LOOKS);
    const fault = nameClockFault(offset_s, stated_ms[latest], tolerance_s);
    if (!fault) fault_since_ms[row] = Number.NaN;
    else if (Number.isNaN(fault_since_ms[row])) fault_since_ms[row] = last_ms[row];
    if (fault?.kind === 'slow_or_held' && last_ms[row] - fault_since_ms[row] < HELD_FOR_MS) return null;
    return { vehicle: vehicle[row], offset_s, fault, rate_s_per_day: this.#rate(row, offset_s) };
  }

  /** A step of the clock (it was set) restarts the measurement. */
  #rate(row: number, offset_s: number): number | null {
    const { last_ms, base_ms, base_offset_s } = this.#terminals.columns;
    if (!(Math.abs(offset_s - base_offset_s[row]) <= STEP_S)) {
      base_ms[row] = last_ms[row];
      base_offset_s[row] = offset_s;
      return null;
    }
    const over_ms = last_ms[row] - base_ms[row];
    return over_ms < RATE_OVER_MS ? null : ((offset_s - base_offset_s[row]) * 86_400_000) / over_ms;
  }
}

/** The clocks of a source's terminals, counted. */
export function clocksOf(judged: readonly ClockJudged[]): ClockCounts {
  const offsets = judged.map(({ offset_s }) => offset_s).sort((a, b) => a - b);
  return {
    judged: judged.length,
    wrong: judged.filter(({ fault }) => fault !== null).length,
    offset_p50_s: offsets.length > 0 ? offsets[offsets.length >> 1] : null,
  };
}
