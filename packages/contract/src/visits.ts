import { z } from 'zod';
import { CaseField, CaseType, RevealedAsker } from './case-parts.ts';
import { ClockReading } from './clocks.ts';
import { AtMs, AtMsText, Bilingual, RowId, RowNumber } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';

const Reason = z.string().trim().min(2).max(500);
const Version = z.number().int().positive();
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Paged = {
  offset: z.coerce.number().int().min(0).max(200_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
};

/** Cases of one type and one unit (null: answered by the hotline itself), of which the same share is drawn. */
export const VisitStratum = z.object({
  type: CaseType,
  unit: z.string().nullable(),
  unit_name: Bilingual.nullable(),
  eligible: z.number().int(),
  /** Share of the eligible, rounded up. */
  drawn: z.number().int(),
});
export type VisitStratum = z.infer<typeof VisitStratum>;

/** Cases that a rule leaves out of a draw, counted. */
export const VisitExclusion = z.object({ rule: z.string(), name: Bilingual, cases: z.number().int() });
export type VisitExclusion = z.infer<typeof VisitExclusion>;

/**
 * A sample of closed cases. First the list of cases is fixed and a commitment to the seed is shown; only then the seed is
 * revealed, and the sample follows from list, seed and witness alone.
 */
export const VisitDraw = z
  .object({
    id: z.number().int(),
    /** Cases closed within [from, to], days of the city. */
    from: Day,
    to: Day,
    share: z.number(),
    /** SM3 of the list of cases, hex. */
    list_hash: z.string(),
    /** SM3 of seed and list hash, hex. */
    commitment: z.string(),
    committed_ms: AtMs,
    committed_by: z.string(),
    /** Null until it is revealed. */
    seed: z.string().nullable(),
    /** What somebody outside said between commitment and reveal, so that the seed alone decides nothing. */
    witness: z.string().nullable(),
    revealed_ms: AtMs.nullable(),
    revealed_by: z.string().nullable(),
    strata: z.array(VisitStratum),
    exclusions: z.array(VisitExclusion),
    eligible: z.number().int(),
    drawn: z.number().int(),
    /** Visits that are over, however they ended. */
    over: z.number().int(),
  })
  .meta({ id: 'VisitDraw' });
export type VisitDraw = z.infer<typeof VisitDraw>;

/** All that is needed to draw again. Cases and seed are missing for outsiders until the visits of the draw are over. */
export const VisitDrawSheet = z
  .object({
    format: z.literal('opentocc-visit-draw-1'),
    method: Bilingual,
    draw: z.number().int(),
    from: Day,
    to: Day,
    share: z.number(),
    list_hash: z.string(),
    commitment: z.string(),
    committed_ms: AtMs,
    seed: z.string().nullable(),
    witness: z.string().nullable(),
    /** In order of their numbers; `rule`: left out by it. */
    cases: z
      .array(
        z.object({
          number: z.string(),
          type: z.string(),
          unit: z.string(),
          rule: z.string().nullable(),
        }),
      )
      .nullable(),
    drawn: z.array(z.string()).nullable(),
  })
  .meta({ id: 'VisitDrawSheet' });
export type VisitDrawSheet = z.infer<typeof VisitDrawSheet>;

/** How an attempt to reach somebody ended. Only `answered` is a visit; nothing else says that anybody is satisfied. */
export const AttemptOutcome = z.enum(['answered', 'no_answer', 'busy', 'wrong_number', 'refused']);
export type AttemptOutcome = z.infer<typeof AttemptOutcome>;
export const VisitWay = z.enum(['phone', 'link']);
export type VisitWay = z.infer<typeof VisitWay>;

export const VisitAttempt = z.object({
  at_ms: AtMs,
  by: z.string(),
  way: VisitWay,
  outcome: AttemptOutcome,
  note: z.string(),
});
export type VisitAttempt = z.infer<typeof VisitAttempt>;

/** waiting: to be called; answered; unreachable: as many attempts as are made; refused; dropped: opened again before. */
export const VisitState = z.enum(['waiting', 'answered', 'unreachable', 'refused', 'dropped']);
export type VisitState = z.infer<typeof VisitState>;

/** 有没有得到答复、问题解决没有、满意度（1 非常不满意 – 5 非常满意）. */
export const VisitAnswers = z.object({
  answered: z.boolean(),
  handled: z.enum(['yes', 'partly', 'no']),
  /** Null where it is not asked, as of enforcement, or the citizen would not say. */
  satisfied: z.number().int().min(1).max(5).nullable(),
  comment: z.string().trim().max(2000).default(''),
});
export type VisitAnswers = z.infer<typeof VisitAnswers>;

export const Visit = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    draw: z.number().int(),
    case: z.number().int(),
    number: z.string(),
    title: z.string(),
    type: CaseType,
    field: CaseField,
    unit: z.string().nullable(),
    unit_name: Bilingual.nullable(),
    at_once: z.boolean(),
    closed_ms: AtMs,
    state: VisitState,
    /** False where a rule says that satisfaction is not asked: what is decided by law is not for the asker to like. */
    asks_satisfaction: z.boolean(),
    attempts: z.array(VisitAttempt),
    /** How many are made at most before it is said that somebody cannot be reached. */
    attempts_most: z.number().int(),
    /** Not to be called before. */
    next_ms: AtMs.nullable(),
    claimed: z.object({ by: z.string(), until_ms: AtMs }).nullable(),
    link: z.object({ sent_ms: AtMs, expires_ms: AtMs, used_ms: AtMs.nullable() }).nullable(),
    answers: VisitAnswers.nullable(),
    answered_ms: AtMs.nullable(),
    way: VisitWay.nullable(),
    /** Number of the rectification that an unsatisfied answer began. */
    rectification: z.number().int().nullable(),
  })
  .meta({ id: 'Visit' });
