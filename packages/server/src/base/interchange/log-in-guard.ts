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

/** Counts wrong log-ins by address, so that passwords of eight characters cannot be found out by trying. */
export class LogInGuard {
  readonly #byAddress = new Map<string, Failures>();

  constructor(private readonly clock: Clock) {}

  isBarred(address: string): boolean {
    const failures = this.#byAddress.get(address);
    if (!failures) return false;
    if (this.clock.now() - failures.first_ms > SPAN_MS) this.#byAddress.delete(address);
    else return failures.count >= MOST_FAILURES;
    return false;
  }

  failed(address: string): void {
    const before = this.#byAddress.get(address) ?? { count: 0, first_ms: this.clock.now() };
    this.#byAddress.delete(address);
    this.#byAddress.set(address, { ...before, count: before.count + 1 });
    const oldest = this.#byAddress.keys().next().value;
    if (this.#byAddress.size > MOST_ADDRESSES && oldest !== undefined) this.#byAddress.delete(oldest);
  }

  succeeded(address: string): void {
    this.#byAddress.delete(address);
  }
}
