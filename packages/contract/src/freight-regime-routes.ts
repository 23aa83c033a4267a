import { z } from 'zod';
import { AtMs, Bilingual, RowId } from './common.ts';
import {
  BorderDirection,
  FreightClass,
  FreightConsequence,
  FreightPortState,
  FreightReason,
  FreightRegime,
  FreightRegimeFault,
} from './freight-regimes.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';

const Reason = z.string().trim().min(2).max(500);
const Seen = z.number().int().positive();
const RegimeKey = z.object({
  code: z.string().max(40),
  version: z.coerce.number().int().positive().max(10_000),
});

/** What became of trips that stood open when a regime began or ended, counted. */
export const FreightSettledCounts = z.object({
  unaffected: z.number().int(),
  rejudged: z.number().int(),
  cancelled: z.number().int(),
  finishes: z.number().int(),
  changes: z.number().int(),
});
export type FreightSettledCounts = z.infer<typeof FreightSettledCounts>;

/** announced: its instant is to come; over: it ended, or another one followed; taken_back: it never began. */
export const FreightRegimeStanding = z.enum(['announced', 'in_force', 'over', 'taken_back']);
export type FreightRegimeStanding = z.infer<typeof FreightRegimeStanding>;

/** A version of a regime on record; its times are those that hold, with what followed it and what was taken back. */
export const FreightRegimeEntry = z
  .object({
    regime: FreightRegime,
    standing: FreightRegimeStanding,
    /** Null where every installation starts with it. */
    announced_ms: AtMs.nullable(),
    reason: z.string(),
    /** A copy of what was in force before an emergency that ends. */
    resumes: z.boolean(),
    taken_back: z.object({ at_ms: AtMs, reason: z.string() }).nullable(),
    /** The switch with which it began; `settled_ms` is null while open trips are being settled. */
    began: z.object({ at_ms: AtMs, settled_ms: AtMs.nullable(), settled: FreightSettledCounts }).nullable(),
  })
  .meta({ id: 'FreightRegimeEntry' });
export type FreightRegimeEntry = z.infer<typeof FreightRegimeEntry>;

/** What happened to a version, for who answers for it. */
export const FreightRegimeEvent = z
  .object({
    id: z.number().int(),
    code: z.string(),
    version: z.number().int(),
    kind: z.enum(['announced', 'began', 'ended', 'cut', 'taken_back', 'informed']),
    at_ms: AtMs,
    /** Account; null where the clock did it. */
    by: z.string().nullable(),
    text: Bilingual,
  })
  .meta({ id: 'FreightRegimeEvent' });
export type FreightRegimeEvent = z.infer<typeof FreightRegimeEvent>;

export const FreightRegimeDraftState = z.enum(['draft', 'checked', 'announced', 'discarded']);
export type FreightRegimeDraftState = z.infer<typeof FreightRegimeDraftState>;

/** A regime that is being written. Who wrote any of it does not announce it. */
export const FreightRegimeDraft = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    state: FreightRegimeDraftState,
    regime: FreightRegime,
    /** Why it is needed, for who announces it. */
    purpose: z.string(),
    /** Accounts that wrote it. */
    written_by: z.array(z.string()),
    changed_ms: AtMs,
    checked: z.object({ at_ms: AtMs, by: z.string() }).nullable(),
    /** What is wrong with it beside the regimes and ports that are planned now. */
    faults: z.array(FreightRegimeFault),
    /** Whether the reader wrote any of it, so that somebody else has to announce it. */
    is_own: z.boolean(),
    announced: z.object({ code: z.string(), version: z.number().int() }).nullable(),
  })
  .meta({ id: 'FreightRegimeDraft' });
export type FreightRegimeDraft = z.infer<typeof FreightRegimeDraft>;

/** How a set of trips stands by one set of rules. A trip that is late may be alarmed or refused too. */
export const FreightPreviewCounts = z.object({
  trips: z.number().int(),
  clear: z.number().int(),
  refused: z.number().int(),
  alarmed: z.number().int(),
  noted: z.number().int(),
  late: z.number().int(),
  unjudged: z.number().int(),
});
export type FreightPreviewCounts = z.infer<typeof FreightPreviewCounts>;