export type Visit = z.infer<typeof Visit>;

export const VisitList = z
  .object({ visits: z.array(Visit), total: z.number().int() })
  .meta({ id: 'VisitList' });
export type VisitList = z.infer<typeof VisitList>;

/** A share with its 95 % interval: Wilson, narrowed for the finite number of cases that it speaks for. */
export const Proportion = z
  .object({
    numerator: z.number().int(),
    denominator: z.number().int(),
    /** Null where nothing was counted: that is neither 0 nor 100 %. */
    value: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
  })
  .meta({ id: 'Proportion' });
export type Proportion = z.infer<typeof Proportion>;

/** What the visits say, by question. */
export const VisitResults = z
  .object({
    from_ms: AtMs,
    to_ms: AtMs,
    /** Cases for which the sample speaks. */
    eligible: z.number().int(),
    drawn: z.number().int(),
    response: Proportion,
    outcomes: z.record(z.string(), z.number().int()),
    questions: z.array(
      z.object({
        key: z.enum(['answered', 'handled', 'satisfied']),
        name: Bilingual,
        all: Proportion,
        groups: z.array(
          z.object({
            type: CaseType,
            unit: z.string().nullable(),
            unit_name: Bilingual.nullable(),
            proportion: Proportion,
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'VisitResults' });
export type VisitResults = z.infer<typeof VisitResults>;

/** 差评整改: open → done (what was done is said) → closed, or back to open. */
export const RectificationState = z.enum(['open', 'done', 'closed']);
export type RectificationState = z.infer<typeof RectificationState>;

export const Rectification = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    visit: z.number().int(),
    case: z.number().int(),
    number: z.string(),
    title: z.string(),
    state: RectificationState,
    unit: z.string().nullable(),
    unit_name: Bilingual.nullable(),
    /** Who sees to it; null until somebody takes it. */
    owner: z.string().nullable(),
    answers: VisitAnswers,
    began_ms: AtMs,
    due_ms: AtMs.nullable(),
    /** What was done about it. */
    done: z.string().nullable(),
    closed_ms: AtMs.nullable(),
    clock: ClockReading,
    timeline: z.array(
      z.object({
        at_ms: AtMs,
        by: z.string(),
        kind: z.enum(['began', 'owned', 'done', 'back', 'closed', 'note']),
        text: z.string(),
      }),
    ),
  })
  .meta({ id: 'Rectification' });
export type Rectification = z.infer<typeof Rectification>;

/** What a dated rule of visits sets: how much is drawn and how often one calls, or which cases are left out. */
export const VisitRuleText = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sampling'),
    share: z.number().min(0.25).max(1),
    attempts_most: z.number().int().min(1).max(10),
    /** Minutes between two attempts at one person. */
    between_min: z.number().int().min(0).max(10_080),
    /** From which answer on somebody is satisfied (3: 基本满意). */
    satisfied_from: z.number().int().min(2).max(5),
    link_days: z.number().int().min(1).max(60),
  }),
  z.object({
    kind: z.literal('exclusion'),
    when: z.enum(['no_contact', 'no_answer_wished', 'referred', 'withdrawn', 'merged']),
    excludes: z.boolean(),
  }),
  z.object({
    kind: z.literal('no_satisfaction'),
    /** Codes of categories. */
    categories: z.array(z.string().max(40)).max(100),
  }),
]);
export type VisitRuleText = z.infer<typeof VisitRuleText>;

