import { z } from 'zod';
import { AtMs, Bilingual, RowId, RowNumber } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';
import { typedText } from './typed-text.ts';
import { weatherDrillRoutes } from './weather-drills.ts';
import { ResponseDecision, ResponseLevel, SignalLevel, WeatherWarning } from './weather-parts.ts';

/** A message as another service sends it: CAP (XML, feeds too) or the national JSON. */
export const WeatherMessage = z.object({
  format: z.enum(['cap', 'national']),
  content: z.string().min(2).max(900_000),
});
export type WeatherMessage = z.infer<typeof WeatherMessage>;

export const WeatherIntake = z
  .object({
    taken: z.array(WeatherWarning),
    /** Messages that were here already. */
    known: z.number().int(),
    findings: z.array(z.string()),
  })
  .meta({ id: 'WeatherIntake' });
export type WeatherIntake = z.infer<typeof WeatherIntake>;

const WindCircle = z.object({
  force: z.union([z.literal(7), z.literal(10), z.literal(12)]),
  radius_km: z.number().positive().max(1500),
});

const TrackPoint = z.object({
  at_ms: AtMs,
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  /** Of the national scale: 1 tropical depression to 6 super typhoon; 0 weaker, 9 changed to another kind. */
  grade: z.number().int().min(0).max(9),
  wind_mps: z.number().min(0).max(120).nullable(),
  pressure_hpa: z.number().min(800).max(1100).nullable(),
  forecast: z.boolean(),
  circles: z.array(WindCircle).max(3).default([]),
});
export type TrackPoint = z.infer<typeof TrackPoint>;

export const StormInput = z.object({
  /** The same for the same storm: "2023-09". */
  code: z.string().regex(/^[\w-]{1,20}$/),
  name: Bilingual,
  points: z.array(TrackPoint).min(1).max(500),
});
export type StormInput = z.infer<typeof StormInput>;

/** A best-track file of the CMA; storms that came near the city are taken from it. */
export const BestTrackFile = z.object({
  content: z.string().min(10).max(900_000),
  year: z.number().int().min(1949).max(2100),
});
export type BestTrackFile = z.infer<typeof BestTrackFile>;

/** When the circle of a wind force reaches a district: the expected time, and the interval of the error of tracks. */
export const DistrictImpact = z.object({
  district: z.string(),
  force: z.number().int(),
  arrives_ms: AtMs.nullable(),
  earliest_ms: AtMs.nullable(),
  latest_ms: AtMs.nullable(),
  leaves_ms: AtMs.nullable(),
});
export type DistrictImpact = z.infer<typeof DistrictImpact>;

export const StormView = z
  .object({
    code: z.string(),
    name: Bilingual,
    points: z.array(TrackPoint),
    /** True where a point gives no circle, so that it is taken from the grade. */
    circles_assumed: z.boolean(),
    impacts: z.array(DistrictImpact),
    changed_ms: AtMs,
  })
  .meta({ id: 'StormView' });
export type StormView = z.infer<typeof StormView>;

export const WeatherOverview = z
  .object({
    warnings: z.array(WeatherWarning),
    /** The highest signal in force; null without one. */
    signal: SignalLevel.nullable(),
    proposed: ResponseLevel.nullable(),
    /** The newest first. */
    decisions: z.array(ResponseDecision),
    storms: z.array(StormView),
    rules: z.object({
      version: z.string(),
      assumed: z.boolean(),
      source: Bilingual,
      proposals: z.array(z.object({ signal: SignalLevel, response: ResponseLevel, means: Bilingual })),
    }),
  })
  .meta({ id: 'WeatherOverview' });
export type WeatherOverview = z.infer<typeof WeatherOverview>;

export const NewResponse = z.object({
  level: ResponseLevel.nullable(),
  reason: typedText().trim().min(2).max(300),
  /** Number of the decision that was in force when this one was made; 0 before the first. */
  after: z.number().int().nonnegative(),
  /** The weather drill that it is decided in; null for the response of the city. */
  drill: RowNumber.nullable().default(null),
});
export type NewResponse = z.infer<typeof NewResponse>;

export const weatherRoutes = defineRoutes('weather', {
  getWeather: {
    method: 'GET',
    path: '/api/v1/weather',
    summary: { zh: '气象预警、应急响应与台风', en: 'Weather warnings, response and typhoons' },
    authority: 'weather:read',
    response: WeatherOverview,
  },
  takeWeatherMessage: {
    method: 'POST',
    path: '/api/v1/weather/messages',
    summary: { zh: '接收气象预警（CAP、国家 JSON）', en: 'Take a weather warning (CAP or national JSON)' },
    authority: 'weather:report',
    area: 'city',
    audit: 'own',
    body: WeatherMessage,
    response: WeatherIntake,
  },
  putStorm: {
    method: 'POST',
    path: '/api/v1/weather/storms',
    summary: { zh: '接收台风路径', en: 'Take the track of a typhoon' },
    authority: 'weather:report',
    area: 'city',
    audit: 'own',
    body: StormInput,
    response: StormView,
  },
  takeBestTracks: {
    method: 'POST',
    path: '/api/v1/weather/best-tracks',
    summary: { zh: '导入最佳路径文件', en: 'Take a best-track file' },
    authority: 'weather:report',
    area: 'city',
    audit: 'own',
    body: BestTrackFile,
    response: z.array(
      z.object({ code: z.string(), name: z.string(), nearest_km: z.number(), points: z.number().int() }),
    ),
  },
  decideResponse: {
    method: 'POST',
    path: '/api/v1/weather/responses',
    summary: { zh: '确定应急响应等级', en: 'Decide on the level of response' },
    authority: 'weather:decide',
    area: 'city',
    audit: 'own',
    body: NewResponse,
    status: 201,
    response: ResponseDecision,
  },
  getWeatherMessage: {
    method: 'GET',
    path: '/api/v1/weather/warnings/:id/cap',
    summary: { zh: '导出为 CAP 1.2', en: 'A warning as CAP 1.2' },
    authority: 'weather:read',
    area: 'city',
    target: 'weather-warning',
    params: RowId,
    response: 'application/cap+xml',
  },
});

export const weatherContract = defineContract({
  routes: { ...weatherRoutes, ...weatherDrillRoutes },
  permissions: {
    'weather:read': {
      platform: 'command',
      zh: '查看气象与台风',
      en: 'See the weather',
      roles: [...WATCHERS, 'display'],
    },
    'weather:report': {
      platform: 'command',
      zh: '报送气象预警与台风路径',
      en: 'Report weather warnings and tracks',
      roles: ['duty-officer', 'data-steward'],
    },
    'weather:drill': {
      platform: 'command',
      zh: '开展气象演练',
      en: 'Run weather drills',
      roles: ['duty-officer'],
    },
    'weather:decide': {
      platform: 'command',
      zh: '确定应急响应等级',
      en: 'Decide on the level of response',
      roles: ['duty-officer'],
    },
  },
});
