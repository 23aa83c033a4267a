import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Browser } from '../../packages/server/src/base/accounts/test-identity.ts';
import { TestTerminal } from '../../packages/server/src/base/sources/test-terminal.ts';
import type { WarningsModule } from '../../packages/server/src/platforms/command/warnings/index.ts';
import {
  appointAllWithin,
  appointPeople,
  FUTIAN,
  NANSHAN,
  type People,
  type Product,
  routesOf,
  startProduct,
} from '../whole-product.ts';
import { CASE_ACTS, TAKEN_CASE } from './case-acts.ts';
import { ON_KNOWLEDGE, ON_RECTIFICATIONS, ON_VISITS } from './citizen-acts.ts';
import { coldRoute, coldThing, ON_COLD_GOODS, ON_RECALLS } from './cold-acts.ts';
import { ON_FILED, ON_FILING } from './filing-acts.ts';
import { GATE_MACHINES, GATE_SITE, nowhere, ON_GATE_REGISTER, ON_GATES } from './gate-acts.ts';
import { ON_PLATFORMS, SUPERIOR } from './platform-acts.ts';
import { ON_REGIMES } from './regime-acts.ts';
import { ON_ALARMS } from './tracking-acts.ts';
import { noTrip, ON_TRIPS } from './trip-acts.ts';

/**
 * Who is appointed in Nanshan asks by number for what belongs to Futian: every route with a parameter in its address,
 * taken from the routes themselves. A new one fails here until it has a case.
 */
const PHONE = '13800000001';

/** Somebody calls about the street of Futian. */
const CALL = {
  ...{ key: 'call-of-futian', origin: 'call', kind: 'accident', text: '两车追尾', lon: 114.051, lat: 22.55 },
  caller: { name: '王小明', phone: '13812345678' },
};

/** What belongs to Futian, made before the tests. */
interface Futian {
  account: number;
  clerk: number;
  application: number;
  decided: number;
  vehicle: number;
  source: number;
  loops: number;
  /** Source whose vehicles a platform forwards. */
  forwarder: number;
  detector: number;
}

interface Case {
  /** Values of the parameters: what belongs to Futian. */
  readonly params: (own: Futian) => Record<string, string | number>;
  readonly query?: string;
  readonly body?: object;
  /** What Nanshan gets: outside the area, or no such thing. */
  readonly outsider: 403 | 404;
  /** What the same question brings who has it in the area, so that the refusal is of the area and not of the question. */
  readonly insider: number;
  /** Who that is: appointed in Futian, everywhere, or who applied. */
  readonly by?: 'city' | 'applicant';
}

const interval = 'from_ms=1000&to_ms=2000';
const grants = [{ role: 'display', platform: null, unit: FUTIAN }];
const role = { name: { zh: '临时', en: 'Temporary' }, permissions: ['map:read'] };
const unit = { parent: FUTIAN, kind: 'department', name: { zh: '科', en: 'Office' }, districts: null };
const account = (own: Futian) => ({ id: own.account });
const vehicle = (own: Futian) => ({ id: own.vehicle });
const application = (own: Futian) => ({ id: own.application });
const decided = (own: Futian) => ({ id: own.decided });
const link = () => ({ id: 0 });
const study = () => ({ id: 1 });
const situation = () => ({ id: 1 });
const message = () => ({ id: 999_999 });
const code = () => ({ code: 'temporary' });
/** The first post, handover, swap and leave, all of Futian. */
const post = () => ({ id: 1 });
const DUTY_SPAN = 'from_ms=0&to_ms=1000';
/** The first plan, its first run and the first task of that. */
const plan = () => ({ id: 1 });
const planOf = () => ({
  ...{ name: { zh: '暴雨' }, kind: 'rain', districts: [FUTIAN], routes: [] },
  basis: { source: '', dated: '2026-11-27', assumed: true },
  begin: { how: 'hand', when: [] },
  phases: [
    {
      ...{ key: 'a', name: { zh: '防御' }, messages: [] },
      tasks: [
        { key: 'go', name: { zh: '到位' }, tag: 'sub-centre', accept_min: 30, due_min: 60, evidence: 'none' },
      ],
      transitions: [{ key: 'on-end', to: null, when: { kind: 'hold', min: 600 }, asks: false }],
    },
  ],
});
const phone = () => ({ phone: PHONE });
const warning = () => ({ id: 1 });
let hushed = '';
const silence = () => ({ id: hushed });
const RULE = {
  ...{ name: { zh: '路段慢', en: 'Slow link' }, measure: 'link_speed', schedule: {} },
  ...{ target: { districts: [FUTIAN] }, levels: { red: 8 }, advice: { zh: '', en: '' } },
};

