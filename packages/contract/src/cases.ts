import { z } from 'zod';
import {
  Case,
  CaseBrief,
  CaseCard,
  CaseCategory,
  CaseChannel,
  CaseCluster,
  CaseField,
  CaseLink,
  CaseLinkKind,
  CasePlace,
  CaseRequestKind,
  CaseRule,
  CaseState,
  CaseSuggestion,
  CaseSupervision,
  CaseType,
  MeantParty,
  NewAsker,
  NewCaseRule,
  RevealedAsker,
  RightOf,
} from './case-parts.ts';
import { casesTopic } from './cases-topic.ts';
import { ClockAct } from './clocks.ts';
import { AtMsText, Bilingual, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';
import { SituationKind, SituationSeverity } from './situation-parts.ts';
import { ATTACHMENT_BYTES } from './situations.ts';

const BODY_BYTES = Math.ceil(ATTACHMENT_BYTES * 1.4);
/** Longest text of a case. */
export const CASE_TEXT_LENGTH = 10_000;

const Reason = z.string().trim().min(2).max(500);
const Key = z.string().regex(/^[\w:.-]{8,80}$/);
const Version = z.number().int().positive();
const Title = z.string().trim().min(2).max(100);
const Text = z.string().trim().min(2).max(CASE_TEXT_LENGTH);
const Category = z.string().max(40);
const UnitCode = z.string().max(40);
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What was suggested while it was typed, so that it can be compared with what a person decided. */
const Suggested = z.array(CaseSuggestion).max(5).default([]);

/** A case as an agent takes it. */
export const NewCase = z.object({
  /** Made by who sends it: the same case sent twice is one. */
  key: Key,
  channel: CaseChannel.exclude(['12345']),
  type: CaseType,
  category: Category,
  title: Title.optional(),
  text: Text,
  asker: NewAsker,
  place: CasePlace.default({ lon: null, lat: null, text: '' }),
  meant: MeantParty.nullable().default(null),
  links: z.array(CaseLink).max(20).default([]),
  /** The call that it came by, of the module of calls. */
  call: z.string().max(80).nullable().default(null),
  suggested: Suggested,
});
export type NewCase = z.infer<typeof NewCase>;

/** What an agent has typed so far; besides the text, what distinguishes the units of one category. */
export const SuggestFor = z.object({
  text: z.string().max(CASE_TEXT_LENGTH),
  place: CasePlace.optional(),
  meant: MeantParty.nullable().default(null),
  links: z.array(CaseLink).max(20).default([]),
});
export type SuggestFor = z.infer<typeof SuggestFor>;

/** Facts of a case that a person corrects; what is left out stays. */
export const CaseFacts = z.object({
  version: Version,
  type: CaseType.optional(),
  category: Category.optional(),
  title: Title.optional(),
  place: CasePlace.optional(),
  meant: MeantParty.nullable().optional(),
  /** Asking for secrecy is always possible; taking it back is not. */
  secret: z.literal(true).optional(),
});
export type CaseFacts = z.infer<typeof CaseFacts>;

export const CaseSearch = z.object({
  /** `mine`: what waits for the caller's units or, at the hotline, for the hotline. */
  view: z.enum(['mine', 'open', 'all']).default('open'),
  /** Number of a case, words of title, text or place, a plate; each word must be found. */
  text: z.string().trim().max(100).optional(),
  state: CaseState.optional(),
  type: CaseType.optional(),
  field: CaseField.optional(),
  /** With those that were merged into it. */
  category: Category.optional(),
  unit: UnitCode.optional(),
  channel: CaseChannel.optional(),
  card: CaseCard.optional(),
  supervision: CaseSupervision.optional(),
  /** Only those with a request that waits for a ruling. */
  requests: z.enum(['open']).optional(),
  from_ms: AtMsText.optional(),
  to_ms: AtMsText.optional(),
  sort: z.enum(['due', 'newest']).default('due'),
  offset: z.coerce.number().int().min(0).max(200_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type CaseSearch = z.infer<typeof CaseSearch>;

export const CaseList = z
  .object({ cases: z.array(CaseBrief), total: z.number().int() })
  .meta({ id: 'CaseList' });
export type CaseList = z.infer<typeof CaseList>;

/** What waits, for the supervisor's board. */
export const CaseCounts = z
  .object({
    by_state: z.record(z.string(), z.number().int()),
    due_today: z.number().int(),
    overdue: z.number().int(),
    yellow: z.number().int(),
    red: z.number().int(),
    requests: z.number().int(),
    received_today: z.number().int(),
    closed_today: z.number().int(),
    units: z.array(
      z.object({
        unit: UnitCode,
        name: Bilingual,
        open: z.number().int(),
        unaccepted: z.number().int(),
        yellow: z.number().int(),
        red: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'CaseCounts' });
export type CaseCounts = z.infer<typeof CaseCounts>;

const Suggestions = z.object({
  cases: z.number().int(),
  category: RightOf,
  /** The right one among those shown. */
  category_shown: RightOf,
  unit: RightOf,
});

/** What was suggested against what people decided. */
export const SuggestionAccuracy = Suggestions.extend({
  /** Dispatched once and neither returned nor dispatched again (一次转办准确率). */
  dispatched_once: RightOf,
  /** Of each suggester: the number of the training whose model was in use, null for the words of the taxonomy. */
  suggesters: z.array(Suggestions.extend({ model: z.number().int().nullable() })),
}).meta({ id: 'SuggestionAccuracy' });
export type SuggestionAccuracy = z.infer<typeof SuggestionAccuracy>;

/** Who a case may be dispatched to. */
export const CaseUnitChoice = z.object({
  code: UnitCode,
  name: Bilingual,
  kind: z.enum(['city_centre', 'sub_centre', 'department', 'firm']),
  districts: z.array(z.string()).nullable(),
  /** How many may handle its cases: none means that a case would reach nobody. */
  handlers: z.number().int(),
});
export type CaseUnitChoice = z.infer<typeof CaseUnitChoice>;

const onCase = { method: 'POST', audit: 'own', target: 'case', params: RowId, response: Case } as const;
const byDesk = { ...onCase, authority: 'cases:take' } as const;
const byUnit = { ...onCase, authority: 'cases:handle' } as const;
const bySupervisor = { ...onCase, authority: 'cases:supervise' } as const;

export const caseRoutes = defineRoutes('cases', {
  listCases: {
    method: 'GET',
    path: '/api/v1/cases',
    summary: { zh: '工单列表与检索', en: 'Cases: list and search' },
    authority: 'cases:read',
    query: CaseSearch,
    response: CaseList,
  },
  exportCases: {
    method: 'GET',
    path: '/api/v1/cases/export',
    summary: { zh: '导出工单（CSV，联系人脱敏）', en: 'Cases as CSV; who asks is masked' },
    authority: 'cases:read',
    audit: 'read',
    per_minute: 10,
    query: CaseSearch.omit({ offset: true, limit: true }),
    response: 'text/csv',
  },
  countCases: {
    method: 'GET',
    path: '/api/v1/cases/counts',
    summary: { zh: '工单数量：状态、到期、黄红牌、各单位', en: 'Counts: states, due, cards, units' },
    authority: 'cases:read',
    response: CaseCounts,
  },
  takeCase: {
    method: 'POST',
    path: '/api/v1/cases',
    summary: { zh: '受理工单', en: 'Take a case' },
    authority: 'cases:take',
    audit: 'own',
    body: NewCase,
    status: 201,
    response: Case,
  },
  listEarlierCases: {
    method: 'POST',
    path: '/api/v1/cases/earlier',
    summary: { zh: '同一号码的历史工单', en: 'Earlier cases of the same number' },
    authority: 'cases:take',
    audit: 'own',
    body: z.object({ phone: z.string().trim().min(3).max(25) }),
    response: z.array(CaseBrief),
  },
  suggestCase: {
    method: 'POST',
    path: '/api/v1/cases/suggestions',
    summary: { zh: '推荐分类与承办单位', en: 'Category and unit that a text speaks for' },
    authority: 'cases:take',
    audit: 'none',
    per_minute: 600,
    body: SuggestFor,
    response: z.array(CaseSuggestion),
  },
  getSuggestionAccuracy: {
    method: 'GET',
    path: '/api/v1/cases/suggestions/accuracy',
    summary: { zh: '推荐与人工决定的一致率', en: 'Suggestions against what people decided' },
    authority: 'cases:read',
    area: 'everything',
    query: z.object({ from_ms: AtMsText.optional(), to_ms: AtMsText.optional() }),
    response: SuggestionAccuracy,
  },
  getCase: {
    method: 'GET',
    path: '/api/v1/cases/:id',
    summary: { zh: '一张工单的全部情况', en: 'A case with its answers, timeline, clocks and files' },
    authority: 'cases:read',
    target: 'case',
    params: RowId,
    response: Case,
  },
  correctCase: {
    ...byDesk,
    path: '/api/v1/cases/:id/facts',
    summary: { zh: '更正工单要素', en: 'Correct the facts of a case' },
    body: CaseFacts,
  },
  dispatchCase: {
    ...byDesk,
    path: '/api/v1/cases/:id/dispatch',
    summary: { zh: '分类转办', en: 'Dispatch it to a unit' },
    body: z.object({
      version: Version,
      unit: UnitCode,
      note: z.string().trim().max(500).default(''),
      suggested: Suggested,
    }),
  },
  acceptCase: {
    ...byUnit,
    path: '/api/v1/cases/:id/acceptance',
    summary: { zh: '签收', en: 'Say that the unit takes it' },
    body: z.object({ version: Version }),
  },
  answerCase: {
    ...onCase,
    path: '/api/v1/cases/:id/answer',
    // By the hotline itself at once, or by the unit that it was dispatched to: the service decides who may.
    authority: 'cases:read',
    summary: { zh: '答复', en: 'Answer it' },
    body: z.object({
      version: Version,
      text: Text,
      /** Closes it in the same act: what the hotline answers at once. */
      close: z.boolean().default(false),
    }),
  },
  closeCase: {
    ...byDesk,
    path: '/api/v1/cases/:id/closing',
    summary: { zh: '办结', en: 'Close it' },
    body: z.object({ version: Version, note: z.string().trim().max(500).default('') }),
  },
  reworkCase: {
    ...byDesk,
    path: '/api/v1/cases/:id/rework',
    summary: { zh: '退回重办', en: 'Send an answer back to be done again' },
    body: z.object({ version: Version, reason: Reason }),
  },
  reopenCase: {
    ...byDesk,
    path: '/api/v1/cases/:id/reopening',
    summary: { zh: '重新打开', en: 'Open it again' },
    body: z.object({ version: Version, reason: Reason }),
  },
  withdrawCase: {
    ...byDesk,
    path: '/api/v1/cases/:id/withdrawal',
    summary: { zh: '撤回（诉求人要求）', en: 'Withdraw it, as the asker wishes' },
    body: z.object({ version: Version, reason: Reason }),
  },
  referCase: {
    ...byDesk,
    path: '/api/v1/cases/:id/referral',
    summary: { zh: '移送铁路、民航、邮政等', en: 'Refer it to rail, aviation, post or others' },
    body: z.object({
      version: Version,
      to: z.enum(['rail', 'aviation', 'post', 'other']),
      body: z.string().trim().min(2).max(100),
      reason: Reason,
    }),
  },
  requestOnCase: {
    ...byUnit,
    path: '/api/v1/cases/:id/requests',
    summary: { zh: '申请退单、延期、暂停', en: 'Ask to return it, for an extension or a pause' },
    body: z.object({
      version: Version,
      kind: CaseRequestKind,
      reason: Reason,
      /** Of an extension: working days, or ms, by the measure of the answer's clock. */
      length: z.number().positive().max(1e10).nullable().default(null),
      proposed_unit: UnitCode.nullable().default(null),
    }),
  },
  ruleOnCase: {
    ...bySupervisor,
    path: '/api/v1/cases/:id/rulings',
    summary: { zh: '裁定申请', en: 'Rule on a request' },
    body: z.object({
      version: Version,
      request: RowId.shape.id,
      granted: z.boolean(),
      reason: Reason,
      /** Of a return that is granted: who is to answer instead, at once. */
      unit: UnitCode.nullable().default(null),
    }),
  },
  superviseCase: {
    ...bySupervisor,
    path: '/api/v1/cases/:id/supervision',
    summary: { zh: '催办、督办', en: 'Urge the unit, or supervise the case' },
    body: z.object({ version: Version, to: CaseSupervision, reason: Reason }),
  },
  actOnCaseClock: {
    ...bySupervisor,
    path: '/api/v1/cases/:id/clocks',
    summary: { zh: '暂停、恢复或延长时限', en: 'Pause, resume or extend a clock' },
    body: z.object({ version: Version, code: z.string().max(40), act: ClockAct }),
  },
  resumeCase: {
    ...byUnit,
    path: '/api/v1/cases/:id/resumption',
    summary: { zh: '恢复计时', en: 'End a pause' },
    body: z.object({ version: Version, reason: Reason }),
  },
  noteCase: {
    ...onCase,
    path: '/api/v1/cases/:id/notes',
    authority: 'cases:read',
    summary: { zh: '记入时间线', en: 'Write a note on the timeline' },
    body: z.object({ text: z.string().trim().min(1).max(2000), key: Key.optional() }),
  },
  attachToCase: {
    ...onCase,
    path: '/api/v1/cases/:id/attachments',
    authority: 'cases:read',
    summary: { zh: '添加附件', en: 'Attach a file' },
    per_minute: 60,
    body_limit: BODY_BYTES,
    body: z.object({
      file: z.string().trim().min(1).max(200),
      content_base64: z.base64().max(BODY_BYTES),
      note: z.string().trim().max(200).default(''),
    }),
  },
  readCaseAttachment: {
    method: 'GET',
    path: '/api/v1/cases/:id/attachments/:attachment',
    summary: { zh: '附件内容', en: 'What is stored of an attachment' },
    authority: 'cases:read',
    audit: 'own',
    params: RowId.extend({ attachment: RowId.shape.id }),
    response: 'application/octet-stream',
  },
  linkCase: {
    ...byDesk,
    path: '/api/v1/cases/:id/links',
    summary: {
      zh: '关联或解除关联',
      en: 'Link it to a vehicle, road, stop, line or situation, or unlink it',
    },
    body: z.object({ version: Version, link: CaseLink, linked: z.boolean().default(true) }),
  },
  reportCaseToSituations: {
    ...byDesk,
    path: '/api/v1/cases/:id/situation-report',
    summary: { zh: '把来电转为事件接报', en: 'Make a report of a situation of it' },
    body: z.object({
      version: Version,
      kind: SituationKind,
      severity: SituationSeverity.default('medium'),
    }),
  },
  mergeCases: {
    ...byDesk,
    path: '/api/v1/cases/:id/merges',
    summary: { zh: '把另一张工单并入', en: 'Merge another case into this one' },
    body: z.object({ version: Version, other: RowId.shape.id, other_version: Version, reason: Reason }),
  },
  splitCase: {
    ...byDesk,
    path: '/api/v1/cases/:id/splits',
    summary: { zh: '拆分并入的工单', en: 'Take a case that was merged out again' },
    body: z.object({ version: Version, other: RowId.shape.id, reason: Reason }),
  },
  revealAsker: {
    method: 'POST',
    path: '/api/v1/cases/:id/reveal',
    summary: { zh: '查看诉求人信息（须说明理由）', en: 'Who asks, in full, for a reason' },
    authority: 'cases:reveal',
    audit: 'own',
    target: 'case',
    params: RowId,
    body: z.object({ reason: z.string().trim().min(4).max(200) }),
    response: RevealedAsker,
  },
  listCasesOf: {
    method: 'GET',
    path: '/api/v1/case-links',
    summary: {
      zh: '关联到某车、路、站、线或事件的工单',
      en: 'Cases of a vehicle, road, stop, line or situation',
    },
    authority: 'cases:read',
    query: z.object({ kind: CaseLinkKind, ref: z.string().trim().min(1).max(80) }),
    response: z.array(CaseBrief),
  },
  listCasesOfVehicle: {
    method: 'GET',
    path: '/api/v1/vehicles/:id/cases',
    summary: {
      zh: '涉及某辆登记车辆的工单（本人可见的）',
      en: 'Cases that refer to a registered vehicle, of those that the reader may see',
    },
    authority: 'vehicles:read',
    params: RowId,
    response: z.array(CaseBrief),
  },
  listCaseUnits: {
    method: 'GET',
    path: '/api/v1/case-units',
    summary: { zh: '可转办的单位', en: 'Units that a case may be dispatched to' },
    authority: 'cases:read',
    response: z.array(CaseUnitChoice),
  },
  listCaseCategories: {
    method: 'GET',
    path: '/api/v1/case-categories',
    summary: { zh: '工单分类（含历史）', en: 'Categories of cases, former ones too' },
    authority: 'cases:read',
    response: z.array(CaseCategory),
  },
  changeCaseCategories: {
    method: 'POST',
    path: '/api/v1/case-categories',
    summary: { zh: '新增、合并、拆分分类', en: 'Add, merge or split categories from a day on' },
    authority: 'cases:configure',
    area: 'everything',
    audit: 'own',
    body: z.object({
      /** In whose place the new ones come: none adds, one with several new ones splits, several with one merge. */
      replaced: z.array(Category).max(20),
      categories: z
        .array(
          z.object({
            code: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/),
            field: CaseField,
            name: z.object({ zh: z.string().trim().min(1).max(40), en: z.string().trim().min(1).max(60) }),
            words: z.array(z.string().trim().min(1).max(20)).max(100).default([]),
            unit: UnitCode.nullable().default(null),
          }),
        )
        .min(1)
        .max(20),
      valid_from: Day,
      reason: Reason,
    }),
    status: 201,
    response: z.array(CaseCategory),
  },
  listCaseRules: {
    method: 'GET',
    path: '/api/v1/case-rules',
    summary: { zh: '工单时限规则', en: 'By which rules cases are due' },
    authority: 'cases:read',
    response: z.array(CaseRule),
  },
  addCaseRule: {
    method: 'POST',
    path: '/api/v1/case-rules',
    summary: { zh: '发布时限规则新版本', en: 'Add a version of a rule by which cases are due' },
    authority: 'cases:configure',
    area: 'everything',
    audit: 'own',
    body: NewCaseRule,
    status: 201,
    response: CaseRule,
  },
  listCaseClusters: {
    method: 'GET',
    path: '/api/v1/case-clusters',
    summary: { zh: '同一诉求（热点）', en: 'Cases of many about one matter' },
    authority: 'cases:supervise',
    // What it holds may be of any unit.
    area: 'everything',
    query: z.object({ state: z.enum(['proposed', 'confirmed', 'all']).default('all') }),
    response: z.array(CaseCluster),
  },
  decideOnCluster: {
    method: 'POST',
    path: '/api/v1/case-clusters/:id/decision',
    summary: { zh: '确认或解散同一诉求', en: 'Confirm that cases are of one matter, or that they are not' },
    authority: 'cases:supervise',
    // What it holds may be of any unit.
    area: 'everything',
    audit: 'own',
    target: 'cluster',
    params: RowId,
    body: z.object({
      version: Version,
      decision: z.enum(['confirmed', 'dissolved']),
      /** Those that belong to it; of a confirmation. */
      members: z.array(RowId.shape.id).max(1000).default([]),
      title: Title.optional(),
      reason: z.string().trim().max(500).default(''),
    }),
    response: CaseCluster,
  },
  answerCluster: {
    method: 'POST',
    path: '/api/v1/case-clusters/:id/answer',
    summary: { zh: '统一答复同一诉求', en: 'Answer all of them by one text' },
    authority: 'cases:supervise',
    // What it holds may be of any unit.
    area: 'everything',
    audit: 'own',
    target: 'cluster',
    params: RowId,
    body: z.object({ version: Version, text: Text, close: z.boolean().default(false) }),
    response: CaseCluster,
  },
});

const HOTLINE = ['hotline-agent', 'hotline-supervisor'] as const;

export const casesContract = defineContract({
  routes: caseRoutes,
  permissions: {
    'cases:read': {
      ...{ platform: 'citizen', zh: '查看工单', en: 'See cases' },
      roles: [...WATCHERS, ...HOTLINE, 'case-handler'],
    },
    'cases:take': {
      ...{ platform: 'citizen', zh: '受理、答复、转办工单', en: 'Take, answer and dispatch cases' },
      roles: [...HOTLINE],
    },
    'cases:handle': {
      ...{ platform: 'citizen', zh: '承办工单', en: 'Handle the cases of a unit' },
      roles: ['case-handler', 'hotline-supervisor'],
    },
    'cases:supervise': {
      ...{ platform: 'citizen', zh: '督办工单、裁定申请', en: 'Supervise cases and rule on requests' },
      roles: ['hotline-supervisor'],
    },
    'cases:reveal': {
      ...{
        platform: 'citizen',
        zh: '查看诉求人信息（须说明理由）',
        en: 'See who asks in full, for a reason',
      },
      roles: [...HOTLINE, 'case-handler'],
    },
    'cases:configure': {
      ...{ platform: 'citizen', zh: '修订工单分类与时限规则', en: 'Revise categories and rules of cases' },
      roles: ['hotline-supervisor', 'system-administrator'],
    },
  },
  topics: [casesTopic],
});
