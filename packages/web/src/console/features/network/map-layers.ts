import { districtsLayer, landLayer } from '../../../ui/map/districts-layer.ts';
import { linksLayer, roadNamesLayer } from '../../../ui/map/links-layer.ts';
import type { MapLayer } from '../../../ui/map/map-layer.ts';
import { placesLayer } from '../../../ui/map/places-layer.ts';

/** The road network and what it lies in, which the wall draws too. */
export const layers: readonly MapLayer[] = [
  linksLayer,
  landLayer,
  districtsLayer,
  placesLayer,
  roadNamesLayer,
];
