import { z } from 'zod';
import { AtMs, Bilingual, RowId } from './common.ts';
import { IndexScope } from './indices.ts';
import { LinkClassName } from './network.ts';
import { defineRoutes } from './route.ts';

/** Levels of a warning, the mildest first: 蓝, 黄, 橙, 红 (突发事件应对法 art. 63, four to one). */
export const WARNING_LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;
export const WarningLevel = z.enum(WARNING_LEVELS);
export type WarningLevel = z.infer<typeof WarningLevel>;

/** What a measure is a value of: a link, a group of the indices, a source, a detector. */
export const MeasureSpace = z.enum(['link', 'group', 'source', 'detector']);
export type MeasureSpace = z.infer<typeof MeasureSpace>;

/** Something that a rule may look at each minute. */
export const WarningMeasure = z
  .object({
    code: z.string(),
    name: Bilingual,
    unit: Bilingual,
    space: MeasureSpace,
    /** Which way is worse. */
    bad: z.enum(['above', 'below']),
    /** Thresholds lie within. */
    min: z.number(),
    max: z.number(),
    /** Step of its past, s; null where no past is stored to replay. */
    past_step_s: z.number().int().nullable(),
  })
  .meta({ id: 'WarningMeasure' });
export type WarningMeasure = z.infer<typeof WarningMeasure>;

const Codes = z.array(z.string().trim().min(1).max(120)).max(200).default([]);

/** What a rule looks at: an empty list excludes nothing. */
export const RuleTarget = z.object({
  /** Of a measure of groups: which kind of group. */
  scope: IndexScope.exclude(['link']).default('district'),
  /** Keys of groups within the scope. */
  keys: Codes,
  districts: Codes,
  streets: Codes,
  classes: z.array(LinkClassName).max(5).default([]),
  /** Names of roads. */
  roads: Codes,
  links: z.array(z.number().int().nonnegative()).max(2000).default([]),
  /** Codes of sources, and protocols as classes of sources. */
  sources: Codes,
  protocols: Codes,
});
export type RuleTarget = z.infer<typeof RuleTarget>;

const DAY_KINDS = ['weekday', 'weekend', 'holiday'] as const;
const MinuteOfDay = z.number().int().min(0).max(1440);

/** When a rule looks; minutes of the city's day. A span that ends before it begins runs over midnight. */
export const RuleSchedule = z.object({
  from_min: MinuteOfDay.default(0),
  to_min: MinuteOfDay.default(1440),
  /** Monday 1 … Sunday 7; none listed means all. */
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).default([]),
  /** By China's calendar: a weekend day that is worked counts as a weekday. None listed means all. */
  day_kinds: z.array(z.enum(DAY_KINDS)).max(3).default([]),
});
export type RuleSchedule = z.infer<typeof RuleSchedule>;

const Threshold = z.number().min(-1e6).max(1e6).nullable().default(null);
export const RuleLevels = z.object({
  blue: Threshold,
  yellow: Threshold,
  orange: Threshold,
  red: Threshold,
});
export type RuleLevels = z.infer<typeof RuleLevels>;

const RuleName = z.string().trim().min(1).max(60);
const Seconds = z.number().int().min(0).max(7200);

export const RuleDraft = z.object({
  name: z.object({ zh: RuleName, en: RuleName }),
  measure: z.string().min(1).max(40),
  target: RuleTarget,
  levels: RuleLevels,
  /** How far a value must come back past a threshold before the level ends, in the unit of the measure. */
  hysteresis: z.number().min(0).max(1e6).default(0),
  /** How long a threshold must be passed, and how long it must be clear, s. */
  for_s: Seconds.default(300),
  clear_for_s: Seconds.default(300),
  schedule: RuleSchedule,
  /** What to do, for who reads the warning. */
  advice: z.object({ zh: z.string().trim().max(300), en: z.string().trim().max(300) }),
  enabled: z.boolean().default(true),
});
export type RuleDraft = z.infer<typeof RuleDraft>;

export const WarningRule = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    draft: RuleDraft,
    author: z.string(),
    changed_ms: AtMs,
    /** Places that it watches now; 0 where what it names does not exist any more. */
    places: z.number().int(),
    /** Places over a threshold that have not lasted, and warnings that it holds open. */
    pending: z.number().int(),
    firing: z.number().int(),
    /** Places over a threshold beyond the most that one rule may raise. */
    left_out: z.number().int(),
    /** What it names and the network or the registers do not have any more. */
    missing: z.array(z.string()),
  })
  .meta({ id: 'WarningRule' });
