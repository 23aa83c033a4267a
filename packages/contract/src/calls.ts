import { z } from 'zod';
import {
  Agent,
  CallDay,
  CallDetail,
  CallEvent,
  CallEventsTaken,
  CallExemption,
  CallFigureCode,
  CallFigures,
  CallList,
  ExemptionDecision,
  NewCallExemption,
  OwnSeat,
} from './call-parts.ts';
import { callsTopic } from './calls-topic.ts';
import { AtMs, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';
import { typedText } from './typed-text.ts';

export const callRoutes = defineRoutes('calls', {
  deliverCallEvents: {
    method: 'POST',
    path: '/api/v1/calls/events',
    summary: { zh: '呼叫平台上报来电事件', en: 'Events of calls, delivered by the switchboard (CTI)' },
    authority: 'calls:deliver',
    area: 'everything',
    // Each call has several, and the events themselves are append-only.
    audit: 'none',
    per_minute: 3_000,
    body_limit: 2 ** 20,
    body: z.object({ events: z.array(CallEvent).min(1).max(100) }),
    response: CallEventsTaken,
  },
  getCallDelivery: {
    method: 'GET',
    path: '/api/v1/calls/events',
    summary: { zh: '上报情况（供呼叫平台核对）', en: 'What was delivered, for the switchboard to check' },
    authority: 'calls:deliver',
    area: 'everything',
    response: z.object({
      /** When the newest event was received; null where none ever was. */
      newest_ms: AtMs.nullable(),
      events_today: z.number().int(),
      /** Extensions whose agents are ready: to them calls may be put through. */
      ready: z.array(z.string()),
    }),
  },
  getOwnSeat: {
    method: 'GET',
    path: '/api/v1/calls/seat',
    summary: { zh: '本人的分机与状态', en: "The caller's own extension and state" },
    authority: 'calls:take',
    area: 'everything',
    response: z.object({ seat: Agent.nullable() }),
  },
  setOwnSeat: {
    method: 'PUT',
    path: '/api/v1/calls/seat',
    summary: { zh: '设置本人的分机与状态', en: "Set the caller's own extension and state" },
    authority: 'calls:take',
    area: 'everything',
    audit: 'own',
    body: OwnSeat,
    response: Agent,
  },
  getCallFigures: {
    method: 'GET',
    path: '/api/v1/calls/figures',
    summary: { zh: '接通指标（按日）', en: 'Connection figures by day' },
    authority: 'calls:read',
    area: 'everything',
    query: z.object({ from: CallDay, to: CallDay }),
    response: CallFigures,
  },
  listCallExemptions: {
    method: 'GET',
    path: '/api/v1/calls/exemptions',
    summary: {
      zh: '除外时段：申报、批准与驳回',
      en: 'Exempt hours that touch these days: declared, approved, refused',
    },
    authority: 'calls:read',
    area: 'everything',
    query: z.object({ from: CallDay, to: CallDay }),
    response: z.array(CallExemption),
  },
  declareCallExemption: {
    method: 'POST',
    path: '/api/v1/calls/exemptions',
    summary: {
      zh: '申报过载或故障时段，请他人批准后不计入 15 秒接通率（净值）',
      en: 'Declare hours of overload or outage, to be left out of the 15-second figure once somebody else approves',
    },
    authority: 'calls:declare',
    area: 'everything',
    audit: 'own',
    body: NewCallExemption,
    response: CallExemption,
  },
  decideCallExemption: {
    method: 'POST',
    path: '/api/v1/calls/exemptions/:id/decision',
    summary: {
      zh: '批准、驳回或撤销除外时段（不得为申报人本人）',
      en: 'Approve, refuse or revoke exempt hours; not by who declared them',
    },
    authority: 'calls:exempt',
    area: 'everything',
    audit: 'own',
    target: 'exemption',
    params: RowId,
    body: ExemptionDecision,
    response: CallExemption,
  },
  listCalls: {
    method: 'GET',
    path: '/api/v1/calls',
    summary: {
      zh: '来电：某日的，或某指标分子、分母中的',
      en: 'Calls of a day, or those that a figure counts; the newest first',
    },
    authority: 'calls:read',
    area: 'everything',
    query: z.object({
      day: CallDay,
      figure: CallFigureCode.optional(),
      part: z.enum(['numerator', 'denominator']).default('denominator'),
      before_id: z.coerce.number().int().positive().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: CallList,
  },
  getCall: {
    method: 'GET',
    path: '/api/v1/calls/:id',
    summary: { zh: '一通来电及该号码的历史工单', en: 'One call, with earlier cases of its number' },
    authority: 'calls:take',
    area: 'everything',
    params: RowId,
    response: CallDetail,
  },
  revealCallNumber: {
    method: 'POST',
    path: '/api/v1/calls/:id/number',
    summary: {
      zh: '查看来电号码（说明原因，记入审计）',
      en: 'The number of a call in full, for a reason on record',
    },
    authority: 'calls:take',
    area: 'everything',
    audit: 'own',
    target: 'call',
    params: RowId,
    body: z.object({ reason: typedText().trim().min(2).max(200) }),
    response: z.object({ number: z.string() }),
  },
});

export const callsContract = defineContract({
  routes: callRoutes,
  permissions: {
    'calls:deliver': {
      platform: 'citizen',
      zh: '上报来电事件（呼叫平台）',
      en: 'Deliver events of calls (switchboard)',
      // Keys of the catalogue hold it; this one tries the way in.
      roles: ['system-administrator'],
    },
    'calls:take': {
      platform: 'citizen',
      zh: '接听来电',
      en: 'Take calls',
      roles: ['hotline-agent', 'hotline-supervisor'],
    },
    'calls:read': {
      platform: 'citizen',
      zh: '查看来电与接通指标',
      en: 'See calls and connection figures',
      roles: ['hotline-supervisor', 'duty-officer', 'analyst'],
    },
    'calls:declare': {
      platform: 'citizen',
      zh: '申报话务除外时段',
      en: 'Declare exempt hours of calls',
      roles: ['hotline-supervisor'],
    },
    'calls:exempt': {
      platform: 'citizen',
      zh: '批准话务除外时段',
      en: 'Approve exempt hours of calls',
      roles: ['hotline-supervisor', 'duty-officer'],
    },
  },
  topics: [callsTopic],
});
