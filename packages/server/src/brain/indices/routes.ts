import { indexRoutes } from '@opentocc/contract';
import { areaOfRequest } from '../../kit/area.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import { serveIndexConfig } from './config-routes.ts';
import { requireIndex, serveIndexPeriods } from './period-routes.ts';
import type { Indices } from './service.ts';

/** All routes of the indices: now, the past by periods, and the dated configuration. */
export function serveIndices(indices: Indices): readonly Served[] {
  return [serveIndicesNow(indices), serveIndexPeriods(indices), serveIndexConfig(indices)];
}

function serveIndicesNow(indices: Indices): Served {
  return serve(indexRoutes, {
    currentIndices: async (request) => {
      const { scope, at_ms } = request.query;
      const area = areaOfRequest(request);
      const values =
        at_ms === undefined ? indices.current(scope) : await indices.ofMinute.current(scope, at_ms);
      return values.filter(({ key }) => indices.reach.value(area, scope, key));
    },
    indexOfLink: async (request) => {
      requireIndex(request, indices, 'link', `${request.params.id}`);
      return indices.ofLink(request.params.id);
    },
    indexCurve: async (request) => {
      const { scope, key, day, step_s } = request.query;
      requireIndex(request, indices, scope, key);
      return indices.curve(scope, key, day, step_s);
    },
    worstRoads: async (request) => {
      const { limit, at_ms } = request.query;
      const area = areaOfRequest(request);
      return at_ms === undefined
        ? indices.worstRoads(limit, area)
        : indices.ofMinute.worstRoads(limit, area, at_ms);
    },
    freeFlowStatus: async () => indices.freeFlowStatus(),
    roadProfile: async (request) => {
      requireIndex(request, indices, 'corridor', request.query.key);
      return indices.roadProfile(request.query.key, request.query.day);
    },
  });
}
