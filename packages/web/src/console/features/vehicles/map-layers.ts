import type { MapLayer } from '../../../ui/map/map-layer.ts';
import { vehiclesLayer } from '../../../ui/map/vehicles-layer.ts';
import { labelStore } from './label-store.ts';
import { traceLayer } from './trace-layer.ts';

/** Where vehicles are, and where the chosen one was. */
export const layers: readonly MapLayer[] = [traceLayer, vehiclesLayer(labelStore)];
