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
const days = 'scope=city&key=city&period=day&from=2026-11-22&to=2026-11-23';

let product: Product;
let people: People;
let clerk: Browser;
let operator: Browser;
let applicant: Browser;
let officer: Browser;
/** Key of something that waits for the system administrator. */
let waiting: string;
let ids: Record<'clerk' | 'refused' | 'application' | 'source' | 'loops' | 'vehicle', number>;
let secret = '';
let decision = '';

const system = () => people.system;
const security = () => people.security;
const asOperator = () => operator;
const asApplicant = () => applicant;
const asClerk = () => clerk;
const none: readonly string[] = [];
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
  ids = {
    clerk: accounts.find(({ name }) => name === 'clerk')?.id ?? 0,
    application: await apply(),
    refused: await apply(),
    source,
    loops,
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

describe('what the audit knows', () => {
  it('has a case for every route that changes something', () => {
    const changing = routesOf(product).filter(({ method }) => method !== 'GET');
    const declared = changing.map(({ method, url }) => `${method} ${url}`);
    expect(declared.filter((route) => !CASES[route])).toEqual([]);
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
