import { z } from 'zod';
import { AtMs, Bilingual, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { LinkStretch } from './network.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';
import { MOST_SCENARIOS, StudyPlan, StudyRoute } from './study-actions.ts';
import { StudyResult } from './study-result.ts';

/** Longest that an incident is looked at, min. */
const MOST_MINUTES = 120;
const MOST_INCIDENTS = 4;
const MOST_ROUTES = 4;
/** How far a study looks ahead, min. */
const LEAST_HORIZON = 15;
const MOST_HORIZON = 180;
const MOST_NAME = 60;

/** Something that takes lanes of a link for a while. */
export const StudyIncident = z
  .object({
    link: z.number().int().nonnegative(),
    /** Where on the link, as a share of its length from its beginning. */
    at: z.number().min(0).max(1).default(0.5),
    /** Lanes that it takes; all of them close the link. */
    lanes_closed: z.number().int().min(1).max(12),
    /** From the base instant, min; before it nothing can begin. */
    from_min: z.number().int().min(-MOST_MINUTES).max(59).default(0),
    minutes: z.number().int().min(5).max(MOST_MINUTES),
  })
  .meta({ id: 'StudyIncident' });
export type StudyIncident = z.infer<typeof StudyIncident>;

/** What a study compares. Without scenarios of its own it is a quick answer, whose scenarios follow from its incidents. */
const question = {
  /** What happens in all scenarios. The area lies round everything that is named. */
  incidents: z.array(StudyIncident).max(MOST_INCIDENTS).default([]),
  /** Of a quick answer: share of drivers who follow a message to avoid the place, 0–1. */
  message_share: z.number().min(0.05).max(0.8).default(0.3),
  scenarios: z.array(StudyPlan).min(1).max(MOST_SCENARIOS).optional(),
  routes: z.array(StudyRoute).max(MOST_ROUTES).default([]),
  horizon_min: z.number().int().min(LEAST_HORIZON).max(MOST_HORIZON).default(60),
  radius_m: z.number().int().min(1000).max(8000).default(5000),
};

export const NewStudy = z
  .object({ name: z.string().trim().max(MOST_NAME).default(''), ...question })
  .refine(({ incidents, scenarios }) => incidents.length > 0 || scenarios !== undefined, {
    path: ['incidents'],
    message: 'an incident or a scenario is needed',
  });
export type NewStudy = z.infer<typeof NewStudy>;

/** A figure that is assumed, as screens show it. */
export const StudyAssumption = z
  .object({
    name: Bilingual,
    value: z.string(),
    source: Bilingual,
    valid_from: z.string(),
    assumed: z.boolean(),
  })
  .meta({ id: 'StudyAssumption' });
export type StudyAssumption = z.infer<typeof StudyAssumption>;

export const StudyStatus = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type StudyStatus = z.infer<typeof StudyStatus>;

const summary = {
  id: z.number().int(),
  name: z.string(),
  status: StudyStatus,
  /** Account that asked, and whether that is the caller. */
  owner: z.string(),
  own: z.boolean(),
  asked_ms: AtMs,
  ended_ms: AtMs.nullable(),
  /** State of the roads from which it runs. */
  base_ms: AtMs,
  network_version: z.string(),
  incidents: z.array(StudyIncident),
  message_share: z.number(),
  /** Scenarios that were edited; null of a quick answer. */
  scenarios: z.array(StudyPlan).nullable(),
  routes: z.array(StudyRoute),
  horizon_min: z.number().int(),
  /** Study that it runs again; null for others. */
  replay_of: z.number().int().nullable(),
  /** Of a replay that is done: whether it came to the same bytes. */
  same_bytes: z.boolean().nullable(),
  /** What the road of the first place is called (empty where it has no name), and where it lies. */
  road: Bilingual,
  district: z.string().nullable(),
};

export const StudySummary = z.object(summary).meta({ id: 'StudySummary' });
export type StudySummary = z.infer<typeof StudySummary>;

export const Study = z
  .object({
    ...summary,
    /** Runs that are done, of how many; null before it is known. */
    progress: z.object({ done: z.number().int(), of: z.number().int() }).nullable(),
    /** Studies that run before it. */
    ahead: z.number().int(),
    /** What went wrong, in words. */
    failure: Bilingual.nullable(),
    /** The first picture, of one seed, comes before all seeds are run. */
    result: StudyResult.nullable(),
    assumptions: z.array(StudyAssumption),
    /** False when the network is another one now: numbers of links do not fit the map any more. */
    fits_network: z.boolean(),
  })
  .meta({ id: 'Study' });
export type Study = z.infer<typeof Study>;

/** How large a study of the caller may be. */
export const StudyLimits = z
  .object({ scenarios: z.number().int(), horizon_min: z.number().int(), radius_m: z.number().int() })
  .meta({ id: 'StudyLimits' });
export type StudyLimits = z.infer<typeof StudyLimits>;

/** Something that is wrong with a study, and where. */
export const StudyFault = z
  .object({
    code: z.string(),
    text: Bilingual,
    /** Number of the scenario; null for what happens in all of them, and for routes. */
    scenario: z.number().int().nullable(),
    /** Number of the incident, action or route within it. */
    item: z.number().int(),
    /** Links to be marked on the map. */
    links: z.array(z.number().int()),
  })
  .meta({ id: 'StudyFault' });
export type StudyFault = z.infer<typeof StudyFault>;

/** A link that something of a study may lie on. */
export const StudyLink = z
  .object({
    id: z.number().int(),
    road: Bilingual,
    stretch: LinkStretch,
    lanes: z.number().int(),
    limit_kmh: z.number(),
  })
  .meta({ id: 'StudyLink' });
export type StudyLink = z.infer<typeof StudyLink>;

export const StudyCheck = z
  .object({ faults: z.array(StudyFault), limits: StudyLimits })
  .meta({ id: 'StudyCheck' });
export type StudyCheck = z.infer<typeof StudyCheck>;

export const studyRoutes = defineRoutes('studies', {
  listStudies: {
    method: 'GET',
    path: '/api/v1/studies',
    summary: { zh: '推演列表', en: 'Studies' },
    authority: 'studies:read',
    response: z.array(StudySummary),
  },
  askStudy: {
    method: 'POST',
    path: '/api/v1/studies',
    summary: { zh: '发起推演', en: 'Run a study' },
    authority: 'studies:run',
    audit: 'own',
    per_minute: 30,
    body: NewStudy,
    status: 201,
    response: Study,
  },
  getStudy: {
    method: 'GET',
    path: '/api/v1/studies/:id',
    summary: { zh: '一项推演及其结果', en: 'One study and its results' },
    authority: 'studies:read',
    target: 'study',
    params: RowId,
    response: Study,
  },
  findStudyLinks: {
    method: 'GET',
    path: '/api/v1/studies/links',
    summary: { zh: '按路名查路段', en: 'Links by the name of their road' },
    authority: 'studies:run',
    query: z.object({ road: z.string().trim().min(1).max(60) }),
    response: z.array(StudyLink),
  },
  checkStudy: {
    method: 'POST',
    path: '/api/v1/studies/check',
    summary: { zh: '推演前检查', en: 'Check a study before it runs' },
    authority: 'studies:run',
    per_minute: 240,
    body: NewStudy,
    response: StudyCheck,
  },
  replayStudy: {
    method: 'POST',
    path: '/api/v1/studies/:id/replay',
    summary: { zh: '复算推演', en: 'Run a study again' },
    authority: 'studies:run',
    audit: 'own',
    target: 'study',
    per_minute: 30,
    params: RowId,
    status: 201,
    response: Study,
  },
  cancelStudy: {
    method: 'POST',
    path: '/api/v1/studies/:id/cancellation',
    summary: { zh: '取消推演', en: 'Cancel a study' },
    authority: 'studies:run',
    audit: 'own',
    target: 'study',
    params: RowId,
    response: Study,
  },
});

export const studiesContract = defineContract({
  routes: studyRoutes,
  permissions: {
    'studies:read': { platform: 'decision', zh: '查看推演', en: 'See studies', roles: WATCHERS },
    'studies:run': {
      platform: 'decision',
      zh: '发起推演',
      en: 'Run studies',
      roles: ['duty-officer', 'analyst'],
    },
    'studies:plan': {
      platform: 'decision',
      zh: '大型推演（更多方案、更长时段、更大范围）',
      en: 'Large studies (more scenarios, longer, wider)',
      roles: ['analyst'],
    },
  },
});
