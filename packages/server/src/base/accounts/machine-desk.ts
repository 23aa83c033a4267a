import type { Clock } from '../../kit/clock.ts';
import type { AuditSink } from '../audit/index.ts';
import type { Administration } from './administration.ts';
import { type Directory, unitsIn } from './directory.ts';
import { accountErrors } from './errors.ts';
import type { Unit } from './model.ts';
import { oneTimePassword, type PasswordHasher } from './password.ts';
import type { Personal } from './personal.ts';
import { normalName } from './sign-in.ts';
import type { AccountRow, AccountStore } from './store.ts';
import { FIRST_UNITS } from './units.ts';

/** An account that a program signs in with. */
export interface ProgramAccount {
  readonly name: string;
  readonly display_name: string;
  /** Code of a role, which it holds for its unit and those below; for the whole city where it has none. */
  readonly role: string;
  /** Code of its unit; the city centre without it. */
  readonly unit?: string;
}

interface Deps {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly audit: AuditSink;
  readonly hasher: PasswordHasher;
  readonly personal: Personal;
  readonly administration: Administration;
  readonly directory: Pick<Directory, 'forget'>;
}

/** What is done with accounts on the machine itself, where no session is; audited as the system's doing. */
export class MachineDesk {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** @returns a new one-time password. @throws AppError when there is no such account. */
  async resetPassword(name: string): Promise<string> {
    const { store, administration } = this.#deps;
    const row = await store.findByName(normalName(name));
    if (!row) throw accountErrors.account_unknown();
    const one_time_password = await administration.resetPassword(row);
    await this.#audit('accounts.reset', row);
    return one_time_password;
  }

  /**
   * Makes the account of a program where there is none, and gives it a new random password, which the program holds in
   * memory alone and asks for again at its next start.
   */
  async openProgramAccount({ name, display_name, role, unit }: ProgramAccount): Promise<string> {
    const { store, clock, random, hasher, personal, administration } = this.#deps;
    const password = oneTimePassword(random);
    const credentials = {
      password_hash: await hasher.hash(password),
      password_changed_ms: clock.now(),
      must_change_password: false,
    };
    const known = await store.findByName(name);
    if (known) {
      await administration.resetPassword(known);
      await store.updateAccount(known.id, credentials);
      await this.#audit('accounts.reset', known);
      return password;
    }
    const row = await store.addAccount({
      name,
      display_name: await personal.sealName(name, display_name),
      unit: unit ?? FIRST_UNITS[0].code,
      language: 'zh',
      state: 'active',
      ...credentials,
      created_ms: clock.now(),
    });
    await store.setGrants(row.id, [{ role, platform: null, unit: unit ?? null }]);
    await this.#audit('accounts.add', row, { name, unit: row.unit, role });
    return password;
  }

  /** Makes a unit where there is none of its code; one that is there stays as people made it. */
  async openUnit(unit: Unit): Promise<void> {
    const { store, directory, audit } = this.#deps;
    await store.exclusively(async (alone) => {
      if ((await unitsIn(alone)).has(unit.code)) return;
      await alone.putUnit(unit);
      await audit.record({
        ...{ principal: 'system', actor: 'command line', address: null, result: 'done' },
        ...{ action: 'units.put', target: `unit:${unit.code}`, detail: { before: null, after: { ...unit } } },
      });
    });
    directory.forget();
  }

  async #audit(action: string, { id }: AccountRow, detail?: Record<string, string>): Promise<void> {
    await this.#deps.audit.record({
      principal: 'system',
      actor: 'command line',
      address: null,
      action,
      target: `account:${id}`,
      result: 'done',
      ...(detail && { detail }),
    });
  }
}
