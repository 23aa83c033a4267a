import { INDEX_CONFIGS } from '@opentocc/core/traffic';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, totpCode } from '../../packages/server/src/base/accounts/test-identity.ts';
import { TestTerminal } from '../../packages/server/src/base/sources/test-terminal.ts';
import { cityDay } from '../../packages/server/src/kit/clock.ts';
import {
  appointPeople,
  FUTIAN,
  PASSWORD,
  type People,
  type Product,
  routesOf,
  startProduct,
} from '../whole-product.ts';
import { CASE_ACTS, TAKEN_CASE } from './case-acts.ts';
import { ARTICLE, ON_KNOWLEDGE, ON_RECTIFICATIONS, ON_VISITS } from './citizen-acts.ts';
import { COLD_WAREHOUSE, coldRoute, coldThing, ON_COLD_GOODS, ON_RECALLS } from './cold-acts.ts';
import { FILED, ON_FILED, ON_FILING } from './filing-acts.ts';
import { GATE_SITE, ON_GATE_REGISTER, ON_GATES } from './gate-acts.ts';
import { ON_PLATFORMS, POST_CHECK, SUPERIOR } from './platform-acts.ts';
import { CLOSURE, ON_REGIMES, REGIME } from './regime-acts.ts';
import { ON_ALARMS } from './tracking-acts.ts';
import { CAPACITY, NEW_TRIP, ON_TRIPS } from './trip-acts.ts';

/**
 * Whoever changes, reveals, exports or asks a vehicle is on record: every route that changes something is walked, taken
 * from the routes themselves, and leaves exactly one record with who, from where, what and what was before. A new route
 * fails here until it has a case.
 */
interface Case {
  readonly by: () => Browser;
  readonly url?: () => string;
  readonly body?: () => object;
  /** What the record calls it; the route itself where the module does not record it with more detail. */
  readonly action?: string;
  readonly result?: 'done' | 'failed';
  /** Members that its detail must have. */
  readonly detail: readonly string[];
}

interface AuditEntry {
  readonly seq: number;
  readonly principal: string;
  readonly address: string;
  readonly action: string;
  readonly target: string | null;
  readonly result: string;
  readonly detail: Record<string, unknown>;
}

const ADDRESS = '10.10.0.1';
const BEFORE_AND_AFTER = ['before', 'after'];
const unit = { parent: FUTIAN, kind: 'department', name: { zh: '科', en: 'Office' }, districts: null };
const role = { name: { zh: '临时', en: 'Temporary' }, permissions: ['map:read'] };
const interval = 'from_ms=1000&to_ms=2000';
const SAMPLING = {
  ...{ kind: 'sampling', share: 0.25, attempts_most: 3, between_min: 60, satisfied_from: 3, link_days: 14 },
};
const days = 'scope=city&key=city&period=day&from=2026-11-22&to=2026-11-23';

let product: Product;
let people: People;
let clerk: Browser;
let operator: Browser;
let applicant: Browser;
let officer: Browser;
let hotline: Browser;
/** Key of something that waits for the system administrator. */
let waiting: string;
let ids: Record<'clerk' | 'refused' | 'application' | 'source' | 'loops' | 'forwarder' | 'vehicle', number>;
let secret = '';
let decision = '';

const system = () => people.system;
const security = () => people.security;
const asOperator = () => operator;
const asApplicant = () => applicant;
const asClerk = () => clerk;
const none: readonly string[] = [];
/** What an officer does about duty; with an id that is not there it fails, and that it was tried is on record too. */
const onDuty = (path: string, body: object, action: string | null = null, detail = none): Case => ({
  ...{ by: () => officer, url: () => `/api/v1/duty/${path}`, body: () => body, detail },
  ...(action === null ? { result: 'failed' as const } : { action: `duty.${action}` }),
});

/** Something done about a finding that is not there: what was tried is on record too. */
const handling = (body: object): Case => ({
  by: system,
  body: () => ({ findings: [999_999], ...body }),
  result: 'failed',
  detail: none,
});

const roster = () => ({
  file: 'roster.csv',
  content_base64: Buffer.from('phone,plate\n13800000077,粤B00077\n').toString('base64'),
  source: ids.source,
});

const detectorList = () => ({
  file: 'loops.csv',
  content_base64: Buffer.from('code,link\nL1,0\n').toString('base64'),
  source: ids.loops,
});

/** The parameters in force, from tomorrow of the city on, annex A in the place of C. */
const [{ gb, shenzhen, weights, free_flow, peaks }] = INDEX_CONFIGS;
const TOMORROW = cityDay(Date.now() + 86_400_000);
const DRAFT = {
  valid_from: TOMORROW,
  reason: '按新版技术文件',
  ...{ gb: { ...gb, annex: 'A' }, shenzhen, weights, free_flow, peaks },
};

const MATCHERS = [{ name: 'road', value: '深南大道' }];
const NO_SILENCE = '00000000-0000-4000-8000-000000000000';
const RULE = {
  ...{ name: { zh: '区指数', en: 'District index' }, measure: 'index', target: {}, schedule: {} },
  ...{ levels: { red: 8 }, advice: { zh: '', en: '' } },
};
/** A plan that begins and ends, with nothing to do. */
const planOf = () => ({
  ...{ name: { zh: '暴雨' }, kind: 'rain', districts: null, routes: [] },
  basis: { source: '', dated: '2026-11-27', assumed: true },
  begin: { how: 'hand', when: [] },
  phases: [
    {
      ...{ key: 'a', name: { zh: '防御' }, tasks: [], messages: [] },
      transitions: [{ key: 'on-end', to: null, when: { kind: 'hold', min: 600 }, asks: false }],
    },
  ],
});

/** Something done with the first situation. @param action null where it fails, which is on record by its route */
const situationCase = (
  what: string,
  action: string | null,
  body: object,
  detail: readonly string[] = none,
): Case => ({
  ...{ by: () => officer, url: () => `/api/v1/situations/1/${what}`, body: () => body, detail },
  ...(action === null ? { result: 'failed' as const } : { action: `situations.${action}` }),
});

const NATIONAL_WARNING = JSON.stringify({
  ...{
    identifier: '44030041600000_20261127080000',
    msgType: 'Alert',
    SIGNALTYPE: '暴雨',
    SIGNALLEVEL: '黄色',
  },
  ...{ head: '深圳市发布暴雨黄色预警信号', ISSUETIME: '2026-11-27 08:00:00' },
});
const TRACK_POINT = {
  ...{ at_ms: 1000, lon: 120, lat: 20, grade: 4, wind_mps: 40, pressure_hpa: 960, forecast: false },
};

