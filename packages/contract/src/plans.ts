import { z } from 'zod';
import { AtMs, Bilingual, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { PlanDocument, PlanFault, PlanKind, UnitTag } from './plan.ts';
import { planRunRoutes } from './plan-run-routes.ts';
import { defineRoutes } from './route.ts';

export const Plan = z
  .object({
    id: z.number().int(),
    name: Bilingual,
    kind: PlanKind,
    districts: z.array(z.string()).nullable(),
    /** `draft`: never published. `changed`: published, and written on since. */
    state: z.enum(['draft', 'published', 'changed', 'retired']),
    version: z.number().int().nullable(),
    begins: z.enum(['hand', 'approval', 'auto']),
    /** Whether a condition to begin it holds now and nothing of it runs. */
    proposed: z.boolean(),
    running: z.number().int(),
    assumed: z.boolean(),
    changed_ms: AtMs,
    changed_by: z.string(),
    /** Of the draft: grows with each change. */
    rev: z.number().int(),
  })
  .meta({ id: 'Plan' });
export type Plan = z.infer<typeof Plan>;

export const PlanVersion = z
  .object({
    version: z.number().int(),
    published_ms: AtMs,
    published_by: z.string(),
    note: z.string(),
  })
  .meta({ id: 'PlanVersion' });
export type PlanVersion = z.infer<typeof PlanVersion>;

export const PlanDetail = Plan.extend({
  document: PlanDocument,
  faults: z.array(PlanFault),
  versions: z.array(PlanVersion),
}).meta({ id: 'PlanDetail' });
export type PlanDetail = z.infer<typeof PlanDetail>;

/** A plan that every installation can start from. */
export const PlanTemplate = z
  .object({ key: z.string(), about: Bilingual, document: PlanDocument })
  .meta({ id: 'PlanTemplate' });
export type PlanTemplate = z.infer<typeof PlanTemplate>;

/** A unit with the tags by which it joins plans. */
export const TaggedUnit = z
  .object({
    code: z.string(),
    name: Bilingual,
    parent: z.string().nullable(),
    tags: z.array(z.string()),
    /** True until somebody has confirmed the tags that an installation starts with. */
    assumed: z.boolean(),
  })
  .meta({ id: 'TaggedUnit' });
export type TaggedUnit = z.infer<typeof TaggedUnit>;

const Choice = z.object({ key: z.string(), name: Bilingual });

/** What can be named in a plan. */
export const PlanChoices = z
  .object({
    units: z.array(TaggedUnit),
    roles: z.array(Choice),
    measures: z.array(Choice.extend({ unit: z.string(), now: z.number().nullable() })),
    warnings: z.array(Choice),
    situations: z.array(Choice),
  })
  .meta({ id: 'PlanChoices' });
export type PlanChoices = z.infer<typeof PlanChoices>;

const Rev = z.number().int().nonnegative();
export const NewPlan = z.object({ document: PlanDocument });
export const PlanDraft = z.object({ document: PlanDocument, rev: Rev });
export type PlanDraft = z.infer<typeof PlanDraft>;
export const PlanPublication = z.object({ rev: Rev, note: z.string().trim().max(300).default('') });
export type PlanPublication = z.infer<typeof PlanPublication>;
export const PlanRetirement = z.object({ rev: Rev, reason: z.string().trim().min(2).max(300) });
export const UnitTags = z.object({ tags: z.array(UnitTag).max(20) });

const PLAN_BYTES = 512 * 2 ** 10;

export const planRoutes = defineRoutes('plans', {
  listPlans: {
    method: 'GET',
    path: '/api/v1/plans',
    summary: { zh: '预案', en: 'Plans' },
    authority: 'plans:read',
    response: z.array(Plan),
  },
  listPlanTemplates: {
    method: 'GET',
    path: '/api/v1/plan-templates',
    summary: { zh: '内置预案', en: 'Plans to start from' },
    authority: 'plans:read',
    response: z.array(PlanTemplate),
  },
  getPlanChoices: {
    method: 'GET',
    path: '/api/v1/plan-choices',
    summary: { zh: '编制预案可选用的机构、角色、指标', en: 'Units, roles and measures that a plan may name' },
    authority: 'plans:read',
    response: PlanChoices,
  },
  getPlan: {
    method: 'GET',
    path: '/api/v1/plans/:id',
    summary: { zh: '一个预案', en: 'One plan: its draft, its faults, its versions' },
    authority: 'plans:read',
    target: 'plan',
    params: RowId,
    response: PlanDetail,
  },
  checkPlan: {
    method: 'POST',
    path: '/api/v1/plans/check',
    summary: { zh: '检查预案', en: 'Check a plan without storing it' },
    authority: 'plans:edit',
    body: NewPlan,
    body_limit: PLAN_BYTES,
    response: z.array(PlanFault),
  },
  addPlan: {
    method: 'POST',
    path: '/api/v1/plans',
    summary: { zh: '新建预案', en: 'Add a plan' },
    authority: 'plans:edit',
    body: NewPlan,
    body_limit: PLAN_BYTES,
    status: 201,
    response: PlanDetail,
  },
  savePlan: {
    method: 'PUT',
    path: '/api/v1/plans/:id/draft',
    summary: { zh: '保存预案草稿', en: 'Save the draft of a plan' },
    authority: 'plans:edit',
    target: 'plan',
    params: RowId,
    body: PlanDraft,
    body_limit: PLAN_BYTES,
    response: PlanDetail,
  },
  publishPlan: {
    method: 'POST',
    path: '/api/v1/plans/:id/publication',
    summary: { zh: '发布预案', en: 'Publish the draft as the next version' },
    authority: 'plans:publish',
    target: 'plan',
    params: RowId,
    body: PlanPublication,
    response: PlanDetail,
  },
  retirePlan: {
    method: 'POST',
    path: '/api/v1/plans/:id/retirement',
    summary: { zh: '停用预案', en: 'Retire a plan; what runs goes on' },
    authority: 'plans:publish',
    target: 'plan',
    params: RowId,
    body: PlanRetirement,
    response: PlanDetail,
  },
  setUnitTags: {
    method: 'PUT',
    path: '/api/v1/plan-units/:code/tags',
    summary: { zh: '设置机构的预案标签', en: 'Set the tags by which a unit joins plans' },
    authority: 'plans:publish',
    target: 'unit',
    params: z.object({ code: z.string().max(40) }),
    body: UnitTags,
    response: TaggedUnit,
  },
});

export const plansContract = defineContract({
  routes: { ...planRoutes, ...planRunRoutes },
  permissions: {
    'plans:read': {
      platform: 'command',
      zh: '查看预案',
      en: 'See plans and what runs of them',
      roles: [...WATCHERS, 'department-user'],
    },
    'plans:edit': {
      platform: 'command',
      zh: '编制预案',
      en: 'Write plans',
      roles: ['duty-officer', 'analyst'],
    },
    'plans:publish': {
      platform: 'command',
      zh: '发布、停用预案',
      en: 'Publish and retire plans',
      roles: ['duty-officer'],
    },
    'plans:command': {
      platform: 'command',
      zh: '启动、推进、终止预案',
      en: 'Start, advance and end plans',
      roles: ['duty-officer'],
    },
    'plans:act': {
      platform: 'command',
      zh: '接办预案任务',
      en: 'Take tasks of plans for a unit',
      roles: ['duty-officer', 'department-user'],
    },
  },
});
