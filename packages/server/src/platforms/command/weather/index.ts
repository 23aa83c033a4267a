import type { Bilingual } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { districtOfLink } from '../../../kit/area.ts';
import type { Module } from '../../../kit/module.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { warnings } from '../warnings/index.ts';
import type { DrillWeather } from './drill-runs.ts';
import { weatherErrors } from './errors.ts';
import type { DistrictPlaces } from './impact.ts';
import { migrations } from './migrations/index.ts';
import { serveWeather, serveWeatherDrills } from './routes.ts';
import { WeatherService } from './service.ts';
import { titlesInForce } from './title-store.ts';

export type { DrillWeather } from './drill-runs.ts';
export { CAP_FINDINGS } from './finding-words.ts';

/** What other modules read of the weather. */
export interface WeatherModule extends Module {
  /** Drills that run, with what they have in force: nothing of it is real. */
  drillWeather(): Promise<readonly DrillWeather[]>;
  /** Titles of real warnings in force, as everybody may read them. */
  titlesInForce(most: number): Promise<readonly Bilingual[]>;
}

export const weather: PlatformModule<WeatherModule> = {
  name: 'weather',
  migrations,
  errors: weatherErrors,
  compose({ db, clock, log, network, config }, { audit, outside }, _brain, find) {
    const service = new WeatherService({
      ...{ db, clock, audit, feeds: config.weather_feeds, fetch: outside.fetch },
      feed_hosts: config.weather_feed_hosts,
      districts: placesOf(network),
      warnings: find(warnings).service,
    });
    return {
      name: 'weather',
      drillWeather: () => service.drills.weather(),
      titlesInForce: (most) => titlesInForce(db, most),
      routes: [serveWeather(service), serveWeatherDrills(service)],
      jobs: [
        { name: 'ends of weather warnings', every_ms: 10_000, run: service.settle },
        { name: 'steps of weather drills', every_ms: 1_000, run: service.drills.tick },
        { name: 'weather feeds', every_ms: 60_000, run: service.poll },
      ],
      start: service.settle,
      demo: async () => (await import('./demo.ts')).createWeatherDemo(log),
    };
  },
};

/** As many places of a district as say where it lies. */
const MOST_PLACES = 20;

/** Where the roads of each district begin, thinned out. */
function placesOf(network: RoadNetwork): DistrictPlaces {
  const places = new Map<string, [number, number][]>(network.meta.districts.map(({ code }) => [code, []]));
  for (let link = 0; link < network.link_count; link++) {
    const at = network.shape_offset[link];
    const district = districtOfLink(network, link);
    if (district !== null) places.get(district)?.push([network.shape_lon[at], network.shape_lat[at]]);
  }
  const thinned = [...places].map(([code, all]): [string, [number, number][]] => {
    const every = Math.max(1, Math.ceil(all.length / MOST_PLACES));
    return [code, all.filter((_, i) => i % every === 0)];
  });
  return new Map(thinned.filter(([, all]) => all.length > 0));
}
