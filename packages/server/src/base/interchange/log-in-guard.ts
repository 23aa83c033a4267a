import { callerNetwork } from '../../kit/caller-network.ts';
import type { Clock } from '../../kit/clock.ts';

/** Wrong log-ins from one address within the span after which none is looked at. */
const MOST_FAILURES = 5;
const SPAN_MS = 600_000;
/** Addresses remembered; the one that failed longest ago is forgotten for one more. */
const MOST_ADDRESSES = 10_000;

interface Failures {
  count: number;
  first_ms: number;
}

/**
 * Counts wrong log-ins by address, so that passwords of eight characters cannot be found out by trying. One that is right does
 * not wipe out those before it: a platform could else guess at the password of another, with its own in between.
 */
export class LogInGuard {
  readonly #byAddress = new Map<string, Failures>();

  constructor(private readonly clock: Clock) {}

  isBarred(address: string): boolean {
    const network = callerNetwork(address);
    const failures = this.#byAddress.get(network);
    if (!failures) return false;
    if (this.clock.now() - failures.first_ms > SPAN_MS) this.#byAddress.delete(network);
    else return failures.count >= MOST_FAILURES;
    return false;
  }

  failed(address: string): void {
    const network = callerNetwork(address);
    const before = this.#byAddress.get(network) ?? { count: 0, first_ms: this.clock.now() };
    this.#byAddress.delete(network);
    this.#byAddress.set(network, { ...before, count: before.count + 1 });
    const oldest = this.#byAddress.keys().next().value;
    if (this.#byAddress.size > MOST_ADDRESSES && oldest !== undefined) this.#byAddress.delete(oldest);
  }
}
