import type { Clock } from '../../kit/clock.ts';

/** Take-overs of one terminal within {@link SPAN_MS} after which its connection is held. Assumed: a weak radio link makes one or two. */
const MOST = 3;
const SPAN_MS = 60_000;

/**
 * How often newer connections took over from older ones. Two devices with one phone take over from each other as fast as
 * they connect; then the one that is there stays for as long as it speaks, and the other is refused.
 */
export class Displacements {
  /** By vehicle, the instants of the last take-overs, oldest first. */
  readonly #at_ms = new Map<number, number[]>();

  constructor(private readonly clock: Clock) {}

  note(vehicle: number): void {
    const last = this.#at_ms.get(vehicle) ?? [];
    last.push(this.clock.now());
    this.#at_ms.set(vehicle, last.slice(-MOST));
  }

  /** @param last_frame_ms when the connection that is there spoke last: one that has fallen silent always gives way. */
  isShared(vehicle: number, last_frame_ms: number): boolean {
    const now_ms = this.clock.now();
    const [first, ...others] = this.#at_ms.get(vehicle) ?? [];
    if (first === undefined || others.length < MOST - 1) return false;
    return now_ms - last_frame_ms < SPAN_MS && now_ms - first < SPAN_MS;
  }

  /** Lets go of vehicles without a take-over in the last while. */
  forget(): void {
    const before_ms = this.clock.now() - SPAN_MS;
    for (const [vehicle, at_ms] of this.#at_ms) if (at_ms.at(-1)! < before_ms) this.#at_ms.delete(vehicle);
  }
}
