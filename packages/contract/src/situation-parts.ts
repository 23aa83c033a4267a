import { z } from 'zod';
import { ClockReading } from './clocks.ts';
import { AtMs, Bilingual } from './common.ts';

/** What happened, as it is said first; DATEX II has a record type for each. */
export const SituationKind = z.enum([
  ...(['accident', 'breakdown', 'obstruction', 'congestion', 'closure', 'roadworks'] as const),
  ...(['flooding', 'weather', 'fire', 'crowding', 'equipment', 'event', 'other'] as const),
]);
export type SituationKind = z.infer<typeof SituationKind>;

/** Received, found true, being handled, over, looked back on; or found untrue. Each change is a row of the timeline. */
export const SituationState = z.enum([
  'received',
  'verified',
  'responding',
  'cleared',
  'reviewed',
  'dismissed',
]);
export type SituationState = z.infer<typeof SituationState>;

/** How much it disturbs traffic (DATEX II). */
export const SituationSeverity = z.enum(['lowest', 'low', 'medium', 'high', 'highest']);
export type SituationSeverity = z.infer<typeof SituationSeverity>;
export const SituationProbability = z.enum(['certain', 'probable', 'riskOf']);
export type SituationProbability = z.infer<typeof SituationProbability>;
/** Class of an emergency event (突发事件分级): 一般, 较大, 重大, 特别重大; it decides what is reported upwards. */
export const EventLevel = z.enum(['general', 'large', 'major', 'extreme']);
export type EventLevel = z.infer<typeof EventLevel>;
/** Whether it is of the world, or is marked in all data as a drill or a test (DATEX II `informationStatus`). */
export const SituationHeader = z.enum(['real', 'exercise', 'technical_exercise', 'test']);
export type SituationHeader = z.infer<typeof SituationHeader>;

/** Who said so. */
export const ReportOrigin = z.enum(['signal', 'warning', 'call', 'officer', 'patrol', 'camera', 'other']);
export type ReportOrigin = z.infer<typeof ReportOrigin>;

/** One character for each lane from the left shoulder to the right one: `.` free, `?` affected, `!` blocked (IRIS). */
export const LaneImpact = z
  .string()
  .regex(/^[.?!]{1,16}$/)
  .nullable();

/** When it holds (DATEX II). `overrunning`: it lasts longer than was said. */
export const SituationValidity = z.object({
  status: z.enum(['active', 'suspended', 'by_time']),
  start_ms: AtMs,
  end_ms: AtMs.nullable(),
  overrunning: z.boolean(),
});
export type SituationValidity = z.infer<typeof SituationValidity>;

const SituationPerson = z.object({ principal: z.string(), name: z.string() });

/** What lists and the map show of a situation. */
export const SituationBrief = z
  .object({
    id: z.number().int(),
    /** Grows with each change; who changes it names the one that they saw. */
    version: z.number().int(),
    state: SituationState,
    header: SituationHeader,
    kind: SituationKind,
    title: z.string(),
    severity: SituationSeverity,
    level: EventLevel.nullable(),
    lon: z.number(),
    lat: z.number(),
    link: z.number().int().nullable(),
    road: Bilingual,
    district: z.string().nullable(),
    lanes: LaneImpact,
    began_ms: AtMs,
    received_ms: AtMs,
    acknowledged: z.object({ by: z.string(), at_ms: AtMs }).nullable(),
    owner: SituationPerson.nullable(),
    /** Reports in it. */
    reports: z.number().int(),
    /** Others that may be the same, waiting for a decision. */
    proposals: z.number().int(),
    /** What is due next of its clocks, and whether that is past or near; null where none runs. */
    due_ms: AtMs.nullable(),
    clock: z.string().nullable(),
    soon_ms: AtMs.nullable(),
    /** The situation that it was merged into. */
    merged_into: z.number().int().nullable(),
  })
  .meta({ id: 'SituationBrief' });
export type SituationBrief = z.infer<typeof SituationBrief>;

