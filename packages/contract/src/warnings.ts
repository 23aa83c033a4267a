import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';
import { RuleDraft, WarningLevel } from './warning-rules.ts';

/** Who says that something is wrong: a rule of ours, or a door for other modules and other systems. */
export const WarningOrigin = z.enum(['rule', 'cap', 'weather', 'alertmanager', 'sensor', 'detection']);
export type WarningOrigin = z.infer<typeof WarningOrigin>;

/** Why a warning ended. */
export const WarningEnd = z.enum([
  'cleared',
  'cancelled',
  'expired',
  'rule_changed',
  'no_data',
  'off_schedule',
]);
export type WarningEnd = z.infer<typeof WarningEnd>;

/** What a warning asks of who is on duty. */
export const WarningAttention = z.enum(['unanswered', 'acknowledged', 'silenced', 'held_back', 'ended']);
export type WarningAttention = z.infer<typeof WarningAttention>;

const Person = z.object({ principal: z.string(), name: z.string() });
export const WarningPerson = Person.meta({ id: 'WarningPerson' });
export type WarningPerson = z.infer<typeof WarningPerson>;

const WarningPlace = z.object({
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  /** Code; null in none or in several. */
  district: z.string().nullable(),
  districts: z.array(z.string()),
  streets: z.array(z.string()),
  road: Bilingual.nullable(),
  links: z.array(z.number().int()),
  /** Rings of lon, lat; empty where only the above is known. */
  polygon: z.array(z.array(z.tuple([z.number(), z.number()]))),
});

export const Warning = z
  .object({
    id: z.number().int(),
    /** The same for the same thing: a warning that comes again soon is this one, reopened. */
    key: z.string(),
    origin: WarningOrigin,
    kind: z.string(),
    level: WarningLevel,
    title: Bilingual,
    rule: z.object({ id: z.number().int(), version: z.number().int(), name: Bilingual }).nullable(),
    measure: z.string().nullable(),
    /** Newest value and the threshold of the level, in the unit of the measure. */
    value: z.number().nullable(),
    threshold: z.number().nullable(),
    place: WarningPlace,
    began_ms: AtMs,
    ended_ms: AtMs.nullable(),
    ended_why: WarningEnd.nullable(),
    expires_ms: AtMs.nullable(),
    /** Warnings of one group are notified in one message. */
    group: z.string(),
    /** How often it came again, and until when it is held open because of that. */
    reopened: z.number().int(),
    held_until_ms: AtMs.nullable(),
    attention: WarningAttention,
    acknowledged: z.object({ by: z.string(), at_ms: AtMs, until_ms: AtMs }).nullable(),
    owner: Person.nullable(),
    /** To whom it was offered, who has not accepted. */
    offered: Person.extend({ by: z.string(), at_ms: AtMs }).nullable(),
    silences: z.array(z.string()),
    /** The warning that holds it back. */
    held_by: z.number().int().nullable(),
    escalation: z.object({
      /** People asked since it was last unanswered. */
      step: z.number().int(),
      /** Whole rounds of the roster that nobody answered. */
      round: z.number().int(),
      next_ms: AtMs.nullable(),
      asked: z.array(z.string()),
    }),
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    /** Counts up with each change; who acts names the one that they saw. */
    version: z.number().int(),
    /** Place among all changes of all warnings. */
    sequence: z.number().int(),
    changed_ms: AtMs,
  })
  .meta({ id: 'Warning' });
export type Warning = z.infer<typeof Warning>;

/** A warning as lists show it: what it is, how it stands and who has it. The whole of it is asked for by its id. */
export const WarningBrief = Warning.pick({
  ...{ id: true, key: true, origin: true, kind: true, level: true, title: true, value: true },
  ...{ began_ms: true, ended_ms: true, reopened: true, attention: true, owner: true, offered: true },
  ...{ labels: true, version: true },
}).meta({ id: 'WarningBrief' });
export type WarningBrief = z.infer<typeof WarningBrief>;

export const WarningCounts = z.object({
  blue: z.number().int(),
  yellow: z.number().int(),
  orange: z.number().int(),
  red: z.number().int(),
  unanswered: z.number().int(),
  silenced: z.number().int(),
  held_back: z.number().int(),
});
export type WarningCounts = z.infer<typeof WarningCounts>;

