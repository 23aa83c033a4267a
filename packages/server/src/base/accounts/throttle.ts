import type { Clock } from '../../kit/clock.ts';
import { accountErrors } from './errors.ts';
import type { SignInPolicy } from './policy.ts';
import type { AccountStore } from './store.ts';

/** One attempt that was let through; what became of it must be told. */
export interface Attempt {
  succeeded(): Promise<void>;
}

/**
 * Lets sign-ins through until a name or an address has failed too often, then makes it wait, twice as long each time.
 * Every attempt is counted as a failure before its password is looked at and taken back when it succeeds, so that many
 * at once cannot slip through. A name is counted whether or not such an account exists: waiting tells nothing.
 */
export class Throttle {
  constructor(
    private readonly store: AccountStore,
    private readonly clock: Clock,
    private readonly policy: SignInPolicy,
  ) {}

  /** @throws AppError `accounts.wait` with the seconds left. */
  async admit(name: string, address: string): Promise<Attempt> {
    const byAddress = `address:${address}`;
    const byName = `account:${name}`;
    await this.#charge(byAddress, this.policy.address_failures);
    try {
      await this.#charge(byName, this.policy.account_failures);
    } catch (error) {
      await this.store.returnFailure(byAddress);
      throw error;
    }
    return {
      // The address only gets this attempt back: one good account must not wash an address that tries many.
      succeeded: async () => {
        await this.store.removeFailures(byName);
        await this.store.returnFailure(byAddress);
      },
    };
  }

  async #charge(key: string, failures: number): Promise<void> {
    const wait_ms = await this.store.chargeFailure(key, this.clock.now(), { ...this.policy, failures });
    if (wait_ms > 0) throw accountErrors.wait({ seconds: Math.ceil(wait_ms / 1000) });
  }

  /** Forgets old failures, so that the table stays small. */
  async sweep(): Promise<void> {
    await this.store.removeFailuresBefore(this.clock.now() - 1000 * this.policy.forget_after_s);
  }
}
