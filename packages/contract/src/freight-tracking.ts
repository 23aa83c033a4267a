import { z } from 'zod';
import { AtMsText, RowId } from './common.ts';
import {
  AlarmOutcome,
  FollowedTrip,
  FollowedTripSheet,
  FreightAlarm,
  FreightAlarmSheet,
  FreightAlarmState,
  FreightProfile,
  SanctionOf,
  TrackingCode,
  TrackingFigures,
  TrackingRules,
} from './freight-tracking-parts.ts';
import { freightTopic } from './freight-tracking-topic.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';

const Reason = z.string().trim().min(2).max(500);
const Version = z.number().int().positive();
const ByCode = z.object({ id: TrackingCode });

/** A change to an alarm, which its ledger and the audit record. */
const onAlarm = {
  method: 'POST',
  authority: 'tracking:handle',
  audit: 'own',
  target: 'freight-alarm',
  params: RowId,
  response: FreightAlarmSheet,
} as const;

export const trackingRoutes = defineRoutes('freight-tracking', {
  listFollowedTrips: {
    method: 'GET',
    path: '/api/v1/freight/tracking/trips',
    summary: { zh: '在途车次', en: 'Trips under way' },
    authority: 'tracking:read',
    response: z.object({ trips: z.array(FollowedTrip), at_ms: z.number() }),
  },
  getFollowedTrip: {
    method: 'GET',
    path: '/api/v1/freight/tracking/trips/:id',
    summary: { zh: '一个车次：申报与实际', en: 'A trip: declared against driven' },
    authority: 'tracking:read',
    target: 'trip',
    params: ByCode,
    response: FollowedTripSheet,
  },
  listFreightAlarms: {
    method: 'GET',
    path: '/api/v1/freight/tracking/alarms',
    summary: { zh: '货运告警', en: 'Alarms of trips' },
    authority: 'tracking:read',
    query: z.object({
      state: FreightAlarmState.optional(),
      trip: TrackingCode.optional(),
      offset: z.coerce.number().int().min(0).max(200_000).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: z.object({ alarms: z.array(FreightAlarm), total: z.number().int() }),
  },
  getFreightAlarm: {
    method: 'GET',
    path: '/api/v1/freight/tracking/alarms/:id',
    summary: { zh: '一条告警及其台账', en: 'An alarm with its ledger' },
    authority: 'tracking:read',
    target: 'freight-alarm',
    params: RowId,
    response: FreightAlarmSheet,
  },
  takeFreightAlarm: {
    ...onAlarm,
    path: '/api/v1/freight/tracking/alarms/:id/owner',
    summary: { zh: '接手告警', en: 'Take an alarm' },
    body: z.object({ version: Version }),
  },
  noteFreightAlarm: {
    ...onAlarm,
    path: '/api/v1/freight/tracking/alarms/:id/contacts',
    summary: { zh: '记录联系司机的情况', en: 'Write down what the driver said' },
    body: z.object({
      version: Version,
      kind: z.enum(['called', 'visited', 'note']),
      /** Whether somebody answered; of a note it says nothing. */
      reached: z.boolean(),
      text: Reason,
    }),
  },
  closeFreightAlarm: {
    ...onAlarm,
    path: '/api/v1/freight/tracking/alarms/:id/closing',
    summary: { zh: '查明原因并办结', en: 'Close an alarm with its cause' },
    body: z.object({
      version: Version,
      cause: z.string().trim().min(1).max(40),
      outcome: AlarmOutcome,
      /** Whom a suspension or removal is of. */
      of: SanctionOf.default('truck'),
      /** Of a suspension. */
      days: z.number().int().min(1).max(365).optional(),
      reason: Reason,
    }),
  },
  confirmFreightSanction: {
    ...onAlarm,
    path: '/api/v1/freight/tracking/alarms/:id/sanction',
    summary: { zh: '复核暂停或移出名单', en: 'Confirm or refuse a suspension or removal' },
    body: z.object({ version: Version, confirmed: z.boolean(), reason: Reason }),
  },
  reopenFreightAlarm: {
    ...onAlarm,
    path: '/api/v1/freight/tracking/alarms/:id/reopening',
    summary: { zh: '重新打开告警', en: 'Open an alarm again' },
    body: z.object({ version: Version, reason: Reason }),
  },
  revealFreightDriver: {
    method: 'POST',
    path: '/api/v1/freight/tracking/alarms/:id/contact',
    summary: { zh: '查看司机电话', en: 'See whom to call' },
    authority: 'tracking:reveal',
    audit: 'own',
    target: 'freight-alarm',
    per_minute: 30,
    params: RowId,
    body: z.object({ reason: Reason }),
    response: z.object({ name: z.string(), phone: z.string() }),
  },
  getFreightProfile: {
    method: 'GET',
    path: '/api/v1/freight/tracking/profiles/:kind/:id',
    summary: {
      zh: '一车、一人、一企、一场站、一口岸',
      en: 'All about one truck, driver, firm, site or port',
    },
    authority: 'tracking:read',
    params: z.object({ kind: FreightProfile.shape.kind, id: TrackingCode }),
    response: FreightProfile,
  },
  getTrackingFigures: {
    method: 'GET',
    path: '/api/v1/freight/tracking/figures',
    summary: { zh: '货运监管指标', en: 'Figures of trips and alarms' },
    authority: 'tracking:board',
    query: z.object({ from_ms: AtMsText, to_ms: AtMsText }),
    response: TrackingFigures,
  },
  getTrackingRules: {
    method: 'GET',
    path: '/api/v1/freight/tracking/rules',
    summary: { zh: '处置时限、原因目录与风险权重', en: 'Clocks, causes and weights' },
    authority: 'tracking:read',
    response: TrackingRules,
  },
});

export const trackingContract = defineContract({
  routes: trackingRoutes,
  topics: [freightTopic],
  permissions: {
    'tracking:read': {
      ...{ platform: 'freight', zh: '查看车次与告警', en: 'See trips and their alarms' },
      roles: [...WATCHERS, 'freight-officer', 'freight-firm'],
    },
    // A wall in a hall shows how much, and nobody's plate.
    'tracking:board': {
      ...{ platform: 'freight', zh: '查看货运监管指标', en: 'See figures of trips and alarms' },
      roles: [...WATCHERS, 'freight-officer', 'freight-firm', 'display'],
    },
    'tracking:watch': {
      ...{ platform: 'freight', zh: '实时监看全部车次', en: 'Watch all trips live' },
      roles: [...WATCHERS, 'freight-officer'],
    },
    'tracking:handle': {
      ...{ platform: 'freight', zh: '处置货运告警', en: 'See to alarms of trips' },
      roles: ['freight-officer', 'duty-officer'],
    },
    'tracking:reveal': {
      ...{ platform: 'freight', zh: '查看司机电话', en: 'See the phone of a driver' },
      roles: ['freight-officer'],
    },
  },
});
