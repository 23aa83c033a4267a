import { z } from 'zod';
import { ById } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';
import { FoundVehicle, PlateReveal, RevealedPlate, Vehicle } from './vehicles.ts';
import { vehiclesTopic } from './vehicles-topic.ts';

/** What a client of the live channel asks for: `?topics=links,vehicles`. */
const Topics = z.object({
  topics: z
    .string()
    .optional()
    .meta({ description: 'topics, with commas between them; all of them without it' }),
});

export const liveRoutes = defineRoutes('live', {
  live: {
    method: 'GET',
    path: '/api/v1/live',
    summary: { zh: '实时频道', en: 'Live channel (WebSocket): snapshot, then binary deltas' },
    authority: 'signed-in',
    query: Topics,
    response: 'application/octet-stream',
  },
});

export const liveMapRoutes = defineRoutes('vehicles', {
  searchVehicles: {
    method: 'GET',
    path: '/api/v1/vehicles',
    summary: { zh: '搜索车辆', en: 'Vehicles whose plate or terminal phone holds a fragment' },
    authority: 'vehicles:read',
    query: z.object({
      query: z.string().max(32).default(''),
      limit: z.coerce.number().int().min(1).max(200).default(20),
    }),
    response: z.array(FoundVehicle),
  },
  getVehicle: {
    method: 'GET',
    path: '/api/v1/vehicles/:id',
    summary: { zh: '一辆车的位置', en: 'One vehicle and where it is' },
    authority: 'vehicles:read',
    target: 'vehicle',
    params: ById,
    response: Vehicle,
  },
  revealPlate: {
    method: 'POST',
    path: '/api/v1/vehicles/:id/plate/reveal',
    summary: { zh: '查看完整车牌（须说明理由）', en: 'See a plate in full, for a reason' },
    authority: 'vehicles:plate',
    audit: 'required',
    target: 'vehicle',
    params: ById,
    body: PlateReveal,
    response: RevealedPlate,
  },
});

export const liveMapContract = defineContract({
  routes: { ...liveMapRoutes, ...liveRoutes },
  topics: [vehiclesTopic],
  permissions: {
    'vehicles:read': {
      platform: 'command',
      zh: '查看车辆位置',
      en: 'See where vehicles are',
      roles: [...WATCHERS, 'display'],
    },
    'vehicles:trace': {
      platform: 'command',
      zh: '查看车辆轨迹',
      en: 'See the traces of vehicles',
      roles: ['system-administrator', 'duty-officer'],
    },
    'vehicles:plate': {
      platform: 'command',
      zh: '查看完整车牌（须说明理由）',
      en: 'See plates in full, for a reason',
      roles: ['duty-officer'],
    },
    'vehicles:command': {
      platform: 'command',
      zh: '向车辆下发指令',
      en: 'Send commands to vehicles',
      roles: ['duty-officer'],
    },
  },
});
