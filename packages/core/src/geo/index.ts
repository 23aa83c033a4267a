export * from './area.ts';
export * from './datum.ts';
export * from './distance.ts';
export { utmToWgs84 } from './utm.ts';
