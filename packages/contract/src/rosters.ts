import { z } from 'zod';
import { listOutcome } from './list-outcome.ts';
import { defineRoutes } from './route.ts';
import { VehicleClass } from './vehicles.ts';

export const RosterColumn = z.enum([
  'phone',
  'plate',
  'plate_colour',
  'vehicle_class',
  'terminal_id',
  'maker',
  'model',
  'source',
]);
export type RosterColumn = z.infer<typeof RosterColumn>;

/** A file of vehicles and their terminals, CSV or XLSX. */
export const RosterUpload = z.object({
  /** Its name, for the audit. */
  file: z.string().max(200),
  content_base64: z.base64(),
  /** What rows belong to that name no source of their own. */
  source: z.number().int().positive(),
  vehicle_class: VehicleClass.default('other'),
});

/** A cell of a roster that is wrong. */
export const RosterProblem = z
  .object({
    /** As the file counts them: the headings are row 1. */
    row: z.number().int(),
    column: RosterColumn,
    /** The column as the file calls it; empty where the file has none. */
    heading: z.string(),
    value: z.string(),
    code: z.enum([
      'missing',
      'no_phone',
      'rounded',
      'no_plate',
      'no_colour',
      'no_class',
      'no_source',
      'too_long',
      'repeated',
    ]),
    /** Of a repeated value the row that has it first. */
    other_row: z.number().int().nullable(),
    /** What is wrong and what to do, in the caller's language. */
    message: z.string(),
  })
  .meta({ id: 'RosterProblem' });
export type RosterProblem = z.infer<typeof RosterProblem>;

/** What a row of a roster changes of what is registered; plates masked. */
export const RosterChange = z
  .object({
    row: z.number().int(),
    /** `takes_over`: its plate has another terminal, which is replaced. */
    kind: z.enum(['added', 'changed', 'unchanged', 'takes_over']),
    phone: z.string(),
    plate: z.string(),
    source: z.number().int(),
    before: z
      .object({
        phone: z.string(),
        plate: z.string(),
        source: z.number().int(),
        vehicle_class: VehicleClass,
      })
      .nullable(),
    plate_differs: z.boolean(),
  })
  .meta({ id: 'RosterChange' });
export type RosterChange = z.infer<typeof RosterChange>;

/** What a roster comes to. Of changes and problems at most 1,000 each are listed. */
export const RosterOutcome = z
  .object({
    ...listOutcome,
    changes: z.array(RosterChange),
    problems: z.array(RosterProblem),
  })
  .meta({ id: 'RosterOutcome' });
export type RosterOutcome = z.infer<typeof RosterOutcome>;

/** A roster of 50,000 rows with its encoding. */
const ROSTER_BYTES = 12 * 2 ** 20;

export const rosterRoutes = defineRoutes('sources', {
  previewRoster: {
    method: 'POST',
    path: '/api/v1/rosters/preview',
    summary: { zh: '预览车辆名册', en: 'What importing a roster would come to' },
    authority: 'sources:approve',
    area: 'city',
    body: RosterUpload,
    body_limit: ROSTER_BYTES,
    response: RosterOutcome,
  },
  importRoster: {
    method: 'POST',
    path: '/api/v1/rosters/import',
    summary: {
      zh: '导入车辆名册',
      en: 'Import a roster: its good rows in one transaction, its bad ones named',
    },
    authority: 'sources:approve',
    area: 'city',
    body: RosterUpload,
    body_limit: ROSTER_BYTES,
    response: RosterOutcome,
  },
});
