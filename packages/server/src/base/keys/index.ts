import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import type { Obligations } from '../../kit/obligations.ts';
import type { Served } from '../../kit/serve-routes.ts';
import { keyErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { createKeyObligations } from './obligations.ts';
import { serveKeys } from './routes.ts';
import { KeyService, type KeysDeps } from './service.ts';

export { keyErrors } from './errors.ts';
export { migrations } from './migrations/index.ts';
export type { Purpose } from './purposes.ts';
export type { KeyService, KeysDeps } from './service.ts';
export { createSoftwareVault, masterKeyOf } from './software-vault.ts';
export type { SealedColumn } from './store.ts';
export type { KeyHandle, KeyKind, KeyVault } from './vault.ts';

export const declaration: ModuleDeclaration = { name: 'keys', migrations, errors: keyErrors };

export interface Keys {
  readonly service: KeyService;
  readonly routes: readonly Served[];
  readonly obligations: Obligations;
}

/** Keys and what is done with them. The service is to be started before use. */
export function createKeys(deps: KeysDeps): Keys {
  const service = new KeyService(deps);
  return { service, routes: [serveKeys(service)], obligations: createKeyObligations(service, deps.clock) };
}

export const keysModule = ({ routes, obligations }: Keys): Module => ({ name: 'keys', routes, obligations });
