import { z } from 'zod';
import { AtMs, ById, Interval } from './common.ts';
import { listOutcome } from './list-outcome.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';

export const DetectorKind = z.enum(['loop', 'video', 'radar']);
export type DetectorKind = z.infer<typeof DetectorKind>;

/** What is wrong with a detector, seen in its own reports. */
export const DetectorFault = z.enum(['stuck', 'impossible', 'lanes_differ', 'counts_nothing']);
export type DetectorFault = z.infer<typeof DetectorFault>;

/** What was measured in a stretch of time; null where nothing was. */
export const DetectorMeasure = z.object({
  vehicles: z.number().int(),
  flow_vph: z.number().nullable(),
  /** Space mean over the vehicles, at the place of the detector. */
  speed_kmh: z.number().nullable(),
  occupancy_pct: z.number().nullable(),
});
export type DetectorMeasure = z.infer<typeof DetectorMeasure>;

/** A place of a road at which vehicles are counted, and how it does. */
export const Detector = z
  .object({
    id: z.number().int(),
    source: z.number().int(),
    code: z.string(),
    name: z.string(),
    kind: DetectorKind,
    lon: z.number(),
    lat: z.number(),
    /** Null where the network has no road there any more. */
    link: z.number().int().nullable(),
    along_m: z.number(),
    /** From its stated place to its link. */
    off_m: z.number(),
    lanes: z.number().int(),
    period_s: z.number().int(),
    /** `fault`: it reports what cannot be; `never`: it has not reported yet. */
    state: z.enum(['ok', 'silent', 'fault', 'never']),
    faults: z.array(DetectorFault),
    /** End of the newest period that it reported. */
    last_ms: AtMs.nullable(),
    /** Of the last five minutes. */
    now: DetectorMeasure.nullable(),
  })
  .meta({ id: 'Detector' });
export type Detector = z.infer<typeof Detector>;

/** Counts of one detector by five minutes, or by its period where that is longer. */
export const DetectorCount = DetectorMeasure.extend({
  at_ms: AtMs,
  span_s: z.number().int(),
  /** Seconds of it that reports cover. */
  covered_s: z.number().int(),
  /** Reports in it that were not used. */
  rejected: z.number().int(),
}).meta({ id: 'DetectorCount' });
export type DetectorCount = z.infer<typeof DetectorCount>;

/** A detector that reports for a source and is not registered. */
export const PendingDetector = z
  .object({
    source: z.number().int(),
    code: z.string(),
    first_seen_ms: AtMs,
    last_seen_ms: AtMs,
    reports: z.number().int(),
  })
  .meta({ id: 'PendingDetector' });
export type PendingDetector = z.infer<typeof PendingDetector>;

/** Where sources publish their reports, and how the way to it does. */
export const DetectorAccess = z
  .object({
    /** The broker of this platform, or one elsewhere. */
    broker: z.enum(['embedded', 'outside']),
    host: z.string(),
    port: z.number().int(),
    /** Versions of MQTT that it is known to speak; empty of an outside one. */
    versions: z.array(z.string()),
    state: z.enum(['up', 'down']),
    since_ms: AtMs,
    /** What is wrong while it is down. */
    reason: z.string().nullable(),
    connections: z.number().int(),
  })
  .meta({ id: 'DetectorAccess' });
export type DetectorAccess = z.infer<typeof DetectorAccess>;

export const DetectorColumn = z.enum([
  'code',
  'name',
  'kind',
  'lon',
  'lat',
  'heading',
  'link',
  'along_m',
  'lanes',
  'period_s',
]);
export type DetectorColumn = z.infer<typeof DetectorColumn>;

/** A list of detectors, CSV or XLSX. */
export const DetectorUpload = z.object({
  /** Its name, for the audit. */
  file: z.string().max(200),
  content_base64: z.base64(),
  /** Whose detectors these are. */
  source: z.number().int().positive(),
});

/** A cell of a list of detectors that is wrong. */
export const DetectorProblem = z
  .object({
    /** As the file counts them: the headings are row 1. */
    row: z.number().int(),
    column: DetectorColumn,
    heading: z.string(),
    value: z.string(),
    code: z.enum([
      'missing',
      'no_code',
      'no_kind',
      'no_number',
      'no_link',
      'far_from_roads',
      'no_road_that_way',
      'which_way',
      'repeated',
      'too_long',
    ]),
    /** What is wrong and what to do, in the caller's language. */
    message: z.string(),
  })
  .meta({ id: 'DetectorProblem' });
