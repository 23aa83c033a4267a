import { z } from 'zod';
import { AtMs, Bilingual, ById, Interval } from './common.ts';
import { FindingHandling, findingHandlingRoutes } from './finding-handling.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';
import { RejectReason } from './sources.ts';

const Share = z.number().nullable();

/** A systematic shift of positions against the roads, m; the 95 % interval of each part is ± `half_width_m`. */
export const PositionShift = z
  .object({ east_m: z.number(), north_m: z.number(), half_width_m: z.number(), samples: z.number().int() })
  .meta({ id: 'PositionShift' });
export type PositionShift = z.infer<typeof PositionShift>;

/** What a source delivered in a stretch of time, judged. Shares are 0–1, null when there was nothing to judge. */
export const QualityFigures = z.object({
  received: z.number().int(),
  accepted: z.number().int(),
  rejected: z.partialRecord(RejectReason, z.number().int()),
  /** Received once, of what the connected terminals owed at the reporting interval of the source. */
  completeness: Share,
  /** Arrived within 30 s of their stated time. */
  timeliness: Share,
  /** Accepted, of those judged. */
  validity: Share,
  /** Accepted and within 30 s, of those judged: what the service level counts. */
  qualified_on_time: Share,
  /** Out of the area, on no road, or moved as no vehicle does, of those judged. */
  drift: Share,
  duplicates: Share,
  /** Suspected of being made up: place zero, frozen while driving, or shared by many vehicles, of those judged. */
  spoof: Share,
  delay_p50_s: z.number().nullable(),
  delay_p95_s: z.number().nullable(),
  /** Distance of moving vehicles to the nearest road that leads their way, of a sample. */
  road_distance_p50_m: z.number().nullable(),
  road_distance_p95_m: z.number().nullable(),
  /** Standard deviation of positions on each axis, by the median distance to the road; what matching goes by. */
  position_error_m: z.number().nullable(),
  shift: PositionShift.nullable(),
  /** Terminals whose clock could be judged at the end of it, those that were wrong, and the median offset (+ is fast). */
  clocks_judged: z.number().int(),
  clocks_wrong: z.number().int(),
  clock_offset_p50_s: z.number().nullable(),
});
export type QualityFigures = z.infer<typeof QualityFigures>;

/** One hour of one source. */
export const QualityHour = QualityFigures.extend({ hour_ms: AtMs }).meta({ id: 'QualityHour' });
export type QualityHour = z.infer<typeof QualityHour>;

/** One source over an interval, the same before it, and day by day (of the city's time zone). */
export const SourceQuality = z
  .object({
    source: z.number().int(),
    figures: QualityFigures,
    before: QualityFigures.nullable(),
    days: z.array(z.object({ day_ms: AtMs, figures: QualityFigures })),
  })
  .meta({ id: 'SourceQuality' });
export type SourceQuality = z.infer<typeof SourceQuality>;

/** A record that was not used, for a person who looks into the reason: what was said, when it came, and why it fell. */
export const RejectedSample = z
  .object({
    reason: RejectReason,
    received_ms: AtMs,
    /** Who said it: the masked plate; else the masked terminal number; or null. */
    vehicle: z.number().int().nullable(),
    plate: z.string().nullable(),
    terminal: z.string().nullable(),
    /** As stated by the terminal, null where there was no position. */
    at_ms: z.number().nullable(),
    /** Degrees in the datum of the source. */
    lon: z.number().nullable(),
    lat: z.number().nullable(),
    speed_kmh: z.number().nullable(),
    course_deg: z.number().nullable(),
    /** The figure that decided, in words; null where the reason says it all. */
    why: Bilingual.nullable(),
    /** True: of the newest. False: of the fair sample of its hour. */
    newest: z.boolean(),
  })
  .meta({ id: 'RejectedSample' });
export type RejectedSample = z.infer<typeof RejectedSample>;

export const FindingKind = z.enum([
  'clock',
  'platform_clock',
  'datum',
  'shift',
  'off_road',
  'silent',
  'service_level',
  'incomplete',
  'late',
  'invalid',
  'duplicates',
  'spoof',
  'over_quota',
  'phone_shared',
  'detector_silent',
  'detector_fault',
]);
export type FindingKind = z.infer<typeof FindingKind>;

