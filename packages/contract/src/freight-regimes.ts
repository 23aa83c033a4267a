import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';

/** Names a rule or a regime: lower case letters, digits, dash. */
const Key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
/** Code of a port, point, route or street, as they are registered. */
const Code = z.string().trim().min(1).max(40);
const CityCode = z.string().regex(/^\d{6}$/);
const Codes = z.array(Code).max(200);

export const FreightClass = z.enum(['container', 'lorry', 'reefer', 'hazmat', 'coach']);
export type FreightClass = z.infer<typeof FreightClass>;
export const BorderDirection = z.enum(['in', 'out']);
export type BorderDirection = z.infer<typeof BorderDirection>;
export const FreightPointKind = z.enum(['port', 'site', 'lodging', 'transfer', 'service']);
export type FreightPointKind = z.infer<typeof FreightPointKind>;
export const FreightDocumentKind = z.enum([
  ...(['permit', 'licence', 'sticker', 'voucher', 'customs', 'hazmat_slip'] as const),
]);
export type FreightDocumentKind = z.infer<typeof FreightDocumentKind>;

/** What follows from a rule that is broken, the mildest first. */
export const FreightConsequence = z.enum(['note', 'alarm', 'refuse', 'suspend', 'remove']);
export type FreightConsequence = z.infer<typeof FreightConsequence>;

/** Minutes of the city's day, [from_min, to_min); one that ends before it begins runs over midnight. */
const DayHours = z.object({
  from_min: z.number().int().min(0).max(1439),
  to_min: z.number().int().min(0).max(1440),
});

/** Which trips a rule is about; an empty list excludes nothing. */
export const FreightRuleScope = z.object({
  directions: z.array(BorderDirection).max(2),
  classes: z.array(FreightClass).max(5),
  cities: z.array(CityCode).max(400),
  other_than: z.array(CityCode).max(400),
  streets: Codes,
});
export type FreightRuleScope = z.infer<typeof FreightRuleScope>;

const Name = z.object({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(120) });
const Source = z.object({ zh: z.string().trim().max(600), en: z.string().trim().max(900) });

const RuleHead = z.object({
  key: Key,
  name: Name,
  scope: FreightRuleScope,
  consequence: FreightConsequence,
  /** Its source does not state it, or not all of its figures. */
  assumed: z.boolean(),
});

/** One rule of a regime, by its kind; `docs/regimes.md` says what each asks for. */
export const FreightRule = z.discriminatedUnion('kind', [
  RuleHead.extend({ kind: z.literal('trips'), modes: z.array(z.enum(['direct', 'relayed'])).max(2) }),
  RuleHead.extend({ kind: z.literal('ports'), ports: Codes, as_declared: z.boolean(), open: z.boolean() }),
  RuleHead.extend({ kind: z.literal('hours'), hours: z.array(DayHours).max(12) }),
  RuleHead.extend({
    ...{ kind: z.literal('points'), point: FreightPointKind, codes: z.array(Code).max(2000) },
    booked: z.boolean(),
  }),
  RuleHead.extend({
    ...{ kind: z.literal('routes'), routes: Codes },
    out_m: z.number().min(10).max(2000),
    in_m: z.number().min(5).max(2000),
  }),
  RuleHead.extend({
    ...{ kind: z.literal('stays'), at: z.array(FreightPointKind).max(5), declared_only: z.boolean() },
    stages: z
      .array(z.object({ after_min: z.number().min(1).max(1440), means: z.enum(['sms', 'call', 'visit']) }))
      .max(3),
  }),
  RuleHead.extend({
    kind: z.literal('declarations'),
    before_min: z.number().int().min(0).max(43_200),
    entries: z.number().int().min(1).max(1000).nullable(),
    tolerance_min: z.number().int().min(0).max(10_080).nullable(),
  }),
  RuleHead.extend({
    kind: z.literal('returns'),
    within: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('same_day') }),
      z.object({ kind: z.literal('hours'), hours: z.number().min(1).max(720) }),
    ]),
    overnight: FreightPointKind.nullable(),
  }),
  RuleHead.extend({ kind: z.literal('documents'), documents: z.array(FreightDocumentKind).max(20) }),
]);
export type FreightRule = z.infer<typeof FreightRule>;

/** A dated, versioned set of rules that trips are judged by. Whether it fits the others is what `checkRegimes` says, whole. */
export const FreightRegime = z
  .object({
    code: Key,
    version: z.number().int().positive().max(10_000),
    name: Name,
    /** 平 is normal management, 战 what an emergency asks for. */
    stance: z.enum(['normal', 'emergency']),
    /** Streets of destination that it holds for, beside the regime of the city; empty for the city. */
    streets: Codes,
    from_ms: AtMs,
    to_ms: AtMs.nullable(),
    source: Source,
    assumed: z.boolean(),
    rules: z.array(FreightRule).max(60),
    /** What becomes of trips that stand open when it begins. */
    opening: z.object({
      planned: z.enum(['rejudge', 'cancel']),
      under_way: z.enum(['finish', 'change']),
      grace_min: z.number().int().min(0).max(43_200),
    }),
  })
  .meta({ id: 'FreightRegime' });
export type FreightRegime = z.infer<typeof FreightRegime>;

/** How a port stands for an interval, for directions and classes; an empty list excludes none. */
export const FreightPortState = z
  .object({
    port: Code,
    directions: z.array(BorderDirection).max(2),
    classes: z.array(FreightClass).max(5),
    from_ms: AtMs,
    to_ms: AtMs.nullable(),
    /** A closure counts before what is open. */
    state: z.enum(['open', 'closed']),
    hours: z.array(DayHours).max(12),
    reason: Name.nullable(),
    source: Source,
    assumed: z.boolean(),
  })
  .meta({ id: 'FreightPortState' });
export type FreightPortState = z.infer<typeof FreightPortState>;

/** All that trips are judged by. */
export const FreightRegimeBook = z
  .object({ regimes: z.array(FreightRegime).max(200), ports: z.array(FreightPortState).max(1000) })
  .meta({ id: 'FreightRegimeBook' });
export type FreightRegimeBook = z.infer<typeof FreightRegimeBook>;

/** What is wrong with regimes or states of ports, and what to do: an error holds a draft back, a note does not. */
export const FreightRegimeFault = z
  .object({
    code: z.string(),
    level: z.enum(['error', 'note']),
    /** Code of the regime or port that it is about; "city" for all regimes of the city. */
    of: z.string(),
    rules: z.array(z.string()),
    from_ms: AtMs.nullable(),
    to_ms: AtMs.nullable(),
    text: Bilingual,
  })
  .meta({ id: 'FreightRegimeFault' });
export type FreightRegimeFault = z.infer<typeof FreightRegimeFault>;

/** Why a trip is judged as it is; opens to the rule of a version of a regime. */
export const FreightReason = z
  .object({
    code: z.string(),
    version: z.number().int(),
    rule: z.string(),
    kind: z.string(),
    breach: z.string(),
    consequence: FreightConsequence,
    text: Bilingual,
    at_ms: AtMs.nullable(),
  })
  .meta({ id: 'FreightReason' });
export type FreightReason = z.infer<typeof FreightReason>;
