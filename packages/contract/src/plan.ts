import { z } from 'zod';

/** A text of a plan: Chinese always, English where there is some. */
const words = (most: number) =>
  z.object({ zh: z.string().trim().min(1).max(most), en: z.string().trim().max(most).default('') });

/** Names a part of a plan: lower case letters, digits, dash. */
const PartKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
/** A property of units by which they join a plan: "police", "sub-centre". */
export const UnitTag = PartKey;

export const PlanKind = z.enum(['typhoon', 'rain', 'road_cut', 'metro_stop', 'crowd', 'other']);
export type PlanKind = z.infer<typeof PlanKind>;

/** Levels of warnings (预警级别), the lowest first. A response level is another scale, which people decide on. */
export const PLAN_LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;
export const PlanLevel = z.enum(PLAN_LEVELS);
export type PlanLevel = z.infer<typeof PlanLevel>;

const Minutes = z.number().int().min(0).max(43_200);

/** When a phase passes into the next, or a plan begins. */
export const PlanCondition = z.discriminatedUnion('kind', [
  /** The phase has lasted this long. */
  z.object({ kind: z.literal('hold'), min: Minutes }),
  /** The next time that clocks of the city show this. */
  z.object({ kind: z.literal('clock'), at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
  /** A measure lies on one side of a value, without a break for some minutes. */
  z.object({
    kind: z.literal('threshold'),
    measure: z.string().max(60),
    side: z.enum(['above', 'below']),
    value: z.number().min(-1e6).max(1e6),
    for_min: Minutes,
  }),
  /** A warning of this kind and at least this level is in force where the plan runs. */
  z.object({ kind: z.literal('warning'), warning: z.string().max(40), level: PlanLevel }),
  /** None of them is in force there any more. */
  z.object({ kind: z.literal('warning_over'), warning: z.string().max(40), level: PlanLevel }),
  /** A situation of this kind lasts, or is expected to last, this long. */
  z.object({ kind: z.literal('situation'), situation: z.string().max(40), lasts_min: Minutes }),
  /** Every task of the plan so far is done, refused for good or withdrawn. */
  z.object({ kind: z.literal('tasks_done') }),
  /** Somebody who commands the plan says so. */
  z.object({ kind: z.literal('approval') }),
]);
export type PlanCondition = z.infer<typeof PlanCondition>;

export const PlanTransition = z.object({
  key: PartKey,
  /** A phase; null ends the plan. */
  to: PartKey.nullable(),
  when: PlanCondition,
  /** True where the condition only proposes and a person decides (颜色建议，人来决定). */
  asks: z.boolean(),
});
export type PlanTransition = z.infer<typeof PlanTransition>;

export const PlanTask = z.object({
  key: PartKey,
  name: words(80),
  detail: words(600).nullable().default(null),
  /** Units that carry this tag get it, each its own. */
  tag: UnitTag,
  /** Role that who takes it must hold; anybody who may act for the unit where null. */
  role: z.string().max(40).nullable().default(null),
  /** Minutes from the start of the phase until it is sent. */
  start_min: Minutes.default(0),
  /** Minutes from the start of the phase until it must be accepted, and be done. */
  accept_min: Minutes,
  due_min: Minutes,
  /** What must come with "done". */
  evidence: z.enum(['none', 'text', 'attachment']),
  /** Route list that the task carries; null without one. */
  routes: PartKey.nullable().default(null),
});
export type PlanTask = z.infer<typeof PlanTask>;

export const PlanChannel = z.enum(['screen', 'email', 'sms', 'webhook']);
export type PlanChannel = z.infer<typeof PlanChannel>;

/** A message at the start of a phase. */
export const PlanMessage = z.object({
  key: PartKey,
  channel: PlanChannel,
  /** A tag of units, whose people get it; the number of an endpoint for a webhook. */
  to: z.string().min(1).max(60),
  subject: words(80),
  text: words(600),
});
export type PlanMessage = z.infer<typeof PlanMessage>;

export const PlanPhase = z.object({
  key: PartKey,
  name: words(40),
  tasks: z.array(PlanTask).max(40),
  messages: z.array(PlanMessage).max(20),
  transitions: z.array(PlanTransition).max(10),
});
export type PlanPhase = z.infer<typeof PlanPhase>;

/** Routes that stop, or run otherwise, from a colour on: red adds to what orange stops. */
export const PlanRouteList = z.object({
  key: PartKey,
  name: words(60),
  level: PlanLevel,
  routes: z.array(z.string().trim().min(1).max(30)).max(2000),
  /** How many the source states; null where it states none. */
  stated: z.number().int().min(0).max(2000).nullable().default(null),
});
export type PlanRouteList = z.infer<typeof PlanRouteList>;

/** Where figures of a plan come from, and whether somebody has confirmed them. */
export const PlanBasis = z.object({
  source: z.string().trim().max(400),
  dated: z.iso.date(),
  assumed: z.boolean(),
});
export type PlanBasis = z.infer<typeof PlanBasis>;

/** A plan as it is written. Its first phase is where it begins. */
export const PlanDocument = z
  .object({
    name: words(60),
    kind: PlanKind,
    /** Districts that it is for; null is the whole city. */
    districts: z.array(z.string().max(12)).min(1).max(100).nullable(),
    basis: PlanBasis,
    begin: z.object({
      /** By a person; by a person whom a second one approves; by itself. */
      how: z.enum(['hand', 'approval', 'auto']),
      /** Any of them begins it, or proposes it where it begins by hand or by approval. */
      when: z.array(PlanCondition).max(10),
    }),
    phases: z.array(PlanPhase).max(20),
    routes: z.array(PlanRouteList).max(10),
  })
  .meta({ id: 'PlanDocument' });
export type PlanDocument = z.infer<typeof PlanDocument>;

/** What is wrong with a plan, and what to do: an error keeps it from being published, a note does not. */
export const PlanFault = z
  .object({
    code: z.string(),
    level: z.enum(['error', 'note']),
    /** Phase, and task, message or transition in it; null where it is of the whole plan. */
    phase: z.string().nullable(),
    part: z.string().nullable(),
    text: z.object({ zh: z.string(), en: z.string() }),
  })
  .meta({ id: 'PlanFault' });
export type PlanFault = z.infer<typeof PlanFault>;
