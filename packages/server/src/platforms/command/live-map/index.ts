import { maskPhone } from '../../../base/accounts/index.ts';
import type { Module } from '../../../kit/module.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { migrations } from './migrations/index.ts';
import { serveLiveMap } from './routes.ts';
import { createLiveMap, type LiveMap } from './service.ts';
import { createLastPlaceStore } from './store.ts';

export { migrations } from './migrations/index.ts';
export { serveLiveMap } from './routes.ts';
export { createLiveMap, type LiveMap } from './service.ts';
export { createLastPlaceStore } from './store.ts';

/** What modules beside this one may use of it. */
export interface LiveMapModule extends Module {
  readonly plateOf: LiveMap['revealPlate'];
}

export const liveMap: PlatformModule<LiveMapModule> = {
  name: 'live_map',
  migrations,
  compose({ db, clock, log, network }, { sources }, { perception }) {
    const map = createLiveMap({
      clock,
      log,
      lastPlaces: createLastPlaceStore(db),
      network,
      positions: perception.positions,
      findVehicle: sources.findVehicle,
      searchVehicles: sources.searchVehicles,
      maskPlate: sources.maskPlate,
      maskPhone,
      nameOf: (source) => sources.getSource(source).name,
    });
    return {
      name: 'live_map',
      plateOf: map.revealPlate,
      routes: [serveLiveMap(map)],
      topics: [map.topic],
      jobs: [{ name: 'forget old places', every_ms: 3_600_000, run: map.sweep }],
      metrics: { live: map.metrics },
      start: map.start,
      stop: map.close,
    };
  },
};
