import { z } from 'zod';
import { AtMs, AtMsText, Bilingual, RowId, RowNumber } from './common.ts';
import { DutyPerson } from './duty-people.ts';
import { defineRoutes } from './route.ts';

const Principal = z.string().regex(/^account:\d{1,9}$/);
const Span = z.object({ from_ms: AtMs, to_ms: AtMs });
const Name = z.object({ zh: z.string().trim().min(1).max(40), en: z.string().trim().min(1).max(60) });
const Minute = z.number().int().min(0).max(1440);
/** Part of each day, minutes after midnight of the city; one that ends at or before its begin ends on the next day. */
const Hours = z.object({ from_min: Minute, to_min: Minute });

/** A seat at which somebody has to be on duty (岗位). */
export const DutyPost = z
  .object({
    id: z.number().int(),
    /** Of the organisation tree, by whose reach it is seen. */
    unit: z.string(),
    name: Bilingual,
    /** Order of asking when something is unanswered, 1 first. */
    rank: z.number().int(),
    /** When somebody has to be there; null is round the clock. */
    hours: Hours.nullable(),
    /** Who is asked where nobody is on duty; null for nobody. */
    fallback: z.string().nullable(),
    /** Counts up with every change of its roster: who changes an older one is refused. */
    version: z.number().int(),
  })
  .meta({ id: 'DutyPost' });
export type DutyPost = z.infer<typeof DutyPost>;

export const NewDutyPost = z.object({
  unit: z.string().max(40),
  name: Name,
  rank: z.number().int().min(1).max(99),
  hours: Hours.nullable().default(null),
  fallback: Principal.nullable().default(null),
});
export type NewDutyPost = z.infer<typeof NewDutyPost>;
export const DutyPostChange = NewDutyPost.omit({ unit: true }).extend({ version: RowNumber });
export type DutyPostChange = z.infer<typeof DutyPostChange>;

export const DutyShift = Span.extend({ person: Principal });
export type DutyShift = z.infer<typeof DutyShift>;

const Priority = z.number().int().min(1).max(99);
const Shifts = z.array(DutyShift).max(5000);
/** What is entered on a roster: a temporary schedule counts before an override, that before rotations by priority. */
export const DutyRule = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('turns'),
    /** The highest counts alone; rotations of one priority stand together. */
    priority: Priority,
    /** Each turn with everybody who stands it together. */
    turns: z.array(z.array(Principal).min(1).max(20)).min(1).max(60),
    start_ms: AtMs,
    until_ms: AtMs.nullable(),
    turn_h: z.number().int().min(1).max(672),
    window: Hours.nullable(),
    days: z.enum(['every', 'workdays', 'rest_days']),
  }),
  z.object({ kind: z.literal('shifts'), priority: Priority, shifts: Shifts.min(1) }),
  z.object({ kind: z.literal('override'), person: Principal, from_ms: AtMs, to_ms: AtMs }),
  z.object({ kind: z.literal('temporary'), from_ms: AtMs, to_ms: AtMs, shifts: Shifts }),
]);
export type DutyRule = z.infer<typeof DutyRule>;

export const DutyEntry = z
  .object({
    id: z.number().int(),
    name: z.string(),
    rule: DutyRule,
    /** Its shifts within the span that was asked for. */
    shifts: z.array(DutyShift),
    by: z.string(),
    made_ms: AtMs,
  })
  .meta({ id: 'DutyEntry' });
export type DutyEntry = z.infer<typeof DutyEntry>;

const Segment = Span.extend({ people: z.array(z.string()), entries: z.array(z.number().int()) });
export const RosterWarning = Span.extend({
  /** `uncomputed`: its days are workdays or days off of a year whose holidays are not loaded. */
  kind: z.enum(['without_effect', 'on_leave', 'double_booked', 'unknown_person', 'uncomputed']),
  entry: z.number().int(),
  /** Empty where it is of nobody in particular. */
  person: z.string(),
}).meta({ id: 'RosterWarning' });
export type RosterWarning = z.infer<typeof RosterWarning>;

/** How well a roster covers the hours in which somebody has to be there. */
export const RosterCover = z.object({ gaps: z.array(Span), gap_min: z.number(), required_min: z.number() });
export type RosterCover = z.infer<typeof RosterCover>;

/** The roster of a post over a span: what was entered, and who is on duty by all of it. */
export const DutyRoster = z
  .object({
    post: DutyPost,
    entries: z.array(DutyEntry),
    schedule: z.array(Segment),
    ...RosterCover.shape,
    warnings: z.array(RosterWarning),
    people: z.array(DutyPerson),
  })
  .meta({ id: 'DutyRoster' });