/** In the order in which they are asked. */
const CASES: Record<string, Case> = {
  'PUT /api/v1/session/watch': {
    by: () => officer,
    body: () => ({ hours: 8 }),
    action: 'session.watch-on',
    detail: ['until'],
  },
  'DELETE /api/v1/session/watch': { by: () => officer, action: 'session.watch-off', detail: none },
  'PUT /api/v1/obligations/:key/note': {
    by: system,
    url: () => `/api/v1/obligations/${encodeURIComponent(waiting)}/note`,
    detail: none,
  },
  'DELETE /api/v1/obligations/:key/note': {
    by: system,
    url: () => `/api/v1/obligations/${encodeURIComponent(waiting)}/note`,
    detail: none,
  },
  'POST /api/v1/views': {
    by: system,
    body: () => ({ name: '早高峰', address: '/indices/ranking' }),
    action: 'views.save',
    detail: none,
  },
  'PATCH /api/v1/views/:id': {
    by: system,
    url: () => '/api/v1/views/1',
    body: () => ({ name: '晚高峰' }),
    action: 'views.rename',
    detail: BEFORE_AND_AFTER,
  },
  'DELETE /api/v1/views/:id': {
    by: system,
    url: () => '/api/v1/views/1',
    action: 'views.delete',
    detail: none,
  },
  'POST /api/v1/warning-rules': {
    by: () => officer,
    body: () => RULE,
    action: 'rules.add',
    detail: BEFORE_AND_AFTER,
  },
  'PUT /api/v1/warning-rules/:id': {
    by: () => officer,
    url: () => '/api/v1/warning-rules/1',
    body: () => ({ ...RULE, version: 1 }),
    action: 'rules.change',
    detail: BEFORE_AND_AFTER,
  },
  'DELETE /api/v1/warning-rules/:id': {
    by: () => officer,
    url: () => '/api/v1/warning-rules/1',
    action: 'rules.retire',
    detail: BEFORE_AND_AFTER,
  },
  // One that is not there: that it was tried is on record.
  'POST /api/v1/warnings/acts': {
    by: () => officer,
    body: () => ({ on: [{ id: 999_999, version: 1 }], act: { kind: 'take_over' } }),
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/silences': {
    by: () => officer,
    body: () => ({ matchers: MATCHERS, reason: '道路施工', ends_ms: Date.now() + 3_600_000 }),
    action: 'silences.set',
    detail: ['reason', 'before'],
  },
  'DELETE /api/v1/silences/:id': {
    by: () => officer,
    url: () => `/api/v1/silences/${NO_SILENCE}`,
    result: 'failed',
    detail: none,
  },
  'PUT /api/v1/inhibitions': {
    by: () => officer,
    body: () => ({ version: 0, list: [] }),
    action: 'inhibitions.set',
    detail: BEFORE_AND_AFTER,
  },
  'POST /api/v1/alertmanager/api/v2/silences': {
    by: () => officer,
    body: () => ({
      ...{ matchers: MATCHERS, createdBy: 'amtool', comment: '道路施工' },
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    }),
    action: 'silences.set',
    detail: ['reason', 'before'],
  },
  'DELETE /api/v1/alertmanager/api/v2/silence/:id': {
    by: () => officer,
    url: () => `/api/v1/alertmanager/api/v2/silence/${NO_SILENCE}`,
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/duty/posts': onDuty(
    'posts',
    { unit: 'city', name: { zh: '值守席', en: 'Desk' }, rank: 1 },
    'post-add',
  ),
  'PUT /api/v1/duty/posts/:id': onDuty(
    'posts/1',
    { version: 1, name: { zh: '指挥席', en: 'Desk' }, rank: 2 },
    'post-change',
    BEFORE_AND_AFTER,
  ),
  'POST /api/v1/duty/posts/:id/preview': {
    ...{ by: () => officer, url: () => '/api/v1/duty/posts/1/preview', detail: none },
    body: () => ({ version: 2, add: null }),
  },
  'POST /api/v1/duty/posts/:id/changes': onDuty(
    'posts/1/changes',
    { version: 2, add: null },
    'roster-change',
  ),
  'POST /api/v1/duty/posts/:id/calendar': onDuty(
    'posts/1/calendar',
    { file: 'a.ics', content_base64: '', priority: 1, from_ms: 0, to_ms: 1000, version: 3, apply: false },
    'calendar',
  ),
  'POST /api/v1/duty/posts/:id/retirement': onDuty('posts/1/retirement', { version: 3 }, 'post-retire', [
    'before',
  ]),
  'POST /api/v1/duty/log': onDuty('log', { text: '巡查一切正常' }, 'log'),
  'POST /api/v1/duty/leave': onDuty('leave', {
    person: 'account:999999',
    from_ms: 0,
    to_ms: 1000,
    kind: 'annual',
  }),
  'POST /api/v1/duty/leave/:id/withdrawal': onDuty('leave/1/withdrawal', {}),
  'POST /api/v1/duty/swaps': onDuty('swaps', { post: 999_999, from_ms: 0, to_ms: 1000 }),
  'POST /api/v1/duty/swaps/:id/taking': onDuty('swaps/1/taking', { from_ms: 0, to_ms: 1000 }),
  'POST /api/v1/duty/swaps/:id/deletion': onDuty('swaps/1/deletion', {}),
  'POST /api/v1/duty/feed': onDuty('feed', {}, 'feed-make'),
  'DELETE /api/v1/duty/feed': onDuty('feed', {}, 'feed-end'),
  'POST /api/v1/duty/handovers': onDuty('handovers', { post: 999_999, incoming: 'account:1' }),
  'POST /api/v1/duty/handovers/:id/lines': onDuty('handovers/1/lines', { kind: 'promise', text: '回电' }),
  'POST /api/v1/duty/handovers/:id/acceptances': onDuty('handovers/1/acceptances', { lines: [1] }),
  'POST /api/v1/duty/handovers/:id/refusals': onDuty('handovers/1/refusals', {
    ...{ line: 1, reason: 'records', text: '记录不全' },
  }),
  'POST /api/v1/duty/handovers/:id/answers': onDuty('handovers/1/answers', { line: 1, text: '已补' }),
  'POST /api/v1/duty/handovers/:id/closing': onDuty('handovers/1/closing', {}),
  'POST /api/v1/duty/handovers/:id/cancellation': onDuty('handovers/1/cancellation', { text: '误点' }),
  'POST /api/v1/duty/bulletins': onDuty('bulletins', {}, 'bulletin-draft'),
  'PUT /api/v1/duty/bulletins/:id': onDuty(
    'bulletins/1',
    { version: 1, text: { zh: '平稳', en: 'Calm' } },
    'bulletin-edit',
    BEFORE_AND_AFTER,
  ),
  'POST /api/v1/duty/bulletins/:id/approval': onDuty('bulletins/999/approval', { version: 2 }),
  'POST /api/v1/duty/bulletins/:id/sending': onDuty('bulletins/1/sending', { version: 2 }),
  'POST /api/v1/duty/bulletins/:id/withdrawal': onDuty(
    'bulletins/1/withdrawal',
    { reason: '有误' },
    'bulletin-withdraw',
    ['before'],
  ),
  // Before the first state of the roads nothing can be simulated: that it was tried is on record.
  'POST /api/v1/studies': {
    by: () => officer,
    body: () => ({ incidents: [{ link: 0, lanes_closed: 1, minutes: 30 }] }),
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/studies/check': {
    by: () => officer,
    body: () => ({ incidents: [{ link: 0, lanes_closed: 1, minutes: 30 }] }),
    detail: none,
  },
  'POST /api/v1/studies/:id/replay': {
    by: () => officer,
    url: () => '/api/v1/studies/1/replay',
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/studies/:id/cancellation': {
    by: () => officer,
    url: () => '/api/v1/studies/1/cancellation',
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/studies/:id/confirmation': {
    by: () => officer,
    url: () => '/api/v1/studies/1/confirmation',
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/suggestions': {
    by: () => officer,
    body: () => ({ link: 0, lanes_closed: 1, minutes: 30 }),
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/studies/:id/drafts': {
    by: () => officer,
    url: () => '/api/v1/studies/1/drafts',
    body: () => ({ key: 'plan-1' }),
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/control-drafts/:id/withdrawal': {
    by: () => officer,
    url: () => '/api/v1/control-drafts/1/withdrawal',
    body: () => ({ reason: '事件已处置' }),
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/studies/:id/withdrawal': {
    by: () => officer,
    url: () => '/api/v1/studies/1/withdrawal',
    body: () => ({ reason: 'did_not_happen' }),
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/drills': {
    by: () => officer,
    body: () => ({ day: '2026-01-01', note: '复盘' }),
    detail: ['day', 'note'],
  },
  'GET /api/v1/drills/:id/warnings.csv': {
    by: () => officer,
    url: () => '/api/v1/drills/999/warnings.csv',
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/situations': {
    by: () => officer,
    body: () => ({
      ...{ key: 'first-call', origin: 'call', kind: 'accident', text: '两车追尾', lon: 114.051, lat: 22.55 },
      caller: { name: '王小明', phone: '13812345678' },
    }),
    action: 'situations.report',
    detail: ['key', 'kind', 'origin'],
  },
  'POST /api/v1/situations/:id/acknowledgement': situationCase('acknowledgement', 'acknowledge', {
    version: 1,
  }),
  'POST /api/v1/situations/:id/owner': situationCase('owner', 'own', { version: 2, to: 'me' }, ['to']),
  'POST /api/v1/situations/:id/state': situationCase('state', 'move', { version: 3, to: 'verified' }, ['to']),
  'POST /api/v1/situations/:id/facts': situationCase('facts', 'correct', { version: 4, level: 'general' }, [
    'fields',
  ]),
  'POST /api/v1/situations/:id/filings': situationCase(
    ...(['filings', 'file'] as const),
    { version: 5, kind: 'first', to: '市交通运输局', text: '关于事故的首报' },
    ['kind', 'to'],
  ),
  'POST /api/v1/situations/:id/notes': situationCase('notes', 'note', { text: '交警已到场' }),
  'POST /api/v1/situations/:id/attachments': situationCase(
    ...(['attachments', 'attach'] as const),
    { file: '接报单.pdf', content_base64: Buffer.from('%PDF-1.4 接报').toString('base64') },
    ['file'],
  ),
  'POST /api/v1/situations/:id/merges': situationCase(...(['merges', null] as const), {
    version: 8,
    other: 999,
    other_version: 1,
    reason: '同一事故',
  }),
  'POST /api/v1/situations/:id/splits': situationCase(...(['splits', null] as const), {
    version: 8,
    other: 999,
    reason: '不是一起',
  }),
  'POST /api/v1/situations/:id/refusals': situationCase(...(['refusals', null] as const), {
    proposal: 999,
    reason: '不是一起',
  }),
  'POST /api/v1/situations/:id/clocks': {
    ...situationCase('clocks', null, {
      version: 8,
      code: 'none',
      act: { kind: 'paused', reason: '等待认定' },
    }),
    by: system,
  },
  'POST /api/v1/situations/:id/callers/:report/reveal': {
    ...situationCase('callers/1/reveal', 'reveal', { reason: '回拨核实' }, ['report', 'reason']),
    by: asOperator,
  },
  'PUT /api/v1/calls/seat': {
    by: () => hotline,
    body: () => ({ extension: '8001', state: 'ready' }),
    action: 'calls.seat',
    detail: BEFORE_AND_AFTER,
  },
  'POST /api/v1/calls/:id/number': {
    by: () => hotline,
    url: () => '/api/v1/calls/999/number',
    body: () => ({ reason: '回拨核实' }),
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/calls/exemptions': {
    by: () => hotline,
    body: () => ({
      kind: 'outage',
      from_ms: Date.now() - 3_600_000,
      to_ms: Date.now() - 60_000,
      reason: '中继中断',
    }),
    action: 'calls.declare-exemption',
    detail: ['kind', 'from_ms', 'to_ms', 'reason'],
  },
  'POST /api/v1/calls/exemptions/:id/decision': {
    by: () => hotline,
    url: () => '/api/v1/calls/exemptions/999/decision',
    body: () => ({ verdict: 'approved', reason: '与记录相符' }),
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/transfers': {
    by: system,
    body: () => ({
      ...{ number: 'GD-1', text: '出租车拒载' },
      asker: { name: '王小明', phone: '13812345678' },
    }),
    action: 'intake.transfer',
    detail: ['case', 'same'],
  },
  'PUT /api/v1/intake/peer': {
    by: () => hotline,
    body: () => ({ endpoint: null }),
    action: 'intake.peer',
    detail: BEFORE_AND_AFTER,
  },
  ...Object.fromEntries(
    ['release', 'joining', 'discarding'].map((act) => [
      `POST /api/v1/intake/held/:id/${act}`,
      {
        by: () => hotline,
        url: () => `/api/v1/intake/held/999/${act}`,
        body: () => ({ reason: '同一件事' }),
        result: 'failed' as const,
        detail: none,
      },
    ]),
  ),
  // None of them is there: that it was tried is on record.
  ...Object.fromEntries(
    [
      ...Object.entries({ ...ON_VISITS, ...ON_RECTIFICATIONS }).map(([path, body]) => [
        `POST /api/v1/${path}`,
        body,
      ]),
      ...Object.entries(ON_KNOWLEDGE).map(([route, body]) => [
        route.replace(' ', ' /api/v1/knowledge/'),
        body,
      ]),
    ].map(([route, body]) => [
      route as string,
      {
        by: () => ((route as string).endsWith('courses/:id/answers') ? operator : hotline),
        url: () => (route as string).split(' ')[1].replace(':id', '999'),
        body: () => body as object,
        result: 'failed' as const,
        detail: none,
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries({ ...ON_GATES, ...ON_GATE_REGISTER })
      .filter(([route]) => !route.startsWith('GET'))
      .map(([route, body]) => [
        route.replace(' ', ' /api/v1/freight/'),
        {
          by: () => operator,
          url: () =>
            `/api/v1/freight/${route.split(' ')[1].replace(':id', '999').replace(':code', 'nowhere')}`,
          body: () => body as object,
          result: 'failed' as const,
          detail: none,
        },
      ]),
  ),
  ...Object.fromEntries(
    Object.entries({ ...ON_COLD_GOODS, ...ON_RECALLS })
      .filter(([route]) => !route.startsWith('GET'))
      .map(([route, body]) => [
        coldRoute(route),
        {
          by: () => operator,
          url: () =>
            coldRoute(route)
              .split(' ')[1]
              .replace(':id', String(coldThing(route).id)),
          ...{ body: () => body as object, result: 'failed' as const, detail: none },
        },
      ]),
  ),
  'GET /api/v1/freight/cold-chain/trace': {
    ...{ by: () => operator, url: () => '/api/v1/freight/cold-chain/trace?lot=nobody', detail: none },
  },
  'GET /api/v1/freight/cold-chain/recalls/:id/sheet': {
    ...{ by: () => operator, url: () => '/api/v1/freight/cold-chain/recalls/H20260101-9999/sheet' },
    ...{ result: 'failed', detail: none },
  },
  'PUT /api/v1/freight/cold-chain/warehouses': {
    ...{ by: () => operator, body: () => COLD_WAREHOUSE },
    ...{ action: 'cold-chain.set-warehouse', detail: BEFORE_AND_AFTER },
  },
  'PUT /api/v1/freight/cold-chain/rules': {
    by: () => operator,
    body: () => ({
      ...{
        goods_class: 'frozen',
        name: { zh: '冷冻', en: 'Frozen' },
        source: { zh: '标准', en: 'standard' },
      },
      ...{ assumed: false, seen: 1 },
      settings: {
        rules: [{ id: 'hot', side: 'hot', measure: 'consecutive', limit_c: -15, duration_s: 1200 }],
        ...{ scale: { min_c: -60, max_c: 70 }, lost_after_s: 1800, door_open_s: 300 },
      },
    }),
    ...{ action: 'cold-chain.set-rule', detail: BEFORE_AND_AFTER },
  },
  'POST /api/v1/freight/cold-chain/consignments': {
    by: () => operator,
    body: () => ({
      ...{ firm: 'nobody', goods: '冻虾', goods_class: 'frozen', customs_form: '530120260000000001' },
      ...{ lots: [{ lot: 'A', goods: '冻虾', quantity: 1 }], container: 'CXRU1234567', seal: '1' },
      ...{ truck: '粤B12345', warehouse: 'nowhere', slot_from_ms: 0, destination: 'market' },
    }),
    ...{ result: 'failed', detail: none },
  },
  'POST /api/v1/freight/cold-chain/movements': {
    by: () => operator,
    body: () => ({
      movements: [
        {
          ...{ at_ms: 1_700_000_000_000, kind: 'moved', from_lot: 'L', from_holder: 'a', to_lot: 'L' },
          ...{ to_holder: 'b', quantity: 1 },
        },
      ],
    }),
    ...{ action: 'cold-chain.move', detail: ['added'] },
  },
  'POST /api/v1/freight/cold-chain/recalls': {
    ...{ by: () => operator, body: () => ({ lot: 'L', reason: '抽检检出阳性' }) },
    ...{ action: 'cold-chain.begin-recall', detail: ['lot', 'reason'] },
  },
  'POST /api/v1/freight/epcis/capture': {
    ...{ by: () => operator, body: () => ({ type: 'EPCISDocument' }), result: 'failed', detail: none },
  },
  ...Object.fromEntries(
    Object.entries({ ...ON_FILING, ...ON_FILED }).map(([route, body]) => [
      route.replace(' ', ' /api/v1/freight/filing/'),
      {
        by: () => operator,
        url: () => `/api/v1/freight/filing/${route.split(' ')[1].replace(':id', 'V99999')}`,
        ...{ body: () => body, result: 'failed' as const, detail: none },
      },
    ]),
  ),
  'POST /api/v1/freight/filing/entries': {
    ...{ by: () => operator, body: () => FILED, action: 'filing.file', detail: ['kind', 'firm', 'state'] },
  },
  'POST /api/v1/freight/filing/approvals': {
    ...{ by: () => operator, body: () => ({ entries: [{ id: 'V99999', version: 1 }] }) },
    ...{ action: 'filing.approve', detail: ['approved', 'refused'] },
  },
  // Nobody is a firm here: that it was tried is on record.
  'POST /api/v1/freight/filing/import': {
    ...{ by: () => operator, result: 'failed', detail: none },
    body: () => ({ kind: 'truck', firm: 'city', file: 'a.csv', content_base64: 'YQ==' }),
  },
  // Nothing is said of the past: that it was tried is on record.
  'POST /api/v1/freight/ports/lanes': {
    ...{ by: () => operator, result: 'failed', detail: none },
    body: () => ({
      ...{ port: 'liantang', direction: 'in', from_ms: 0, by_hour: Array(24).fill(3), service_s: 80 },
      ...{ service_cv: 0.5, drift_cv: 0.1, free_s: 300, free_cv: 0.3, assumed: true, reason: '口岸来函' },
      source: { zh: '口岸来函', en: 'letter of the port' },
    }),
  },
  'PUT /api/v1/freight/gate-sites/:code': {
    ...{ by: () => operator, url: () => '/api/v1/freight/gate-sites/yard', body: () => GATE_SITE },
    ...{ action: 'gates.save-site', detail: BEFORE_AND_AFTER },
  },
  ...Object.fromEntries(
    Object.entries({ ...ON_REGIMES, ...ON_ALARMS }).map(([route, body]) => [
      route.replace(' ', ' /api/v1/freight/'),
      {
        by: asOperator,
        url: () => `/api/v1/freight/${route.split(' ')[1].replace(':id', '999')}`,
        ...{ body: () => body, result: 'failed' as const, detail: none },
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(ON_TRIPS).map(([route, body]) => [
      route.replace(' ', ' /api/v1/freight/'),
      {
        by: asOperator,
        url: () => `/api/v1/freight/${route.split(' ')[1].replace(':id', 'T20350101-00001')}`,
        ...{ body: () => body, result: 'failed' as const, detail: none },
      },
    ]),
  ),
  'POST /api/v1/freight/trips': {
    ...{ by: asOperator, body: () => NEW_TRIP, result: 'failed', detail: none },
  },
  'POST /api/v1/freight/slot-capacities': {
    ...{ by: asOperator, body: () => CAPACITY, action: 'trips.capacity' },
    detail: ['direction', 'class', 'version', 'reason'],
  },
  'POST /api/v1/freight/regimes/:code/:version/taking-back': {
    by: asOperator,
    url: () => '/api/v1/freight/regimes/normal/3/taking-back',
    ...{ body: () => ({ reason: '演练结束' }), result: 'failed', detail: none },
  },
  'POST /api/v1/freight/regime-drafts': {
    ...{ by: asOperator, body: () => ({ regime: REGIME, purpose: '季度演练' }) },
    ...{ action: 'freight-regimes.draft', detail: ['code', 'purpose'] },
  },
  'POST /api/v1/freight/port-states': {
    ...{ by: asOperator, body: () => CLOSURE },
    ...{ action: 'freight-regimes.port-state', detail: ['port', 'state', 'from_ms', 'to_ms'] },
  },
  'POST /api/v1/visit-draws': {
    ...{ by: () => hotline, body: () => ({ from: '2026-11-22', to: '2026-11-23' }), result: 'failed' },
    detail: none,
  },
  'POST /api/v1/visit-rules': {
    by: () => hotline,
    body: () => ({
      ...{ key: 'nothing', seen: 1, valid_from: '2026-12-01', source: { zh: '试行' }, assumed: true },
      ...{ reason: '试行', rule: SAMPLING },
    }),
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/review-draws': {
    ...{ by: () => hotline, body: () => ({ from: '2026-11-22', to: '2026-11-23' }), result: 'failed' },
    detail: none,
  },
  'POST /api/v1/statistics/publications': {
    ...{ by: () => hotline, body: () => ({ month: '2026-10' }), action: 'statistics.publish', detail: none },
  },
  'POST /api/v1/knowledge/articles': {
    by: () => hotline,
    body: () => ({ ...ARTICLE, key: 'article-of-nobody' }),
    action: 'knowledge.write',
    detail: ['version', 'title'],
  },
  'POST /api/v1/knowledge/drafts': {
    ...{ by: () => hotline, body: () => ({ case: 999 }), result: 'failed', detail: none },
  },
  'POST /api/v1/knowledge/courses': {
    by: () => hotline,
    body: () => ({ month: '2026-11', title: '十一月培训', articles: [999], key: 'course-of-nobody' }),
    result: 'failed',
    detail: none,
  },
  'GET /api/v1/situations/datex2': { by: () => officer, detail: none },
  'GET /api/v1/situations/:id/cap': {
    by: () => officer,
    url: () => '/api/v1/situations/1/cap',
    detail: none,
  },
  'GET /api/v1/situations/:id/datex2': {
    by: () => officer,
    url: () => '/api/v1/situations/1/datex2',
    detail: none,
  },
  'POST /api/v1/cases': {
    ...{ by: asOperator, body: () => TAKEN_CASE, action: 'cases.take' },
    detail: ['number', 'channel', 'type'],
  },
  'POST /api/v1/cases/earlier': {
    ...{ by: asOperator, body: () => ({ phone: '13812345678' }), action: 'cases.earlier', detail: ['found'] },
  },
  ...Object.fromEntries(
    Object.entries(CASE_ACTS).map(([act, body]) => [
      `POST /api/v1/cases/:id/${act}`,
      {
        by: asOperator,
        url: () => `/api/v1/cases/1/${act}`,
        body: () => body,
        result: 'failed' as const,
        detail: none,
      },
    ]),
  ),
  'POST /api/v1/cases/:id/notes': {
    ...{ by: asOperator, url: () => '/api/v1/cases/1/notes', body: () => ({ text: '已联系企业' }) },
    ...{ action: 'cases.note', detail: none },
  },
  'POST /api/v1/cases/:id/attachments': {
    ...{ by: asOperator, url: () => '/api/v1/cases/1/attachments', action: 'cases.attach', detail: ['file'] },
    body: () => ({ file: '记录.pdf', content_base64: Buffer.from('%PDF-1.4 x').toString('base64') }),
  },
  'GET /api/v1/cases/:id/attachments/:attachment': {
    ...{ by: asOperator, url: () => '/api/v1/cases/1/attachments/1', action: 'cases.file' },
    detail: ['attachment'],
  },
  'GET /api/v1/cases/export': { by: asOperator, detail: none },
  'POST /api/v1/cases/:id/reveal': {
    ...{ by: asOperator, url: () => '/api/v1/cases/1/reveal', body: () => ({ reason: '回电核实' }) },
    ...{ action: 'cases.reveal', detail: ['reason'] },
  },
  'POST /api/v1/case-categories': {
    by: asOperator,
    body: () => ({
      categories: [
        { code: 'kick_scooter', field: 'urban_passenger', name: { zh: '滑板车', en: 'Scooters' } },
      ],
      ...{ replaced: [], valid_from: cityDay(Date.now()), reason: '新增' },
    }),
    action: 'cases.categories',
    detail: ['replaced', 'made', 'valid_from', 'reason'],
  },
  'POST /api/v1/case-classes/trainings': { by: asOperator, detail: none },
  'POST /api/v1/case-rules': {
    by: asOperator,
    body: () => ({
      ...{ code: 'answer', match: {}, seen: 1, valid_from: cityDay(Date.now()), length: 8, soon: 1 },
      ...{ extension: 5, pausable: true, assumed: true, reason: '新办法', source: { zh: '市办法' } },
    }),
    action: 'cases.rules',
    detail: ['version', 'length', 'valid_from', 'reason'],
  },
  'POST /api/v1/case-clusters/:id/decision': {
    ...{ by: asOperator, url: () => '/api/v1/case-clusters/1/decision', result: 'failed', detail: none },
    body: () => ({ version: 1, decision: 'dissolved' }),
  },
  'POST /api/v1/case-clusters/:id/answer': {
    ...{ by: asOperator, url: () => '/api/v1/case-clusters/1/answer', result: 'failed', detail: none },
    body: () => ({ version: 1, text: '统一答复' }),
  },
  'POST /api/v1/plans/check': { by: () => officer, body: () => ({ document: planOf() }), detail: none },
  'POST /api/v1/plans': { by: () => officer, body: () => ({ document: planOf() }), detail: ['name'] },
  'PUT /api/v1/plans/:id/draft': {
    by: () => officer,
    url: () => '/api/v1/plans/1/draft',
    body: () => ({ document: planOf(), rev: 0 }),
    detail: ['name', 'rev'],
  },
  'POST /api/v1/plans/:id/publication': {
    by: () => officer,
    url: () => '/api/v1/plans/1/publication',
    body: () => ({ rev: 1, note: '首版' }),
    detail: ['rev', 'note'],
  },
  'POST /api/v1/plans/:id/runs': {
    by: () => officer,
    url: () => '/api/v1/plans/1/runs',
    body: () => ({ drill: true }),
    detail: ['drill', 'districts'],
  },
  ...Object.fromEntries(
    ['approval', 'refusal', 'transitions', 'end'].map((act) => [
      `POST /api/v1/plan-runs/:id/${act}`,
      {
        by: () => officer,
        url: () => `/api/v1/plan-runs/1/${act}`,
        body: () => ({ rev: 999, reason: '演练结束', transition: 'on-end' }),
        result: 'failed' as const,
        detail: ['rev', 'reason'],
      },
    ]),
  ),
  ...Object.fromEntries(
    ['acceptance', 'refusal', 'completion', 'unit', 'withdrawal', 'clock'].map((act) => [
      `POST /api/v1/plan-tasks/:id/${act}`,
      {
        by: () => officer,
        url: () => `/api/v1/plan-tasks/999/${act}`,
        body: () => ({
          rev: 0,
          reason: '人员不足',
          unit: 'city',
          evidence: {},
          act: { kind: 'paused', reason: '等待' },
        }),
        result: 'failed' as const,
        detail: none,
      },
    ]),
  ),
  'POST /api/v1/plans/:id/retirement': {
    by: () => officer,
    url: () => '/api/v1/plans/1/retirement',
    body: () => ({ rev: 2, reason: '已换新版' }),
    detail: ['rev', 'reason'],
  },
  'PUT /api/v1/plan-units/:code/tags': {
    by: () => officer,
    url: () => `/api/v1/plan-units/${FUTIAN}/tags`,
    body: () => ({ tags: ['flood'] }),
    detail: ['tags'],
  },
  'POST /api/v1/quality/findings/acknowledgements': handling({}),
  'POST /api/v1/quality/findings/assignments': handling({ to: null }),
  'POST /api/v1/quality/findings/notes': handling({ text: '已电话联系' }),
  'POST /api/v1/quality/findings/mutes': handling({ until_ms: null, reason: '设备检修' }),
  'POST /api/v1/quality/findings/notices/draft': handling({}),
  'POST /api/v1/quality/findings/notices': handling({ to: '车队', channel: 'phone', text: '请校时' }),
  'POST /api/v1/terminals/:phone/plate/reveal': {
    by: system,
    url: () => '/api/v1/terminals/13800000001/plate/reveal',
    body: () => ({ reason: '核对车牌归属' }),
    detail: ['reason'],
  },
  'POST /api/v1/calibration/overrides': {
    by: () => operator,
    body: () => ({ parameter: 'wave_mps', link_class: 'arterial', value: 5, reason: '现场观测' }),
    detail: ['reason', ...BEFORE_AND_AFTER],
  },
  'POST /api/v1/calibration/overrides/:id/withdrawal': {
    by: () => operator,
    url: () => '/api/v1/calibration/overrides/1/withdrawal',
    body: () => ({ reason: '误填' }),
    detail: ['reason', ...BEFORE_AND_AFTER],
  },
  'POST /api/v1/signals/:id/verdicts': {
    by: () => officer,
    url: () => '/api/v1/signals/1/verdicts',
    body: () => ({ verdict: 'confirmed', reason: '视频已见' }),
    result: 'failed',
    detail: ['verdict', 'reason'],
  },
  'POST /api/v1/demand/estimations': { by: () => operator, result: 'failed', detail: [] },
  'DELETE /api/v1/demand/estimations': { by: () => operator, result: 'failed', detail: [] },
  'POST /api/v1/indices/standards/preview': { by: system, body: () => DRAFT, detail: ['valid_from'] },
  'POST /api/v1/indices/standards': {
    by: system,
    body: () => DRAFT,
    detail: ['formula_version', 'reason', ...BEFORE_AND_AFTER],
  },
  'DELETE /api/v1/indices/standards/:formula_version': {
    by: system,
    url: () => `/api/v1/indices/standards/${TOMORROW}`,
    detail: [],
  },
  'POST /api/v1/accounts': {
    by: system,
    body: () => ({ name: 'new', display_name: '新', unit: 'city' }),
    action: 'accounts.add',
    detail: ['name', 'unit'],
  },
  'PATCH /api/v1/accounts/:id': {
    by: system,
    url: () => `/api/v1/accounts/${ids.clerk}`,
    body: () => ({ language: 'en' }),
    action: 'accounts.change',
    detail: BEFORE_AND_AFTER,
  },
  'PUT /api/v1/accounts/:id/grants': {
    by: security,
    url: () => `/api/v1/accounts/${ids.clerk}/grants`,
    body: () => [{ role: 'display', platform: null, unit: null }],
    action: 'accounts.grant',
    detail: BEFORE_AND_AFTER,
  },
  'POST /api/v1/accounts/:id/reveal': {
    by: asOperator,
    url: () => `/api/v1/accounts/${ids.clerk}/reveal`,
    body: () => ({ reason: '核实联系方式' }),
    action: 'accounts.reveal',
    detail: ['reason'],
  },
  'PUT /api/v1/units/:code': {
    by: system,
    url: () => '/api/v1/units/office',
    body: () => unit,
    action: 'units.put',
    detail: BEFORE_AND_AFTER,
  },
  'DELETE /api/v1/units/:code': {
    by: system,
    url: () => '/api/v1/units/office',
    action: 'units.remove',
    detail: ['before'],
  },
  'PUT /api/v1/roles/:code': {
    by: security,
    url: () => '/api/v1/roles/temporary',
    body: () => role,
    action: 'roles.put',
    detail: BEFORE_AND_AFTER,
  },
  'DELETE /api/v1/roles/:code': {
    by: security,
    url: () => '/api/v1/roles/temporary',
    action: 'roles.remove',
    detail: ['before'],
  },
  'POST /api/v1/weather/messages': {
    by: () => officer,
    body: () => ({ format: 'national', content: NATIONAL_WARNING }),
    action: 'weather.take',
    detail: ['identifiers', 'known'],
  },
  'POST /api/v1/weather/storms': {
    by: () => officer,
    body: () => ({ code: '2026-01', name: { zh: '一', en: 'One' }, points: [TRACK_POINT] }),
    action: 'weather.storm',
    detail: ['points'],
  },
  'POST /api/v1/weather/best-tracks': {
    by: () => officer,
    body: () => ({ year: 2016, content: 'no tracks here' }),
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/situation-rules': {
    by: system,
    body: () => ({
      ...{ code: 'response', seen: 1, valid_from: '2099-01-01', length: 1_200_000, soon: null },
      ...{ extension: null, pausable: false, assumed: true, reason: '新预案', source: { zh: '市预案' } },
    }),
    action: 'situations.rule',
    detail: ['version', 'before', 'after'],
  },
  'POST /api/v1/weather/drill-runs': {
    by: () => officer,
    body: () => ({ script: 'ragasa-2025' }),
    action: 'weather.drill-start',
    detail: ['script', 'speed'],
  },
  'POST /api/v1/weather/drill-runs/:id/steps': {
    by: () => officer,
    url: () => '/api/v1/weather/drill-runs/1/steps',
    body: () => ({ fed: 1 }),
    action: 'weather.drill-step',
    detail: ['step'],
  },
  'POST /api/v1/weather/drill-runs/:id/end': {
    by: () => officer,
    url: () => '/api/v1/weather/drill-runs/1/end',
    body: () => ({ note: '到此为止' }),
    action: 'weather.drill-end',
    detail: ['note'],
  },
  'POST /api/v1/weather/responses': {
    by: () => officer,
    body: () => ({ level: 'II', reason: '提前部署', after: 0 }),
    action: 'weather.decide',
    detail: ['level', 'signal', 'proposed', 'reason', 'before'],
  },
  'POST /api/v1/message-endpoints': {
    by: system,
    body: () => ({ name: '交警', url: 'https://example.com/hook' }),
    action: 'messages.endpoint-add',
    detail: ['name', 'url', 'digest'],
  },
  'PATCH /api/v1/message-endpoints/:id': {
    by: system,
    url: () => '/api/v1/message-endpoints/1',
    body: () => ({ active: false, version: 1 }),
    action: 'messages.endpoint-change',
    detail: BEFORE_AND_AFTER,
  },
  'POST /api/v1/message-endpoints/:id/secret': {
    by: system,
    url: () => '/api/v1/message-endpoints/1/secret',
    action: 'messages.endpoint-secret',
    detail: none,
  },
  'POST /api/v1/message-endpoints/:id/test': {
    by: system,
    url: () => '/api/v1/message-endpoints/1/test',
    action: 'messages.endpoint-test',
    detail: ['name', 'message'],
  },
  'POST /api/v1/messages/:id/again': {
    by: () => officer,
    url: () => '/api/v1/messages/999999/again',
    body: () => ({ reason: '已修复', version: 0 }),
    result: 'failed',
    detail: none,
  },
  // Nobody else's message is there to be read.
  'POST /api/v1/inbox/:id/reading': {
    by: system,
    url: () => '/api/v1/inbox/999999/reading',
    result: 'failed',
    detail: none,
  },
  // Who is nobody is on record too: the gateway has no account, and its signature is wrong.
  'POST /api/v1/messages/sms-receipts': {
    by: system,
    body: () => ({ id: 'tocc-1-0', state: 'delivered' }),
    result: 'failed',
    detail: none,
  },
  'POST /api/v1/keys/:purpose/rotation': {
    by: security,
    url: () => '/api/v1/keys/secrets/rotation',
    action: 'keys.rotate',
    detail: ['before', 'total'],
  },
  'POST /api/v1/sharing/applications': {
    by: asApplicant,
    body: () => ({ item: 'indices', unit: FUTIAN, purpose: '辖区研究' }),
    action: 'sharing.apply',
    detail: ['item', 'unit', 'purpose'],
  },
  'POST /api/v1/sharing/applications/:id/approval': {
    by: asOperator,
    url: () => `/api/v1/sharing/applications/${ids.application}/approval`,
    action: 'sharing.approved',
    detail: ['quota_per_day', 'expires_ms'],
  },
  'POST /api/v1/sharing/applications/:id/refusal': {
    by: asOperator,
    url: () => `/api/v1/sharing/applications/${ids.refused}/refusal`,
    body: () => ({ decision: '不符合' }),
    action: 'sharing.refused',
    detail: ['decision'],
  },
  'POST /api/v1/sharing/applications/:id/key': {
    by: asApplicant,
    url: () => `/api/v1/sharing/applications/${ids.application}/key`,
    action: 'sharing.issue-key',
    detail: ['key'],
  },
  'DELETE /api/v1/sharing/applications/:id/key': {
    by: asApplicant,
    url: () => `/api/v1/sharing/applications/${ids.application}/key`,
    action: 'sharing.revoke-key',
    detail: ['key'],
  },
  'PATCH /api/v1/sources/:id': {
    by: asOperator,
    url: () => `/api/v1/sources/${ids.source}`,
    body: () => ({ quota_per_s: 500 }),
    detail: BEFORE_AND_AFTER,
  },
  'POST /api/v1/sources': {
    by: asOperator,
    body: () => ({ code: 'new-firm', name: { zh: '新公司', en: 'New firm' }, owner: '新公司' }),
    detail: ['id', 'after'],
  },
  'POST /api/v1/sources/:id/retirement': {
    by: asOperator,
    url: () => `/api/v1/sources/${ids.source}/retirement`,
    detail: BEFORE_AND_AFTER,
  },
  'DELETE /api/v1/sources/:id/retirement': {
    by: asOperator,
    url: () => `/api/v1/sources/${ids.source}/retirement`,
    detail: BEFORE_AND_AFTER,
  },
  'POST /api/v1/rosters/preview': { by: asOperator, body: roster, detail: ['file', 'source', 'good_rows'] },
  'POST /api/v1/rosters/import': {
    by: asOperator,
    body: roster,
    detail: ['file', 'source', 'good_rows', 'bad_rows', 'added'],
  },
  'POST /api/v1/sources/:id/secret': {
    by: asOperator,
    url: () => `/api/v1/sources/${ids.loops}/secret`,
    detail: ['replaced'],
  },
  'PUT /api/v1/sources/:id/platform': {
    by: asOperator,
    url: () => `/api/v1/sources/${ids.forwarder}/platform`,
    body: () => ({ centre: 440_399, user: 1 }),
    detail: BEFORE_AND_AFTER,
  },
  'POST /api/v1/sources/:id/platform/password': {
    by: asOperator,
    url: () => `/api/v1/sources/${ids.forwarder}/platform/password`,
    detail: ['replaced'],
  },
  'DELETE /api/v1/sources/:id/platform': {
    by: asOperator,
    url: () => `/api/v1/sources/${ids.forwarder}/platform`,
    detail: BEFORE_AND_AFTER,
  },
  ...Object.fromEntries(
    Object.entries(ON_PLATFORMS).map(([route, body]) => [
      route.replace(' ', ' /api/v1/'),
      {
        by: asOperator,
        url: () => `/api/v1/${route.split(' ')[1].replace(':id', '999')}`,
        ...{ body: () => body, result: 'failed' as const, detail: none },
      },
    ]),
  ),
  'POST /api/v1/interchange/requests': {
    ...{ by: asOperator, body: () => POST_CHECK, result: 'failed', detail: none },
  },
  'POST /api/v1/superiors': { by: asOperator, body: () => SUPERIOR, detail: BEFORE_AND_AFTER },
  'PUT /api/v1/superiors/:id': {
    ...{ by: asOperator, url: () => '/api/v1/superiors/999', body: () => SUPERIOR },
    ...{ result: 'failed', detail: none },
  },
  'DELETE /api/v1/superiors/:id': {
    ...{ by: asOperator, url: () => '/api/v1/superiors/999', result: 'failed', detail: none },
  },
  'POST /api/v1/detectors/preview': {
    by: asOperator,
    body: detectorList,
    detail: ['file', 'source', 'good_rows'],
  },
  'POST /api/v1/detectors/import': {
    by: asOperator,
    body: detectorList,
    detail: ['file', 'source', 'good_rows', 'bad_rows', 'added'],
  },
  'GET /api/v1/detectors/counts.csv': {
    by: asOperator,
    url: () => `/api/v1/detectors/counts.csv?${interval}`,
    detail: none,
  },
  'DELETE /api/v1/detectors/:id': {
    by: asOperator,
    url: () => `/api/v1/detectors/${product.detectors.list()[0].id}`,
    detail: ['code', ...BEFORE_AND_AFTER],
  },
  'POST /api/v1/terminals/:phone/approval': {
    by: asOperator,
    url: () => '/api/v1/terminals/13800000001/approval',
    body: () => ({ source: ids.source, vehicle_class: 'taxi' }),
    action: 'terminals.approved',
    detail: ['plate', ...BEFORE_AND_AFTER],
  },
  'POST /api/v1/terminals/:phone/refusal': {
    by: asOperator,
    url: () => '/api/v1/terminals/13800000002/refusal',
    action: 'terminals.refused',
    detail: ['plate', ...BEFORE_AND_AFTER],
  },
  'POST /api/v1/terminals/refusals': {
    by: asOperator,
    body: () => ({ phones: ['13800000004'] }),
    detail: ['phones'],
  },
  'POST /api/v1/terminals/decisions/:id/undoing': {
    by: asOperator,
    url: () => `/api/v1/terminals/decisions/${decision}/undoing`,
    detail: ['decision', 'phones'],
  },
  'POST /api/v1/terminals/:phone/acceptance': {
    by: asOperator,
    url: () => '/api/v1/terminals/13800000003/acceptance',
    detail: BEFORE_AND_AFTER,
  },
  'POST /api/v1/terminals/:phone/move': {
    by: asOperator,
    url: () => '/api/v1/terminals/13800000003/move',
    result: 'failed',
    detail: ['code'],
  },
  'POST /api/v1/terminals/:phone/retirement': {
    by: asOperator,
    url: () => '/api/v1/terminals/13800000005/retirement',
    detail: BEFORE_AND_AFTER,
  },
  'POST /api/v1/vehicles/:id/text': {
    by: asOperator,
    url: () => `/api/v1/vehicles/${ids.vehicle}/text`,
    body: () => ({ text: '前方拥堵', urgent: false, aloud: true }),
    result: 'failed',
    detail: ['text', 'urgent', 'code'],
  },
  'POST /api/v1/vehicles/:id/plate/reveal': {
    by: asOperator,
    url: () => `/api/v1/vehicles/${ids.vehicle}/plate/reveal`,
    body: () => ({ reason: '核实事故车辆', link: 0 }),
    detail: ['reason', 'link'],
  },
  'GET /api/v1/vehicles/:id/parameters': {
    by: asOperator,
    url: () => `/api/v1/vehicles/${ids.vehicle}/parameters`,
    result: 'failed',
    detail: ['code'],
  },
  'GET /api/v1/history/vehicles/:id/fixes': {
    by: asOperator,
    url: () => `/api/v1/history/vehicles/${ids.vehicle}/fixes?${interval}`,
    detail: ['query'],
  },
  'GET /api/v1/history/export': {
    by: asOperator,
    url: () => '/api/v1/history/export?dataset=fixes&day=2026-01-01',
    result: 'failed',
    detail: ['query', 'code'],
  },
  'GET /api/v1/indices/periods.csv': {
    by: asOperator,
    url: () => `/api/v1/indices/periods.csv?${days}`,
    detail: ['query'],
  },
  'GET /api/v1/audit/export': {
    by: () => people.auditor,
    url: () => '/api/v1/audit/export?from_ms=0&to_ms=9000000000000',
    action: 'audit.export',
    detail: ['from_ms', 'to_ms'],
  },
  'POST /api/v1/session': {
    by: asClerk,
    body: () => ({ account: 'clerk', password: PASSWORD }),
    action: 'session.sign-in',
    detail: ['method', 'agent'],
  },
  'POST /api/v1/session/password': {
    by: asClerk,
    body: () => ({ current: PASSWORD, next: 'Other-Harbour-72-tide' }),
    action: 'accounts.change-password',
    detail: none,
  },
  'POST /api/v1/session/second-factor': { by: asClerk, detail: none },
  'POST /api/v1/session/second-factor/confirmation': {
    by: asClerk,
    body: () => ({ code: totpCode(secret, Date.now()) }),
    action: 'session.second-factor-on',
    detail: none,
  },
  'POST /api/v1/session/second-factor/removal': {
    by: asClerk,
    body: () => ({ password: 'Other-Harbour-72-tide', code: totpCode(secret, Date.now() + 30_000) }),
    action: 'session.second-factor-off',
    detail: none,
  },
  'DELETE /api/v1/session/others': { by: asClerk, action: 'session.end-others', detail: none },
  'DELETE /api/v1/session': { by: asClerk, action: 'session.sign-out', detail: none },
  'POST /api/v1/accounts/:id/reset': {
    by: system,
    url: () => `/api/v1/accounts/${ids.clerk}/reset`,
    action: 'accounts.reset',
    detail: ['second_factor_removed'],
  },
};

beforeAll(async () => {
  product = await startProduct();
  people = await appointPeople(product);
  operator = await people.appoint('operator', 'operator');
  applicant = await people.appoint('applicant', 'department-user', FUTIAN);
  clerk = await people.appoint('clerk', 'display');
  officer = await people.appoint('officer', 'duty-officer');
  hotline = await people.appoint('hotline', 'hotline-supervisor');
  const accounts = (await people.system.ask('GET', '/api/v1/accounts')).body as unknown as {
    id: number;
    name: string;
  }[];
  const [{ id: _, ...unknown }] = product.sources.listSources();
  const source = await product.sources.saveSource({
    ...unknown,
    code: 'taxis',
    name: { zh: '出租车', en: 'Taxis' },
  });
  const loops = await product.sources.saveSource({
    ...unknown,
    code: 'loops',
    name: { zh: '线圈', en: 'Loops' },
    protocol: 'MQTT',
  });
  const forwarder = await product.sources.saveSource({
    ...unknown,
    code: 'forwarder',
    name: { zh: '货运平台', en: 'Forwarder' },
    protocol: 'JT/T 809',
  });
  ids = {
    clerk: accounts.find(({ name }) => name === 'clerk')?.id ?? 0,
    application: await apply(),
    refused: await apply(),
    source,
    loops,
    forwarder,
    vehicle: await registerVehicle(source),
  };
  await wait('13800000001', '粤B00001');
  await wait('13800000002', '粤B00002');
  await wait('13800000004', '粤B00004');
  await wait('13800000003', '粤B00009');
  await product.sources.retire('13800000006', 'test');
  const obligations = (await people.system.ask('GET', '/api/v1/obligations')).body;
  [{ key: waiting }] = obligations as unknown as { key: string }[];
  [{ id: decision }] = await product.sources.listDecisions(1);
}, 60_000);
afterAll(() => product.stop());

async function apply(): Promise<number> {
  const wanted = { item: 'indices', unit: FUTIAN, purpose: '辖区信号优化研究' };
  return Number((await applicant.ask('POST', '/api/v1/sharing/applications', wanted)).body.id);
}

async function registerVehicle(source: number): Promise<number> {
  const roster = { plate_colour: 1, vehicle_class: 'taxi' as const, source, maker: 'TEST', model: 'M' };
  await product.sources.registerTerminals(
    [3, 5, 6].map((n) => ({
      ...{ ...roster, terminal_id: `T${n}` },
      ...{ phone: `1380000000${n}`, plate: `粤B0000${n}` },
    })),
  );
  return product.sources.searchVehicles('粤B00003', 1, true)[0].id;
}

/** A terminal that nobody knows asks to be let in. */
async function wait(phone: string, plate: string): Promise<void> {
  const terminal = await TestTerminal.open(product.gateway_port, phone);
  await terminal.register(plate);
  terminal.socket.destroy();
  await terminal.closed;
}

async function recordsAfter(seq: number): Promise<AuditEntry[]> {
  await product.audit.flush();
  const { body } = await people.auditor.ask('GET', '/api/v1/audit?limit=50');
  return (body.entries as AuditEntry[]).filter((entry) => entry.seq > seq);
}

async function lastSeq(): Promise<number> {
  return (await recordsAfter(0))[0].seq;
}

async function principalOf(browser: Browser): Promise<string> {
  return String((await browser.ask('GET', '/api/v1/session')).body.principal);
}

/** Questions with a body, and what machines say each minute, which the warnings themselves record. */
const UNRECORDED = [
  'POST /api/v1/warning-rules/preview',
  'POST /api/v1/alertmanager/api/v2/alerts',
  'POST /api/v1/cases/suggestions',
  // A switchboard says what became of calls, which stands in the rows of calls.
  'POST /api/v1/calls/events',
  'POST /api/v1/knowledge/searches',
  'POST /api/v1/knowledge/suggestions',
  'POST /api/v1/knowledge/articles/:id/uses',
  'POST /api/v1/knowledge/gaps',
  // Where no visit waits, nobody took one.
  'POST /api/v1/visits/next',
  'POST /api/v1/freight/filing/check',
  'POST /api/v1/freight/filing/import/preview',
  // Asked, and nothing is changed.
  'POST /api/v1/freight/regime-faults',
  'POST /api/v1/freight/regime-drafts/:id/preview',
  'POST /api/v1/freight/trips/trial',
  // A gate keeper looks at a permit; a use of it stands in the uses.
  'POST /api/v1/freight/permits/checks',
  // Customs lanes report who crossed, which stands in rows of its own.
  'POST /api/v1/freight/ports/crossings',
  // Controllers of gates report what became of each barrier, cameras what they read: rows of gates.
  'POST /api/v1/freight/gate-locks/:code/sync',
  // Devices report what they measure; each reading is a row, each that is refused a count.
  'POST /api/v1/freight/cold-chain/readings',
  'POST /api/v1/freight/cold-chain/seal-messages',
  'POST /api/v1/freight/cameras/:camera/hikvision',
  'POST /api/v1/freight/cameras/:camera/alphadigi',
  'POST /api/v1/freight/cameras/:camera/alphadigi/:token',
  'POST /NotificationInfo/TollgateInfo',
  'POST /NotificationInfo/KeepAlive',
];

describe('what the audit knows', () => {
  it('has a case for every route that changes something', () => {
    const changing = routesOf(product).filter(({ method }) => method !== 'GET');
    const declared = changing.map(({ method, url }) => `${method} ${url}`);
    expect(declared.filter((route) => !CASES[route])).toEqual(UNRECORDED);
    const all = routesOf(product).map(({ method, url }) => `${method} ${url}`);
    expect(Object.keys(CASES).filter((route) => !all.includes(route))).toEqual([]);
  });

  it.each(Object.keys(CASES))('%s leaves one record of who, from where, what and before', async (route) => {
    const { by, url, body, action = route, result = 'done', detail } = CASES[route];
    const [method, path] = route.split(' ');
    const principal = await principalOf(by());
    const before = await lastSeq();
    const payload = method === 'GET' ? undefined : (body?.() ?? {});
    const answer = await by().ask(method as 'GET', url?.() ?? path, payload, {}, ADDRESS);
    if (typeof answer.body.secret === 'string') secret = answer.body.secret;
    const mine = (await recordsAfter(before)).filter((entry) => entry.principal === principal);
    expect([answer.text, mine.map((entry) => entry.action)]).toEqual([answer.text, [action]]);
    const [entry] = mine;
    expect(entry).toMatchObject({ result, address: ADDRESS });
    if (path.includes('/:')) expect(entry.target).toMatch(/^[a-z-]+:./);
    expect(Object.keys(entry.detail)).toEqual(expect.arrayContaining([...detail]));
  });

  it.each([
    ['without a session', () => product.browser(ADDRESS), 'GET', '/api/v1/audit', 'kit.sign_in_required'],
    ['without the permission', asApplicant, 'GET', '/api/v1/audit', 'kit.forbidden'],
    [
      'outside the area',
      asApplicant,
      'GET',
      '/api/v1/indices/curve?scope=district&key=440305&day=2026-11-23',
      'kit.out_of_area',
    ],
    [
      'of one that does not know the account',
      () => product.browser(ADDRESS),
      'POST',
      '/api/v1/session',
      null,
    ],
  ] as const)('keeps a refusal %s once', async (_, by, method, path, code) => {
    const before = await lastSeq();
    const payload = method === 'POST' ? { account: 'ghost', password: 'x' } : undefined;
    await by().ask(method, path, payload, {}, ADDRESS);
    const refused = (await recordsAfter(before)).filter((entry) => entry.result === 'refused');
    expect(refused).toHaveLength(1);
    expect(refused[0].address).toBe(ADDRESS);
    if (code) expect(refused[0].detail).toMatchObject({ code });
  });

  it('keeps equal refusals of a minute as one with their number, so that a flood does not bury the rest', async () => {
    const before = await lastSeq();
    for (let i = 0; i < 20; i++) await applicant.ask('GET', '/api/v1/keys', undefined, {}, ADDRESS);
    expect(await recordsAfter(before)).toHaveLength(1);
  });
});
