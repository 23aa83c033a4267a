import type { VehicleLabel } from '../../../ui/map/vehicles-layer.ts';
import { createStore } from '../../../ui/store.ts';

/** What stands on the map beside the chosen vehicle: its masked plate. */
export const labelStore = createStore<VehicleLabel | null>(null);
