import type { Permission } from '@opentocc/contract';
import type { Directory } from './directory.ts';
import { authorityOf } from './model.ts';
import { masked, type Personal } from './personal.ts';
import type { AccountStore } from './store.ts';

/** Somebody with an account, as other modules name them: personal data is masked. */
export interface AccountPerson {
  readonly principal: string;
  readonly id: number;
  /** Of the account. */
  readonly name: string;
  readonly display_name: string;
  readonly phone: string | null;
  readonly unit: string;
  /** Whether the account may sign in and holds the permission that was asked about. */
  readonly holds: boolean;
  /** Units that this permission reaches; null is all of them. */
  readonly units: readonly string[] | null;
}

/** Everybody with an account, and how far each holds a permission; by name. */
export async function peopleWith(
  permission: Permission,
  deps: { readonly store: AccountStore; readonly directory: Directory; readonly personal: Personal },
): Promise<AccountPerson[]> {
  const { store, directory, personal } = deps;
  const [roles, units, grants] = await Promise.all([
    directory.roles(),
    directory.units(),
    store.grantsByAccount(),
  ]);
  const rows = await store.listAccounts();
  return Promise.all(
    rows.map(async (row): Promise<AccountPerson> => {
      const { permissions, reach } = authorityOf(grants.get(row.id) ?? [], roles, units);
      return {
        ...{ principal: `account:${row.id}`, id: row.id, name: row.name, unit: row.unit },
        ...masked(await personal.open(row)),
        holds: row.state === 'active' && permissions.includes(permission),
        units: reach[permission]?.units ?? null,
      };
    }),
  );
}
