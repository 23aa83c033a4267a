import type { Http } from '../../kit/http.ts';
import { keyRoutes } from './routes.ts';
import { KeyService, type KeysDeps } from './service.ts';

export { keyErrors } from './errors.ts';
export type { Purpose } from './purposes.ts';
export type { KeyService, KeysDeps } from './service.ts';
export { createSoftwareVault, masterKeyOf } from './software-vault.ts';
export { migrations, type SealedColumn } from './store.ts';
export type { KeyHandle, KeyKind, KeyVault } from './vault.ts';

/** Keys and what is done with them. The service is to be started before use. */
export function createKeys(deps: KeysDeps): { service: KeyService; routes(http: Http): void } {
  const service = new KeyService(deps);
  return { service, routes: (http) => keyRoutes(http, service) };
}
