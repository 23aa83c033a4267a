export {
  LIFE_PLATFORMS,
  type LifeDriver,
  type LifeFirm,
  type LifePlatform,
  type LifeTruck,
  lifeFirms,
} from './firms.ts';
export { createFreightLife, FreightLife, freightLifeOf, type ScriptedCity } from './freight-life.ts';
export type { LifeGoods } from './goods.ts';
export type { CameraMaker, LifeGate, LifePlace } from './places.ts';
export type { LifeRoute } from './routes.ts';
export type { LifeTrip } from './trips.ts';
export { type PlatformAccess, runTruckPlatforms } from './truck-platforms.ts';
