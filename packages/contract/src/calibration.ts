import { z } from 'zod';
import { AtMs, Bilingual, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';

const MOST_REASON = 400;
const Reason = z.string().trim().min(2).max(MOST_REASON);

/** What is calibrated of each class of roads: share of the limit that is driven freely, veh/h of a lane, m/s of gaps upstream. */
export const RoadParameter = z.enum(['free_share', 'lane_capacity_vph', 'wave_mps']);
export type RoadParameter = z.infer<typeof RoadParameter>;
const RoadClass = z.enum(['motorway', 'expressway', 'arterial', 'collector', 'local']);

/** Values that a person may set: outside them it is a slip of the pen. */
export const ROAD_PARAMETER_RANGE: Readonly<Record<RoadParameter, readonly [least: number, most: number]>> = {
  free_share: [0.4, 1.3],
  lane_capacity_vph: [300, 2600],
  wave_mps: [2, 9],
};

export const CalibrationOverride = z
  .object({
    id: z.number().int(),
    parameter: RoadParameter,
    link_class: RoadClass,
    value: z.number(),
    /** What was in force without it when it was set. */
    instead_of: z.number(),
    reason: z.string(),
    set_by: z.string(),
    set_ms: AtMs,
    withdrawn: z.object({ by: z.string(), at_ms: AtMs, reason: z.string() }).nullable(),
  })
  .meta({ id: 'CalibrationOverride' });
export type CalibrationOverride = z.infer<typeof CalibrationOverride>;

export const CalibratedFigure = z
  .object({
    parameter: RoadParameter,
    link_class: RoadClass,
    /** In force, and whose it is. */
    value: z.number(),
    origin: z.enum(['measured', 'assumed', 'overridden']),
    assumed: z.object({ value: z.number(), source: Bilingual, valid_from: z.string() }),
    /** From history: median over links and quarter-hours, with how many of each; null where too little was seen. */
    measured: z
      .object({
        value: z.number(),
        links: z.number().int(),
        quarters: z.number().int(),
        from_day: z.string(),
        to_day: z.string(),
        at_ms: AtMs,
      })
      .nullable(),
    override: CalibrationOverride.nullable(),
  })
  .meta({ id: 'CalibratedFigure' });
export type CalibratedFigure = z.infer<typeof CalibratedFigure>;

export const Calibration = z
  .object({
    /** Version of the figures in force, which studies name. */
    version: z.string(),
    figures: z.array(CalibratedFigure),
    /** Overrides that were taken back, the newest first. */
    withdrawn: z.array(CalibrationOverride),
  })
  .meta({ id: 'Calibration' });
export type Calibration = z.infer<typeof Calibration>;

export const DayClass = z.enum(['weekday', 'weekend', 'holiday']);
export type DayClass = z.infer<typeof DayClass>;

/** RMSN of passes by link and hour on a day that was left out, of one way to predict it. */
const HeldOutScore = z.object({ rmsn: z.number(), bias: z.number() });

export const TypicalDaySummary = z
  .object({
    day_class: DayClass,
    days: z.array(z.string()),
    /** Links of which any vehicle that reports was seen, and its passes on all days. */
    links_seen: z.number().int(),
    passes: z.number().int(),
    /** How well a day that it did not know was predicted; null with a single day. */
    held_out: z
      .object({
        day: z.string(),
        /** Links × hours that are scored: those in which at least two passes were expected. */
        count: z.number().int(),
        ours: HeldOutScore,
        /** Naive ways: the mean of the days link by link, and the day one week before (else the one before it of the class). */
        mean_of_days: HeldOutScore,
        last_week: HeldOutScore,
        /** RMSN that chance alone leaves. */
        noise_floor: z.number(),
      })
      .nullable(),
  })
  .meta({ id: 'TypicalDaySummary' });
export type TypicalDaySummary = z.infer<typeof TypicalDaySummary>;

export const FleetScaleSummary = z
  .object({
    /** Mean of the city. */
    vehicles_per_pass: z.number(),
    /** Detectors that were used and left out, and days of counts. */
    used: z.number().int(),
    held_out: z.number().int(),
    days: z.array(z.string()),
    /** Of hourly flows at the detectors left out, by the scale of the others; null without any. */
    score: z
      .object({ count: z.number().int(), geh_under_5: z.number(), rmsn: z.number(), bias: z.number() })
      .nullable(),
  })
  .meta({ id: 'FleetScaleSummary' });
export type FleetScaleSummary = z.infer<typeof FleetScaleSummary>;

export const DemandStatus = z
  .object({
    /** The estimate in use; null before the first. */
    estimate: z
      .object({
        version: z.string(),
        made_ms: AtMs,
        typical_days: z.array(TypicalDaySummary),
        /** How many vehicles a pass stands for, from detectors; null with too few: then studies take flows from speeds. */
        scale: FleetScaleSummary.nullable(),
      })
      .nullable(),
    /** The running day against the typical one; null before anything was expected. */
    today: z
      .object({
        day_class: DayClass,
        city: z.number(),
        districts: z.array(z.object({ code: z.string(), name: Bilingual, factor: z.number() })),
        /** Passes that the factors rest on. */
        passes: z.number(),
        at_ms: AtMs,
      })
      .nullable(),
    /** Whether one is being made. */
    estimating: z.boolean(),
    /** Whole days in the history of which no estimate knows yet. */
    days_waiting: z.number().int(),
  })
  .meta({ id: 'DemandStatus' });
export type DemandStatus = z.infer<typeof DemandStatus>;

export const NewOverride = z.object({
  parameter: RoadParameter,
  link_class: RoadClass,
  value: z.number(),
  reason: Reason,
});
export type NewOverride = z.infer<typeof NewOverride>;

export const calibrationRoutes = defineRoutes('calibration', {
  getCalibration: {
    method: 'GET',
    path: '/api/v1/calibration',
    summary: {
      zh: '推演标定参数及其来源',
      en: 'Figures of roads that simulations use, with origin, sample and date',
    },
    authority: 'calibration:read',
    response: Calibration,
  },
  setOverride: {
    method: 'POST',
    path: '/api/v1/calibration/overrides',
    summary: { zh: '人工修正标定参数', en: 'Set a figure by hand, with reason' },
    authority: 'calibration:change',
    area: 'city',
    body: NewOverride,
    status: 201,
    response: Calibration,
  },
  withdrawOverride: {
    method: 'POST',
    path: '/api/v1/calibration/overrides/:id/withdrawal',
    summary: { zh: '撤回人工修正', en: 'Take back a figure that was set by hand' },
    authority: 'calibration:change',
    area: 'city',
    target: 'calibration-override',
    params: RowId,
    body: z.object({ reason: Reason }),
    response: Calibration,
  },
  getDemand: {
    method: 'GET',
    path: '/api/v1/demand',
    summary: {
      zh: '典型日需求及其检验',
      en: 'Typical days, how well they predict a day that was left out, and the running day',
    },
    authority: 'calibration:read',
    response: DemandStatus,
  },
  estimateDemand: {
    method: 'POST',
    path: '/api/v1/demand/estimations',
    summary: { zh: '重新估计典型日', en: 'Estimate typical days again' },
    authority: 'calibration:change',
    area: 'city',
    per_minute: 6,
    status: 202,
    response: DemandStatus,
  },
  cancelEstimation: {
    method: 'DELETE',
    path: '/api/v1/demand/estimations',
    summary: { zh: '中止估计', en: 'End the estimation under way' },
    authority: 'calibration:change',
    area: 'city',
    response: DemandStatus,
  },
});

export const calibrationContract = defineContract({
  routes: calibrationRoutes,
  permissions: {
    'calibration:read': {
      platform: 'brain',
      zh: '查看推演标定与需求',
      en: 'See calibration and demand of simulations',
      roles: WATCHERS,
    },
    'calibration:change': {
      platform: 'brain',
      zh: '修正推演标定、重新估计需求',
      en: 'Change calibration and estimate demand again',
      roles: ['analyst'],
    },
  },
});
