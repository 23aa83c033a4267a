export { type CityPlace, FreightCity } from './freight-city.ts';
export { FreightWorld } from './freight-world.ts';
export * from './life/index.ts';
export type { WorldTrip } from './truck-drive.ts';
export { COMES_WITH } from './wrongs.ts';
