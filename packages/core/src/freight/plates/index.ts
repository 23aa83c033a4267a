export { matchPlate, type NearPlate, type PlateMatch, plainPlate, plateDistance } from './match-plate.ts';
