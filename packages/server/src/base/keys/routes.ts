import { keyRoutes } from '@opentocc/contract';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { KeyService } from './service.ts';

export function serveKeys(service: KeyService): Served {
  return serve(keyRoutes, {
    describeKeys: async () => service.describe(),
    rotateKey: async ({ params, session, ip }) => {
      const caller = { principal: session?.principal ?? '', actor: session?.account ?? '', address: ip };
      await service.rotate(params.purpose, caller);
      return await service.describe();
    },
  });
}
