import type { LiveTopicEntry } from './live-topic.ts';
import type { Permissions } from './permission.ts';
import type { Routes } from './route.ts';

/** What a module shows to the outside: its routes, the permissions that they ask for, and what it publishes live. */
export interface ModuleContract {
  readonly routes: Routes;
  readonly permissions: Permissions;
  readonly topics?: readonly LiveTopicEntry[];
}

export function defineContract<const M extends ModuleContract>(contract: M): M {
  return contract;
}