/** Open warnings, or those that ended last; a change of the live channel with the next sequence follows on it. */
export const WarningList = z
  .object({
    /** Changes with the start of the platform: sequences of another one say nothing. */
    epoch: z.number().int(),
    sequence: z.number().int(),
    counts: WarningCounts,
    warnings: z.array(WarningBrief),
    /** More than are listed. */
    truncated: z.boolean(),
  })
  .meta({ id: 'WarningList' });
export type WarningList = z.infer<typeof WarningList>;

/** Where open warnings are, the worst first. */
export const WarningPlaces = z
  .object({
    places: z.array(
      z.object({ id: z.number().int(), level: WarningLevel, lon: z.number(), lat: z.number() }),
    ),
    /** More than are listed. */
    truncated: z.boolean(),
  })
  .meta({ id: 'WarningPlaces' });
export type WarningPlaces = z.infer<typeof WarningPlaces>;

/** Most places of one answer: a map with more is a carpet. */
export const MOST_WARNING_PLACES = 1_000;

/** A line of the timeline, which nothing changes afterwards. */
export const WarningEntry = z
  .object({
    id: z.number().int(),
    at_ms: AtMs,
    kind: z.string(),
    /** "system" or an account. */
    by: z.string(),
    text: Bilingual,
  })
  .meta({ id: 'WarningEntry' });
export type WarningEntry = z.infer<typeof WarningEntry>;

/** A message that went out about a warning, and what became of it. */
export const WarningNotice = z
  .object({
    key: z.string(),
    at_ms: AtMs,
    why: z.enum(['new', 'worse', 'again', 'escalated', 'reminder', 'unhidden', 'offered', 'ended']),
    to: z.string(),
    channel: z.enum(['screen', 'email', 'webhook', 'sms']),
    state: z.enum(['queued', 'sending', 'sent', 'delivered', 'failed', 'dead', 'blocked']),
    state_ms: AtMs,
    /** How an attempt ended is not known: it may have arrived, and be sent again under the same id. */
    maybe_twice: z.boolean(),
  })
  .meta({ id: 'WarningNotice' });
export type WarningNotice = z.infer<typeof WarningNotice>;

export const WarningDetail = z
  .object({
    warning: Warning,
    entries: z.array(WarningEntry),
    notices: z.array(WarningNotice),
    /** The rule as it stood when it raised the warning. */
    rule: RuleDraft.nullable(),
  })
  .meta({ id: 'WarningDetail' });
export type WarningDetail = z.infer<typeof WarningDetail>;

/** The measure of a warning around the time that it burned. */
export const WarningCurve = z
  .object({
    points: z.array(z.object({ at_ms: AtMs, value: z.number().nullable() })),
    step_s: z.number().int(),
    from_ms: AtMs,
    to_ms: AtMs,
  })
  .meta({ id: 'WarningCurve' });
export type WarningCurve = z.infer<typeof WarningCurve>;

const Text = z.string().trim().min(2).max(500);
const Minutes = z.number().int().min(1).max(1440);

/** What a person does about warnings. */
export const WarningAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('acknowledge'), minutes: Minutes.nullable().default(null) }),
  z.object({ kind: z.literal('unacknowledge') }),
  z.object({ kind: z.literal('take_over') }),
  z.object({ kind: z.literal('offer'), to: z.string().max(100) }),
  z.object({ kind: z.literal('accept') }),
  z.object({ kind: z.literal('decline'), reason: Text }),
  z.object({ kind: z.literal('note'), text: Text }),
  /** Ends one that somebody else raised and nobody takes back. */
  z.object({ kind: z.literal('close'), reason: Text }),
]);
export type WarningAct = z.infer<typeof WarningAct>;

/** One act on several warnings, all or none, each as the person saw it. */
export const WarningActs = z.object({
  on: z
    .array(
      z.object({
        id: z
          .number()
          .int()
          .positive()
          .max(2 ** 31 - 1),
        version: z.number().int().positive(),
      }),
    )
    .min(1)
    .max(200),
  act: WarningAct,
});
export type WarningActs = z.infer<typeof WarningActs>;

/** By what times and limits warnings are run; each with where it comes from. */
export const WarningPolicyEntry = z
  .object({
    name: Bilingual,
    value: Bilingual,
    source: Bilingual,
    valid_from: z.string(),
    assumed: z.boolean(),
  })
  .meta({ id: 'WarningPolicyEntry' });
export type WarningPolicyEntry = z.infer<typeof WarningPolicyEntry>;
