import { z } from 'zod';
import { AtMs, AtMsText, Bilingual, RowNumber } from './common.ts';
import { BorderDirection, FreightClass } from './freight-regimes.ts';
import {
  DeclaredTrip,
  DeclaredTripList,
  FiledCode,
  NewTrip,
  PermitTrust,
  PermitUse,
  PermitVerdict,
  SlotCapacity,
  SlotDay,
  TripDeclaration,
  TripId,
  TripPermit,
  TripQuery,
} from './freight-trips.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';

const Version = z.number().int().positive();
const Reason = z.string().trim().min(2).max(500);
const onTrip = {
  method: 'POST',
  authority: 'trips:declare',
  audit: 'own',
  target: 'trip',
  params: z.object({ id: TripId }),
  response: DeclaredTrip,
} as const;

export const freightTripRoutes = defineRoutes('freight-trips', {
  listFreightTrips: {
    method: 'GET',
    path: '/api/v1/freight/trips',
    summary: { zh: '车次', en: 'Trips' },
    authority: 'trips:read',
    query: TripQuery,
    response: DeclaredTripList,
  },
  declareFreightTrip: {
    method: 'POST',
    path: '/api/v1/freight/trips',
    summary: { zh: '申报车次并预约时段', en: 'Declare a trip and book its slot' },
    authority: 'trips:declare',
    audit: 'own',
    body: NewTrip,
    status: 201,
    response: DeclaredTrip,
  },
  tryFreightTrip: {
    method: 'POST',
    path: '/api/v1/freight/trips/trial',
    summary: { zh: '试判：能否通行，为什么', en: 'How a trip would be judged, without declaring it' },
    authority: 'trips:declare',
    audit: 'none',
    body: TripDeclaration,
    response: DeclaredTrip.pick({ outcome: true, reasons: true, class: true, slot: true }),
  },
  getFreightTrip: {
    method: 'GET',
    path: '/api/v1/freight/trips/:id',
    summary: { zh: '一个车次的申报', en: 'A trip as it was declared' },
    authority: 'trips:read',
    target: 'trip',
    params: z.object({ id: TripId }),
    response: DeclaredTrip,
  },
  changeFreightTrip: {
    ...onTrip,
    method: 'PUT',
    path: '/api/v1/freight/trips/:id',
    summary: { zh: '变更申报（过境前）', en: 'Change a trip before it crosses' },
    body: TripDeclaration.extend({ version: Version }),
  },
  callOffFreightTrip: {
    ...onTrip,
    path: '/api/v1/freight/trips/:id/calling-off',
    summary: { zh: '取消车次（过境前）', en: 'Call a trip off before it crosses' },
    body: z.object({ version: Version, reason: Reason }),
  },
  getFreightPermit: {
    method: 'GET',
    path: '/api/v1/freight/trips/:id/permit',
    summary: { zh: '通行凭证', en: 'Permit of a trip' },
    authority: 'trips:read',
    audit: 'read',
    target: 'trip',
    params: z.object({ id: TripId }),
    response: TripPermit,
  },
  linkFreightPermit: {
    ...onTrip,
    path: '/api/v1/freight/trips/:id/driver-link',
    summary: { zh: '生成司机凭证链接', en: 'Make a link by which the driver opens the permit' },
    per_minute: 60,
    response: z.object({ url: z.string(), expires_ms: AtMs }),
  },
  getFreightSlots: {
    method: 'GET',
    path: '/api/v1/freight/slots',
    summary: { zh: '一天的预约时段', en: 'Slots of a day' },
    authority: 'trips:read',
    query: z.object({
      ...{ port: FiledCode, direction: BorderDirection, class: FreightClass },
      /** Any instant of the day. */
      at_ms: AtMsText,
    }),
    response: SlotDay,
  },
  listFreightCapacities: {
    method: 'GET',
    path: '/api/v1/freight/slot-capacities',
    summary: { zh: '时段容量', en: 'Capacities of slots' },
    authority: 'trips:read',
    response: z.array(SlotCapacity),
  },
  addFreightCapacity: {
    method: 'POST',
    path: '/api/v1/freight/slot-capacities',
    summary: { zh: '发布时段容量新版本', en: 'Add a version of a capacity' },
    authority: 'trips:manage',
    area: 'everything',
    audit: 'own',
    body: SlotCapacity.omit({ version: true, made_by: true, made_ms: true }).extend({
      seen: RowNumber,
      reason: Reason,
      source: z.object({ zh: z.string().trim().min(2).max(300), en: z.string().trim().max(300).default('') }),
    }),
    status: 201,
    response: SlotCapacity,
  },
  getPermitTrust: {
    method: 'GET',
    path: '/api/v1/freight/permits/trust',
    summary: {
      zh: '离线核验所需的公钥与作废名单',
      en: 'Keys and revoked permits, for gates that reach nobody',
    },
    authority: 'trips:check',
    response: PermitTrust,
  },
  checkFreightPermit: {
    method: 'POST',
    path: '/api/v1/freight/permits/checks',
    summary: { zh: '核验凭证（不计使用）', en: 'Check a permit without using it' },
    authority: 'trips:check',
    audit: 'none',
    body: PermitUse,
    response: PermitVerdict,
  },
  showDriverPage: {
    method: 'GET',
    path: '/freight/p/:token',
    summary: { zh: '司机凭证页（凭链接，无需登录）', en: 'Page of a permit for its driver, by a link' },
    authority: 'public',
    per_minute: 60,
    params: z.object({ token: z.string().max(80) }),
    query: z.looseObject({ lang: z.string().max(10).optional() }),
    response: 'text/html',
  },
  listSlotFirms: {
    method: 'GET',
    path: '/api/v1/freight/slot-firms',
    summary: { zh: '各企业的预约与等候', en: 'Places and waiting by firm' },
    authority: 'trips:manage',
    area: 'everything',
    query: z.object({ from_ms: AtMsText, to_ms: AtMsText }),
    response: z.array(
      z.object({
        firm: z.string(),
        firm_name: Bilingual,
        ...{ booked: z.number().int(), waiting: z.number().int(), no_shows: z.number().int() },
      }),
    ),
  },
});

export const freightTripsContract = defineContract({
  routes: freightTripRoutes,
  permissions: {
    'trips:read': {
      ...{ platform: 'freight', zh: '查看车次与预约', en: 'See trips and slots' },
      roles: ['duty-officer', 'analyst', 'freight-officer', 'freight-firm'],
    },
    'trips:declare': {
      ...{ platform: 'freight', zh: '申报车次、预约时段', en: 'Declare trips and book slots' },
      roles: ['freight-firm'],
    },
    'trips:manage': {
      ...{ platform: 'freight', zh: '设定时段容量', en: 'Set capacities of slots' },
      roles: ['freight-officer'],
    },
    'trips:check': {
      ...{ platform: 'freight', zh: '核验通行凭证', en: 'Check permits' },
      roles: ['freight-officer', 'gate-keeper'],
    },
  },
});
