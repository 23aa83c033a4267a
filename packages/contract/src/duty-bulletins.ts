import { z } from 'zod';
import { AtMs, Bilingual, RowId, RowNumber } from './common.ts';
import { defineRoutes } from './route.ts';

/** A number of a bulletin, and the page where it comes from. */
export const BulletinFigure = z
  .object({
    key: z.string(),
    name: Bilingual,
    /** Null where it is not had. */
    value: z.number().nullable(),
    /** Why it is not had, where more can be said than that there are no data. */
    missing: Bilingual.optional(),
    unit: Bilingual,
    digits: z.number().int(),
    opens: z.string(),
  })
  .meta({ id: 'BulletinFigure' });
export type BulletinFigure = z.infer<typeof BulletinFigure>;

/** Days on which bulletins are made at fixed times: dated, with its source. */
export const BulletinPeriod = z
  .object({
    key: z.string(),
    name: Bilingual,
    /** yyyy-mm-dd, both included; null is without a bound. */
    from: z.string().nullable(),
    to: z.string().nullable(),
    /** Minutes after midnight of the city. */
    at_min: z.array(z.number().int()),
    source: Bilingual,
    assumed: z.boolean(),
  })
  .meta({ id: 'BulletinPeriod' });
export type BulletinPeriod = z.infer<typeof BulletinPeriod>;

export const DutyBulletin = z
  .object({
    id: z.number().int(),
    /** Of the period by which it was made; "by-hand" without one. */
    period: z.string(),
    title: Bilingual,
    /** What its figures are of. */
    from_ms: AtMs,
    to_ms: AtMs,
    text: Bilingual,
    figures: z.array(BulletinFigure),
    state: z.enum(['draft', 'approved', 'sent', 'withdrawn']),
    version: z.number().int(),
    made_ms: AtMs,
    edited_by: z.string(),
    approved_by: z.string().nullable(),
    approved_ms: AtMs.nullable(),
    sent_ms: AtMs.nullable(),
    /** Messages that were queued for it. */
    recipients: z.number().int(),
    reason: z.string(),
  })
  .meta({ id: 'DutyBulletin' });
export type DutyBulletin = z.infer<typeof DutyBulletin>;

export const BulletinEdit = z.object({
  version: RowNumber,
  text: z.object({ zh: z.string().trim().min(1).max(4000), en: z.string().trim().min(1).max(6000) }),
});
export type BulletinEdit = z.infer<typeof BulletinEdit>;
const Version = z.object({ version: RowNumber });

const one = {
  area: 'city',
  audit: 'own',
  target: 'duty-bulletin',
  params: RowId,
  response: DutyBulletin,
} as const;

export const dutyBulletinRoutes = defineRoutes('duty', {
  listBulletins: {
    method: 'GET',
    path: '/api/v1/duty/bulletins',
    summary: { zh: '值班简报', en: 'Bulletins, newest first, and when they are made' },
    authority: 'duty:read',
    area: 'city',
    response: z.object({ bulletins: z.array(DutyBulletin), periods: z.array(BulletinPeriod) }),
  },
  draftBulletin: {
    method: 'POST',
    path: '/api/v1/duty/bulletins',
    summary: { zh: '即时起草简报', en: 'Draft a bulletin of the last 24 hours now' },
    authority: 'duty:serve',
    area: 'city',
    audit: 'own',
    per_minute: 10,
    status: 201,
    response: DutyBulletin,
  },
  editBulletin: {
    ...one,
    method: 'PUT',
    path: '/api/v1/duty/bulletins/:id',
    summary: { zh: '编辑简报', en: 'Edit a draft' },
    authority: 'duty:serve',
    body: BulletinEdit,
  },
  approveBulletin: {
    ...one,
    method: 'POST',
    path: '/api/v1/duty/bulletins/:id/approval',
    summary: { zh: '审批简报（须非最后编辑者）', en: 'Approve a draft that somebody else edited last' },
    authority: 'duty:publish',
    body: Version,
  },
  sendBulletin: {
    ...one,
    method: 'POST',
    path: '/api/v1/duty/bulletins/:id/sending',
    summary: { zh: '发送简报', en: 'Send an approved bulletin' },
    authority: 'duty:publish',
    body: Version,
  },
  withdrawBulletin: {
    ...one,
    method: 'POST',
    path: '/api/v1/duty/bulletins/:id/withdrawal',
    summary: { zh: '作废简报', en: 'Withdraw a bulletin that was not sent' },
    authority: 'duty:publish',
    body: z.object({ reason: z.string().trim().min(2).max(200) }),
  },
});
