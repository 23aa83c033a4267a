import { z } from 'zod';
import { AtMs, Bilingual, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';
import { StudyAssumption } from './studies.ts';

/** How two methods did on the same values: mean absolute error of each, in the unit of the value. */
const Beside = z
  .object({ values: z.number().int(), baseline: z.number(), twin: z.number() })
  .meta({ id: 'ScoreBeside' });
export type ScoreBeside = z.infer<typeof Beside>;

/** Errors of predicted values; travel times as shares of the travelled time, tails in metres. Null where nothing could be compared. */
export const ScoreErrors = z
  .object({
    values: z.number().int(),
    /** Mean of predicted less observed: positive where too much was predicted. */
    bias: z.number().nullable(),
    /** Mean absolute error; of travel times the mean absolute percentage error, as a share. */
    error: z.number().nullable(),
    /** Share of observed values inside the band of 95 %. */
    inside: z.number().nullable(),
    /** Beside "it stays as at the base instant", and beside "as a week ago". */
    persistence: Beside.nullable(),
    last_week: Beside.nullable(),
  })
  .meta({ id: 'ScoreErrors' });
export type ScoreErrors = z.infer<typeof ScoreErrors>;

export const ScoreState = z.enum([
  'unconfirmed',
  'awaiting',
  'withdrawn',
  'scored',
  'no_data',
  'not_scorable',
]);
export type ScoreState = z.infer<typeof ScoreState>;

export const WithdrawalReason = z.enum(['did_not_happen', 'other_place', 'measure_taken', 'other']);
export type WithdrawalReason = z.infer<typeof WithdrawalReason>;

/** Why there is no score. */
export const NoScoreReason = z.enum([
  ...WithdrawalReason.options,
  'history_missing',
  'no_forecast',
  'no_result',
  'another_network',
  'failed',
]);
export type NoScoreReason = z.infer<typeof NoScoreReason>;

/** Whether the twin was worth it, by its error of travel time beside persistence. */
export const ScoreVerdict = z.enum(['better', 'equal', 'worse', 'unknown']);
export type ScoreVerdict = z.infer<typeof ScoreVerdict>;

const Errors = { travel: ScoreErrors, tail: ScoreErrors };

const summary = {
  study: z.number().int(),
  name: z.string(),
  road: Bilingual,
  district: z.string().nullable(),
  base_ms: AtMs,
  state: ScoreState,
  reason: NoScoreReason.nullable(),
  /** Who said that the incident is happening, and when. */
  confirmed_by: z.string().nullable(),
  confirmed_ms: AtMs.nullable(),
  scored_ms: AtMs.nullable(),
  verdict: ScoreVerdict,
  travel: ScoreErrors.nullable(),
  tail: ScoreErrors.nullable(),
};

export const ScoreSummary = z.object(summary).meta({ id: 'ScoreSummary' });
export type ScoreSummary = z.infer<typeof ScoreSummary>;

/** Errors of the values between the horizon before and this one, min. */
const HorizonErrors = z.object({ to_min: z.number().int(), ...Errors }).meta({ id: 'ScoreHorizon' });
export type ScoreHorizon = z.infer<typeof HorizonErrors>;

const Values = z.array(z.number().nullable());
/** Predicted and observed values by step; null where perception did not know enough of the road. */
const Series = z.object({
  predicted: z.array(z.number()),
  low: z.array(z.number()),
  high: z.array(z.number()),
  observed: Values,
  /** At the base instant. */
  persistence: z.number().nullable(),
  last_week: Values,
});
export type ScoreSeries = z.infer<typeof Series>;

export const ScoreDetail = z
  .object({
    step_min: z.number().int(),
    by_horizon: z.array(HorizonErrors),
    /** Travel times, s. */
    roads: z.array(
      z.object({ name: Bilingual, links: z.array(z.number().int()), length_m: z.number(), series: Series }),
    ),
    /** Distance from the incident to the tail, m. */
    tail: Series,
  })
  .meta({ id: 'ScoreDetail' });
export type ScoreDetail = z.infer<typeof ScoreDetail>;

export const StudyScore = z
  .object({
    ...summary,
    /** Until when it can be said that the incident is happening, and until when that can be taken back. */
    confirm_until_ms: AtMs,
    withdraw_until_ms: AtMs,
    /** When the score is due. */
    due_ms: AtMs,
    note: z.string(),
    detail: ScoreDetail.nullable(),
  })
  .meta({ id: 'StudyScore' });
export type StudyScore = z.infer<typeof StudyScore>;

export const ScoreBook = z
  .object({
    /** The newest first; the oldest are left out of the list and of the sums when there are more. */
    scores: z.array(ScoreSummary),
    truncated: z.boolean(),
    /** Over all scored ones. */
    all: z.object({ scored: z.number().int(), ...Errors }),
    by_horizon: z.array(HorizonErrors),
    /** By day of the base instant in the city, the newest first. */
    by_day: z.array(z.object({ day: z.string(), scored: z.number().int(), ...Errors })),
    assumptions: z.array(StudyAssumption),
  })
  .meta({ id: 'ScoreBook' });
export type ScoreBook = z.infer<typeof ScoreBook>;

export const Withdrawal = z.object({
  reason: WithdrawalReason,
  note: z.string().trim().max(200).default(''),
});
export type Withdrawal = z.infer<typeof Withdrawal>;

export const scoreRoutes = defineRoutes('scores', {
  listScores: {
    method: 'GET',
    path: '/api/v1/studies/scores',
    summary: {
      zh: '推演的事后评分：全部、分时距、分日',
      en: 'Scores of studies: all, by horizon, by day',
    },
    authority: 'studies:read',
    response: ScoreBook,
  },
  getScore: {
    method: 'GET',
    path: '/api/v1/studies/:id/score',
    summary: { zh: '一项推演的事后评分', en: 'The score of a study' },
    authority: 'studies:read',
    target: 'study',
    params: RowId,
    response: StudyScore,
  },
  confirmStudy: {
    method: 'POST',
    path: '/api/v1/studies/:id/confirmation',
    summary: {
      zh: '确认推演的事件正在发生，事后评分',
      en: 'Say that the incident of a study is happening, so that it is scored',
    },
    authority: 'studies:run',
    audit: 'own',
    target: 'study',
    params: RowId,
    response: StudyScore,
  },
  withdrawStudy: {
    method: 'POST',
    path: '/api/v1/studies/:id/withdrawal',
    summary: { zh: '撤回确认，不再评分', en: 'Take the confirmation back: the study is not scored' },
    authority: 'studies:run',
    audit: 'own',
    target: 'study',
    params: RowId,
    body: Withdrawal,
    response: StudyScore,
  },
});

export const scoresContract = defineContract({ routes: scoreRoutes, permissions: {} });
