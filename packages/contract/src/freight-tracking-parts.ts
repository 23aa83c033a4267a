import { z } from 'zod';
import { ClockReading, ClockRule } from './clocks.ts';
import { AtMs, Bilingual } from './common.ts';
import { BorderDirection, FreightClass, FreightPointKind } from './freight-regimes.ts';

/** Code of a trip, truck, driver, firm, place or route as people read it out: "T20261128-00012". */
export const TrackingCode = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[\w.-]+$/);

/** Where a trip is on its way: at its site or yard, to the port, in it, across, in a port again, on the way home, over. */
export const TripStageName = z.enum([
  ...(['waiting', 'to_port', 'at_port', 'across', 'at_port_back', 'returning', 'over'] as const),
]);
export type TripStageName = z.infer<typeof TripStageName>;

/** What the follower finds, and `double_use`: the permit of a trip was used where it did not open any more. */
export const FreightAlarmKind = z.enum([
  ...(['off_route', 'long_stay', 'wrong_port', 'silent', 'jump'] as const),
  ...(['swap', 'fatigue', 'speeding', 'overdue', 'missed_stop', 'double_use'] as const),
]);
export type FreightAlarmKind = z.infer<typeof FreightAlarmKind>;

/** How a driver is spoken to, the mildest first: 短信、电话、上门. */
export const AlarmMeans = z.enum(['sms', 'call', 'visit']);
export type AlarmMeans = z.infer<typeof AlarmMeans>;

/** open: somebody is to see to it; to_confirm: a sanction waits for a second person; closed: with a cause. */
export const FreightAlarmState = z.enum(['open', 'to_confirm', 'closed']);
export type FreightAlarmState = z.infer<typeof FreightAlarmState>;

/** What follows for the truck: 放行、警告、暂停、移出名单. The last two take two people. */
export const AlarmOutcome = z.enum(['release', 'warning', 'suspension', 'removal']);
export type AlarmOutcome = z.infer<typeof AlarmOutcome>;

/** Whom a sanction is of. */
export const SanctionOf = z.enum(['truck', 'driver', 'firm']);
export type SanctionOf = z.infer<typeof SanctionOf>;

/** A position behind an alarm, or of a trace. */
export const FreightFix = z.object({
  at_ms: AtMs,
  lon: z.number(),
  lat: z.number(),
  speed_kmh: z.number(),
});
export type FreightFix = z.infer<typeof FreightFix>;

/** A trip under way, as the map and lists show it. */
export const FollowedTrip = z
  .object({
    trip: z.string(),
    plate: z.string(),
    truck: z.string(),
    driver: z.string(),
    firm: z.string(),
    class: FreightClass,
    direction: BorderDirection,
    stage: TripStageName,
    /** The last position that is believed; null before the first. */
    lon: z.number().nullable(),
    lat: z.number().nullable(),
    speed_kmh: z.number().nullable(),
    at_ms: AtMs.nullable(),
    /** Alarms of it that are not closed, the gravest means first. */
    alarms: z.array(z.object({ id: z.number().int(), kind: FreightAlarmKind, means: AlarmMeans })),
  })
  .meta({ id: 'FollowedTrip' });
export type FollowedTrip = z.infer<typeof FollowedTrip>;

/** What may be done with an alarm by who asks. */
export const FreightAlarm = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    trip: z.string(),
    plate: z.string(),
    truck: z.string(),
    driver: z.string(),
    firm: z.string(),
    kind: FreightAlarmKind,
    /** One sentence: what, since when, and the values that decided. */
    words: Bilingual,
    state: FreightAlarmState,
    means: AlarmMeans,
    began_ms: AtMs,
    raised_ms: AtMs,
    /** When what it is about ended by itself; null while it lasts. It wants a cause all the same. */
    ended_ms: AtMs.nullable(),
    /** Account of who has it; null where nobody does. */
    owner: z.string().nullable(),
    /** What is due next: that somebody takes it, or that the driver answers by the means of now. */
    due_ms: AtMs.nullable(),
    /** When the driver was reached by the means of now. */
    answered_ms: AtMs.nullable(),
    escalated: z.boolean(),
    cause: z.string().nullable(),
    outcome: AlarmOutcome.nullable(),
    closed_ms: AtMs.nullable(),
    reopened: z.number().int(),
  })
  .meta({ id: 'FreightAlarm' });
export type FreightAlarm = z.infer<typeof FreightAlarm>;

/** What happened to an alarm; never changed or taken away. */
export const AlarmEntryKind = z.enum([
  ...(['raised', 'again', 'staged', 'ended', 'sms', 'called', 'visited', 'note'] as const),
  ...(['taken', 'escalated', 'asked', 'refused', 'closed', 'reopened'] as const),
]);
export type AlarmEntryKind = z.infer<typeof AlarmEntryKind>;

export const AlarmEntry = z.object({
  at_ms: AtMs,
  by: z.string(),
  kind: AlarmEntryKind,
  text: Bilingual,
});
export type AlarmEntry = z.infer<typeof AlarmEntry>;

export const FreightAlarmSheet = FreightAlarm.extend({
  fixes: z.array(FreightFix),
  ledger: z.array(AlarmEntry),
  clocks: z.array(ClockReading.extend({ code: z.string() })),
  /** A sanction that was asked for and waits for somebody else. */
  asked: z
    .object({
      outcome: AlarmOutcome,
      of: SanctionOf,
      cause: z.string(),
      reason: z.string(),
      days: z.number().int().nullable(),
      by: z.string(),
      at_ms: AtMs,
      /** Whether who reads this may confirm it: whoever asked for it may not. */
      mine: z.boolean(),
    })
    .nullable(),
}).meta({ id: 'FreightAlarmSheet' });
export type FreightAlarmSheet = z.infer<typeof FreightAlarmSheet>;

