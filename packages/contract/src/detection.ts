import { z } from 'zod';
import { AtMs, AtMsText, Bilingual, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';
import { Signal, SignalKind, SignalVerdict } from './signal.ts';
import { signalsTopic } from './signals-topic.ts';

/** A minute of the road at the head of a signal, against what is usual there at this time of the week. */
export const SignalPoint = z.object({
  at_ms: AtMs,
  speed_kmh: z.number().nullable(),
  samples: z.number().int(),
  /** Of the usual speed: its middle, and the ends of its 95 % band for that many samples. */
  usual_kmh: z.number().nullable(),
  low_kmh: z.number().nullable(),
  high_kmh: z.number().nullable(),
});
export type SignalPoint = z.infer<typeof SignalPoint>;

/** A link of a signal as it was when it was last looked at. */
const SignalLink = z.object({
  link: z.number().int(),
  road: Bilingual,
  /** Slow, or behind the head and free. */
  part: z.enum(['slow', 'free']),
  speed_kmh: z.number().nullable(),
  usual_kmh: z.number().nullable(),
  samples: z.number().int(),
  /** Odds that it is slow, natural logarithm. */
  evidence: z.number(),
});

export const SignalChange = z.object({
  at_ms: AtMs,
  what: z.enum(['began', 'changed', 'ended']),
  kind: SignalKind,
  links: z.number().int(),
  length_m: z.number().nullable(),
  confidence: z.number(),
});

/** A signal with what it rests on. */
export const SignalEvidence = z
  .object({
    signal: Signal,
    /** Why it was called so, a sentence each. */
    why: z.array(Bilingual),
    curve: z.array(SignalPoint),
    links: z.array(SignalLink),
    history: z.array(SignalChange),
    verdicts: z.array(SignalVerdict),
  })
  .meta({ id: 'SignalEvidence' });
export type SignalEvidence = z.infer<typeof SignalEvidence>;

/** A figure of the detector, in force since a day, with its source. */
export const DetectionFigure = z.object({
  name: Bilingual,
  value: z.string(),
  source: Bilingual,
  valid_from: z.string(),
  assumed: z.boolean(),
});
export type DetectionFigure = z.infer<typeof DetectionFigure>;

/** How well the detector does, by what people said, and what it rests on. */
export const DetectionStatus = z
  .object({
    rule: z.object({ name: z.string(), version: z.string() }),
    /** Of the newest window, null before the first. */
    window_end_ms: AtMs.nullable(),
    /** Links with a usual speed, and all. */
    judged_links: z.number().int(),
    link_count: z.number().int(),
    /** Days that the usual was learnt from, and how many are needed. */
    usual_days: z.number().int(),
    days_needed: z.number().int(),
    /** Judged by people in the last 30 days, by kind. */
    judged: z.array(
      z.object({
        kind: SignalKind,
        signals: z.number().int(),
        confirmed: z.number().int(),
        false_alarms: z.number().int(),
      }),
    ),
    figures: z.array(DetectionFigure),
  })
  .meta({ id: 'DetectionStatus' });
export type DetectionStatus = z.infer<typeof DetectionStatus>;

/** Signals of one answer at most. */
export const MOST_SIGNALS = 500;

const SignalQuery = z.object({
  state: z.enum(['open', 'ended', 'all']).default('all'),
  kind: SignalKind.optional(),
  district: z.string().max(40).optional(),
  /** Those that were open at some time in [from_ms, to_ms). */
  from_ms: AtMsText.optional(),
  to_ms: AtMsText.optional(),
  limit: z.coerce.number().int().min(1).max(MOST_SIGNALS).default(200),
});

export const NewVerdict = z.object({
  verdict: z.enum(['confirmed', 'false_alarm']),
  reason: z.string().trim().min(2).max(300),
});
export type NewVerdict = z.infer<typeof NewVerdict>;

export const detectionRoutes = defineRoutes('detection', {
  listSignals: {
    method: 'GET',
    path: '/api/v1/signals',
    summary: { zh: '识别信号', en: 'Signals of detection' },
    authority: 'detection:read',
    query: SignalQuery,
    response: z.array(Signal),
  },
  getSignal: {
    method: 'GET',
    path: '/api/v1/signals/:id',
    summary: { zh: '一条识别信号及其依据', en: 'One signal with its evidence' },
    authority: 'detection:read',
    target: 'signal',
    params: RowId,
    response: SignalEvidence,
  },
  judgeSignal: {
    method: 'POST',
    path: '/api/v1/signals/:id/verdicts',
    summary: { zh: '确认信号或标为误报', en: 'Confirm a signal or call it a false alarm' },
    authority: 'detection:judge',
    target: 'signal',
    params: RowId,
    body: NewVerdict,
    status: 201,
    response: Signal,
  },
  getDetection: {
    method: 'GET',
    path: '/api/v1/detection',
    summary: { zh: '识别规则、口径与实测准确率', en: 'Rules of detection and how well they do' },
    authority: 'detection:read',
    response: DetectionStatus,
  },
});

export const detectionContract = defineContract({
  routes: detectionRoutes,
  topics: [signalsTopic],
  permissions: {
    'detection:read': {
      platform: 'brain',
      zh: '查看识别信号',
      en: 'See signals of detection',
      roles: [...WATCHERS, 'display'],
    },
    'detection:judge': {
      platform: 'brain',
      zh: '确认识别信号或标为误报',
      en: 'Confirm signals or call them false',
      roles: ['duty-officer'],
    },
  },
});
