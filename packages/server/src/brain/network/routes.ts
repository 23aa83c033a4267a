import { gzipSync } from 'node:zlib';
import { City, DistrictName } from '@opentocc/contract';
import { z } from 'zod';
import type { Http } from '../../kit/http.ts';
import type { Network } from './service.ts';

const FOREVER = 'private, max-age=31536000, immutable';
const DEEPEST_ZOOM = 22;

export function networkRoutes(http: Http, network: Network): void {
  http.get(
    '/api/v1/city',
    {
      schema: { tags: ['network'], summary: '城市与路网 The city and its network', response: { 200: City } },
      config: { authority: 'map:read' },
    },
    async () => network.city(),
  );

  http.get(
    '/api/v1/districts',
    {
      schema: {
        tags: ['network'],
        summary: '行政区名称 Names of the districts',
        response: { 200: z.array(DistrictName) },
      },
      // Names of districts say how far a right reaches: administrators without the map read them too.
      config: { authority: 'signed-in' },
    },
    async () => network.districtNames(),
  );

  http.get(
    '/api/v1/network/districts.geojson',
    {
      schema: { tags: ['network'], summary: '行政区边界 Borders of the districts (GeoJSON, WGS-84)' },
      config: { authority: 'map:read' },
    },
    async (_request, reply) =>
      reply
        .type('application/geo+json')
        .header('etag', `"${network.version}"`)
        .header('cache-control', 'private, max-age=3600')
        .send(network.districtsGeoJson()),
  );

  http.get(
    '/api/v1/network/tiles/:version/:z/:x/:y.mvt',
    {
      schema: {
        tags: ['network'],
        summary: '路网瓦片 Vector tile of the links; feature id = link',
        params: z
          .object({
            version: z.string().regex(/^[0-9a-f]{64}$/),
            z: z.coerce.number().int().min(0).max(DEEPEST_ZOOM),
            x: z.coerce.number().int().nonnegative(),
            y: z.coerce.number().int().nonnegative(),
          })
          .refine(({ z, x, y }) => x < 2 ** z && y < 2 ** z, 'x and y must be below 2^z'),
      },
      config: { authority: 'map:read' },
    },
    async (request, reply) => {
      const { version, z, x, y } = request.params;
      const tile = network.tile(version, z, x, y);
      reply.type('application/vnd.mapbox-vector-tile').header('cache-control', FOREVER);
      if (tile.length === 0) return reply.status(204).send();
      return reply.header('content-encoding', 'gzip').send(gzipSync(tile));
    },
  );
}
