import { z } from 'zod';
import { ClockAct } from './clocks.ts';
import { AtMs, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';
import {
  EventLevel,
  FilingKind,
  LaneImpact,
  ReportOrigin,
  Situation,
  SituationBrief,
  SituationHeader,
  SituationKind,
  SituationProbability,
  SituationSeverity,
  SituationState,
  SituationValidity,
} from './situation-parts.ts';
import { NewSituationRule, SituationRule } from './situation-rules.ts';
import { situationsTopic } from './situations-topic.ts';

/** Largest attachment, bytes. Assumed, 2026-11-27: a photograph of a telephone has up to 8 MB. */
export const ATTACHMENT_BYTES = 10 * 2 ** 20;
const BODY_BYTES = Math.ceil(ATTACHMENT_BYTES * 1.4);

const Reason = z.string().trim().min(2).max(500);
const Key = z.string().regex(/^[\w:.-]{8,80}$/);
const Version = z.number().int().positive();
const Title = z.string().trim().min(2).max(100);

/** What somebody reports by hand: a call that came in, or what an officer saw. */
export const NewReport = z.object({
  /** Made by who sends it: the same report sent twice is one. */
  key: Key,
  origin: ReportOrigin.exclude(['signal', 'warning']),
  kind: SituationKind,
  title: Title.optional(),
  text: z.string().trim().min(2).max(2000),
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  /** Where it was said on which link it is; else the nearest is taken. */
  link: z.number().int().nonnegative().nullable().default(null),
  /** When it was seen; now without it. */
  at_ms: AtMs.nullable().default(null),
  severity: SituationSeverity.default('medium'),
  lanes: LaneImpact.default(null),
  header: SituationHeader.default('real'),
  caller: z
    .object({
      name: z.string().trim().max(50),
      phone: z
        .string()
        .trim()
        .regex(/^[+\d][\d -]{2,24}$/),
    })
    .nullable()
    .default(null),
});
export type NewReport = z.infer<typeof NewReport>;

/** Facts of a situation that a person corrects; what is left out stays. */
export const SituationFacts = z.object({
  version: Version,
  kind: SituationKind.optional(),
  title: Title.optional(),
  severity: SituationSeverity.optional(),
  probability: SituationProbability.optional(),
  cause: z.string().trim().max(200).optional(),
  level: EventLevel.nullable().optional(),
  lanes: LaneImpact.optional(),
  validity: SituationValidity.optional(),
  capacity_pct: z.number().min(0).max(100).nullable().optional(),
  delay_s: z.number().min(0).max(86_400).nullable().optional(),
});
export type SituationFacts = z.infer<typeof SituationFacts>;

export const SituationMove = z.object({
  version: Version,
  to: SituationState,
  /** Needed to dismiss it and to open it again. */
  reason: z.string().trim().max(500).default(''),
});
export type SituationMove = z.infer<typeof SituationMove>;

export const SituationList = z
  .object({
    situations: z.array(SituationBrief),
    /** How many there are within the reader's area, also beyond those listed. */
    total: z.number().int(),
  })
  .meta({ id: 'SituationList' });
export type SituationList = z.infer<typeof SituationList>;

const ofHandler = {
  method: 'POST',
  authority: 'situations:handle',
  audit: 'own',
  target: 'situation',
  params: RowId,
  response: Situation,
} as const;

export const situationRoutes = defineRoutes('situations', {
  listSituations: {
    method: 'GET',
    path: '/api/v1/situations',
    summary: { zh: '事件', en: 'Situations: open ones, or of a past interval' },
    authority: 'situations:read',
    query: z.object({
      state: z.enum(['open', 'all']).default('open'),
      before_id: z.coerce.number().int().positive().optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(1000),
    }),
    response: SituationList,
  },
  getSituation: {
    method: 'GET',
    path: '/api/v1/situations/:id',
    summary: { zh: '一起事件的全部情况', en: 'A situation with its reports, timeline, clocks and files' },
    authority: 'situations:read',
    params: RowId,
    response: Situation,
  },
  reportSituation: {
    method: 'POST',
    path: '/api/v1/situations',
    summary: { zh: '登记接报', en: 'Report something by hand: a call, or what an officer saw' },
    authority: 'situations:report',
    audit: 'own',
    body: NewReport,
    status: 201,
    response: Situation,
  },
  acknowledgeSituation: {
    ...ofHandler,
    path: '/api/v1/situations/:id/acknowledgement',
    summary: { zh: '确认已知悉', en: 'Say for everybody that it was seen' },
    body: z.object({ version: Version }),
  },
  ownSituation: {
    ...ofHandler,
    path: '/api/v1/situations/:id/owner',
    summary: { zh: '接手或移交事件', en: 'Take a situation over, hand it to somebody, or give it back' },
    body: z.object({
      version: Version,
      /** Principal; `me` for who asks; null for nobody. */
      to: z.string().max(100).nullable(),
    }),
  },
  moveSituation: {
    ...ofHandler,
    path: '/api/v1/situations/:id/state',
    summary: { zh: '变更事件状态', en: 'Verify, respond, clear, review, dismiss or open again' },
    body: SituationMove,
  },
  correctSituation: {
    ...ofHandler,
    path: '/api/v1/situations/:id/facts',
    summary: { zh: '更正事件要素', en: 'Correct the facts of a situation' },
    body: SituationFacts,
  },
  noteSituation: {
    ...ofHandler,
    path: '/api/v1/situations/:id/notes',
    summary: { zh: '记入时间线', en: 'Write a note on the timeline' },
    body: z.object({
      text: z.string().trim().min(1).max(2000),
      /** Made by who sends it: the same note sent twice is one. */
      key: Key.optional(),
    }),
  },
  attachToSituation: {
    ...ofHandler,
    path: '/api/v1/situations/:id/attachments',
    summary: { zh: '添加附件', en: 'Attach a photograph, a recording or a document' },
    per_minute: 60,
    body_limit: BODY_BYTES,
    body: z.object({
      file: z.string().trim().min(1).max(200),
      content_base64: z.base64().max(BODY_BYTES),
      note: z.string().trim().max(200).default(''),
    }),
  },
  readAttachment: {
    method: 'GET',
    path: '/api/v1/situations/:id/attachments/:attachment',
    summary: { zh: '附件内容', en: 'What is stored of an attachment' },
    authority: 'situations:read',
    params: RowId.extend({ attachment: RowId.shape.id }),
    response: 'application/octet-stream',
  },
  mergeSituations: {
    ...ofHandler,
    path: '/api/v1/situations/:id/merges',
    summary: { zh: '把另一起事件并入', en: 'Merge another situation into this one' },
    body: z.object({
      version: Version,
      other: RowId.shape.id,
      other_version: Version,
      reason: Reason,
    }),
  },
  splitSituation: {
    ...ofHandler,
    path: '/api/v1/situations/:id/splits',
    summary: { zh: '拆分并入的事件', en: 'Take a situation that was merged out again' },
    body: z.object({ version: Version, other: RowId.shape.id, reason: Reason }),
  },
  refuseProposal: {
    ...ofHandler,
    path: '/api/v1/situations/:id/refusals',
    summary: { zh: '否决合并建议', en: 'Say that a proposed situation is another one' },
    body: z.object({ proposal: RowId.shape.id, reason: Reason }),
  },
  fileSituation: {
    ...ofHandler,
    path: '/api/v1/situations/:id/filings',
    summary: {
      zh: '登记首报、续报、终报',
      en: 'Record a report upwards as sent: the first, a further one, the last',
    },
    body: z.object({
      version: Version,
      kind: FilingKind,
      to: z.string().trim().min(2).max(100),
      text: z.string().trim().min(5).max(10_000),
    }),
  },
  draftFiling: {
    method: 'GET',
    path: '/api/v1/situations/:id/filings/draft',
    summary: { zh: '报告草稿', en: 'A report upwards, written from what is known' },
    authority: 'situations:read',
    params: RowId,
    query: z.object({ kind: FilingKind }),
    response: z.object({ to: z.string(), text: z.string() }),
  },
  actOnClock: {
    ...ofHandler,
    path: '/api/v1/situations/:id/clocks',
    authority: 'situations:approve',
    summary: { zh: '批准暂停、恢复或延长时限', en: 'Approve a pause, its end, or an extension of a clock' },
    body: z.object({ version: Version, code: z.string().max(30), act: ClockAct }),
  },
  revealCaller: {
    method: 'POST',
    path: '/api/v1/situations/:id/callers/:report/reveal',
    summary: { zh: '查看报警人信息', en: 'Who called, in full' },
    authority: 'personal:reveal',
    audit: 'own',
    params: RowId.extend({ report: RowId.shape.id }),
    body: z.object({ reason: Reason }),
    response: z.object({ name: z.string(), phone: z.string() }),
  },
  listSituationHandlers: {
    method: 'GET',
    path: '/api/v1/situation-handlers',
    summary: { zh: '可接手事件的人员', en: 'Who may take a situation over' },
    authority: 'situations:handle',
    response: z.array(z.object({ principal: z.string(), name: z.string() })),
  },
  listSituationRules: {
    method: 'GET',
    path: '/api/v1/situation-rules',
    summary: { zh: '事件时限规则', en: 'By which rules situations are due' },
    authority: 'situations:read',
    response: z.array(SituationRule),
  },
  addSituationRule: {
    method: 'POST',
    path: '/api/v1/situation-rules',
    summary: { zh: '发布时限规则新版本', en: 'Add a version of a rule by which situations are due' },
    authority: 'situations:configure',
    area: 'city',
    audit: 'own',
    body: NewSituationRule,
    status: 201,
    response: SituationRule,
  },
  exportDatex: {
    method: 'GET',
    path: '/api/v1/situations/datex2',
    summary: { zh: '导出未结事件（DATEX II）', en: 'Open situations as DATEX II 2.0' },
    authority: 'situations:read',
    audit: 'read',
    response: 'application/xml',
  },
  exportOneDatex: {
    method: 'GET',
    path: '/api/v1/situations/:id/datex2',
    summary: { zh: '导出一起事件（DATEX II）', en: 'A situation as DATEX II 2.0' },
    authority: 'situations:read',
    audit: 'read',
    target: 'situation',
    params: RowId,
    response: 'application/xml',
  },
  exportCap: {
    method: 'GET',
    path: '/api/v1/situations/:id/cap',
    summary: { zh: '导出一起事件（CAP）', en: 'A situation as CAP 1.2' },
    authority: 'situations:read',
    audit: 'read',
    target: 'situation',
    params: RowId,
    response: 'application/cap+xml',
  },
});

export const situationsContract = defineContract({
  routes: situationRoutes,
  permissions: {
    'situations:read': {
      ...{ platform: 'command', zh: '查看事件', en: 'See situations' },
      roles: [...WATCHERS, 'department-user', 'display'],
    },
    'situations:report': {
      ...{ platform: 'command', zh: '登记接报', en: 'Report situations by hand' },
      roles: ['duty-officer', 'department-user'],
    },
    'situations:handle': {
      ...{ platform: 'command', zh: '处置事件', en: 'Handle situations' },
      roles: ['duty-officer'],
    },
    'situations:configure': {
      ...{ platform: 'command', zh: '修订事件时限规则', en: 'Revise the rules by which situations are due' },
      roles: ['system-administrator'],
    },
    'situations:approve': {
      ...{ platform: 'command', zh: '批准暂停和延长事件时限', en: 'Approve pauses and extensions of clocks' },
      roles: ['system-administrator'],
    },
  },
  topics: [situationsTopic],
});
