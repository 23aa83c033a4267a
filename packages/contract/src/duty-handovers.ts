import { z } from 'zod';
import { AtMs, Bilingual, RowId, RowNumber } from './common.ts';
import { defineRoutes } from './route.ts';

/** What is handed over. */
export const HandoverKind = z.enum(['situation', 'warning', 'silence', 'promise', 'fault', 'task']);
export type HandoverKind = z.infer<typeof HandoverKind>;

/** Why a line is not taken over (五不接): what its state, records, tools or unsolved problems are is not clear. */
export const RefusalReason = z.enum(['unclear_state', 'records', 'tools', 'unsolved', 'other']);
export type RefusalReason = z.infer<typeof RefusalReason>;

export const HandoverLine = z
  .object({
    id: z.number().int(),
    kind: HandoverKind,
    title: Bilingual,
    detail: Bilingual,
    since_ms: AtMs,
    due_ms: AtMs.nullable(),
    /** Path of the page where it is done; empty for a line that was written by hand. */
    opens: z.string(),
    /** It came up after the handover had begun. */
    late: z.boolean(),
    /** `ended`: it stands open no more, so that nothing is handed over. */
    state: z.enum(['waiting', 'accepted', 'refused', 'ended']),
    reason: RefusalReason.nullable(),
    /** What was said last of it: why it was refused, or what was answered. */
    note: z.string(),
    decided_ms: AtMs.nullable(),
  })
  .meta({ id: 'HandoverLine' });
export type HandoverLine = z.infer<typeof HandoverLine>;

/** What somebody did in a handover, never changed. */
export const HandoverAct = z.object({
  at_ms: AtMs,
  by: z.string(),
  act: z.enum(['begun', 'added', 'accepted', 'refused', 'answered', 'ended', 'closed', 'cancelled']),
  line: z.number().int().nullable(),
  reason: RefusalReason.nullable(),
  text: z.string(),
});
export type HandoverAct = z.infer<typeof HandoverAct>;

export const Handover = z
  .object({
    id: z.number().int(),
    post: z.number().int(),
    post_name: Bilingual,
    outgoing: z.string(),
    outgoing_name: z.string(),
    incoming: z.string(),
    incoming_name: z.string(),
    state: z.enum(['open', 'closed', 'cancelled']),
    begun_ms: AtMs,
    ended_ms: AtMs.nullable(),
    lines: z.array(HandoverLine),
    acts: z.array(HandoverAct),
  })
  .meta({ id: 'Handover' });
export type Handover = z.infer<typeof Handover>;

export const HandoverSummary = Handover.omit({ lines: true, acts: true })
  .extend({ waiting: z.number().int(), refused: z.number().int(), lines: z.number().int() })
  .meta({ id: 'HandoverSummary' });
export type HandoverSummary = z.infer<typeof HandoverSummary>;

const Text = z.string().trim().min(2).max(500);
export const NewHandover = z.object({
  post: RowNumber,
  incoming: z.string().regex(/^account:\d{1,9}$/),
});
export type NewHandover = z.infer<typeof NewHandover>;
export const NewHandoverLine = z.object({
  kind: HandoverKind,
  text: Text,
  due_ms: AtMs.nullable().default(null),
});
export type NewHandoverLine = z.infer<typeof NewHandoverLine>;
const Lines = z.array(RowNumber).min(1).max(500);
export const LineRefusal = z.object({ line: RowNumber, reason: RefusalReason, text: Text });
export type LineRefusal = z.infer<typeof LineRefusal>;
export const LineAnswer = z.object({ line: RowNumber, text: Text });
export type LineAnswer = z.infer<typeof LineAnswer>;

const one = {
  authority: 'duty:serve',
  audit: 'own',
  target: 'duty-handover',
  params: RowId,
  response: Handover,
} as const;

export const dutyHandoverRoutes = defineRoutes('duty', {
  listHandovers: {
    method: 'GET',
    path: '/api/v1/duty/handovers',
    summary: { zh: '交接班记录', en: 'Handovers, newest first' },
    authority: 'duty:read',
    response: z.array(HandoverSummary),
  },
  beginHandover: {
    method: 'POST',
    path: '/api/v1/duty/handovers',
    summary: { zh: '发起交班', en: 'Begin a handover' },
    authority: 'duty:serve',
    audit: 'own',
    body: NewHandover,
    status: 201,
    response: Handover,
  },
  getHandover: {
    method: 'GET',
    path: '/api/v1/duty/handovers/:id',
    summary: { zh: '一次交接班', en: 'One handover, with what came up since' },
    authority: 'duty:read',
    target: 'duty-handover',
    params: RowId,
    response: Handover,
  },
  addHandoverLine: {
    ...one,
    method: 'POST',
    path: '/api/v1/duty/handovers/:id/lines',
    summary: { zh: '补充交班事项（如对来电人的承诺）', en: 'Add a line by hand, as a promise to a caller' },
    body: NewHandoverLine,
  },
  acceptLines: {
    ...one,
    method: 'POST',
    path: '/api/v1/duty/handovers/:id/acceptances',
    summary: { zh: '接收交班事项', en: 'Accept lines' },
    body: z.object({ lines: Lines }),
  },
  refuseLine: {
    ...one,
    method: 'POST',
    path: '/api/v1/duty/handovers/:id/refusals',
    summary: { zh: '拒接一项并说明原因', en: 'Refuse a line with a reason' },
    body: LineRefusal,
  },
  answerLine: {
    ...one,
    method: 'POST',
    path: '/api/v1/duty/handovers/:id/answers',
    summary: { zh: '就被拒事项补充说明', en: 'Answer a refused line, which then waits again' },
    body: LineAnswer,
  },
  closeHandover: {
    ...one,
    method: 'POST',
    path: '/api/v1/duty/handovers/:id/closing',
    summary: { zh: '完成接班', en: 'Take over: only when no line is unaccepted' },
  },
  cancelHandover: {
    ...one,
    method: 'POST',
    path: '/api/v1/duty/handovers/:id/cancellation',
    summary: { zh: '取消交接', en: 'Cancel a handover with a reason' },
    body: z.object({ text: Text }),
  },
});
