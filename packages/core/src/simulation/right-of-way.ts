import type { SignalControl } from './signal-control.ts';
import type { SimNetwork } from './sim-network.ts';
import type { SimColumns, SimState } from './sim-state.ts';

/** Part of the critical gap that lies behind a vehicle which has passed, s. */
const CLEARANCE_S = 1;
/** Shortest time before a driver who gives way looks again, s. */
const LOOK_AGAIN_S = 0.05;

/**
 * Gap acceptance: a movement that gives way goes when, over its critical gap, nothing of the streams above it has passed or
 * will pass. What comes is seen as far as the section reaches; the rest of the critical gap is taken from what has passed, so
 * that the capacity is that of the whole gap on short sections as well (Siegloch 1973: e^(−q·t0)/tf).
 *
 * Those who give way to each other go in the order in which they came to wait, so that four who meet at a crossing
 * without priority do not stand for ever. Who is held by a queue beyond the junction, or by a red signal, lets others pass.
 */
export class RightOfWay {
  readonly #network: SimNetwork;
  readonly #columns: SimColumns;
  readonly #signals: SignalControl;
  readonly #impatience_s: number;

  constructor(network: SimNetwork, { columns }: SimState, signals: SignalControl, impatience_s: number) {
    this.#network = network;
    this.#columns = columns;
    this.#signals = signals;
    this.#impatience_s = impatience_s;
  }

  /** `now_s` when the movement may go, else when to look again. */
  gapTime(movement: number, now_s: number): number {
    const { yield_offset, yield_movement, movement_section, movement_gap_s } = this.#network;
    const first = yield_offset[movement];
    const end = yield_offset[movement + 1];
    if (first === end) return now_s;
    const section = movement_section[movement];
    const patience = 1 - (now_s - this.#columns.held_since_s[section]) / this.#impatience_s;
    if (patience <= 0) return this.#answer(section, now_s, now_s);
    const gap_s = movement_gap_s[movement] * Math.min(1, patience);
    let again_s = now_s;
    for (let i = first; i < end; i++)
      again_s = Math.max(again_s, this.#streamTime(section, yield_movement[i], gap_s, now_s));
    return this.#answer(section, again_s, now_s);
  }

  #answer(section: number, again_s: number, now_s: number): number {
    this.#columns.giving_way[section] = again_s > now_s ? 1 : 0;
    return again_s > now_s ? Math.max(again_s, now_s + LOOK_AGAIN_S) : now_s;
  }

  /** `now_s` when a stream leaves the gap, else when what hinders is past. */
  #streamTime(own: number, stream: number, gap_s: number, now_s: number): number {
    const c = this.#columns;
    const section = this.#network.movement_section[stream];
    if (c.head[section] < 0 && c.last_pass_s[stream] + gap_s <= now_s) return now_s;
    const behind_s = Math.max(gap_s - c.free_s[section], Math.min(CLEARANCE_S, gap_s));
    const clear_s = c.last_pass_s[stream] + behind_s;
    if (c.giving_way[section] === 1 && this.#waitedLonger(own, section)) return Math.max(now_s, clear_s);
    const next_s = this.#nextPass(stream, section, now_s);
    if (next_s < now_s + gap_s - behind_s) return next_s + behind_s;
    return Math.max(now_s, clear_s);
  }

  #waitedLonger(a: number, b: number): boolean {
    const { held_since_s } = this.#columns;
    return held_since_s[a] < held_since_s[b] || (held_since_s[a] === held_since_s[b] && a < b);
  }

  /** When the next vehicle of a stream can pass; Infinity when none is in sight or it is held by something else. */
  #nextPass(stream: number, section: number, now_s: number): number {
    const c = this.#columns;
    if (c.waiting_on[section] >= 0) return Infinity;
    const first = c.head[section];
    if (first < 0) return Infinity;
    let at_s = Math.max(c.ready_s[first], c.next_exit_s[section], now_s);
    if (c.movement[first] !== stream) {
      const second = c.next[first];
      if (second < 0 || c.movement[second] !== stream) return Infinity;
      at_s = Math.max(c.ready_s[second], at_s + this.#network.movement_headway_s[stream]);
    }
    return this.#signals.greenTime(stream, at_s) > at_s ? Infinity : at_s;
  }
}
