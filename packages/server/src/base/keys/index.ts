import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import type { Served } from '../../kit/serve-routes.ts';
import { keyErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
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
}

/** Keys and what is done with them. The service is to be started before use. */
export function createKeys(deps: KeysDeps): Keys {
  const service = new KeyService(deps);
  return { service, routes: [serveKeys(service)] };
}

export const keysModule = ({ routes }: Keys): Module => ({ name: 'keys', routes });
