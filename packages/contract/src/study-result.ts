import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';
import { StudyForecast } from './study-forecast.ts';

/** `none` is the base with nothing done, `plan` a scenario that somebody edited; the others are those of a quick answer. */
export const StudyScenarioKind = z.enum([
  ...(['undisturbed', 'none', 'diversion', 'strong_diversion', 'gate', 'plan'] as const),
]);
export type StudyScenarioKind = z.infer<typeof StudyScenarioKind>;

/** Mean over the seeds and half the width of its 95 % band; null with one seed. */
const Spread = z.object({ mean: z.number(), half: z.number().nullable() }).meta({ id: 'StudySpread' });
export type StudySpread = z.infer<typeof Spread>;

export const StudyVerdict = z.enum(['better', 'worse', 'no_difference', 'unknown']);
export type StudyVerdict = z.infer<typeof StudyVerdict>;

/** A figure by which scenarios are compared. */
export const StudyKpi = z
  .object({
    id: z.enum(['vehicle_hours', 'mean_speed', 'longest_queue', 'arrived', 'waiting', 'given_up', 'route']),
    /** Of a route: what it is called; empty for the others. */
    name: z.string(),
    unit: z.string(),
    better: z.enum(['less', 'more']),
    /** From which difference on it counts. */
    counts_from: z.number(),
  })
  .meta({ id: 'StudyKpi' });
export type StudyKpi = z.infer<typeof StudyKpi>;

export const StudyKpiValue = z
  .object({
    value: Spread,
    /** More than with nothing done, seed by seed; null for doing nothing itself. */
    difference: Spread.nullable(),
    verdict: StudyVerdict,
  })
  .meta({ id: 'StudyKpiValue' });
export type StudyKpiValue = z.infer<typeof StudyKpiValue>;

export const StudyRoadDelay = z
  .object({
    road: Bilingual,
    /** Time lost against free flow, vehicle-hours. */
    delay_h: Spread,
    /** Less than with nothing done, seed by seed; null for doing nothing itself. */
    saved_h: Spread.nullable(),
    verdict: StudyVerdict,
  })
  .meta({ id: 'StudyRoadDelay' });
export type StudyRoadDelay = z.infer<typeof StudyRoadDelay>;

/** A figure by minute: the mean over the seeds, and the least and most of them. */
export const StudyBand = z.object({
  mean: z.array(z.number()),
  low: z.array(z.number()),
  high: z.array(z.number()),
});
export type StudyBand = z.infer<typeof StudyBand>;

export const StudyScenario = z
  .object({
    /** Names it within the study: its kind, or "plan-1" for the first that was edited. */
    key: z.string(),
    kind: StudyScenarioKind,
    /** As it was called by who edited it; empty for the others. */
    name: z.string(),
    seeds: z.number().int(),
    /** Time of all vehicles in the area and of those who wait to enter it. */
    vehicle_hours: Spread,
    /** Vehicle-hours less than with nothing done, seed by seed; null for doing nothing itself. */
    saved_vehicle_hours: Spread.nullable(),
    verdict: StudyVerdict,
    /** Distance from the place to the tail of the queue at the end of each minute, m. */
    tail_m: StudyBand,
    /** Of the other places of the study, in their order. */
    other_tails: z.array(StudyBand),
    longest_m: Spread,
    /** Junctions that the queue reaches, the first first; in how many of the seeds, and in which minute. */
    reached: z.array(
      z.object({ node: z.number().int(), name: z.string(), minute: Spread, seeds: z.number().int() }),
    ),
    /** Minute from which no queue stands any more, and in how many of the seeds within the hour; null in none. */
    clears_min: Spread.nullable(),
    clears_in: z.number().int(),
    /** Vehicles that still wait to enter the area at the end. */
    waiting: Spread,
    reroutes: Spread,
    /** Drivers who found no open way and ended their trip elsewhere. */
    given_up: Spread,
    /** Circles of full links that waited for each other, and how many were let go by rule. */
    deadlocks: Spread,
    releases: Spread,
    /** In the order of the figures of the study. */
    kpis: z.array(StudyKpiValue),
    /** Travel time of each route of the study by minute of departure, s. */
    route_times_s: z.array(StudyBand),
    /** Roads that lose most time, the worst first. */
    roads: z.array(StudyRoadDelay),
    /** Roads that are slower than with nothing done, the one that loses most first; absent of studies of before 2026-11-27. */
    harmed: z
      .array(
        z.object({
          name: Bilingual,
          links: z.array(z.number().int()),
          /** Vehicle-hours more than with nothing done, and mean speeds over the whole time. */
          lost_vehicle_hours: Spread,
          without_kmh: z.number(),
          with_kmh: z.number(),
        }),
      )
      .optional(),
    /** State of each link of the area at each minute, 0 unknown, 1 free … 5 severe: bytes at `minute * links + link`, base64. */
    states: z.string(),
    /** Mean speed likewise: 0 not known, else 1 + km/h; and half the width of its 95 % band, km/h. */
    speeds: z.string(),
    speed_halves: z.string(),
  })
  .meta({ id: 'StudyScenario' });
export type StudyScenario = z.infer<typeof StudyScenario>;

export const StudyResult = z
  .object({
    engine_version: z.string(),
    parameters_version: z.string(),
    network_version: z.string(),
    /** Of the state from which demand was estimated. */
    demand_version: z.string(),
    base_ms: AtMs,
    horizon_min: z.number().int(),
    /** Where queues may begin, in the order in which they are named; `tail_m` of a scenario is that of the first. */
    places: z.array(z.object({ link: z.number().int(), at: z.number() })),
    /** From how many vehicle-hours on a difference counts. */
    counts_from_vehicle_hours: z.number(),
    /** Figures by which scenarios are compared. */
    kpis: z.array(StudyKpi),
    /** Ways whose travel time is followed: the road of the first place, then those that were asked for. */
    routes: z.array(
      z.object({
        name: z.string(),
        road: Bilingual,
        links: z.array(z.number().int()),
        lengths_m: z.array(z.number()),
      }),
    ),
    radius_m: z.number(),
    links: z.array(z.number().int()),
    signals: z.number().int(),
    assumed_signals: z.number().int(),
    calibration: z.object({
      rounds: z.number().int(),
      perceived_kmh: z.number(),
      simulated_kmh: z.number(),
      share_of_flow: z.number(),
    }),
    fit: z.object({ links: z.number().int(), geh_under_5: z.number(), rmsn: z.number() }),
    /** Doing nothing first, then measures by what they save, then the roads without the incident. */
    scenarios: z.array(StudyScenario),
    /** Of doing nothing, from two seeds on; studies of before 2026-11-27 have none. */
    forecast: StudyForecast.optional(),
  })
  .meta({ id: 'StudyResult' });
export type StudyResult = z.infer<typeof StudyResult>;