/** In the order in which they are asked: what ends a thing stands last. */
const CASES: Record<string, Case> = {
  'GET /api/v1/accounts/:id': { params: account, outsider: 404, insider: 200 },
  'PATCH /api/v1/accounts/:id': { params: account, body: { language: 'en' }, outsider: 404, insider: 200 },
  'PUT /api/v1/accounts/:id/grants': {
    params: (own) => ({ id: own.clerk }),
    body: grants,
    outsider: 404,
    insider: 200,
  },
  'POST /api/v1/accounts/:id/reveal': {
    params: account,
    body: { reason: '核实联系方式' },
    outsider: 404,
    insider: 200,
  },
  'POST /api/v1/accounts/:id/reset': { params: account, outsider: 404, insider: 200 },
  'GET /api/v1/history/links/:id': { params: link, query: interval, outsider: 403, insider: 200 },
  'GET /api/v1/history/replay/:at_ms/vehicles': {
    params: () => ({ at_ms: 1000 }),
    outsider: 403,
    insider: 200,
    by: 'city',
  },
  'GET /api/v1/history/vehicles/:id/fixes': {
    params: vehicle,
    query: interval,
    outsider: 403,
    insider: 200,
    by: 'city',
  },
  'GET /api/v1/links/:id': { params: link, outsider: 403, insider: 200 },
  // There is no value before the first minute is over; only who is within the area learns that.
  'GET /api/v1/links/:id/index': { params: link, outsider: 403, insider: 404 },
  'GET /api/v1/links/:id/evidence': { params: link, outsider: 403, insider: 409 },
  'GET /api/v1/studies/:id': { params: study, outsider: 403, insider: 200 },
  // One that failed is not run again; that is learned by who has the area.
  'POST /api/v1/studies/:id/replay': { params: study, outsider: 403, insider: 409 },
  // Only who asked cancels; that is learned by who has the area.
  'POST /api/v1/studies/:id/cancellation': { params: study, outsider: 403, insider: 403 },
  'GET /api/v1/signals/:id': { params: study, outsider: 403, insider: 200 },
  'POST /api/v1/signals/:id/verdicts': {
    params: study,
    body: { verdict: 'confirmed', reason: '视频已见' },
    outsider: 403,
    insider: 201,
  },
  'GET /api/v1/studies/:id/suggestions': { params: study, outsider: 403, insider: 200 },
  // It was asked for no suggestions; that is learned by who has the area.
  'POST /api/v1/studies/:id/drafts': {
    params: study,
    body: { key: 'plan-1' },
    outsider: 403,
    insider: 404,
  },
  'POST /api/v1/control-drafts/:id/withdrawal': {
    params: study,
    body: { reason: '事件已处置' },
    outsider: 403,
    insider: 200,
  },
  'GET /api/v1/studies/:id/score': { params: study, outsider: 403, insider: 200 },
  'POST /api/v1/studies/:id/confirmation': { params: study, outsider: 403, insider: 409 },
  'POST /api/v1/studies/:id/withdrawal': {
    params: study,
    body: { reason: 'did_not_happen' },
    outsider: 403,
    insider: 409,
  },
  'GET /api/v1/warnings/:id': { params: warning, outsider: 403, insider: 200 },
  'GET /api/v1/warnings/:id/curve': { params: warning, outsider: 403, insider: 200 },
  'GET /api/v1/warning-rules/:id/versions': { params: warning, outsider: 403, insider: 200 },
  // Another version is in force; that is learned by who has the area.
  'PUT /api/v1/warning-rules/:id': {
    params: warning,
    body: { ...RULE, version: 9 },
    outsider: 403,
    insider: 409,
  },
  'DELETE /api/v1/warning-rules/:id': { params: warning, outsider: 403, insider: 204 },
  'GET /api/v1/alertmanager/api/v2/silence/:id': { params: silence, outsider: 403, insider: 200 },
  'DELETE /api/v1/silences/:id': { params: silence, outsider: 403, insider: 204 },
  'DELETE /api/v1/alertmanager/api/v2/silence/:id': { params: silence, outsider: 403, insider: 200 },
  'GET /api/v1/drills/:id': { params: plan, outsider: 403, insider: 404, by: 'city' },
  'GET /api/v1/drills/:id/warnings.csv': { params: plan, outsider: 403, insider: 404, by: 'city' },
  // The hotline is one for the city: nothing of it is for who has a district alone.
  'GET /api/v1/calls/:id': { params: message, outsider: 403, insider: 404, by: 'city' },
  'POST /api/v1/calls/:id/number': {
    ...{ params: message, body: { reason: '回拨核实' }, outsider: 403, insider: 404, by: 'city' },
  },
  'POST /api/v1/calls/exemptions/:id/decision': {
    ...{ params: message, body: { verdict: 'approved', reason: '与记录相符' } },
    ...{ outsider: 403, insider: 404, by: 'city' },
  },
  ...Object.fromEntries(
    ['release', 'joining', 'discarding'].map((act) => [
      `POST /api/v1/intake/held/:id/${act}`,
      {
        ...{ params: message, body: { reason: '同一件事' } },
        ...{ outsider: 403 as const, insider: 404, by: 'city' as const },
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(ON_VISITS).map(([path, body]) => [
      `POST /api/v1/${path}`,
      {
        ...{ params: message, body },
        ...{ outsider: 403 as const, insider: 404, by: 'city' as const },
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(ON_RECTIFICATIONS).map(([path, body]) => [
      `POST /api/v1/${path}`,
      { params: message, body, outsider: 404 as const, insider: 404 },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(ON_GATES).map(([route, body]) => [
      route.replace(' ', ' /api/v1/freight/'),
      { params: nowhere, ...(body && { body }), outsider: 404 as const, insider: 404 },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(ON_GATE_REGISTER).map(([route, body]) => [
      route.replace(' ', ' /api/v1/freight/'),
      { params: nowhere, body, outsider: 403 as const, insider: 404, by: 'city' as const },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(ON_COLD_GOODS).map(([route, body]) => [
      coldRoute(route),
      {
        params: () => coldThing(route),
        ...(route.endsWith('slots') && { query: 'from_ms=1000' }),
        ...{ ...(body && { body }), outsider: 404 as const, insider: 404 },
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(ON_RECALLS).map(([route, body]) => [
      coldRoute(route),
      {
        params: () => coldThing(route),
        ...{ ...(body && { body }), outsider: 403 as const, insider: 404, by: 'city' as const },
      },
    ]),
  ),
  'PUT /api/v1/freight/gate-sites/:code': {
    ...{ params: nowhere, body: GATE_SITE, outsider: 403, insider: 200, by: 'city' },
  },
  ...Object.fromEntries(
    Object.entries<object | undefined>({ ...ON_REGIMES, 'POST regime-drafts/:id/preview': {} }).map(
      ([route, body]) => [
        route.replace(' ', ' /api/v1/freight/'),
        { params: message, body, outsider: 403 as const, insider: 404, by: 'city' as const },
      ],
    ),
  ),
  ...Object.fromEntries(
    Object.entries<object | undefined>({ ...ON_FILING, 'GET entries/:id': undefined }).map(
      ([route, body]) => [
        route.replace(' ', ' /api/v1/freight/filing/'),
        { params: message, ...(body && { body }), outsider: 404 as const, insider: 404, by: 'city' as const },
      ],
    ),
  ),
  ...Object.fromEntries(
    Object.entries(ON_FILED).map(([route, body]) => [
      route.replace(' ', ' /api/v1/freight/filing/'),
      { params: message, body, outsider: 403 as const, insider: 404, by: 'city' as const },
    ]),
  ),
  'GET /api/v1/freight/filing/entries/:id/photos/:photo': {
    ...{ params: () => ({ id: 'V99999', photo: 1 }), outsider: 404, insider: 404, by: 'city' },
  },
  ...Object.fromEntries(
    Object.entries<object | undefined>({ ...ON_ALARMS, 'GET tracking/alarms/:id': undefined }).map(
      ([route, body]) => [
        route.replace(' ', ' /api/v1/freight/'),
        { params: message, ...(body && { body }), outsider: 404 as const, insider: 404, by: 'city' as const },
      ],
    ),
  ),
  'GET /api/v1/freight/tracking/trips/:id': {
    ...{ params: () => ({ id: 'T-nowhere' }), outsider: 404, insider: 404, by: 'city' },
  },
  'GET /api/v1/freight/tracking/profiles/:kind/:id': {
    ...{ params: () => ({ kind: 'truck', id: 'C-nowhere' }), outsider: 404, insider: 404, by: 'city' },
  },
  ...Object.fromEntries(
    Object.entries<object | undefined>({
      ...ON_TRIPS,
      'GET trips/:id': undefined,
      'GET trips/:id/permit': undefined,
    }).map(([route, body]) => [
      route.replace(' ', ' /api/v1/freight/'),
      { params: noTrip, ...(body && { body }), outsider: 404 as const, insider: 404, by: 'city' as const },
    ]),
  ),
  'GET /api/v1/freight/regime-drafts/:id': { params: message, outsider: 403, insider: 404, by: 'city' },
  'GET /api/v1/freight/regime-previews/:id/trips': {
    ...{ params: () => ({ id: 'gone' }), outsider: 403, insider: 404, by: 'city' },
  },
  'GET /api/v1/freight/regimes/:code/:version/events': {
    ...{ params: () => ({ code: 'normal', version: 3 }), outsider: 403, insider: 200, by: 'city' },
  },
  // It was never announced: that is learned by who has the area.
  'POST /api/v1/freight/regimes/:code/:version/taking-back': {
    ...{ params: () => ({ code: 'normal', version: 3 }), body: { reason: '演练结束' } },
    ...{ outsider: 403, insider: 409, by: 'city' },
  },
  'GET /api/v1/visits/:id': { params: message, outsider: 403, insider: 404, by: 'city' },
  'GET /api/v1/visit-draws/:id/sheet': { params: message, outsider: 403, insider: 404, by: 'city' },
  ...Object.fromEntries(
    ['workbook', 'document'].map((file) => [
      `GET /api/v1/statistics/months/:month/${file}`,
      {
        ...{ params: () => ({ month: '2026-10' }), outsider: 403 as const },
        ...{ insider: 200, by: 'city' as const },
      },
    ]),
  ),
  'GET /api/v1/situations/:id': { params: situation, outsider: 403, insider: 200 },
  // Each was seen as it never was: that is learned by who has the area.
  ...Object.fromEntries(
    (
      [
        ['acknowledgement', { version: 999 }],
        ['owner', { version: 999, to: 'me' }],
        ['state', { version: 999, to: 'verified' }],
        ['facts', { version: 999, cause: '追尾' }],
        ['merges', { version: 999, other: 2, other_version: 1, reason: '同一事故' }],
        ['splits', { version: 999, other: 2, reason: '不是一起' }],
        ['filings', { version: 999, kind: 'first', to: '市交通运输局', text: '关于事故的首报' }],
        ['clocks', { version: 999, code: 'review', act: { kind: 'paused', reason: '等待认定' } }],
      ] as const
    ).map(([act, body]) => [
      `POST /api/v1/situations/:id/${act}`,
      { params: situation, body, outsider: 403 as const, insider: 409 },
    ]),
  ),
  'POST /api/v1/situations/:id/notes': {
    ...{ params: situation, body: { text: '交警已到场' }, outsider: 403, insider: 200 },
  },
  // It is no file that can be attached; that is learned by who has the area.
  'POST /api/v1/situations/:id/attachments': {
    ...{
      params: situation,
      body: { file: 'a.txt', content_base64: 'aGVsbG8=' },
      outsider: 403,
      insider: 422,
    },
  },
  'GET /api/v1/situations/:id/attachments/:attachment': {
    ...{ params: () => ({ id: 1, attachment: 1 }), outsider: 403, insider: 404 },
  },
  'POST /api/v1/situations/:id/refusals': {
    ...{ params: situation, body: { proposal: 999, reason: '不是一起' }, outsider: 403, insider: 404 },
  },
  'GET /api/v1/situations/:id/filings/draft': {
    ...{ params: situation, query: 'kind=first', outsider: 403, insider: 200 },
  },
  'POST /api/v1/situations/:id/callers/:report/reveal': {
    ...{ params: () => ({ id: 1, report: 1 }), body: { reason: '回拨核实' }, outsider: 403, insider: 200 },
  },
  'GET /api/v1/situations/:id/datex2': { params: situation, outsider: 403, insider: 200 },
  'GET /api/v1/situations/:id/cap': { params: situation, outsider: 403, insider: 200 },
  'GET /api/v1/cases/:id': { params: situation, outsider: 403, insider: 200 },
  ...Object.fromEntries(
    Object.entries(CASE_ACTS).map(([act, body]) => [
      `POST /api/v1/cases/:id/${act}`,
      { params: situation, body, outsider: 403 as const, insider: 409 },
    ]),
  ),
  'POST /api/v1/cases/:id/notes': {
    ...{ params: situation, body: { text: '已联系企业' }, outsider: 403, insider: 200 },
  },
  'POST /api/v1/cases/:id/attachments': {
    ...{
      params: situation,
      body: { file: 'a.txt', content_base64: 'aGVsbG8=' },
      outsider: 403,
      insider: 422,
    },
  },
  'GET /api/v1/cases/:id/attachments/:attachment': {
    ...{ params: () => ({ id: 1, attachment: 1 }), outsider: 403, insider: 404 },
  },
  'POST /api/v1/cases/:id/reveal': {
    ...{ params: situation, body: { reason: '核实联系方式' }, outsider: 403, insider: 200 },
  },
  'POST /api/v1/case-clusters/:id/decision': {
    ...{
      params: situation,
      body: { version: 1, decision: 'dissolved' },
      outsider: 403,
      insider: 404,
      by: 'city',
    },
  },
  'POST /api/v1/case-clusters/:id/answer': {
    ...{ params: situation, body: { version: 1, text: '统一答复' }, outsider: 403, insider: 404, by: 'city' },
  },
  'GET /api/v1/duty/posts/:id/roster': { params: post, query: DUTY_SPAN, outsider: 403, insider: 200 },
  'PUT /api/v1/duty/posts/:id': {
    params: post,
    body: { version: 1, name: { zh: '席位', en: 'Desk' }, rank: 1 },
    ...{ outsider: 403, insider: 200 },
  },
  'POST /api/v1/duty/posts/:id/preview': {
    params: post,
    body: { version: 2, add: null },
    outsider: 403,
    insider: 200,
  },
  'POST /api/v1/duty/posts/:id/changes': {
    params: post,
    body: { version: 2, add: null },
    outsider: 403,
    insider: 200,
  },
  'POST /api/v1/duty/posts/:id/calendar': {
    params: post,
    body: {
      ...{
        file: 'a.ics',
        content_base64: '',
        priority: 1,
        from_ms: 0,
        to_ms: 1000,
        version: 3,
        apply: false,
      },
    },
    ...{ outsider: 403, insider: 200 },
  },
  'GET /api/v1/duty/handovers/:id': { params: post, outsider: 403, insider: 200 },
  ...Object.fromEntries(
    [
      ['lines', { kind: 'promise', text: '回电' }, 200],
      ['acceptances', { lines: [1] }, 403],
      ['refusals', { line: 1, reason: 'records', text: '不全' }, 403],
      ['answers', { line: 1, text: '已补' }, 409],
      ['closing', {}, 403],
      ['cancellation', { text: '误点' }, 200],
    ].map(([what, body, insider]) => [
      `POST /api/v1/duty/handovers/:id/${what}`,
      { params: post, body, outsider: 403, insider } as Case,
    ]),
  ),
  'POST /api/v1/duty/swaps/:id/taking': {
    params: post,
    body: { from_ms: 0, to_ms: 1000 },
    ...{ outsider: 403, insider: 409 },
  },
  'POST /api/v1/duty/swaps/:id/deletion': { params: post, outsider: 403, insider: 422 },
  'POST /api/v1/duty/leave/:id/withdrawal': { params: post, outsider: 403, insider: 204 },
  'POST /api/v1/duty/posts/:id/retirement': {
    params: post,
    body: { version: 3 },
    outsider: 403,
    insider: 204,
  },
  'PUT /api/v1/duty/bulletins/:id': {
    params: message,
    body: { version: 1, text: { zh: '平稳', en: 'Calm' } },
    ...{ outsider: 403, insider: 404, by: 'city' },
  },
  'POST /api/v1/duty/bulletins/:id/approval': {
    params: message,
    body: { version: 1 },
    ...{ outsider: 403, insider: 404, by: 'city' },
  },
  'POST /api/v1/duty/bulletins/:id/sending': {
    params: message,
    body: { version: 1 },
    ...{ outsider: 403, insider: 404, by: 'city' },
  },
  'POST /api/v1/duty/bulletins/:id/withdrawal': {
    params: message,
    body: { reason: '有误' },
    ...{ outsider: 403, insider: 404, by: 'city' },
  },
  'GET /api/v1/plans/:id': { params: plan, outsider: 403, insider: 200 },
  // Each was seen as it never was: that is learned by who has the area.
  'PUT /api/v1/plans/:id/draft': {
    params: plan,
    body: { document: planOf(), rev: 999 },
    outsider: 403,
    insider: 409,
  },
  'POST /api/v1/plans/:id/publication': { params: plan, body: { rev: 999 }, outsider: 403, insider: 409 },
  'POST /api/v1/plans/:id/runs': { params: plan, body: { drill: true }, outsider: 403, insider: 201 },
  'GET /api/v1/plan-runs/:id': { params: plan, outsider: 403, insider: 200 },
  ...Object.fromEntries(
    ['approval', 'refusal', 'transitions', 'end'].map((act) => [
      `POST /api/v1/plan-runs/:id/${act}`,
      {
        ...{ params: plan, outsider: 403 as const, insider: 409 },
        body: { rev: 999, reason: '演练结束', transition: 'on-end' },
      },
    ]),
  ),
  ...Object.fromEntries(
    ['acceptance', 'refusal', 'completion', 'unit', 'withdrawal', 'clock'].map((act) => [
      `POST /api/v1/plan-tasks/:id/${act}`,
      {
        ...{ params: plan, outsider: 403 as const, insider: 409 },
        body: {
          ...{ rev: 999, reason: '人员不足', unit: FUTIAN, evidence: {} },
          act: { kind: 'paused', reason: '人员不足' },
        },
      },
    ]),
  ),
  'POST /api/v1/plans/:id/retirement': {
    params: plan,
    body: { rev: 999, reason: '已换新版' },
    outsider: 403,
    insider: 409,
  },
  'PUT /api/v1/plan-units/:code/tags': {
    params: () => ({ code: FUTIAN }),
    body: { tags: ['flood'] },
    outsider: 403,
    insider: 200,
  },
  // Warnings of weather services are the whole centre's to hand on.
  'POST /api/v1/weather/drill-runs/:id/steps': {
    params: message,
    body: { fed: 1 },
    ...{ outsider: 403, insider: 404, by: 'city' },
  },
  'POST /api/v1/weather/drill-runs/:id/end': {
    params: message,
    body: { note: '到此为止' },
    ...{ outsider: 403, insider: 404, by: 'city' },
  },
  'GET /api/v1/weather/warnings/:id/cap': { params: message, outsider: 403, insider: 404, by: 'city' },
  // Messages and endpoints belong to the whole centre; what is not there is learned by who has it.
  'GET /api/v1/messages/:id': { params: message, outsider: 403, insider: 404, by: 'city' },
  'POST /api/v1/messages/:id/again': {
    params: message,
    body: { reason: '已修复', version: 0 },
    outsider: 403,
    insider: 404,
    by: 'city',
  },
  'PATCH /api/v1/message-endpoints/:id': {
    params: message,
    body: { active: false, version: 0 },
    outsider: 403,
    insider: 404,
    by: 'city',
  },
  'POST /api/v1/message-endpoints/:id/secret': { params: message, outsider: 403, insider: 404, by: 'city' },
  'POST /api/v1/message-endpoints/:id/test': { params: message, outsider: 403, insider: 404, by: 'city' },
  // A message is read by whom it is for, wherever that is: nobody else's is there.
  'POST /api/v1/inbox/:id/reading': { params: message, outsider: 404, insider: 404 },
  'GET /api/v1/vehicles/:id': { params: vehicle, outsider: 404, insider: 200 },
  'GET /api/v1/vehicles/:id/cases': { params: vehicle, outsider: 404, insider: 200 },
  'POST /api/v1/vehicles/:id/plate/reveal': {
    params: vehicle,
    body: { reason: '核实事故车辆' },
    outsider: 404,
    insider: 200,
  },
  'GET /api/v1/vehicles/:id/parameters': { params: vehicle, outsider: 403, insider: 409, by: 'city' },
  'POST /api/v1/vehicles/:id/text': {
    params: vehicle,
    body: { text: '前方拥堵', urgent: false, aloud: true },
    outsider: 403,
    insider: 409,
    by: 'city',
  },
  'GET /api/v1/sources/:id/rejects': {
    params: (own) => ({ id: own.source }),
    query: interval,
    outsider: 403,
    insider: 200,
    by: 'city',
  },
  'PATCH /api/v1/sources/:id': {
    params: (own) => ({ id: own.source }),
    body: { quota_per_s: 500 },
    outsider: 403,
    insider: 200,
    by: 'city',
  },
  'GET /api/v1/detectors/:id/counts': {
    params: (own) => ({ id: own.detector }),
    query: interval,
    outsider: 403,
    insider: 200,
  },
  'DELETE /api/v1/detectors/:id': {
    params: (own) => ({ id: own.detector }),
    outsider: 403,
    insider: 204,
    by: 'city',
  },
  'POST /api/v1/sources/:id/secret': {
    params: (own) => ({ id: own.loops }),
    outsider: 403,
    insider: 200,
    by: 'city',
  },
  'PUT /api/v1/sources/:id/platform': {
    params: (own) => ({ id: own.forwarder }),
    body: { centre: 440_399, user: 1 },
    outsider: 403,
    insider: 200,
    by: 'city',
  },
  'POST /api/v1/sources/:id/platform/password': {
    params: (own) => ({ id: own.forwarder }),
    outsider: 403,
    insider: 200,
    by: 'city',
  },
  'DELETE /api/v1/sources/:id/platform': {
    params: (own) => ({ id: own.forwarder }),
    outsider: 403,
    insider: 204,
    by: 'city',
  },
  ...Object.fromEntries(
    Object.entries(ON_PLATFORMS).map(([route, body]) => [
      route.replace(' ', ' /api/v1/'),
      { params: message, body, outsider: 403 as const, insider: 404, by: 'city' as const },
    ]),
  ),
  'PUT /api/v1/superiors/:id': {
    ...{ params: message, body: SUPERIOR, outsider: 403, insider: 404, by: 'city' },
  },
  'DELETE /api/v1/superiors/:id': { params: message, outsider: 403, insider: 404, by: 'city' },
  'POST /api/v1/terminals/:phone/approval': {
    params: phone,
    body: { source: 1, vehicle_class: 'taxi' },
    outsider: 403,
    insider: 404,
    by: 'city',
  },
  'GET /api/v1/terminals/:phone/case': { params: phone, outsider: 403, insider: 404, by: 'city' },
  'POST /api/v1/terminals/:phone/plate/reveal': {
    params: phone,
    body: { reason: '核对车牌归属' },
    outsider: 403,
    insider: 404,
    by: 'city',
  },
  'POST /api/v1/terminals/:phone/refusal': { params: phone, outsider: 403, insider: 404, by: 'city' },
  'POST /api/v1/sources/:id/retirement': {
    params: (own) => ({ id: own.source }),
    outsider: 403,
    insider: 200,
    by: 'city',
  },
  'DELETE /api/v1/sources/:id/retirement': {
    params: (own) => ({ id: own.source }),
    outsider: 403,
    insider: 200,
    by: 'city',
  },
  'POST /api/v1/terminals/:phone/acceptance': { params: phone, outsider: 403, insider: 404, by: 'city' },
  'POST /api/v1/terminals/:phone/move': { params: phone, outsider: 403, insider: 404, by: 'city' },
  'POST /api/v1/terminals/:phone/retirement': {
    params: () => ({ phone: '13800009999' }),
    outsider: 403,
    insider: 404,
    by: 'city',
  },
  'POST /api/v1/terminals/decisions/:id/undoing': {
    params: () => ({ id: 'abcdef' }),
    outsider: 403,
    insider: 404,
    by: 'city',
  },
  'POST /api/v1/sharing/applications/:id/approval': {
    params: application,
    body: {},
    outsider: 404,
    insider: 200,
    by: 'city',
  },
  'POST /api/v1/sharing/applications/:id/refusal': {
    params: decided,
    body: { decision: '不符合' },
    outsider: 404,
    insider: 409,
    by: 'city',
  },
  'POST /api/v1/sharing/applications/:id/key': {
    params: decided,
    outsider: 404,
    insider: 200,
    by: 'applicant',
  },
  'DELETE /api/v1/sharing/applications/:id/key': {
    params: decided,
    outsider: 404,
    insider: 200,
    by: 'applicant',
  },
  'PUT /api/v1/roles/:code': { params: code, body: role, outsider: 403, insider: 200, by: 'city' },
  'DELETE /api/v1/roles/:code': { params: code, outsider: 403, insider: 204, by: 'city' },
  'POST /api/v1/calibration/overrides/:id/withdrawal': {
    params: () => ({ id: 1 }),
    body: { reason: '误填' },
    outsider: 403,
    insider: 404,
    by: 'city',
  },
  'DELETE /api/v1/indices/standards/:formula_version': {
    params: () => ({ formula_version: '2026-11-01' }),
    outsider: 403,
    insider: 409,
    by: 'city',
  },
  'POST /api/v1/keys/:purpose/rotation': {
    params: () => ({ purpose: 'secrets' }),
    outsider: 403,
    insider: 202,
    by: 'city',
  },
  'PUT /api/v1/units/:code': { params: () => ({ code: 'office' }), body: unit, outsider: 403, insider: 200 },
  'DELETE /api/v1/units/:code': { params: () => ({ code: 'office' }), outsider: 403, insider: 204 },
};

/** Parameters that name nothing of a district, and why. */
const OF_NO_DISTRICT: Record<string, string> = {
  'GET /api/v1/network/tiles/:version/:z/:x/:y.mvt': 'the map of the roads, as on paper',
  'GET /api/v1/history/replay/:at_ms': 'an instant; links outside the area are shown as unknown',
  'GET /api/v1/sources/:id': 'a source feeds the whole city; its counts tell nothing of a place',
  'GET /api/v1/sources/:id/quality': 'as above',
  'GET /api/v1/duty/feeds/:token': 'a secret address, which shows the duty of its owner alone',
  'PUT /api/v1/obligations/:key/note': 'a mark that only its owner sees',
  'DELETE /api/v1/obligations/:key/note': 'as above',
  'PATCH /api/v1/views/:id':
    'an address of a page, which its owner alone changes; the page has a guard of its own',
  'DELETE /api/v1/views/:id': 'as above',
  'GET /freight/p/:token': 'opened by whoever has the link, as a driver without an account does',
  'GET /api/v1/freight/ports/:port/history':
    'waits at the border, which a page of the site shows to everybody',
  'GET /api/v1/freight/ports/:port/scored-hours': 'as above',
  'GET /api/v1/public/visit-draws/:id': 'published, so that anybody can draw it again',
  'GET /api/v1/statistics/figures/:key/days': 'of the cases that the reader may read',
  'GET /api/v1/statistics/figures/:key/groups': 'as above',
  'GET /api/v1/statistics/figures/:key/items': 'as above',
  ...Object.fromEntries(GATE_MACHINES.map((route) => [route, 'a machine shows the secret of its own'])),
  'GET /api/v1/knowledge/articles/:id': 'what is answered is the same for the whole city',
  'GET /api/v1/knowledge/articles/:id/attachments/:attachment': 'as above',
  'POST /api/v1/knowledge/articles/:id/uses': 'as above',
  'GET /api/v1/knowledge/courses/:id': 'as above',
  ...Object.fromEntries(
    Object.keys(ON_KNOWLEDGE).map((route) => [route.replace(' ', ' /api/v1/knowledge/'), 'as above']),
  ),
};

let product: Product;
let people: People;
let outsiders: Browser[];
let insiders: Browser[];
let city: Browser[];
let applicant: Browser;
let own: Futian;

beforeAll(async () => {
  const now_ms = Date.now();
  product = await startProduct({}, { now: () => now_ms });
  people = await appointPeople(product);
  insiders = await appointAllWithin(people, FUTIAN);
  outsiders = await appointAllWithin(people, NANSHAN);
  applicant = await people.appoint('applicant', 'department-user', FUTIAN);
  city = [people.system, people.security, people.auditor, await people.appoint('operator.city', 'operator')];
  const source = await sourceOf(product);
  const loops = await sourceOf(product, 'loops', 'MQTT');
  own = {
    source,
    loops,
    forwarder: await sourceOf(product, 'forwarder', 'JT/T 809'),
    detector: await detectorIn(product, loops),
    account: (await people.add('victim', FUTIAN, { phone: '13812345678' })).id,
    clerk: (await people.add('clerk', FUTIAN)).id,
    application: await apply(),
    decided: await apply(),
    vehicle: await vehicleIn(product, source),
  };
  await sql`
    INSERT INTO studies_study (principal, owner, name, status, asked_ms, base_ms, network_version, road, district, question, base)
    VALUES ('account:0', 'somebody', '', 'failed', 0, 0, '', '', ${FUTIAN},
            '{"incidents": [{"link": 0, "at": 0.5, "lanes_closed": 1, "from_min": 0, "minutes": 30}], "message_share": 0.3}', '{}')`.execute(
    product.db,
  );
  await sql`
    INSERT INTO suggestions_draft (study, key, suggestion, road, district, author, drafted_ms, saved, state)
    VALUES (1, 'plan-1', '{"key": "plan-1", "kind": "gate", "name": {"zh": "匝道限流", "en": "Ramp gate"}, "sign": null, "way": null, "actions": []}',
            '', ${FUTIAN}, 'somebody', 0, '{"mean": 1, "half": 1}', 'draft')`.execute(product.db);
  await makeWarning(product);
  await sql`
    INSERT INTO detection_signal (network_version, kind, links, district, road, began_ms, changed_ms, confidence, rule,
      rule_version, parts)
    VALUES ('', 'congestion', '[0]', ${FUTIAN}, '{"zh": "", "en": ""}', 0, 0, 0.9, 'usual-speed', '1.0', '[]')`.execute(
    product.db,
  );
  const [within] = insiders;
  expect((await within.ask('POST', '/api/v1/plans', { document: planOf() })).status).toBe(201);
  expect((await within.ask('POST', '/api/v1/plans/1/publication', { rev: 0 })).status).toBe(200);
  expect((await within.ask('POST', '/api/v1/plans/1/runs', { drill: true })).status).toBe(201);
  expect((await within.ask('POST', '/api/v1/situations', CALL)).status).toBe(201);
  const [operator] = city.slice(-1);
  for (const key of ['case-of-futian', 'another-case'])
    expect((await operator.ask('POST', '/api/v1/cases', { ...TAKEN_CASE, key })).status).toBe(201);
  const dispatched = { version: 1, unit: FUTIAN };
  expect((await operator.ask('POST', '/api/v1/cases/1/dispatch', dispatched)).status).toBe(200);
  await dutyIn(within);
  const office = '/api/v1/units/office';
  expect((await people.system.ask('PUT', office, unit)).status).toBe(200);
  const approval = `/api/v1/sharing/applications/${own.decided}/approval`;
  expect((await city[3].ask('POST', approval, {})).status).toBe(200);
}, 180_000);
afterAll(() => product.stop());

/** A rule, a silence and a warning of Futian. */
async function makeWarning({ modules }: Product): Promise<void> {
  const officer = await people.appoint('warning.officer', 'duty-officer');
  expect((await officer.ask('POST', '/api/v1/warning-rules', RULE)).status).toBe(201);
  const matchers = [{ name: 'district', value: FUTIAN }];
  const ends_ms = Date.now() + 3_600_000;
  const made = await officer.ask('POST', '/api/v1/silences', { matchers, reason: '道路施工', ends_ms });
  hushed = String(made.body.id);
  const { service } = modules.find(({ name }) => name === 'warnings') as WarningsModule;
  await service.raise({
    ...{ key: 'test', origin: 'sensor', kind: 'test', level: 'blue', began_ms: Date.now() },
    ...{ title: { zh: '试验', en: 'Test' }, area: { district: FUTIAN } },
  });
}

/** A post of Futian that is being handed over, with a swap and leave. */
async function dutyIn(within: Browser): Promise<void> {
  const desk = { unit: FUTIAN, name: { zh: '席位', en: 'Desk' }, rank: 1 };
  expect((await within.ask('POST', '/api/v1/duty/posts', desk)).status).toBe(201);
  const next = await people.appoint('next.futian', 'duty-officer', FUTIAN);
  const { principal } = (await next.ask('GET', '/api/v1/session')).body as { principal: string };
  expect((await within.ask('POST', '/api/v1/duty/handovers', { post: 1, incoming: principal })).status).toBe(
    201,
  );
  await within.ask('POST', '/api/v1/duty/handovers/1/lines', { kind: 'task', text: '巡查' });
  const leave = { person: principal, from_ms: 0, to_ms: 1000, kind: 'sick' };
  expect((await within.ask('POST', '/api/v1/duty/leave', leave)).status).toBe(201);
  await sql`
    INSERT INTO duty_swap (post, requester, from_ms, to_ms, note, state, made_ms)
    VALUES (1, ${principal}, 0, 1000, '', 'open', 0)`.execute(product.db);
}

async function apply(): Promise<number> {
  const wanted = { item: 'indices', unit: FUTIAN, purpose: '辖区信号优化研究' };
  return Number((await applicant.ask('POST', '/api/v1/sharing/applications', wanted)).body.id);
}

function sourceOf({ sources }: Product, code = 'taxis', protocol = 'JT/T 808'): Promise<number> {
  const [{ id: _, ...unknown }] = sources.listSources();
  return sources.saveSource({ ...unknown, code, protocol, name: { zh: code, en: code } });
}

/** A detector on the street of Futian. */
async function detectorIn({ detectors }: Product, source: number): Promise<number> {
  await detectors.import({ bytes: Buffer.from('code,link\nL1,0\n'), source, language: 'zh' }, true);
  return detectors.list()[0].id;
}

/** A vehicle that drives on the street of Futian and has gone offline since. */
async function vehicleIn({ sources, gateway_port }: Product, source: number): Promise<number> {
  const roster = { phone: PHONE, plate: '粤B12345', plate_colour: 1, vehicle_class: 'taxi' as const };
  const terminal_id = 'T000001';
  await sources.registerTerminals([{ ...roster, source, terminal_id, maker: 'TEST', model: 'M' }]);
  const terminal = await (await TestTerminal.open(gateway_port, PHONE)).signIn(roster.plate, terminal_id);
  const onTheStreet = { status: 3, alarm: 0, altitude_m: 10, speed_dkmh: 360, direction_deg: 90, extras: [] };
  for (let i = 0; i < 5; i++)
    terminal.send({
      kind: 'position',
      ...onTheStreet,
      lat_e6: 22_550_000,
      lon_e6: 114_051_000 + i * 97,
      at_ms: Date.now() - 5_000 + i * 1000,
    });
  const [{ id }] = sources.searchVehicles(roster.plate, 1, true);
  await vi.waitFor(
    async () => expect((await insiders[0].ask('GET', `/api/v1/vehicles/${id}`)).status).toBe(200),
    { timeout: 20_000, interval: 200 },
  );
  terminal.socket.destroy();
  await terminal.closed;
  return id;
}

/** Asks as everybody of a group in turn. @returns the answers of those who may use the route at all, up to a wanted one. */
async function ask(group: readonly Browser[], route: string, wanted?: number) {
  const { params, query, body } = CASES[route];
  const [method, path] = route.split(' ');
  const values = params(own);
  const url = path.replace(/:(\w+)/g, (_, name: string) => String(values[name]));
  const payload = method === 'GET' ? undefined : (body ?? {});
  const answers: { status: number; text: string; code: string }[] = [];
  for (const browser of group) {
    const answer = await browser.ask(method as 'GET', query ? `${url}?${query}` : url, payload);
    if (answer.body.code === 'kit.forbidden') continue;
    answers.push({ ...answer, code: String(answer.body.code) });
    if (answer.status === wanted) break;
  }
  return answers;
}

describe('what belongs to another area', () => {
  it('has a case for every route with a parameter in its address', () => {
    const routes = routesOf(product).filter(({ url }) => url.includes(':'));
    const declared = routes.map(({ method, url }) => `${method} ${url}`);
    const known = [...Object.keys(CASES), ...Object.keys(OF_NO_DISTRICT)];
    expect(declared.sort()).toEqual(known.sort());
  });

  it.each(Object.keys(CASES))('%s: refused to who is appointed elsewhere', async (route) => {
    const answers = await ask(outsiders, route);
    expect(answers).not.toEqual([]);
    for (const { status, code, text } of answers) {
      expect([status, text]).toEqual([CASES[route].outsider, text]);
      expect(code).toMatch(status === 403 ? /out_of_area$/ : /unknown(_[a-z]+)?$|not_found$/);
    }
  });

  it.each(Object.keys(CASES))('%s: answered to who has the area', async (route) => {
    const { by, insider } = CASES[route];
    const group = by === 'city' ? city : by === 'applicant' ? [applicant] : insiders;
    const answers = await ask(group, route, insider);
    expect(answers.at(-1)).toMatchObject({ status: insider, text: answers.at(-1)?.text });
  });
});
