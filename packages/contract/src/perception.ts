import { z } from 'zod';
import { AtMs, ById } from './common.ts';
import { linksTopic } from './links-topic.ts';
import { defineContract } from './module.ts';
import { LinkDetail, LinkStateNow } from './network.ts';
import { defineRoutes } from './route.ts';
import { RejectReason } from './sources.ts';
import { VehicleClass } from './vehicles.ts';

const Place = z.tuple([z.number(), z.number()]).meta({ description: 'lon, lat, WGS-84' });

/** One fix near a link: where it said that the vehicle was, and where it was matched. */
export const EvidenceFix = z
  .object({
    at_ms: AtMs,
    place: Place,
    speed_kmh: z.number().nullable(),
    course_deg: z.number().nullable(),
    /** Where the path that was decided passes at that time; null when no path was decided through this fix. */
    matched: z
      .object({ link: z.number().int(), place: Place, off_m: z.number(), is_here: z.boolean() })
      .nullable(),
  })
  .meta({ id: 'EvidenceFix' });
export type EvidenceFix = z.infer<typeof EvidenceFix>;

/** Why time that a vehicle spent on a link is not time of travel. */
export const LeftOutReason = z.enum(['none', 'own_stop', 'parked', 'stated_stop', 'too_fast']);
export type LeftOutReason = z.infer<typeof LeftOutReason>;

/** One vehicle's stay on the link in the window. */
export const EvidencePass = z
  .object({
    vehicle: z.number().int(),
    /** Masked; null when the vehicle is not registered. */
    plate: z.string().nullable(),
    vehicle_class: VehicleClass,
    enter_ms: AtMs,
    exit_ms: AtMs,
    distance_m: z.number(),
    /** Time that counts as travel, and time that does not. */
    time_s: z.number(),
    left_out_s: z.number(),
    left_out: LeftOutReason,
    /** Null when nothing of it counts. */
    speed_kmh: z.number().nullable(),
    /** Share of the link's travel time in the window, 0–1: what the pass weighs in the speed. */
    weight: z.number(),
    /** Whether the vehicle is still on the link. */
    under_way: z.boolean(),
    fixes: z.array(EvidenceFix),
  })
  .meta({ id: 'EvidencePass' });
export type EvidencePass = z.infer<typeof EvidencePass>;

export const EvidenceReject = z
  .object({
    vehicle: z.number().int(),
    plate: z.string().nullable(),
    at_ms: AtMs,
    received_ms: AtMs,
    place: Place,
    speed_kmh: z.number().nullable(),
    reason: RejectReason,
  })
  .meta({ id: 'EvidenceReject' });
export type EvidenceReject = z.infer<typeof EvidenceReject>;

/** One thing that a link's value rests on. */
export const EvidencePart = z
  .object({
    kind: z.enum(['passes', 'detectors', 'last_windows', 'upstream', 'downstream', 'typical', 'alike']),
    /** What this alone would say. */
    speed_kmh: z.number(),
    /** Share in the value; all parts together 1. */
    weight: z.number(),
  })
  .meta({ id: 'EvidencePart' });
export type EvidencePart = z.infer<typeof EvidencePart>;

/** What a detector of the link counted in the window. */
export const EvidenceDetector = z
  .object({
    id: z.number().int(),
    code: z.string(),
    source: z.number().int(),
    vehicles: z.number(),
    flow_vph: z.number(),
    /** Space mean at its place; null where it was not measured. */
    speed_kmh: z.number().nullable(),
  })
  .meta({ id: 'EvidenceDetector' });
export type EvidenceDetector = z.infer<typeof EvidenceDetector>;

/** Why a link's state now is what it is. */
export const LinkEvidence = z
  .object({
    link: z.number().int(),
    state: LinkStateNow,
    /** What the state is named by. */
    standard: z.string(),
    parts: z.array(EvidencePart),
    detectors: z.array(EvidenceDetector),
    /** The newest first; at most 60. */
    passes: z.array(EvidencePass),
    passes_total: z.number().int(),
    /** Fixes near the link in the window that were not used, the newest first; at most 100. */
    rejects: z.array(EvidenceReject),
    rejects_total: z.number().int(),
    /** Fixes near the link whose path goes over other links. */
    elsewhere: z.number().int(),
    /** Speed by the passes as they were found again, and how long that took. */
    replayed_speed_kmh: z.number().nullable(),
    replayed_fixes: z.number().int(),
    took_ms: z.number().int(),
  })
  .meta({ id: 'LinkEvidence' });
export type LinkEvidence = z.infer<typeof LinkEvidence>;

export const linkRoutes = defineRoutes('links', {
  getLink: {
    method: 'GET',
    path: '/api/v1/links/:id',
    summary: { zh: '一条路段及其当前状态', en: 'One link and its state now' },
    authority: 'map:read',
    target: 'link',
    params: ById,
    response: LinkDetail,
  },
});

export const linkEvidenceRoutes = defineRoutes('links', {
  linkEvidence: {
    method: 'GET',
    path: '/api/v1/links/:id/evidence',
    summary: {
      zh: '路段状态的依据',
      en: 'Why the state of a link is what it is: vehicles, fixes, matches, what was left out and why',
    },
    // Shows where vehicles were: a trace, in small.
    authority: 'vehicles:trace',
    audit: 'read',
    target: 'link',
    params: ById,
    response: LinkEvidence,
  },
});

export const perceptionContract = defineContract({
  routes: { ...linkRoutes, ...linkEvidenceRoutes },
  topics: [linksTopic],
  permissions: {},
});
