import type { Accounts } from '../base/accounts/index.ts';
import type { Demo, DemoOfficer } from '../kit/demo.ts';
import { invariant } from '../kit/errors.ts';
import { createLimit } from '../kit/limit.ts';
import { HttpOperator } from './demo-operator.ts';

/** People of the demo city whom its modules named, with their units. An account is opened when somebody first signs in. */
export class DemoPeople {
  readonly #accounts: Pick<Accounts, 'openProgramAccount' | 'openUnit'>;
  readonly #demos: readonly Demo[];
  readonly #passwords = new Map<string, Promise<string>>();
  // In turn: many at once from one address are held for guessing.
  readonly #inTurn = createLimit(1, 1_000, () => new Error('more people than desks'));

  constructor(accounts: Pick<Accounts, 'openProgramAccount' | 'openUnit'>, demos: readonly Demo[]) {
    this.#accounts = accounts;
    this.#demos = demos;
  }

  async openUnits(): Promise<void> {
    for (const unit of this.#demos.flatMap(({ units }) => units ?? []))
      await this.#accounts.openUnit({ ...unit, districts: null, assumed: false });
  }

  signIn(url: string, name: string): Promise<DemoOfficer> {
    return this.#inTurn(async () =>
      HttpOperator.signIn({ url, account: name, password: await this.#open(name) }),
    );
  }

  #open(name: string): Promise<string> {
    const known = this.#passwords.get(name);
    if (known) return known;
    const person = this.#demos.flatMap(({ people }) => people ?? []).find((one) => one.name === name);
    invariant(person, `${name} is one of the people of the demo city`);
    const opened = this.#accounts.openProgramAccount(person);
    this.#passwords.set(name, opened);
    return opened;
  }
}
