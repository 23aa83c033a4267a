import type { BarrierState } from '@opentocc/core/freight';

/** What a barrier says of itself. */
export type BarrierReport = (state: BarrierState) => void;

/** How long an arm takes, ms. */
const MOVE_MS = 2_000;

/** A barrier as it moves: an arm that takes two seconds, and follows nothing while it is stuck. */
export class SimulatedBarrier {
  #state: BarrierState = 'closed';
  #until_ms = 0;
  #aim: 'open' | 'closed' = 'closed';
  #stuck_until_ms = 0;

  constructor(private readonly report: BarrierReport) {}

  get state(): BarrierState {
    return this.#state;
  }

  move(to: 'open' | 'close' | 'stop', now_ms: number): void {
    if (to === 'stop' || now_ms < this.#stuck_until_ms) return;
    this.#aim = to === 'open' ? 'open' : 'closed';
    if (this.#state === this.#aim) return;
    this.#until_ms = now_ms + MOVE_MS;
    this.#say(to === 'open' ? 'opening' : 'closing');
  }

  /** Something breaks: it follows no command until then. */
  stick(until_ms: number): void {
    this.#stuck_until_ms = until_ms;
  }

  /** Says where it is, also when nothing moves: a controller knows by that that it lives. */
  step(now_ms: number): void {
    const isMoving = this.#state === 'opening' || this.#state === 'closing';
    if (isMoving && now_ms >= this.#until_ms) this.#state = this.#aim;
    this.report(this.#state);
  }

  #say(state: BarrierState): void {
    this.#state = state;
    this.report(state);
  }
}
