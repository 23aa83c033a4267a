import { z } from 'zod';
import { RevealReason } from './accounts.ts';
import { AtMs, Bilingual, RowId } from './common.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';

/** What a superior asks of a platform, or of one of its vehicles. */
export const PlatformRequestKind = z.enum(['post_check', 'supervision', 'driver', 'waybill', 'live']);
export type PlatformRequestKind = z.infer<typeof PlatformRequestKind>;

/** How long a platform has to answer, min. */
const WithinMin = z.number().int().min(1).max(240);

/** A question to a platform and its answer: post check 查岗, supervision 督办, driver, waybill, live picture. */
export const PlatformRequest = z
  .object({
    id: z.number().int(),
    source: z.number().int(),
    kind: PlatformRequestKind,
    /** Masked; null where it is about the platform itself. */
    plate: z.string().nullable(),
    /** Number of the alarm that is supervised. */
    alarm: z.number().int().nullable(),
    question: z.string(),
    asked_by: z.string(),
    asked_ms: AtMs,
    due_ms: AtMs,
    /** `late` was answered after its time, `unanswered` is not yet although its time is over. */
    state: z.enum(['waiting', 'answered', 'late', 'unanswered']),
    answered_ms: AtMs.nullable(),
    /** Of supervision 0 in hand, 1 handled, 2 not handled, 3 to be handled; of a live picture 0 is granted. */
    result: z.number().int().nullable(),
    /** What was said; of drivers and waybills it stands with the vehicle. */
    answer: z.string().nullable(),
    /** Masked. */
    responder: z.string().nullable(),
  })
  .meta({ id: 'PlatformRequest' });
export type PlatformRequest = z.infer<typeof PlatformRequest>;

/** How the platform of a source answered, over the days asked for. */
export const PlatformDiscipline = z
  .object({
    source: z.number().int(),
    asked: z.number().int(),
    answered: z.number().int(),
    late: z.number().int(),
    unanswered: z.number().int(),
    /** Median time of answers, s; null without one. */
    answer_p50_s: z.number().nullable(),
  })
  .meta({ id: 'PlatformDiscipline' });
export type PlatformDiscipline = z.infer<typeof PlatformDiscipline>;

/** A platform that may be asked. */
const AskablePlatform = z.object({ source: z.number().int(), name: Bilingual, connected: z.boolean() });

export const PlatformRequests = z
  .object({
    platforms: z.array(AskablePlatform),
    requests: z.array(PlatformRequest),
    discipline: z.array(PlatformDiscipline),
  })
  .meta({ id: 'PlatformRequests' });
export type PlatformRequests = z.infer<typeof PlatformRequests>;

/** What is asked. A post check is of a platform, all else of a vehicle of it. */
export const AskPlatform = z.object({
  source: z.number().int().positive(),
  kind: z.enum(['post_check', 'driver', 'waybill', 'live']),
  plate: z.string().trim().min(1).max(20).optional(),
  question: z.string().trim().min(1).max(200).optional(),
  within_min: WithinMin.default(10),
  /** Channel of a live picture. */
  channel: z.number().int().min(1).max(64).default(1),
});
export type AskPlatform = z.infer<typeof AskPlatform>;

/** An alarm that a platform reported (0x1402). */
export const PlatformAlarm = z
  .object({
    id: z.number().int(),
    source: z.number().int(),
    /** Masked; null where it names none. */
    plate: z.string().nullable(),
    /** Type of alarm as the platform states it. */
    type: z.number().int(),
    at_ms: AtMs,
    received_ms: AtMs,
    text: z.string(),
    /** Result that the platform reported of it (0x1403), as that of supervision. */
    handled: z.number().int().nullable(),
    handled_ms: AtMs.nullable(),
    /** Number of its last supervision. */
    supervision: z.number().int().nullable(),
  })
  .meta({ id: 'PlatformAlarm' });
export type PlatformAlarm = z.infer<typeof PlatformAlarm>;

/** What a platform said last of who drives a vehicle, or of what it carries. */
export const PlatformPaper = z
  .object({
    id: z.number().int(),
    source: z.number().int(),
    kind: z.enum(['driver', 'waybill']),
    plate: z.string(),
    received_ms: AtMs,
    /** Names, licences and long numbers masked. */
    text: z.string(),
  })
  .meta({ id: 'PlatformPaper' });
export type PlatformPaper = z.infer<typeof PlatformPaper>;

const Latest = z.object({
  source: z.coerce.number().int().nonnegative().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const platformTalkRoutes = defineRoutes('interchange', {
  listPlatformRequests: {
    method: 'GET',
    path: '/api/v1/interchange/requests',
    summary: {
      zh: '查岗、督办与查询及其应答',
      en: 'Post checks, supervision and questions to platforms, the latest first, and how platforms answer',
    },
    authority: 'interchange:read',
    query: Latest,
    response: PlatformRequests,
  },
  askPlatform: {
    method: 'POST',
    path: '/api/v1/interchange/requests',
    summary: {
      zh: '向下级平台查岗、查询驾驶员、运单或请求视频',
      en: 'Send a post check to a platform, or ask for a driver, a waybill or a live picture of a vehicle',
    },
    authority: 'interchange:ask',
    area: 'city',
    body: AskPlatform,
    status: 201,
    response: PlatformRequest,
  },
  listPlatformAlarms: {
    method: 'GET',
    path: '/api/v1/interchange/alarms',
    summary: { zh: '下级平台上报的报警', en: 'Alarms that platforms reported, the latest first' },
    authority: 'interchange:read',
    query: Latest,
    response: z.array(PlatformAlarm),
  },
  supervisePlatformAlarm: {
    method: 'POST',
    path: '/api/v1/interchange/alarms/:id/supervision',
    summary: { zh: '督办报警', en: 'Demand that a platform handles an alarm (0x9401)' },
    authority: 'interchange:ask',
    area: 'city',
    target: 'platform-alarm',
    params: RowId,
    body: z.object({ within_min: WithinMin.default(30), urgent: z.boolean().default(false) }),
    status: 201,
    response: PlatformRequest,
  },
  listPlatformPapers: {
    method: 'GET',
    path: '/api/v1/interchange/papers',
    summary: {
      zh: '下级平台上报的驾驶员与运单（脱敏）',
      en: 'Drivers and waybills that platforms reported of vehicles, masked',
    },
    authority: 'interchange:read',
    query: Latest,
    response: z.array(PlatformPaper),
  },
  revealPlatformPaper: {
    method: 'POST',
    path: '/api/v1/interchange/papers/:id/reveal',
    summary: {
      zh: '查看驾驶员或运单全文（须说明理由）',
      en: 'See what a platform reported of a driver or a waybill in full, for a reason',
    },
    authority: 'interchange:ask',
    area: 'city',
    audit: 'required',
    target: 'platform-paper',
    params: RowId,
    body: RevealReason,
    response: PlatformPaper,
  },
});

export const platformTalkPermissions = {
  'interchange:read': {
    platform: 'base',
    zh: '查看下级平台的应答、报警与单证',
    en: 'See how platforms of other operators answer, and what they report',
    roles: [...WATCHERS, 'freight-officer'],
  },
  'interchange:ask': {
    platform: 'base',
    zh: '向下级平台查岗、督办与查询',
    en: 'Send post checks and supervision to platforms of other operators, and ask them',
    roles: ['duty-officer', 'freight-officer'],
  },
} as const;
