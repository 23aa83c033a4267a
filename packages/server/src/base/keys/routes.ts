import { KeyOverview } from '@opentocc/contract';
import { z } from 'zod';
import type { Http } from '../../kit/http.ts';
import type { KeyService } from './service.ts';

export function keyRoutes(http: Http, service: KeyService): void {
  const tags = ['keys'];
  http.get(
    '/api/v1/keys',
    {
      config: { authority: 'keys:manage', area: 'everything' },
      schema: { tags, summary: '密钥与轮换进度 Keys and their rotations', response: { 200: KeyOverview } },
    },
    async () => service.describe(),
  );
  http.post(
    '/api/v1/keys/:purpose/rotation',
    {
      config: { authority: 'keys:manage', area: 'everything', audit: 'own' },
      schema: {
        tags,
        summary: '轮换密钥 Rotate a key',
        params: z.object({ purpose: z.string().max(40) }),
        response: { 202: KeyOverview },
      },
    },
    async ({ params, session, ip }, reply) => {
      const caller = { principal: session?.principal ?? '', actor: session?.account ?? '', address: ip };
      await service.rotate(params.purpose, caller);
      return reply.status(202).send(await service.describe());
    },
  );
}
