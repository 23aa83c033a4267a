import type { Language } from '@opentocc/contract';
import type { Personal } from './personal.ts';
import type { AccountStore } from './store.ts';

/** How somebody is reached, for what sends messages; it goes to no screen. */
export interface AccountContact {
  /** Of the account. */
  readonly name: string;
  readonly language: Language;
  readonly active: boolean;
  readonly phone: string | null;
  readonly email: string | null;
}

const PRINCIPAL = /^account:(\d{1,9})$/;

export class Contacts {
  constructor(
    private readonly store: Pick<AccountStore, 'findById' | 'findNames'>,
    private readonly personal: Personal,
  ) {}

  /** Undefined for who has no account, as a key. */
  async find(principal: string): Promise<AccountContact | undefined> {
    const id = numberOf(principal);
    const row = id === null ? undefined : await this.store.findById(id);
    if (!row) return undefined;
    const { phone, email } = await this.personal.open(row);
    return { name: row.name, language: row.language, active: row.state === 'active', phone, email };
  }

  /** Names of accounts, by principal; who has none is left out. */
  async namesOf(principals: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const ids = principals.map(numberOf).filter((id) => id !== null);
    const rows = await this.store.findNames(ids);
    return new Map(rows.map(({ id, name }) => [`account:${id}`, name]));
  }
}

function numberOf(principal: string): number | null {
  const [, id] = PRINCIPAL.exec(principal) ?? [];
  return id === undefined ? null : Number(id);
}