/** One thing that was reported; it belongs to one situation, and goes with it when that is merged. */
export const SituationReport = z
  .object({
    id: z.number().int(),
    origin: ReportOrigin,
    kind: SituationKind,
    /** When it was seen, and when it came in. */
    at_ms: AtMs,
    received_ms: AtMs,
    lon: z.number(),
    lat: z.number(),
    road: Bilingual,
    text: z.string(),
    by: z.string(),
    /** Of the caller, masked; null where nobody called. */
    caller: z.object({ name: z.string(), phone: z.string() }).nullable(),
    /** What a signal or a warning says besides, as it came. */
    attributes: z.record(z.string(), z.unknown()),
    /** The signal or warning ended. */
    ended_ms: AtMs.nullable(),
    /** The situation that it first made, where that is another one now. */
    first_situation: z.number().int(),
  })
  .meta({ id: 'SituationReport' });
export type SituationReport = z.infer<typeof SituationReport>;

/** Why two situations may be one: how near, how long apart, and of what kind, each with its share of the score. */
export const MergeReason = z.object({
  what: z.enum(['place', 'road', 'time', 'kind']),
  text: Bilingual,
  /** 0–1. */
  score: z.number(),
  weight: z.number(),
});
export type MergeReason = z.infer<typeof MergeReason>;

export const MergeProposal = z
  .object({
    id: z.number().int(),
    /** The other one, as lists show it. */
    other: SituationBrief,
    /** 0–1. */
    score: z.number(),
    reasons: z.array(MergeReason),
    made_ms: AtMs,
  })
  .meta({ id: 'MergeProposal' });
export type MergeProposal = z.infer<typeof MergeProposal>;

/** A row of the timeline. Nothing can change or remove it. */
export const TimelineEntry = z
  .object({
    id: z.number().int(),
    at_ms: AtMs,
    by: z.string(),
    kind: z.enum([
      ...(['received', 'report', 'state', 'acknowledged', 'owner', 'facts', 'note', 'attachment'] as const),
      ...(['merged', 'merged_into', 'split', 'split_off', 'filing', 'clock', 'proposal', 'module'] as const),
    ]),
    text: Bilingual,
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const SituationAttachment = z
  .object({
    id: z.number().int(),
    name: z.string(),
    media: z.string(),
    bytes: z.number().int(),
    /** SHA-256 of what is stored, after what it said of camera and place was removed. */
    hash: z.string(),
    by: z.string(),
    at_ms: AtMs,
    note: z.string(),
  })
  .meta({ id: 'SituationAttachment' });
export type SituationAttachment = z.infer<typeof SituationAttachment>;

/** Which report upwards: the first (首报), a further one (续报), the last (终报). */
export const FilingKind = z.enum(['first', 'follow_up', 'final']);
export type FilingKind = z.infer<typeof FilingKind>;

export const SituationFiling = z
  .object({ kind: FilingKind, at_ms: AtMs, by: z.string(), to: z.string(), text: z.string() })
  .meta({ id: 'SituationFiling' });
export type SituationFiling = z.infer<typeof SituationFiling>;

/** One clock of a situation: "response", "first", "follow_up:2", "final". */
export const SituationClock = z
  .object({ code: z.string(), reading: ClockReading })
  .meta({ id: 'SituationClock' });
export type SituationClock = z.infer<typeof SituationClock>;

/** A situation with all that is known of it. */
export const Situation = SituationBrief.extend({
  probability: SituationProbability,
  cause: z.string(),
  validity: SituationValidity,
  /** What stays of the capacity, %; null where nobody said. */
  capacity_pct: z.number().nullable(),
  delay_s: z.number().nullable(),
  /** Lanes of the road at its link, shoulders not counted; null where it is at no link. */
  link_lanes: z.number().int().nullable(),
  report_list: z.array(SituationReport),
  timeline: z.array(TimelineEntry),
  attachments: z.array(SituationAttachment),
  filings: z.array(SituationFiling),
  clocks: z.array(SituationClock),
  proposal_list: z.array(MergeProposal),
  /** Those that were merged into it. */
  merged: z.array(z.number().int()),
  /** States that it may go to from here. */
  next: z.array(SituationState),
}).meta({ id: 'Situation' });
export type Situation = z.infer<typeof Situation>;