export type DutyRoster = z.infer<typeof DutyRoster>;

/** A change of a roster: an entry more, entries less. */
export const DutyChange = z.object({
  /** Of the post, as it was when the change was thought of. */
  version: RowNumber,
  add: z.object({ name: z.string().trim().max(60), rule: DutyRule }).nullable(),
  remove: z.array(RowNumber).max(100).default([]),
});
export type DutyChange = z.infer<typeof DutyChange>;

/** What a change would do over the span of what it changes, six weeks at most. */
export const DutyPreview = z
  .object({
    ...Span.shape,
    differences: z.array(Span.extend({ before: z.array(z.string()), after: z.array(z.string()) })),
    before: RosterCover,
    after: RosterCover,
    /** What to look at after it. */
    warnings: z.array(RosterWarning),
  })
  .meta({ id: 'DutyPreview' });
export type DutyPreview = z.infer<typeof DutyPreview>;

/** A calendar from elsewhere (iCalendar), whose events become shifts by the names of accounts in their summaries. */
export const CalendarImport = z.object({
  file: z.string().max(200),
  content_base64: z.base64().max(700_000),
  priority: Priority,
  from_ms: AtMs,
  to_ms: AtMs,
  version: RowNumber,
  /** False only looks at it. */
  apply: z.boolean(),
});
export type CalendarImport = z.infer<typeof CalendarImport>;

export const CalendarReport = z
  .object({
    applied: z.boolean(),
    name: z.string(),
    zone: z.string(),
    events: z.number().int(),
    shifts: z.number().int(),
    /** Summaries that name nobody, each with the number of shifts that are left out. */
    unknown: z.array(z.object({ summary: z.string(), shifts: z.number().int() })),
    /** People who stand twice at once. */
    double_booked: z.array(DutyShift),
    gaps: z.array(Span),
    faults: z.array(z.object({ line: z.number().int(), kind: z.string() })),
  })
  .meta({ id: 'CalendarReport' });
export type CalendarReport = z.infer<typeof CalendarReport>;

const SpanText = z.object({ from_ms: AtMsText, to_ms: AtMsText });
const Version = z.object({ version: RowNumber });

export const dutyRosterRoutes = defineRoutes('duty', {
  addDutyPost: {
    method: 'POST',
    path: '/api/v1/duty/posts',
    summary: { zh: '新建岗位', en: 'Add a post' },
    authority: 'duty:plan',
    audit: 'own',
    body: NewDutyPost,
    status: 201,
    response: DutyPost,
  },
  changeDutyPost: {
    method: 'PUT',
    path: '/api/v1/duty/posts/:id',
    summary: { zh: '修改岗位', en: 'Change a post' },
    authority: 'duty:plan',
    audit: 'own',
    target: 'duty-post',
    params: RowId,
    body: DutyPostChange,
    response: DutyPost,
  },
  retireDutyPost: {
    method: 'POST',
    path: '/api/v1/duty/posts/:id/retirement',
    summary: { zh: '停用岗位', en: 'Retire a post' },
    authority: 'duty:plan',
    audit: 'own',
    target: 'duty-post',
    params: RowId,
    body: Version,
    response: null,
  },
  getDutyRoster: {
    method: 'GET',
    path: '/api/v1/duty/posts/:id/roster',
    summary: { zh: '岗位值班表', en: 'The roster of a post' },
    authority: 'duty:read',
    target: 'duty-post',
    params: RowId,
    query: SpanText,
    response: DutyRoster,
  },
  previewRoster: {
    method: 'POST',
    path: '/api/v1/duty/posts/:id/preview',
    summary: { zh: '预览值班表改动', en: 'What a change of a roster would do' },
    authority: 'duty:plan',
    target: 'duty-post',
    params: RowId,
    body: DutyChange,
    response: DutyPreview,
  },
  changeRoster: {
    method: 'POST',
    path: '/api/v1/duty/posts/:id/changes',
    summary: { zh: '保存值班表改动', en: 'Change a roster' },
    authority: 'duty:plan',
    audit: 'own',
    target: 'duty-post',
    params: RowId,
    body: DutyChange,
    response: DutyPost,
  },
  importCalendar: {
    method: 'POST',
    path: '/api/v1/duty/posts/:id/calendar',
    summary: { zh: '检查或导入日历（iCalendar）', en: 'Look at a calendar, or take it as shifts' },
    authority: 'duty:plan',
    audit: 'own',
    per_minute: 10,
    target: 'duty-post',
    params: RowId,
    body: CalendarImport,
    response: CalendarReport,
  },
});
