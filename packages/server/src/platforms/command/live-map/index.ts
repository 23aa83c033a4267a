export { serveLive, serveLiveMap } from './routes.ts';
export { createLiveMap, type LiveMap } from './service.ts';
export { createLastPlaceStore, migrations } from './store.ts';