export type DetectorProblem = z.infer<typeof DetectorProblem>;

/** What a list of detectors comes to. At most 1,000 problems are listed. */
export const DetectorOutcome = z
  .object({
    ...listOutcome,
    problems: z.array(DetectorProblem),
  })
  .meta({ id: 'DetectorOutcome' });
export type DetectorOutcome = z.infer<typeof DetectorOutcome>;

/** What a source signs in with; the secret is shown this once. */
export const SourceSecret = z
  .object({ user: z.string(), secret: z.string(), topic: z.string() })
  .meta({ id: 'SourceSecret' });
export type SourceSecret = z.infer<typeof SourceSecret>;

/** A list of 5,000 detectors with its encoding. */
const LIST_BYTES = 4 * 2 ** 20;
const OfSource = z.object({ source: z.coerce.number().int().positive().optional() });

export const detectorRoutes = defineRoutes('detectors', {
  listDetectors: {
    method: 'GET',
    path: '/api/v1/detectors',
    summary: { zh: '检测器及其状态', en: 'Detectors and how they do' },
    authority: 'sources:read',
    query: OfSource,
    response: z.array(Detector),
  },
  listPendingDetectors: {
    method: 'GET',
    path: '/api/v1/detectors/pending',
    summary: { zh: '未登记却在上报的检测器', en: 'Detectors that report and are not registered' },
    authority: 'sources:read',
    response: z.array(PendingDetector),
  },
  detectorAccess: {
    method: 'GET',
    path: '/api/v1/detectors/access',
    summary: { zh: '检测器接入方式与状态', en: 'Where detectors report, and whether that works' },
    authority: 'sources:read',
    response: DetectorAccess,
  },
  countsOfDetector: {
    method: 'GET',
    path: '/api/v1/detectors/:id/counts',
    summary: { zh: '一个检测器的流量与速度', en: 'Counts and speeds of a detector by five minutes' },
    authority: 'sources:read',
    target: 'detector',
    params: ById,
    query: Interval,
    response: z.array(DetectorCount),
  },
  exportDetectorCounts: {
    method: 'GET',
    path: '/api/v1/detectors/counts.csv',
    summary: { zh: '导出检测器流量与速度', en: 'Counts and speeds of all detectors as a table (CSV, UTF-8)' },
    authority: 'sources:read',
    audit: 'read',
    query: Interval.extend(OfSource.shape),
    response: 'text/csv',
  },
  previewDetectors: {
    method: 'POST',
    path: '/api/v1/detectors/preview',
    summary: { zh: '预览检测器清单', en: 'What importing a list of detectors would come to' },
    authority: 'sources:approve',
    area: 'city',
    body: DetectorUpload,
    body_limit: LIST_BYTES,
    response: DetectorOutcome,
  },
  importDetectors: {
    method: 'POST',
    path: '/api/v1/detectors/import',
    summary: {
      zh: '导入检测器清单',
      en: 'Import a list of detectors: its good rows in one transaction, its bad ones named',
    },
    authority: 'sources:approve',
    area: 'city',
    body: DetectorUpload,
    body_limit: LIST_BYTES,
    response: DetectorOutcome,
  },
  retireDetector: {
    method: 'DELETE',
    path: '/api/v1/detectors/:id',
    summary: {
      zh: '停用检测器',
      en: 'Take a detector out of service; its counts stay, and the list that names it again restores it',
    },
    authority: 'sources:approve',
    area: 'city',
    target: 'detector',
    params: ById,
    response: null,
  },
  renewSourceSecret: {
    method: 'POST',
    path: '/api/v1/sources/:id/secret',
    summary: {
      zh: '生成或更换数据源接入密钥',
      en: 'Make the secret of a source, or a new one in the place of the old; shown once',
    },
    authority: 'sources:approve',
    area: 'city',
    target: 'source',
    params: ById,
    response: SourceSecret,
  },
});

export const detectorsContract = defineContract({ routes: detectorRoutes, permissions: {} });
