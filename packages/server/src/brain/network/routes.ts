import { gzipSync } from 'node:zlib';
import { networkRoutes } from '@opentocc/contract';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { Network } from './service.ts';

const FOREVER = 'private, max-age=31536000, immutable';

export function serveNetwork(network: Network): Served {
  return serve(networkRoutes, {
    getCity: async () => network.city(),
    listDistricts: async () => network.districtNames(),
    districtBorders: async (_request, reply) =>
      reply
        .type('application/geo+json')
        .header('etag', `"${network.version}"`)
        .header('cache-control', 'private, max-age=3600')
        .send(network.districtsGeoJson()),
    networkTile: async (request, reply) => {
      const { version, z, x, y } = request.params;
      const tile = network.tile(version, z, x, y);
      reply.type('application/vnd.mapbox-vector-tile').header('cache-control', FOREVER);
      if (tile.length === 0) return reply.status(204).send();
      return reply.header('content-encoding', 'gzip').send(gzipSync(tile));
    },
  });
}
