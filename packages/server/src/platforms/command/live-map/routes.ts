import { liveMapRoutes } from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { areaOfRequest } from '../../../kit/area.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { LiveMap, VehicleReader } from './service.ts';

const readerOf = (request: FastifyRequest): VehicleReader => ({
  plates: request.session?.permissions.includes('vehicles:plate') ?? false,
  area: areaOfRequest(request),
});

export function serveLiveMap(liveMap: LiveMap): Served {
  return serve(liveMapRoutes, {
    searchVehicles: async (request) =>
      liveMap.searchVehicles(request.query.query, request.query.limit, readerOf(request)),
    getVehicle: async (request) => liveMap.getVehicle(request.params.id, areaOfRequest(request)),
    async revealPlate(request) {
      request.audit_detail = request.body;
      return { plate: liveMap.revealPlate(request.params.id, areaOfRequest(request)) };
    },
  });
}
