import { callerNetwork } from '../../kit/caller-network.ts';
import type { Clock } from '../../kit/clock.ts';
import { accountErrors } from './errors.ts';
import type { SignInPolicy } from './policy.ts';
import type { AccountStore } from './store.ts';

/** Who tries, and where. */
export interface Caller {
  /** In its normal form; whether there is such an account does not matter here. */
  readonly name: string;
  readonly address: string;
  /** Number of a device on which the owner of this name has signed in before. */
  readonly device?: string | null;
}

/** One attempt that was let through: a failure unless it is taken back. */
export interface Attempt {
  /** Everything that was asked for was right. */
  succeeded(): Promise<void>;
  /** Nothing was guessed: the attempt counts for nothing, and what failed before still does. */
  takeBack(): Promise<void>;
  /** The password was right and a code is looked at next. @throws AppError `accounts.wait` when too many were wrong. */
  admitCode(): Promise<void>;
}

/** What is counted, and how many failures are free. */
interface Count {
  readonly key: string;
  readonly free: number;
  /** Forgotten when the attempt succeeds; others only get this one attempt back. */
  readonly own: boolean;
}

/**
 * Lets sign-ins through until too many have failed, then makes them wait, twice as long each time. Counted are a name from
 * one address, the address whatever the name, and the name from wherever, with a wide bound: nobody can keep its owner
 * waiting by a handful of wrong passwords. A device of the owner is counted by itself alone, so that it gets in whatever
 * others do. Codes of a second factor are counted by name, narrowly: only who has the password comes so far.
 *
 * Every attempt is counted as a failure before its password is looked at and taken back when it was none, so that many
 * at once cannot slip through. A name is counted whether or not such an account exists: waiting reveals nothing.
 */
export class Throttle {
  constructor(
    private readonly store: AccountStore,
    private readonly clock: Clock,
    private readonly policy: SignInPolicy,
  ) {}

  /** @throws AppError `accounts.wait` with the seconds left. */
  async admit(caller: Caller): Promise<Attempt> {
    const at_ms = this.clock.now();
    const counts = this.#countsOf(caller);
    await this.#chargeAll(counts, at_ms);
    const takeBack = async () => {
      for (const { key } of counts) await this.store.returnFailure(key, at_ms);
    };
    const code = { key: `code:${caller.name}`, free: this.policy.account_failures };
    return {
      takeBack,
      succeeded: async () => {
        await takeBack();
        // One good account must not wash an address that tries many, nor its owner the guesses of others.
        for (const { key, own } of counts) if (own) await this.store.removeFailures(key);
        await this.store.removeFailures(code.key);
      },
      admitCode: async () => {
        if (caller.device) return;
        try {
          await this.#charge(code, at_ms);
        } catch (error) {
          await takeBack();
          throw error;
        }
      },
    };
  }

  /** Lets a name in again at once, from where it waits too: an administrator has looked into it. */
  async clear(name: string): Promise<void> {
    await this.store.removeFailuresOf(name);
  }

  /** Forgets old failures, so that the table stays small. */
  async sweep(): Promise<void> {
    await this.store.removeFailuresBefore(this.clock.now() - 1000 * this.policy.forget_after_s);
  }

  #countsOf({ name, address, device }: Caller): Count[] {
    const { account_failures, address_failures, name_failures } = this.policy;
    if (device) return [{ key: `device:${device}`, free: account_failures, own: true }];
    const network = callerNetwork(address);
    return [
      { key: `address:${network}`, free: address_failures, own: false },
      // Normal names hold no blank: the two parts cannot be mistaken.
      { key: `from:${name} ${network}`, free: account_failures, own: true },
      { key: `account:${name}`, free: name_failures, own: false },
    ];
  }

  async #chargeAll(counts: readonly Count[], at_ms: number): Promise<void> {
    for (const [done, count] of counts.entries())
      try {
        await this.#charge(count, at_ms);
      } catch (error) {
        for (const { key } of counts.slice(0, done)) await this.store.returnFailure(key, at_ms);
        throw error;
      }
  }

  async #charge({ key, free }: Pick<Count, 'key' | 'free'>, at_ms: number): Promise<void> {
    const wait_ms = await this.store.chargeFailure(key, at_ms, { ...this.policy, failures: free });
    const seconds = Math.ceil(wait_ms / 1000);
    if (seconds > 0) throw accountErrors.wait({ seconds }, seconds);
  }
}
