export { FreightCity } from './freight-city.ts';
export { FreightWorld, type WorldTrip } from './freight-world.ts';
export { COMES_WITH } from './wrongs.ts';
