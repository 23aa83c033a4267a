import { weatherDrillRoutes, weatherRoutes } from '@opentocc/contract';
import { actingOf } from '../../../kit/acting.ts';
import { areaOfRequest } from '../../../kit/area.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import { playDrills } from './drill-scripts.ts';
import type { WeatherService } from './service.ts';

export function serveWeather(service: WeatherService): Served {
  return serve(weatherRoutes, {
    getWeather: (request) => service.overview(areaOfRequest(request)),
    takeWeatherMessage: (request) => service.take(actingOf(request), request.body),
    putStorm: (request) => service.putStorm(actingOf(request), request.body),
    takeBestTracks: (request) => service.takeBestTracks(actingOf(request), request.body),
    decideResponse: (request) => service.decide(actingOf(request), request.body),
    getWeatherMessage: async ({ params }, reply) =>
      reply.type('application/cap+xml; charset=utf-8').send(await service.asCap(params.id)),
  });
}

export function serveWeatherDrills({ drills }: WeatherService): Served {
  return serve(weatherDrillRoutes, {
    listWeatherDrills: () => playDrills(),
    listWeatherDrillRuns: () => drills.list(),
    startWeatherDrill: (request) => drills.start(actingOf(request), request.body),
    feedWeatherDrill: (request) => drills.next(actingOf(request), request.params.id, request.body.fed),
    endWeatherDrill: (request) => drills.end(actingOf(request), request.params.id, request.body.note),
  });
}
