import type { Module, ModuleDeclaration } from '../../../kit/module.ts';
import { migrations } from './migrations/index.ts';
import { serveLiveMap } from './routes.ts';
import type { LiveMap } from './service.ts';

export { migrations } from './migrations/index.ts';
export { serveLiveMap } from './routes.ts';
export { createLiveMap, type LiveMap } from './service.ts';
export { createLastPlaceStore } from './store.ts';

export const declaration: ModuleDeclaration = { name: 'live_map', migrations };

export const liveMapModule = (liveMap: LiveMap): Module => ({
  name: 'live_map',
  routes: [serveLiveMap(liveMap)],
  topics: [liveMap.topic],
  jobs: [{ name: 'forget old places', every_ms: 3_600_000, run: liveMap.sweep }],
  metrics: { live: liveMap.metrics },
  start: liveMap.start,
  stop: liveMap.close,
});
