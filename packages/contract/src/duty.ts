import { z } from 'zod';
import { AtMs } from './common.ts';
import { dutyBulletinRoutes } from './duty-bulletins.ts';
import { dutyHandoverRoutes } from './duty-handovers.ts';
import { dutyLogRoutes } from './duty-log.ts';
import { DutyPerson, dutyPeopleRoutes } from './duty-people.ts';
import { DutyPost, dutyRosterRoutes } from './duty-rosters.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';

/** Who is on duty at a post now, and what comes next. */
export const DutyBoardPost = z.object({
  post: DutyPost,
  on_duty: z.array(z.object({ principal: z.string(), until_ms: AtMs })),
  /** The handover to whoever is on duty now: done, under way, or not begun. */
  handover: z.enum(['done', 'open', 'none']),
  handover_id: z.number().int().nullable(),
  next: z.object({ people: z.array(z.string()), from_ms: AtMs }).nullable(),
  /** From when on within the week ahead who stands cannot be computed, as the holidays of its year are not loaded; or null. */
  uncomputed_ms: AtMs.nullable(),
  /** Nobody is on duty although somebody has to be. */
  gap: z.boolean(),
});
export type DutyBoardPost = z.infer<typeof DutyBoardPost>;

/** When somebody was last reached by a channel, and how. */
export const DutyReached = z.object({
  principal: z.string(),
  channel: z.enum(['screen', 'sms', 'email']),
  /** When the next hop took the last message of which nobody knows yet whether it arrived; null for none. */
  sent_ms: AtMs.nullable(),
  /** When the last one was confirmed: read on the screen, or a receipt of the gateway; null for none. */
  confirmed_ms: AtMs.nullable(),
});
export type DutyReached = z.infer<typeof DutyReached>;

export const DutyBoard = z
  .object({
    at_ms: AtMs,
    posts: z.array(DutyBoardPost),
    /** Who is asked one after another about what is unanswered in the whole city. */
    escalation: z.array(z.string()),
    people: z.array(DutyPerson),
    /** Of these people, by channel; a channel by which somebody never was reached is left out. */
    reached: z.array(DutyReached),
  })
  .meta({ id: 'DutyBoard' });
export type DutyBoard = z.infer<typeof DutyBoard>;

export const dutyRoutes = defineRoutes('duty', {
  getDutyBoard: {
    method: 'GET',
    path: '/api/v1/duty/board',
    summary: { zh: '值班看板：此刻谁在岗', en: 'Who is on duty now' },
    authority: 'duty:board',
    response: DutyBoard,
  },
});

export const dutyContract = defineContract({
  routes: {
    ...dutyRoutes,
    ...dutyRosterRoutes,
    ...dutyLogRoutes,
    ...dutyPeopleRoutes,
    ...dutyHandoverRoutes,
    ...dutyBulletinRoutes,
  },
  permissions: {
    'duty:board': {
      platform: 'command',
      zh: '查看当前值班',
      en: 'See who is on duty now',
      roles: [...WATCHERS, 'display'],
    },
    'duty:read': {
      platform: 'command',
      zh: '查看值班表、日志、交接班与简报',
      en: 'See rosters, the log, handovers and bulletins',
      roles: WATCHERS,
    },
    'duty:serve': {
      platform: 'command',
      zh: '值班：日志、换班、交接班',
      en: 'Stand duty: log, swaps, handover',
      roles: ['duty-officer'],
    },
    'duty:plan': {
      platform: 'command',
      zh: '编排值班表',
      en: 'Plan rosters',
      roles: ['duty-officer'],
    },
    'duty:publish': {
      platform: 'command',
      zh: '审批与发送值班简报',
      en: 'Approve and send bulletins',
      roles: ['duty-officer'],
    },
  },
});
