import { z } from 'zod';
import { AtMs, RowId, RowNumber } from './common.ts';
import { defineRoutes } from './route.ts';

/** Somebody who can be put on a roster, as screens show them. */
export const DutyPerson = z
  .object({
    principal: z.string(),
    /** Number of the account, by which who may reveals what is masked. */
    account: z.number().int(),
    /** Of the account. */
    name: z.string(),
    /** Masked (张*). */
    display_name: z.string(),
    unit: z.string(),
    /** Masked (138****1234); null when none is known. */
    phone: z.string().nullable(),
    /** False for who can sign in no more, or may not stand duty any more. */
    active: z.boolean(),
  })
  .meta({ id: 'DutyPerson' });
export type DutyPerson = z.infer<typeof DutyPerson>;

const Principal = z.string().regex(/^account:\d{1,9}$/);

/** Days on which somebody does not stand duty. */
export const DutyLeave = z
  .object({
    id: z.number().int(),
    person: z.string(),
    from_ms: AtMs,
    to_ms: AtMs,
    kind: z.enum(['annual', 'sick', 'business', 'other']),
    by: z.string(),
  })
  .meta({ id: 'DutyLeave' });
export type DutyLeave = z.infer<typeof DutyLeave>;

export const NewDutyLeave = z.object({
  person: Principal,
  from_ms: AtMs,
  to_ms: AtMs,
  kind: DutyLeave.shape.kind,
});
export type NewDutyLeave = z.infer<typeof NewDutyLeave>;

/** A request that somebody else stands a part of one's duty. */
export const DutySwap = z
  .object({
    id: z.number().int(),
    post: z.number().int(),
    requester: z.string(),
    from_ms: AtMs,
    to_ms: AtMs,
    note: z.string(),
    state: z.enum(['open', 'taken', 'past_due', 'deleted']),
    taker: z.string().nullable(),
    /** The request of which this is a part; null for a whole one. */
    part_of: z.number().int().nullable(),
    made_ms: AtMs,
    decided_ms: AtMs.nullable(),
  })
  .meta({ id: 'DutySwap' });
export type DutySwap = z.infer<typeof DutySwap>;

export const NewDutySwap = z.object({
  post: RowNumber,
  from_ms: AtMs,
  to_ms: AtMs,
  note: z.string().trim().max(200).default(''),
});
export type NewDutySwap = z.infer<typeof NewDutySwap>;
/** The part that is taken; the rest stays open. */
export const SwapTaking = z.object({ from_ms: AtMs, to_ms: AtMs });

const FeedToken = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

export const dutyPeopleRoutes = defineRoutes('duty', {
  listDutyPeople: {
    method: 'GET',
    path: '/api/v1/duty/people',
    summary: { zh: '可排班人员', en: 'Who can be put on a roster' },
    authority: 'duty:read',
    response: z.array(DutyPerson),
  },
  listLeave: {
    method: 'GET',
    path: '/api/v1/duty/leave',
    summary: { zh: '请假', en: 'Leave that is not over' },
    authority: 'duty:read',
    response: z.array(DutyLeave),
  },
  addLeave: {
    method: 'POST',
    path: '/api/v1/duty/leave',
    summary: { zh: '登记请假', en: 'Enter leave' },
    authority: 'duty:plan',
    audit: 'own',
    body: NewDutyLeave,
    status: 201,
    response: DutyLeave,
  },
  removeLeave: {
    method: 'POST',
    path: '/api/v1/duty/leave/:id/withdrawal',
    summary: { zh: '撤销请假', en: 'Withdraw leave' },
    authority: 'duty:plan',
    audit: 'own',
    target: 'duty-leave',
    params: RowId,
    response: null,
  },
  listSwaps: {
    method: 'GET',
    path: '/api/v1/duty/swaps',
    summary: { zh: '换班申请', en: 'Swap requests, newest first' },
    authority: 'duty:read',
    response: z.array(DutySwap),
  },
  askSwap: {
    method: 'POST',
    path: '/api/v1/duty/swaps',
    summary: { zh: '申请换班', en: 'Ask for a swap of own duty' },
    authority: 'duty:serve',
    audit: 'own',
    body: NewDutySwap,
    status: 201,
    response: DutySwap,
  },
  takeSwap: {
    method: 'POST',
    path: '/api/v1/duty/swaps/:id/taking',
    summary: { zh: '接下换班（可只接一段）', en: 'Take a swap, or a part of it' },
    authority: 'duty:serve',
    audit: 'own',
    target: 'duty-swap',
    params: RowId,
    body: SwapTaking,
    response: z.array(DutySwap),
  },
  deleteSwap: {
    method: 'POST',
    path: '/api/v1/duty/swaps/:id/deletion',
    summary: { zh: '撤回换班申请', en: 'Delete an own open request' },
    authority: 'duty:serve',
    audit: 'own',
    target: 'duty-swap',
    params: RowId,
    response: DutySwap,
  },
  makeFeed: {
    method: 'POST',
    path: '/api/v1/duty/feed',
    summary: {
      zh: '生成个人日历订阅地址（旧地址失效）',
      en: 'An address for calendars; the former one ends',
    },
    authority: 'duty:serve',
    audit: 'own',
    response: z.object({ path: z.string() }),
  },
  endFeed: {
    method: 'DELETE',
    path: '/api/v1/duty/feed',
    summary: { zh: '停用个人日历订阅', en: 'End the own feed' },
    authority: 'duty:serve',
    audit: 'own',
    response: null,
  },
  readFeed: {
    method: 'GET',
    path: '/api/v1/duty/feeds/:token',
    summary: { zh: '个人值班日历（iCalendar）', en: 'The own duty as a calendar' },
    // Calendars sign in nowhere: the address is the secret, and ends with the account.
    authority: 'public',
    per_minute: 60,
    params: FeedToken,
    response: 'text/calendar',
  },
});
