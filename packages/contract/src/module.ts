import type { Permissions } from './permission.ts';
import type { Routes } from './route.ts';

/** What a module shows to the outside: its routes, and the permissions that they ask for. */
export interface ModuleContract {
  readonly routes: Routes;
  readonly permissions: Permissions;
}

export function defineContract<const M extends ModuleContract>(contract: M): M {
  return contract;
}