const Pair = <T extends z.ZodType>(of: T) => z.object({ now: of, draft: of });

/** Trucks that reach a port within an hour, and the queue that the twin expects; null where it is not known. */
export const FreightPreviewHour = z.object({
  hour_ms: AtMs,
  arrivals: z.number().int(),
  queue: z.number().nullable(),
  wait_min: z.number().nullable(),
});
export type FreightPreviewHour = z.infer<typeof FreightPreviewHour>;

/** Trips of yesterday and bookings of today by the rules in force and by a draft. */
export const FreightPreview = z
  .object({
    id: z.string(),
    draft: z.number().int(),
    draft_version: z.number().int(),
    made_ms: AtMs,
    from_ms: AtMs,
    to_ms: AtMs,
    took_ms: z.number(),
    /** Trips beyond the bound of a preview, which it says nothing of. */
    left_out: z.number().int(),
    counts: Pair(FreightPreviewCounts),
    rules: z.array(
      z.object({
        side: z.enum(['now', 'draft']),
        code: z.string(),
        version: z.number().int(),
        rule: z.string(),
        name: Bilingual,
        consequence: FreightConsequence,
        trips: z.number().int(),
      }),
    ),
    firms: z.array(
      z.object({
        firm: z.string().nullable(),
        name: Bilingual.nullable(),
        trips: z.number().int(),
        refused: Pair(z.number().int()),
        alarmed: Pair(z.number().int()),
        late: Pair(z.number().int()),
      }),
    ),
    ports: z.array(
      z.object({
        port: z.string(),
        direction: BorderDirection,
        now: z.array(FreightPreviewHour),
        draft: z.array(FreightPreviewHour),
      }),
    ),
    /** What would become of trips that are open now, were the draft to begin now. */
    open: FreightSettledCounts,
  })
  .meta({ id: 'FreightPreview' });
export type FreightPreview = z.infer<typeof FreightPreview>;

export const FreightPreviewFilter = z.enum(['refused', 'alarmed', 'late', 'better', 'worse']);
export type FreightPreviewFilter = z.infer<typeof FreightPreviewFilter>;

/** One trip of a preview with its reasons on both sides. */
export const FreightPreviewTrip = z.object({
  trip: z.string(),
  firm: z.string().nullable(),
  class: FreightClass,
  direction: BorderDirection,
  city: z.string(),
  at_ms: AtMs.nullable(),
  now: z.object({ outcome: z.string(), reasons: z.array(FreightReason) }),
  draft: z.object({ outcome: z.string(), reasons: z.array(FreightReason) }),
});
export type FreightPreviewTrip = z.infer<typeof FreightPreviewTrip>;

/** A draft that was tried on the trips of two days as a drill: a record without any effect. */
export const FreightRegimeDrill = z
  .object({
    id: z.number().int(),
    draft: z.number().int(),
    regime: FreightRegime,
    at_ms: AtMs,
    by: z.string(),
    reason: z.string(),
    preview: FreightPreview,
    /** Accounts of firms whose messages were written and, as those of a drill, not sent. */
    messages: z.number().int(),
  })
  .meta({ id: 'FreightRegimeDrill' });
export type FreightRegimeDrill = z.infer<typeof FreightRegimeDrill>;

/** A state of a port on record. */
export const FreightPortEntry = z
  .object({
    id: z.number().int(),
    /** With the end that holds. */
    state: FreightPortState,
    /** Null where every installation starts with it. */
    made_ms: AtMs.nullable(),
    /** It was called off before it began. */
    withdrawn: z.boolean(),
  })
  .meta({ id: 'FreightPortEntry' });
export type FreightPortEntry = z.infer<typeof FreightPortEntry>;

const onDraft = { audit: 'own', target: 'freight-regime-draft', params: RowId, area: 'city' } as const;
const Body = FreightRegime.omit({ version: true });

