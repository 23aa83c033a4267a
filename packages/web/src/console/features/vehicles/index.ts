import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** Vehicles on the map: found by plate, looked at closer. */
export const vehicles = {
  name: 'vehicles',
  texts: () => import('./texts.ts').then((m) => m.texts),
  finder: {
    authority: 'vehicles:read',
    in_full: {
      authority: 'vehicles:plate',
      without: {
        zh: '您只能按遮蔽后的车牌查找：输入看得见的字符，或完整的车牌、终端号。按片段查找须有“查看完整车牌”权限。',
        en: 'You search masked plates: type the letters that are shown, or a whole plate or terminal number. Parts that the mask hides need the permission to see plates in full.',
      },
    },
    load: () => import('./find-vehicles.ts').then((m) => m.findVehicles),
  },
  layers: () => import('./map-layers.ts').then((m) => m.layers),
  drawers: { vehicle: () => import('./vehicle-card.tsx').then((m) => m.VehicleCard) },
  audit: auditWords,
} as const satisfies Feature;