export const VisitRule = z
  .object({
    key: z.string(),
    version: z.number().int(),
    name: Bilingual,
    rule: VisitRuleText,
    valid_from: Day,
    source: Bilingual,
    assumed: z.boolean(),
    reason: z.string(),
    made_by: z.string().nullable(),
    made_ms: AtMs.nullable(),
  })
  .meta({ id: 'VisitRule' });
export type VisitRule = z.infer<typeof VisitRule>;

const onVisit = { method: 'POST', audit: 'own', target: 'visit', params: RowId, area: 'everything' } as const;
const changed = { method: 'POST', audit: 'own', target: 'rectification' } as const;
const onRectification = { ...changed, params: RowId, response: Rectification } as const;

export const visitRoutes = defineRoutes('visits', {
  listVisitDraws: {
    method: 'GET',
    path: '/api/v1/visit-draws',
    summary: { zh: '回访抽样', en: 'Draws of return visits' },
    authority: 'visits:read',
    area: 'everything',
    response: z.array(VisitDraw),
  },
  commitVisitDraw: {
    method: 'POST',
    path: '/api/v1/visit-draws',
    summary: { zh: '固定名单并公布承诺', en: 'Fix the list of cases and show the commitment' },
    authority: 'visits:supervise',
    area: 'everything',
    audit: 'own',
    body: z.object({ from: Day, to: Day }),
    status: 201,
    response: VisitDraw,
  },
  revealVisitDraw: {
    method: 'POST',
    path: '/api/v1/visit-draws/:id/reveal',
    summary: { zh: '揭示种子并抽样', en: 'Reveal the seed and draw' },
    authority: 'visits:supervise',
    area: 'everything',
    audit: 'own',
    target: 'visit-draw',
    params: RowId,
    body: z.object({ witness: z.string().trim().max(100).default('') }),
    response: VisitDraw,
  },
  getVisitDrawSheet: {
    method: 'GET',
    path: '/api/v1/visit-draws/:id/sheet',
    summary: { zh: '复核抽样所需的全部数据', en: 'All that is needed to draw again' },
    authority: 'visits:read',
    area: 'everything',
    audit: 'read',
    target: 'visit-draw',
    params: RowId,
    response: VisitDrawSheet,
  },
  getPublicVisitDrawSheet: {
    method: 'GET',
    path: '/api/v1/public/visit-draws/:id',
    summary: {
      zh: '对外公布的抽样（名单与种子在回访结束后公布）',
      en: 'A draw as it is published; cases and seed once its visits are over',
    },
    authority: 'public',
    per_minute: 30,
    params: RowId,
    response: VisitDrawSheet,
  },
  listVisits: {
    method: 'GET',
    path: '/api/v1/visits',
    summary: { zh: '回访名单', en: 'Return visits' },
    authority: 'visits:read',
    area: 'everything',
    query: z.object({
      state: VisitState.optional(),
      draw: RowId.shape.id.optional(),
      unit: z.string().max(40).optional(),
      ...Paged,
    }),
    response: VisitList,
  },
  getVisitResults: {
    method: 'GET',
    path: '/api/v1/visit-results',
    summary: { zh: '回访结果与置信区间', en: 'What visits say, with intervals' },
    authority: 'visits:read',
    area: 'everything',
    query: z.object({ from_ms: AtMsText, to_ms: AtMsText }),
    response: VisitResults,
  },
  claimVisit: {
    method: 'POST',
    path: '/api/v1/visits/next',
    summary: { zh: '领取下一个回访', en: 'Take the next one to call' },
    authority: 'visits:call',
    area: 'everything',
    audit: 'own',
    response: z.object({ visit: Visit.nullable(), waiting: z.number().int() }),
  },
  getVisit: {
    method: 'GET',
    path: '/api/v1/visits/:id',
    summary: { zh: '一次回访', en: 'A visit' },
    authority: 'visits:read',
    area: 'everything',
    target: 'visit',
    params: RowId,
    response: Visit,
  },
  releaseVisit: {
    ...onVisit,
    path: '/api/v1/visits/:id/release',
    summary: { zh: '放回名单', en: 'Put it back' },
    authority: 'visits:call',
    response: Visit,
  },
  revealVisited: {
    ...onVisit,
    path: '/api/v1/visits/:id/contact',
    summary: { zh: '回访电话（仅限领取人）', en: 'Whom to call; for who has it alone' },
    authority: 'visits:call',
    per_minute: 30,
    response: RevealedAsker.omit({ text: true }),
  },
  attemptVisit: {
    ...onVisit,
    path: '/api/v1/visits/:id/attempts',
    summary: { zh: '记录未接通', en: 'Write down an attempt that reached nobody' },
    authority: 'visits:call',
    body: z.object({
      version: Version,
      outcome: AttemptOutcome.exclude(['answered']),
      note: z.string().trim().max(500).default(''),
    }),
    response: Visit,
  },
  answerVisit: {
    ...onVisit,
    path: '/api/v1/visits/:id/answers',
    summary: { zh: '记录回访结果', en: 'Write down what was answered' },
    authority: 'visits:call',
    body: VisitAnswers.extend({ version: Version }),
    response: Visit,
  },
  sendVisitLink: {
    ...onVisit,
    path: '/api/v1/visits/:id/link',
    summary: { zh: '发送回访链接', en: 'Send a link by which it is answered' },
    authority: 'visits:call',
    body: z.object({ version: Version }),
    response: Visit,
  },
  listRectifications: {
    method: 'GET',
    path: '/api/v1/rectifications',
    summary: { zh: '差评整改', en: 'Rectifications of bad answers' },
    authority: 'visits:rectify',
    query: z.object({ state: RectificationState.optional(), ...Paged }),
    response: z.object({ rectifications: z.array(Rectification), total: z.number().int() }),
  },
  ownRectification: {
    ...onRectification,
    path: '/api/v1/rectifications/:id/owner',
    summary: { zh: '领取整改', en: 'Take it' },
    authority: 'visits:rectify',
    body: z.object({ version: Version }),
  },
  finishRectification: {
    ...onRectification,
    path: '/api/v1/rectifications/:id/done',
    summary: { zh: '报告整改情况', en: 'Say what was done' },
    authority: 'visits:rectify',
    body: z.object({ version: Version, done: z.string().trim().min(10).max(2000) }),
  },
  judgeRectification: {
    ...onRectification,
    path: '/api/v1/rectifications/:id/closing',
    summary: { zh: '销号或退回', en: 'Close it, or send it back' },
    authority: 'visits:supervise',
    area: 'everything',
    body: z.object({ version: Version, closed: z.boolean(), reason: Reason }),
  },
  listVisitRules: {
    method: 'GET',
    path: '/api/v1/visit-rules',
    summary: { zh: '回访规则', en: 'Rules of visits' },
    authority: 'visits:read',
    area: 'everything',
    response: z.array(VisitRule),
  },
  addVisitRule: {
    method: 'POST',
    path: '/api/v1/visit-rules',
    summary: { zh: '发布回访规则新版本', en: 'Add a version of a rule of visits' },
    authority: 'visits:supervise',
    area: 'everything',
    audit: 'own',
    body: z.object({
      key: z.string().max(40),
      seen: RowNumber,
      rule: VisitRuleText,
      valid_from: Day,
      source: z.object({ zh: z.string().trim().min(2).max(300), en: z.string().trim().max(300).default('') }),
      assumed: z.boolean(),
      reason: Reason,
    }),
    status: 201,
    response: VisitRule,
  },
});

export const visitsContract = defineContract({
  routes: visitRoutes,
  permissions: {
    'visits:read': {
      ...{ platform: 'citizen', zh: '查看回访', en: 'See return visits' },
      roles: [...WATCHERS, 'hotline-agent', 'hotline-supervisor'],
    },
    'visits:call': {
      ...{ platform: 'citizen', zh: '回访诉求人', en: 'Visit who asked' },
      roles: ['hotline-agent', 'hotline-supervisor'],
    },
    'visits:rectify': {
      ...{ platform: 'citizen', zh: '差评整改', en: 'Rectify after a bad answer' },
      roles: ['case-handler', 'hotline-supervisor'],
    },
    'visits:supervise': {
      ...{
        platform: 'citizen',
        zh: '抽样、整改销号、回访规则',
        en: 'Draw visits, close rectifications, set rules',
      },
      roles: ['hotline-supervisor'],
    },
  },
});