/** Who has to do something. */
export const Concerned = z.enum(['source_owner', 'terminal_maker', 'network_operator', 'centre']);
export type Concerned = z.infer<typeof Concerned>;

/** A figure that a finding rests on. */
export const Evidence = z.object({ name: Bilingual, value: z.string() }).meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof Evidence>;

/** Something to fix, opened and closed by the data itself. */
export const QualityFinding = z
  .object({
    id: z.number().int(),
    source: z.number().int(),
    kind: FindingKind,
    /** What exactly, for programs: "zone:-8", "GCJ-02". Empty when the kind says it all. */
    variant: z.string(),
    severity: z.enum(['critical', 'major', 'minor']),
    certainty: z.enum(['sure', 'likely', 'possible']),
    since_ms: AtMs,
    last_seen_ms: AtMs,
    closed_ms: AtMs.nullable(),
    title: Bilingual,
    /** What to do. */
    advice: Bilingual,
    concerned: Concerned,
    evidence: z.array(Evidence),
    /** Vehicles that it was seen in, some of them with masked plates; of how many judged. */
    vehicles: z.number().int(),
    vehicles_judged: z.number().int(),
    examples: z.array(z.object({ vehicle: z.number().int(), plate: z.string().nullable() })),
    /** Reason whose samples show it, when there is one. */
    reason: RejectReason.nullable(),
    /** The open finding of the same source that this one probably follows from; null for a cause. */
    cause: z.number().int().nullable(),
    handling: FindingHandling,
  })
  .meta({ id: 'QualityFinding' });
export type QualityFinding = z.infer<typeof QualityFinding>;

/** A limit that figures are judged by. */
export const QualityLimit = z
  .object({
    key: z.string(),
    name: Bilingual,
    value: z.number(),
    unit: z.string(),
    /** True: set by us, without a published source. */
    assumed: z.boolean(),
    /** yyyy-mm-dd from which it holds. */
    since: z.string(),
    origin: Bilingual,
  })
  .meta({ id: 'QualityLimit' });
export type QualityLimit = z.infer<typeof QualityLimit>;

export const qualityRoutes = defineRoutes('sources', {
  qualityOfSource: {
    method: 'GET',
    path: '/api/v1/sources/:id/quality',
    summary: { zh: '数据源逐时质量', en: 'Quality of a source by hour' },
    authority: 'sources:read',
    target: 'source',
    params: ById,
    query: Interval,
    response: z.array(QualityHour),
  },
  listRejects: {
    method: 'GET',
    path: '/api/v1/sources/:id/rejects',
    summary: {
      zh: '未用记录样本',
      en: 'Records of a source that were not used: a fair sample of each hour, and the newest',
    },
    // Samples show where vehicles were.
    authority: 'sources:read',
    area: 'city',
    target: 'source',
    params: ById,
    query: Interval.extend({ reason: RejectReason.optional() }),
    response: z.array(RejectedSample),
  },
  compareSources: {
    method: 'GET',
    path: '/api/v1/quality/sources',
    summary: { zh: '各数据源质量对比', en: 'Quality of all sources over an interval, before it, and by day' },
    authority: 'sources:read',
    query: Interval,
    response: z.array(SourceQuality),
  },
  listLimits: {
    method: 'GET',
    path: '/api/v1/quality/limits',
    summary: { zh: '质量判据', en: 'What quality is judged by, dated, and which of it is assumed' },
    authority: 'sources:read',
    response: z.array(QualityLimit),
  },
});

/** What is to be fixed, and what people do about it. */
export const findingRoutes = defineRoutes('sources', {
  listFindings: {
    method: 'GET',
    path: '/api/v1/quality/findings',
    summary: {
      zh: '质量问题清单',
      en: 'What to fix: findings opened and closed by the data, open ones first',
    },
    authority: 'sources:read',
    query: z.object({
      state: z.enum(['open', 'closed', 'all']).default('open'),
      source: z.coerce.number().int().nonnegative().optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    response: z.array(QualityFinding),
  },
  ...findingHandlingRoutes,
});

export const qualityContract = defineContract({
  routes: { ...qualityRoutes, ...findingRoutes },
  permissions: {
    'quality:handle': {
      platform: 'base',
      zh: '处置质量问题',
      en: 'See to quality findings',
      roles: ['system-administrator', 'data-steward'],
    },
  },
});