/** One line of declared against driven: either side may be missing. */
export const DeclaredDrivenLine = z.object({
  what: z.enum(['crossing', 'stop']),
  /** Code of the port or place; null where it is none that is known. */
  place: z.string().nullable(),
  place_name: Bilingual,
  kind: FreightPointKind.nullable(),
  direction: BorderDirection.nullable(),
  declared_from_ms: AtMs.nullable(),
  declared_to_ms: AtMs.nullable(),
  driven_from_ms: AtMs.nullable(),
  driven_to_ms: AtMs.nullable(),
  /** Inferred from positions on both sides, and not seen by the port. */
  inferred: z.boolean(),
  late_min: z.number().nullable(),
});
export type DeclaredDrivenLine = z.infer<typeof DeclaredDrivenLine>;

const Line = z.array(z.tuple([z.number(), z.number()]));

export const FollowedTripSheet = FollowedTrip.extend({
  firm_name: Bilingual,
  /** Masked. */
  driver_name: z.string(),
  lines: z.array(DeclaredDrivenLine),
  off_route: z.array(z.object({ from_ms: AtMs, to_ms: AtMs.nullable() })),
  /** The designated route; null where none was declared. */
  route: z.object({ code: z.string(), name: Bilingual, points: Line }).nullable(),
  trace: z.array(FreightFix),
  /** Whether points of the trace were left out for their number. */
  trace_truncated: z.boolean(),
  places: z.array(
    z.object({ code: z.string(), name: Bilingual, kind: FreightPointKind, lon: z.number(), lat: z.number() }),
  ),
  return_by_ms: AtMs.nullable(),
}).meta({ id: 'FollowedTripSheet' });
export type FollowedTripSheet = z.infer<typeof FollowedTripSheet>;

/** One part of a risk score: what was counted, over what, and how much it weighs. */
export const RiskPart = z.object({
  code: z.string(),
  name: Bilingual,
  /** How often, or how much, and of how many. */
  count: z.number(),
  of: z.number(),
  weight: z.number(),
  points: z.number(),
});
export type RiskPart = z.infer<typeof RiskPart>;

export const RiskScore = z
  .object({
    /** 0 (nothing is known against it) – 100; null before the first trip. */
    score: z.number().nullable(),
    band: z.enum(['low', 'middle', 'high']).nullable(),
    parts: z.array(RiskPart),
    formula: Bilingual,
    /** Dated configuration that the weights come from. */
    valid_from: z.string(),
    source: Bilingual,
    assumed: z.boolean(),
    days: z.number().int(),
  })
  .meta({ id: 'RiskScore' });
export type RiskScore = z.infer<typeof RiskScore>;

const Share = z.object({ numerator: z.number().int(), denominator: z.number().int() });

export const TrackingFigures = z
  .object({
    from_ms: AtMs,
    to_ms: AtMs,
    trips: z.number().int(),
    under_way: z.number().int(),
    over: z.number().int(),
    alarms: z.array(z.object({ kind: FreightAlarmKind, count: z.number().int(), open: z.number().int() })),
    /** Alarms that were closed, by what followed. */
    outcomes: z.array(z.object({ outcome: AlarmOutcome, count: z.number().int() })),
    /** Closed within the time that the rules give, of those that were closed or are past it. */
    in_time: Share,
    /** Taken by somebody within the time for it. */
    taken_in_time: Share,
    /** Median of how long the driver was not reached, min; null where nobody was. */
    reached_median_min: z.number().nullable(),
  })
  .meta({ id: 'TrackingFigures' });
export type TrackingFigures = z.infer<typeof TrackingFigures>;

const PastTrip = z.object({
  trip: z.string(),
  plate: z.string(),
  truck: z.string(),
  driver: z.string(),
  firm: z.string(),
  direction: BorderDirection,
  stage: TripStageName,
  began_ms: AtMs,
  over_ms: AtMs.nullable(),
  alarms: z.number().int(),
});
export type PastTrip = z.infer<typeof PastTrip>;

/** All about one truck, driver, firm, site or port. */
export const FreightProfile = z
  .object({
    kind: z.enum(['truck', 'driver', 'firm', 'site', 'port']),
    code: z.string(),
    name: Bilingual,
    firm: z.string().nullable(),
    firm_name: Bilingual.nullable(),
    /** As filed: in_order, suspended, expired …; null for a place. */
    filed: z.string().nullable(),
    why: z.string(),
    lon: z.number().nullable(),
    lat: z.number().nullable(),
    now: z.array(FollowedTrip),
    history: z.array(PastTrip),
    alarms: z.array(FreightAlarm),
    figures: TrackingFigures,
    /** Null for a place. */
    risk: RiskScore.nullable(),
    /** Of a firm: its trucks and drivers by risk, the highest first. */
    members: z.array(
      z.object({
        kind: z.enum(['truck', 'driver']),
        code: z.string(),
        name: z.string(),
        trips: z.number().int(),
        alarms: z.number().int(),
        score: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'FreightProfile' });
export type FreightProfile = z.infer<typeof FreightProfile>;

/** What alarms are treated by: clocks, causes that close one, weights of the risk score. */
export const TrackingRules = z
  .object({
    clocks: z.array(ClockRule),
    causes: z.array(z.object({ code: z.string(), name: Bilingual, kinds: z.array(FreightAlarmKind) })),
    first_means: z.array(z.object({ kind: FreightAlarmKind, means: AlarmMeans })),
    weights: z.array(z.object({ code: z.string(), name: Bilingual, weight: z.number() })),
    valid_from: z.string(),
    source: Bilingual,
    assumed: z.boolean(),
  })
  .meta({ id: 'TrackingRules' });
export type TrackingRules = z.infer<typeof TrackingRules>;
