import type { Feature } from '../../feature.ts';
import { VehicleCard } from './vehicle-card.tsx';
import { VehicleSearch } from './vehicle-search.tsx';

/** Vehicles on the map: found by plate, looked at closer. */
export const vehicles = {
  name: 'vehicles',
  cards: [{ key: 'search', place: 'map-find', Card: VehicleSearch }],
  closer: { vehicle: ({ id }) => <VehicleCard vehicle={id} /> },
} as const satisfies Feature;
