import type { Clock } from '../../kit/clock.ts';
import type { AuditSink } from '../audit/index.ts';
import type { Directory } from './directory.ts';
import { oneTimePassword, type PasswordHasher } from './password.ts';
import type { Personal } from './personal.ts';
import type { AccountStore } from './store.ts';
import { FIRST_UNITS } from './units.ts';

/** Shown once to who started the system. */
export interface NewAdministrator {
  readonly account: string;
  readonly one_time_password: string;
}

interface Deps {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly audit: AuditSink;
  readonly hasher: PasswordHasher;
  readonly directory: Directory;
  readonly personal: Personal;
}

const FIRST_NAME = 'admin';

/** The way into an empty installation: no account exists before, and no password is built in. */
export class FirstAdministrator {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Whether nobody has changed the one-time password that was printed yet: one account, which never got further. */
  async isWaiting(): Promise<boolean> {
    const { store } = this.#deps;
    if ((await store.countAccounts()) !== 1) return false;
    return (await store.findByName(FIRST_NAME))?.must_change_password ?? false;
  }

  /** Makes the organisation and the first system administrator, once, however many processes start together. */
  async ensure(): Promise<NewAdministrator | null> {
    const { store, clock, random, hasher, audit, directory, personal } = this.#deps;
    const one_time_password = oneTimePassword(random);
    const password_hash = await hasher.hash(one_time_password);
    const display_name = await personal.sealName(FIRST_NAME, '系统管理员');
    const made = await store.exclusively(async (alone) => {
      if ((await alone.countAccounts()) > 0) return null;
      for (const unit of FIRST_UNITS) await alone.putUnit(unit);
      const account = await alone.addAccount({
        name: FIRST_NAME,
        display_name,
        unit: FIRST_UNITS[0].code,
        language: 'zh',
        state: 'active',
        password_hash,
        password_changed_ms: clock.now(),
        must_change_password: true,
        created_ms: clock.now(),
      });
      await alone.setGrants(account.id, [{ role: 'system-administrator', platform: null, unit: null }]);
      return account;
    });
    if (!made) return null;
    directory.forget();
    await audit.record({
      principal: 'system',
      actor: 'system',
      address: null,
      action: 'accounts.first-administrator',
      target: `account:${made.id}`,
      result: 'done',
    });
    return { account: made.name, one_time_password };
  }
}