export const freightRegimeRoutes = defineRoutes('freight-regimes', {
  listFreightRegimes: {
    method: 'GET',
    path: '/api/v1/freight/regimes',
    summary: { zh: '规则集：以往、现行、已公布', en: 'Regimes: past, in force, announced' },
    authority: 'freight-regimes:read',
    response: z.object({ now_ms: AtMs, regimes: z.array(FreightRegimeEntry) }),
  },
  listFreightPortStates: {
    method: 'GET',
    path: '/api/v1/freight/port-states',
    summary: { zh: '口岸开放状态', en: 'When ports are open' },
    authority: 'freight-regimes:read',
    response: z.object({
      now_ms: AtMs,
      ports: z.array(z.object({ code: z.string(), name: Bilingual })),
      states: z.array(FreightPortEntry),
    }),
  },
  listFreightRegimeEvents: {
    method: 'GET',
    path: '/api/v1/freight/regimes/:code/:version/events',
    summary: { zh: '规则集版本的记录', en: 'What happened to a version of a regime' },
    authority: 'freight-regimes:draft',
    area: 'city',
    params: RegimeKey,
    response: z.array(FreightRegimeEvent),
  },
  takeBackFreightRegime: {
    method: 'POST',
    path: '/api/v1/freight/regimes/:code/:version/taking-back',
    params: RegimeKey,
    summary: { zh: '撤回已公布或已生效的规则集', en: 'Take back a regime that was announced or began' },
    authority: 'freight-regimes:announce',
    area: 'city',
    audit: 'own',
    target: 'freight-regime',
    body: z.object({ reason: Reason }),
    response: FreightRegimeEntry,
  },
  listFreightRegimeDrafts: {
    method: 'GET',
    path: '/api/v1/freight/regime-drafts',
    summary: { zh: '规则集草案', en: 'Drafts of regimes' },
    authority: 'freight-regimes:draft',
    area: 'city',
    response: z.array(FreightRegimeDraft),
  },
  addFreightRegimeDraft: {
    method: 'POST',
    path: '/api/v1/freight/regime-drafts',
    summary: { zh: '起草规则集', en: 'Draft a regime' },
    authority: 'freight-regimes:draft',
    area: 'city',
    audit: 'own',
    body: z.object({ regime: Body, purpose: Reason }),
    status: 201,
    response: FreightRegimeDraft,
  },
  checkFreightRegime: {
    method: 'POST',
    path: '/api/v1/freight/regime-faults',
    summary: { zh: '检查规则集（不保存）', en: 'Say what is wrong with a regime, without saving it' },
    authority: 'freight-regimes:draft',
    area: 'city',
    audit: 'none',
    body: Body,
    response: z.array(FreightRegimeFault),
  },
  getFreightRegimeDraft: {
    method: 'GET',
    path: '/api/v1/freight/regime-drafts/:id',
    summary: { zh: '一份草案', en: 'A draft' },
    authority: 'freight-regimes:draft',
    area: 'city',
    params: RowId,
    response: FreightRegimeDraft,
  },
  changeFreightRegimeDraft: {
    method: 'PUT',
    path: '/api/v1/freight/regime-drafts/:id',
    ...onDraft,
    summary: { zh: '修改草案', en: 'Change a draft' },
    authority: 'freight-regimes:draft',
    body: z.object({ seen: Seen, regime: Body, purpose: Reason }),
    response: FreightRegimeDraft,
  },
  checkFreightRegimeDraft: {
    method: 'POST',
    path: '/api/v1/freight/regime-drafts/:id/check',
    ...onDraft,
    summary: { zh: '审查草案：有错误则退回', en: 'Check a draft: errors hold it back' },
    authority: 'freight-regimes:draft',
    body: z.object({ seen: Seen }),
    response: FreightRegimeDraft,
  },
  discardFreightRegimeDraft: {
    method: 'POST',
    path: '/api/v1/freight/regime-drafts/:id/discarding',
    ...onDraft,
    summary: { zh: '作废草案', en: 'Discard a draft' },
    authority: 'freight-regimes:draft',
    body: z.object({ seen: Seen, reason: Reason }),
    response: FreightRegimeDraft,
  },
  announceFreightRegime: {
    method: 'POST',
    path: '/api/v1/freight/regime-drafts/:id/announcement',
    ...onDraft,
    summary: { zh: '公布规则集（须由起草人以外的人）', en: 'Announce a regime; not by who drafted it' },
    authority: 'freight-regimes:announce',
    body: z.object({
      seen: Seen,
      /** When it begins. */
      from_ms: AtMs,
      to_ms: AtMs.nullable(),
      reason: Reason,
    }),
    status: 201,
    response: FreightRegimeEntry,
  },
  previewFreightRegime: {
    method: 'POST',
    path: '/api/v1/freight/regime-drafts/:id/preview',
    ...onDraft,
    summary: {
      zh: '试算切换：昨日车次与今日预约',
      en: "Preview a switch on yesterday's trips and today's bookings",
    },
    authority: 'freight-regimes:draft',
    audit: 'none',
    per_minute: 30,
    response: FreightPreview,
  },
  listFreightPreviewTrips: {
    method: 'GET',
    path: '/api/v1/freight/regime-previews/:id/trips',
    summary: { zh: '试算中的车次及理由', en: 'Trips of a preview, with reasons' },
    authority: 'freight-regimes:draft',
    area: 'city',
    params: z.object({ id: z.string().max(40) }),
    query: z.object({
      show: FreightPreviewFilter.default('worse'),
      firm: z.string().max(40).optional(),
      rule: z.string().max(90).optional(),
      offset: z.coerce.number().int().min(0).max(40_000).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ total: z.number().int(), trips: z.array(FreightPreviewTrip) }),
  },
  drillFreightRegime: {
    method: 'POST',
    path: '/api/v1/freight/regime-drafts/:id/drills',
    ...onDraft,
    summary: { zh: '演练切换：留记录、不生效', en: 'Drill a switch: on record, without effect' },
    authority: 'freight-regimes:draft',
    per_minute: 10,
    body: z.object({ reason: Reason }),
    status: 201,
    response: FreightRegimeDrill,
  },
  listFreightRegimeDrills: {
    method: 'GET',
    path: '/api/v1/freight/regime-drills',
    summary: { zh: '切换演练记录', en: 'Drills of switches' },
    authority: 'freight-regimes:draft',
    area: 'city',
    response: z.array(FreightRegimeDrill),
  },
  addFreightPortState: {
    method: 'POST',
    path: '/api/v1/freight/port-states',
    summary: { zh: '公布口岸关闭或开放时间', en: 'Announce that a port closes, or its hours' },
    authority: 'freight-regimes:ports',
    area: 'city',
    audit: 'own',
    body: FreightPortState,
    status: 201,
    response: FreightPortEntry,
  },
  endFreightPortState: {
    method: 'POST',
    path: '/api/v1/freight/port-states/:id/end',
    summary: { zh: '提前结束或延长一条口岸状态', en: 'End a state of a port earlier or later' },
    authority: 'freight-regimes:ports',
    area: 'city',
    audit: 'own',
    target: 'freight-port-state',
    params: RowId,
    body: z.object({ seen_to_ms: AtMs.nullable(), to_ms: AtMs.nullable(), reason: Reason }),
    response: FreightPortEntry,
  },
});

export const freightRegimesContract = defineContract({
  routes: freightRegimeRoutes,
  permissions: {
    'freight-regimes:read': {
      ...{
        platform: 'freight',
        zh: '查看货运规则集与口岸状态',
        en: 'See freight regimes and states of ports',
      },
      roles: [...WATCHERS, 'freight-officer', 'freight-firm', 'gate-keeper', 'warehouse-keeper'],
    },
    'freight-regimes:draft': {
      ...{
        platform: 'freight',
        zh: '起草、试算、演练货运规则集',
        en: 'Draft, preview and drill freight regimes',
      },
      roles: ['freight-officer', 'duty-officer', 'analyst'],
    },
    'freight-regimes:announce': {
      ...{ platform: 'freight', zh: '公布、撤回货运规则集', en: 'Announce and take back freight regimes' },
      roles: ['freight-officer', 'duty-officer'],
    },
    'freight-regimes:ports': {
      ...{ platform: 'freight', zh: '公布口岸关闭与开放时间', en: 'Announce closures and hours of ports' },
      roles: ['freight-officer', 'duty-officer'],
    },
  },
});
