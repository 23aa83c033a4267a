import type { Clock } from '../../kit/clock.ts';

/** Take-overs of one terminal within {@link SPAN_MS} after which its connection stays. Assumed: a weak radio link makes one or two. */
const MOST = 3;
const SPAN_MS = 60_000;
/**
 * Take-overs from a connection that still spoke, within {@link SLOW_SPAN_MS}, that are more than a weak radio link makes:
 * two devices that try again only every half minute or so. Assumed.
 */
const MOST_SLOWLY = 12;
const SLOW_SPAN_MS = 3_600_000;

/**
 * How often newer connections took over from older ones. Two devices with one phone take over from each other as fast as
 * they connect; then the one that is there stays for as long as it speaks and the other goes on trying.
 */
export class Displacements {
  /** By vehicle, the instants of the last take-overs, oldest first. */
  readonly #at_ms = new Map<number, number[]>();
  /** The same, of take-overs from a connection that still spoke. */
  readonly #from_speaking_ms = new Map<number, number[]>();
  /** By vehicle, when the other device was refused last. */
  readonly #refused_ms = new Map<number, number>();

  constructor(private readonly clock: Clock) {}

  /**
   * Notes that a newer connection took over.
   * @param last_frame_ms when the older one spoke last: only one that did so within a minute may be another device.
   * @returns whether so many did within the hour that two devices must share the phone, although neither is to be refused.
   */
  note(vehicle: number, last_frame_ms: number): boolean {
    const now_ms = this.clock.now();
    this.#at_ms.set(vehicle, [...(this.#at_ms.get(vehicle) ?? []), now_ms].slice(-MOST));
    if (now_ms - last_frame_ms >= SPAN_MS) return false;
    const from_speaking = [...(this.#from_speaking_ms.get(vehicle) ?? []), now_ms].slice(-MOST_SLOWLY);
    this.#from_speaking_ms.set(vehicle, from_speaking);
    return from_speaking.length === MOST_SLOWLY && now_ms - from_speaking[0] < SLOW_SPAN_MS;
  }

  /**
   * Whether a newer connection is to be refused, which is noted.
   * @param last_frame_ms when the connection that is there spoke last: one that has fallen silent always gives way.
   */
  refuses(vehicle: number, last_frame_ms: number): boolean {
    const now_ms = this.clock.now();
    if (now_ms - last_frame_ms >= SPAN_MS || !this.#isShared(vehicle, now_ms)) return false;
    this.#refused_ms.set(vehicle, now_ms);
    return true;
  }

  #isShared(vehicle: number, now_ms: number): boolean {
    const refused_ms = this.#refused_ms.get(vehicle);
    if (refused_ms !== undefined && now_ms - refused_ms < SPAN_MS) return true;
    const last = this.#at_ms.get(vehicle) ?? [];
    return last.length === MOST && now_ms - last[0] < SPAN_MS;
  }

  /** Removes vehicles without a take-over or a refusal in the last while. */
  forget(): void {
    const now_ms = this.clock.now();
    const before_ms = now_ms - SPAN_MS;
    for (const [vehicle, at_ms] of this.#at_ms) if (at_ms.at(-1)! < before_ms) this.#at_ms.delete(vehicle);
    for (const [vehicle, at_ms] of this.#from_speaking_ms)
      if (at_ms.at(-1)! < now_ms - SLOW_SPAN_MS) this.#from_speaking_ms.delete(vehicle);
    for (const [vehicle, at_ms] of this.#refused_ms) if (at_ms < before_ms) this.#refused_ms.delete(vehicle);
  }
}
