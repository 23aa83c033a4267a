import { z } from 'zod';

/** Longest that anything in a study lasts, min. */
export const MOST_MINUTES = 240;
/** How far ahead of the base instant something may begin, min. */
const MOST_AHEAD = 179;
const MOST_LINKS = 12;
const MOST_VPH = 20_000;

const link = z.number().int().nonnegative();
const links = z.array(link).min(1).max(MOST_LINKS);
/** Where on the (first) link, as a share of its length from its beginning. */
const at = z.number().min(0).max(1).default(0.5);
const span = {
  /** From the base instant, min; before it nothing can begin. */
  from_min: z.number().int().min(-MOST_MINUTES).max(MOST_AHEAD).default(0),
  minutes: z.number().int().min(5).max(MOST_MINUTES),
};

/** Nothing drives over the links. */
export const ClosureAction = z.object({ kind: z.literal('closure'), links, at, ...span });

/** Some lanes of the links are taken. */
export const LaneLossAction = z.object({
  ...{ kind: z.literal('lane_loss'), links, at },
  lanes: z.number().int().min(1).max(12),
  ...span,
});

/** A lower limit on the links. */
export const SpeedLimitAction = z.object({
  ...{ kind: z.literal('speed_limit'), links },
  speed_kmh: z.number().min(5).max(120),
  ...span,
});

/** Another program at the signal at the end of a link, or at its beginning. */
export const SignalPlanAction = z.object({
  ...{ kind: z.literal('signal_plan'), link },
  /** `end`: the signal at its end, green of who comes by it; `begin`: that at its beginning, green of who drives into it. */
  side: z.enum(['end', 'begin']).default('end'),
  /** Green of these movements over what they have: under 1 they are held back, over 1 the others pay for it. */
  green_share: z.number().min(0.1).max(3).default(1),
  /** Later begin of the cycle, s. */
  shift_s: z.number().int().min(-90).max(90).default(0),
  /** Another cycle, s; null for the one that it has. */
  cycle_s: z.number().int().min(60).max(240).nullable().default(null),
  ...span,
});

/** More or fewer trips, everywhere or round a link. */
export const DemandAction = z.object({
  kind: z.literal('demand'),
  /** Link in the middle of the place; null for the whole area. */
  link: link.nullable().default(null),
  radius_m: z.number().int().min(50).max(5000).default(500),
  /** Which trips change: those that begin there, end there, or both. */
  end: z.enum(['origin', 'destination', 'both']).default('both'),
  /** On the trips that there are. */
  factor: z.number().min(0).max(5).default(1),
  /** Trips that are added, veh/h; at a place alone. */
  added_vph: z.number().int().min(0).max(MOST_VPH).default(0),
  /** Link at the other end of added trips; null where they spread as the others do. */
  other_link: link.nullable().default(null),
  ...span,
});

/** A sign or message that tells drivers to avoid links. */
export const MessageAction = z.object({
  kind: z.literal('message'),
  avoid: links,
  /** Links on entering which it is read; null for everywhere. */
  signs: links.nullable().default(null),
  /** Share of drivers who follow, 0–1. */
  share: z.number().min(0.05).max(1),
  ...span,
});

/** A limit on how many may pass a place, as at the gate of a port. */
export const GateAction = z.object({
  ...{ kind: z.literal('gate'), link, at },
  flow_vph: z.number().int().min(0).max(MOST_VPH),
  ...span,
});

/** One thing that a scenario does. */
export const StudyAction = z
  .discriminatedUnion('kind', [
    ClosureAction,
    LaneLossAction,
    SpeedLimitAction,
    SignalPlanAction,
    DemandAction,
    MessageAction,
    GateAction,
  ])
  .meta({ id: 'StudyAction' });
export type StudyAction = z.infer<typeof StudyAction>;
export type StudyActionKind = StudyAction['kind'];
export type StudyActionOf<K extends StudyActionKind> = Extract<StudyAction, { kind: K }>;

export const MOST_SCENARIOS = 8;
const MOST_ACTIONS = 12;
const MOST_NAME = 60;

/** Something to be compared with the base: what happens there besides, from the same instant. */
export const StudyPlan = z
  .object({
    name: z.string().trim().min(1).max(MOST_NAME),
    actions: z.array(StudyAction).max(MOST_ACTIONS),
  })
  .meta({ id: 'StudyPlan' });
export type StudyPlan = z.infer<typeof StudyPlan>;

/** A way whose travel time is followed. */
export const StudyRoute = z
  .object({ name: z.string().trim().max(MOST_NAME).default(''), from_link: link, to_link: link })
  .meta({ id: 'StudyRoute' });
export type StudyRoute = z.infer<typeof StudyRoute>;
