import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';
import { VehicleClass } from './vehicles.ts';

export const Datum = z.enum(['WGS-84', 'GCJ-02', 'BD-09']);
export type Datum = z.infer<typeof Datum>;

/** Why a record was not used. Counted per source, never silently dropped. */
export const RejectReason = z.enum([
  'checksum',
  'malformed',
  'unregistered',
  'unauthenticated',
  'not_positioned',
  'duplicate',
  'out_of_order',
  'stale_clock',
  'future_clock',
  'out_of_area',
  'impossible_speed',
  'unmatched',
]);
export type RejectReason = z.infer<typeof RejectReason>;

export const SourceHealth = z
  .object({
    id: z.number().int(),
    code: z.string(),
    name: Bilingual,
    owner: z.string(),
    protocol: z.string(),
    datum: Datum,
    terminals: z.number().int(),
    online: z.number().int(),
    fixes_per_s: z.number(),
    /** Of the last five minutes. */
    accepted: z.number().int(),
    rejected: z.record(RejectReason, z.number().int()),
    /** Median and 95th percentile of arrival minus fix time, s; null without fixes. */
    delay_p50_s: z.number().nullable(),
    delay_p95_s: z.number().nullable(),
    last_fix_ms: AtMs.nullable(),
    state: z.enum(['ok', 'degraded', 'silent', 'never']),
  })
  .meta({ id: 'SourceHealth' });
export type SourceHealth = z.infer<typeof SourceHealth>;

/** A terminal that tried to register and is not known: to be approved or refused by a person. */
export const PendingTerminal = z
  .object({
    phone: z.string(),
    plate: z.string(),
    maker: z.string(),
    model: z.string(),
    terminal_id: z.string(),
    protocol: z.enum(['2011', '2013', '2019']),
    first_seen_ms: AtMs,
    last_seen_ms: AtMs,
    attempts: z.number().int(),
  })
  .meta({ id: 'PendingTerminal' });
export type PendingTerminal = z.infer<typeof PendingTerminal>;

export const ApproveTerminal = z.object({
  source: z.number().int(),
  vehicle_class: VehicleClass,
});
