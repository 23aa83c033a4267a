import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** Vehicles on the map: found by plate, looked at closer. */
export const vehicles = {
  name: 'vehicles',
  texts: () => import('./texts.ts').then((m) => m.texts),
  finder: {
    authority: 'vehicles:read',
    load: () => import('./find-vehicles.ts').then((m) => m.findVehicles),
  },
  layers: () => import('./map-layers.ts').then((m) => m.layers),
  drawers: { vehicle: () => import('./vehicle-card.tsx').then((m) => m.VehicleCard) },
  audit: auditWords,
} as const satisfies Feature;
