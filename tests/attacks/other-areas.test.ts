import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Browser } from '../../packages/server/src/base/accounts/test-identity.ts';
import { TestTerminal } from '../../packages/server/src/base/sources/test-terminal.ts';
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

/**
 * Who is appointed in Nanshan asks by number for what belongs to Futian: every route with a parameter in its address,
 * taken from the routes themselves. A new one fails here until it has a case.
 */
const PHONE = '13800000001';

/** What belongs to Futian, made before the tests. */
interface Futian {
  account: number;
  clerk: number;
  application: number;
  decided: number;
  vehicle: number;
  source: number;
  loops: number;
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
const code = () => ({ code: 'temporary' });
const phone = () => ({ phone: PHONE });

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
  'GET /api/v1/vehicles/:id': { params: vehicle, outsider: 404, insider: 200 },
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
  'PUT /api/v1/obligations/:key/note': 'a mark that only its owner sees',
  'DELETE /api/v1/obligations/:key/note': 'as above',
  'PATCH /api/v1/views/:id':
    'an address of a page, which its owner alone changes; the page has a guard of its own',
  'DELETE /api/v1/views/:id': 'as above',
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
  const office = '/api/v1/units/office';
  expect((await people.system.ask('PUT', office, unit)).status).toBe(200);
  const approval = `/api/v1/sharing/applications/${own.decided}/approval`;
  expect((await city[3].ask('POST', approval, {})).status).toBe(200);
}, 60_000);
afterAll(() => product.stop());

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
      expect(code).toMatch(status === 403 ? /out_of_area$/ : /unknown$|not_found$/);
    }
  });

  it.each(Object.keys(CASES))('%s: answered to who has the area', async (route) => {
    const { by, insider } = CASES[route];
    const group = by === 'city' ? city : by === 'applicant' ? [applicant] : insiders;
    const answers = await ask(group, route, insider);
    expect(answers.at(-1)).toMatchObject({ status: insider, text: answers.at(-1)?.text });
  });
});