export type WarningRule = z.infer<typeof WarningRule>;

export const RuleVersion = z
  .object({ version: z.number().int(), draft: RuleDraft, author: z.string(), at_ms: AtMs })
  .meta({ id: 'RuleVersion' });
export type RuleVersion = z.infer<typeof RuleVersion>;

const Named = z.object({ code: z.string(), name: Bilingual });

/** What a rule may be limited to, by name; roads and detectors are thousands and are named by hand. */
export const RuleChoices = z
  .object({
    districts: z.array(Named),
    streets: z.array(Named),
    sources: z.array(Named.extend({ protocol: z.string() })),
    /** Groups of the indices but for roads; the code is the key of the group. */
    groups: z.array(Named.extend({ scope: IndexScope.exclude(['link', 'road']) })),
  })
  .meta({ id: 'RuleChoices' });
export type RuleChoices = z.infer<typeof RuleChoices>;

/** One time that a rule would have fired. */
export const PreviewFiring = z.object({
  key: z.string(),
  title: Bilingual,
  /** The highest that it reached. */
  level: WarningLevel,
  from_ms: AtMs,
  /** Null where it still burns at the end. */
  to_ms: AtMs.nullable(),
  worst: z.number(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
});
export type PreviewFiring = z.infer<typeof PreviewFiring>;

/** What a rule would have done in the last days, by the kernel that runs it live. */
export const RulePreview = z
  .object({
    from_ms: AtMs,
    to_ms: AtMs,
    /** Steps of the past that were there, of those that the span has; null where this measure has no stored past. */
    steps: z.number().int().nullable(),
    steps_expected: z.number().int(),
    step_s: z.number().int(),
    places: z.number().int(),
    count: z.number().int(),
    /** The worst of them. */
    firings: z.array(PreviewFiring),
    by_day: z.array(z.object({ day: z.string(), count: z.number().int() })),
    /** What the reader must know of it. */
    note: Bilingual.nullable(),
  })
  .meta({ id: 'RulePreview' });
export type RulePreview = z.infer<typeof RulePreview>;

export const RuleChange = RuleDraft.extend({
  /** The version that was changed: somebody else may have been there first. */
  version: z.number().int().positive(),
});

const authority = 'warnings:rules';
export const warningRuleRoutes = defineRoutes('warnings', {
  listMeasures: {
    method: 'GET',
    path: '/api/v1/warning-measures',
    summary: { zh: '可用于预警规则的测量', en: 'What rules may look at' },
    authority: 'warnings:read',
    response: z.array(WarningMeasure),
  },
  listRuleChoices: {
    method: 'GET',
    path: '/api/v1/warning-rule-choices',
    summary: { zh: '预警规则可限定的范围', en: 'What rules may be limited to' },
    authority,
    response: RuleChoices,
  },
  listRules: {
    method: 'GET',
    path: '/api/v1/warning-rules',
    summary: { zh: '预警规则', en: 'Warning rules' },
    authority: 'warnings:read',
    response: z.array(WarningRule),
  },
  addRule: {
    method: 'POST',
    path: '/api/v1/warning-rules',
    summary: { zh: '新建预警规则', en: 'Make a rule' },
    authority,
    audit: 'own',
    body: RuleDraft,
    status: 201,
    response: WarningRule,
  },
  changeRule: {
    method: 'PUT',
    path: '/api/v1/warning-rules/:id',
    summary: { zh: '修改预警规则（新版本）', en: 'Change a rule, which makes its next version' },
    authority,
    audit: 'own',
    target: 'rule',
    params: RowId,
    body: RuleChange,
    response: WarningRule,
  },
  retireRule: {
    method: 'DELETE',
    path: '/api/v1/warning-rules/:id',
    summary: { zh: '停用预警规则', en: 'Retire a rule; its warnings end' },
    authority,
    audit: 'own',
    target: 'rule',
    params: RowId,
    response: null,
  },
  listRuleVersions: {
    method: 'GET',
    path: '/api/v1/warning-rules/:id/versions',
    summary: { zh: '预警规则的历次版本', en: 'Versions of a rule, the newest first' },
    authority: 'warnings:read',
    params: RowId,
    response: z.array(RuleVersion),
  },
  previewRule: {
    method: 'POST',
    path: '/api/v1/warning-rules/preview',
    summary: { zh: '按最近七天回放规则草稿', en: 'Replay the last seven days under a draft' },
    authority,
    audit: 'none',
    per_minute: 60,
    body: RuleDraft,
    response: RulePreview,
  },
});
