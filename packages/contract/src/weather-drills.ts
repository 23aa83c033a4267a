import { z } from 'zod';
import { AtMs, Bilingual, RowId } from './common.ts';
import { defineRoutes } from './route.ts';
import { typedText } from './typed-text.ts';
import { ResponseDecision, ResponseLevel, SignalLevel, WeatherWarning } from './weather-parts.ts';

const DrillStep = z.object({
  /** When it happened in that storm. */
  at_ms: AtMs,
  what: Bilingual,
  signal: SignalLevel.nullable(),
  proposed: ResponseLevel.nullable(),
  response: ResponseLevel.nullable(),
});

/** A past storm, step by step: what the signal was, what it proposed, what was decided. */
export const WeatherDrill = z
  .object({
    key: z.string(),
    name: Bilingual,
    /** Where the times are from, and what they lack. */
    source: Bilingual,
    dated: z.string(),
    assumed: z.boolean(),
    steps: z.array(DrillStep),
  })
  .meta({ id: 'WeatherDrill' });
export type WeatherDrill = z.infer<typeof WeatherDrill>;

/** A past storm that is run through the platform as it works today. */
export const WeatherDrillRun = z
  .object({
    id: z.number().int(),
    script: z.string(),
    name: Bilingual,
    /** How much faster than the storm the steps come; null: each by hand. */
    speed: z.number().nullable(),
    state: z.enum(['running', 'ended']),
    started_ms: AtMs,
    started_by: z.string(),
    ended_ms: AtMs.nullable(),
    ended_by: z.string().nullable(),
    /** What was learned, as whoever ended it wrote. */
    note: z.string(),
    /** `fed_ms`: when it came in this drill; null for one that is still to come. */
    steps: z.array(DrillStep.extend({ fed_ms: AtMs.nullable() })),
    /** When the next step comes by itself; null where none does. */
    next_ms: AtMs.nullable(),
    /** The signal in force in the drill, and what it proposes. */
    signal: SignalLevel.nullable(),
    proposed: ResponseLevel.nullable(),
    /** What was decided in the drill, the newest first. */
    decisions: z.array(ResponseDecision),
    /** Its warnings, all of them exercises; the newest first. */
    warnings: z.array(WeatherWarning),
  })
  .meta({ id: 'WeatherDrillRun' });
export type WeatherDrillRun = z.infer<typeof WeatherDrillRun>;

export const NewWeatherDrillRun = z.object({
  script: z.string().max(40),
  speed: z.number().int().min(2).max(3600).nullable().default(null),
});
export type NewWeatherDrillRun = z.infer<typeof NewWeatherDrillRun>;

/** Of two who ask for the same step the second gets the refusal that it has come. */
export const WeatherDrillNext = z.object({ fed: z.number().int().nonnegative().max(1000) });

export const WeatherDrillEnd = z.object({ note: typedText().trim().min(2).max(500) });

export const weatherDrillRoutes = defineRoutes('weather', {
  listWeatherDrills: {
    method: 'GET',
    path: '/api/v1/weather/drills',
    summary: { zh: '台风演练脚本', en: 'Past storms to drill with' },
    authority: 'weather:read',
    response: z.array(WeatherDrill),
  },
  listWeatherDrillRuns: {
    method: 'GET',
    path: '/api/v1/weather/drill-runs',
    summary: { zh: '气象演练', en: 'Weather drills, the newest first' },
    authority: 'weather:read',
    response: z.array(WeatherDrillRun),
  },
  startWeatherDrill: {
    method: 'POST',
    path: '/api/v1/weather/drill-runs',
    summary: { zh: '开始气象演练', en: 'Start a weather drill' },
    authority: 'weather:drill',
    area: 'city',
    audit: 'own',
    body: NewWeatherDrillRun,
    status: 201,
    response: WeatherDrillRun,
  },
  feedWeatherDrill: {
    method: 'POST',
    path: '/api/v1/weather/drill-runs/:id/steps',
    summary: { zh: '演练下一步', en: 'Let the next step of a weather drill come' },
    authority: 'weather:drill',
    area: 'city',
    target: 'weather-drill',
    audit: 'own',
    params: RowId,
    body: WeatherDrillNext,
    response: WeatherDrillRun,
  },
  endWeatherDrill: {
    method: 'POST',
    path: '/api/v1/weather/drill-runs/:id/end',
    summary: { zh: '结束气象演练', en: 'End a weather drill; what it raised is lifted' },
    authority: 'weather:drill',
    area: 'city',
    target: 'weather-drill',
    audit: 'own',
    params: RowId,
    body: WeatherDrillEnd,
    response: WeatherDrillRun,
  },
});
