import type { Study, StudySummary } from '@opentocc/contract';
import type { LinkStates } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type Browser,
  createAppointer,
  type Identity,
  startIdentity,
} from '../../../base/accounts/test-identity.ts';
import { createSimulation, type TrafficSimulation } from '../../../brain/simulation/index.ts';
import { statesAt } from '../../../brain/simulation/test-states.ts';
import { districtOfLink } from '../../../kit/area.ts';
import { createLog } from '../../../kit/log.ts';
import { up as addTable } from './migrations/001-study.ts';
import { up as addReplay } from './migrations/002-replay.ts';
import { up as addFailureSays } from './migrations/003-failure-says.ts';
import { serveStudies } from './routes.ts';
import { StudyService } from './service.ts';
import { createStudyStore } from './store.ts';

const FUTIAN = '440304';
const PATH = '/api/v1/studies';
const { network, link } = textNetwork(`
  A>>>>>>>>>>B>>>>>>>>>>C>>>>>>>>>>D>>>>>>>>>>H
             |          |
             E----------F

  AB expressway 80 lanes=3 name=滨海大道
  BC expressway 80 lanes=3 name=滨海大道
  CD expressway 80 lanes=3 name=滨海大道
  DH expressway 80 lanes=3 name=滨河大道
  BE arterial 60 lanes=2 name=科苑路
  EF arterial 60 lanes=2 name=白石路
  FC arterial 60 lanes=2 name=沙河西路
  district ${FUTIAN} ADE
`);
const INCIDENT = { link: link('BC'), lanes_closed: 2, minutes: 20 };

let identity: Identity;
let simulation: TrafficSimulation;
let officer: Browser;
let analyst: Browser;
let nanshan: Browser;
let futian: Browser;
let department: Browser;
let states: LinkStates | null = null;
let serviceOf: (simulation?: TrafficSimulation) => StudyService;

beforeAll(async () => {
  identity = await startIdentity();
  const { db, clock, audit, http } = identity;
  const log = createLog('silent');
  await addTable(db);
  await addReplay(db);
  await addFailureSays(db);
  simulation = createSimulation({
    ...{ network, log, threads: 1, penetration_rate: 1, current: () => states },
    stateOf: (speed_kmh, free_kmh) => (speed_kmh < free_kmh / 2 ? 5 : 1),
  });
  serviceOf = (by = simulation) =>
    new StudyService({ store: createStudyStore(db), simulation: by, network, clock, log, audit });
  serveStudies(serviceOf()).mount(http);
  const appoint = await createAppointer(identity);
  officer = await appoint('officer', 'city', 'duty-officer');
  analyst = await appoint('analyst', 'city', 'analyst');
  futian = await appoint('futian', FUTIAN, 'analyst');
  nanshan = await appoint('nanshan', '440305', 'analyst');
  department = await appoint('department', 'city', 'department-user');
});
afterAll(async () => {
  await simulation.close();
  await identity.stop();
});

const ask = (browser: Browser, incident: object = {}) =>
  browser.ask('POST', PATH, { incidents: [{ ...INCIDENT, ...incident }] });
const get = async (browser: Browser, id: number) =>
  (await browser.ask('GET', `${PATH}/${id}`)).body as unknown as Study;
const untilDone = (id: number) =>
  vi.waitFor(async () => expect((await get(officer, id)).status).toBe('done'), {
    timeout: 30_000,
    interval: 100,
  });
const bytesOf = async (id: number) => (await createStudyStore(identity.db).findResult(id))?.toString('utf8');

describe('a quick answer', () => {
  it('is refused in words before there is any state of the roads', async () => {
    expect((await ask(officer)).body).toMatchObject({ status: 409, code: 'simulation.no_state' });
    states = statesAt(network, 0.8);
  });

  it('is refused before it runs when the question is wrong', async () => {
    expect((await ask(officer, { lanes_closed: 4 })).body).toMatchObject({
      status: 422,
      code: 'simulation.too_many_lanes',
    });
    expect((await ask(officer, { from_min: -5 })).body).toMatchObject({ code: 'simulation.before_base' });
  });

  it('compares doing nothing with two measures over five seeds, and is the same for everybody who opens it', async () => {
    const asked = await ask(officer);
    expect(asked.status).toBe(201);
    const { id } = asked.body as unknown as Study;
    await untilDone(id);
    const study = await get(officer, id);
    expect(study.result?.scenarios.map(({ kind }) => kind).sort()).toEqual([
      ...['diversion', 'none', 'strong_diversion', 'undisturbed'],
    ]);
    for (const { seeds, vehicle_hours } of study.result?.scenarios ?? []) {
      expect(seeds).toBe(5);
      expect(vehicle_hours.half).toBeGreaterThan(0);
    }
    expect(study).toMatchObject({
      own: true,
      road: { zh: '滨海大道', en: 'Binhai Blvd' },
      district: FUTIAN,
      fits_network: true,
    });
    expect((await get(analyst, id)).result).toEqual(study.result);
    const listed = (await analyst.ask('GET', PATH)).body as unknown as StudySummary[];
    expect(listed[0]).toMatchObject({ id, status: 'done', own: false, owner: 'officer' });
  });

  it('is refused to who lacks the permission, and to who is appointed elsewhere', async () => {
    expect((await department.ask('GET', `${PATH}/1`)).body).toMatchObject({
      status: 403,
      code: 'kit.forbidden',
    });
    for (const [method, url] of [
      ['GET', `${PATH}/1`],
      ['POST', `${PATH}/1/cancellation`],
    ] as const)
      expect((await nanshan.ask(method, url)).body).toMatchObject({ status: 403, code: 'kit.out_of_area' });
    expect((await ask(nanshan)).body).toMatchObject({ status: 403, code: 'kit.out_of_area' });
    expect((await nanshan.ask('GET', PATH)).body).toEqual([]);
    expect((await officer.ask('GET', `${PATH}/99`)).body).toMatchObject({ code: 'studies.unknown' });
  });
});

describe('a study that had not ended when the platform did', () => {
  it('runs again from what was stored of it, to the same bytes', async () => {
    await sql`
      INSERT INTO studies_study (principal, owner, name, status, asked_ms, base_ms, network_version, road, district, question, base)
      SELECT principal, owner, name, 'running', asked_ms, base_ms, network_version, road, district, question, base
      FROM studies_study WHERE id = 1`.execute(identity.db);
    const { id } = (await createStudyStore(identity.db).listOpen(Number.MAX_SAFE_INTEGER, []))[0];
    states = null;
    await serviceOf().start();
    await untilDone(id);
    expect(await bytesOf(id)).toBe(await bytesOf(1));
    states = statesAt(network, 0.8);
  });
});

describe('a study that nobody runs', () => {
  it('is taken up again, once, and not before who asked could have submitted it', async () => {
    const insert = (asked_ms: number) =>
      sql`
      INSERT INTO studies_study (principal, owner, name, status, asked_ms, base_ms, network_version, road, district, question, base)
      SELECT principal, owner, 'lost', 'running', ${asked_ms}, base_ms, network_version, road, district, question, base
      FROM studies_study WHERE id = 1`.execute(identity.db);
    await insert(0);
    await insert(identity.clock.now());
    const [lost, fresh] = await createStudyStore(identity.db).listOpen(Number.MAX_SAFE_INTEGER, []);
    const submitted: number[] = [];
    const service = serviceOf({ ...simulation, submit: ({ study }) => void submitted.push(study) });
    await service.takeUpLost();
    await service.takeUpLost();
    expect(submitted).toEqual([lost.id]);
    await service.start();
    expect(submitted).toEqual([lost.id, fresh.id]);
    expect((await get(officer, fresh.id)).status).toBe('waiting');
    await sql`DELETE FROM studies_study WHERE name = 'lost'`.execute(identity.db);
  });
});

describe('a study of edited scenarios', () => {
  const closure = { kind: 'closure', links: [link('BC')], minutes: 20 };
  const plan = (...actions: object[]) => ({ name: '封闭', actions });
  const post = (browser: Browser, path: string, body: object) => browser.ask('POST', `${PATH}${path}`, body);
  const limits = (scenarios: number) => ({ limits: expect.objectContaining({ scenarios }) });

  it('is checked before it is asked: every fault with its scenario, its action, its links and words in both languages', async () => {
    const scenarios = [plan(closure), plan(closure, { ...closure, links: [link('EF')] })];
    const { body } = await post(officer, '/check', { scenarios });
    expect(body).toMatchObject({ ...limits(3), faults: [{ scenario: 1, code: 'simulation.cut_off' }, {}] });
    const [fault] = body.faults as { text: { zh: string; en: string }; links: number[] }[];
    expect(fault.links).toEqual([link('BC')]);
    expect(fault.text.zh).toContain('切断');
    expect(fault.text.en).toContain('cuts the network');
    expect((await post(officer, '', { scenarios })).body).toMatchObject({ code: 'simulation.cut_off' });
    expect((await post(analyst, '/check', { scenarios: [plan(closure)] })).body).toMatchObject({
      ...limits(8),
      faults: [],
    });
    expect((await post(nanshan, '/check', { scenarios })).body).toMatchObject({ code: 'kit.out_of_area' });
  });

  it('is as large as who asks may have it', async () => {
    const four = { scenarios: Array.from({ length: 4 }, () => plan(closure)) };
    for (const body of [four, { scenarios: [plan(closure)], horizon_min: 90 }])
      expect((await post(officer, '', body)).body).toMatchObject({ status: 422, code: 'studies.too_large' });
    expect((await post(analyst, '', { scenarios: Array(9).fill(plan(closure)) })).status).toBe(400);
    const { id } = (await post(analyst, '', { scenarios: [plan(closure)], horizon_min: 90 }))
      .body as unknown as Study;
    await untilDone(id);
    expect((await post(officer, `/${id}/replay`, {})).body).toMatchObject({ code: 'studies.too_large' });
  });

  it('compares them with the base, is run again to the same bytes, and not by another engine', async () => {
    const scenarios = [plan(closure), plan({ kind: 'gate', link: link('BC'), flow_vph: 900, minutes: 20 })];
    const asked = await post(analyst, '', { name: '夜间封闭', scenarios, horizon_min: 30 });
    const { id } = asked.body as unknown as Study;
    expect((await post(analyst, `/${id}/replay`, {})).body).toMatchObject({ code: 'studies.not_done' });
    await untilDone(id);
    const { result } = await get(analyst, id);
    expect(result?.scenarios.map(({ key }) => key).sort()).toEqual(['none', 'plan-1', 'plan-2']);
    expect(result?.scenarios[0]).toMatchObject({ key: 'none', seeds: 5 });
    const again = (await post(officer, `/${id}/replay`, {})).body as unknown as Study;
    expect(again).toMatchObject({ replay_of: id, same_bytes: null });
    await untilDone(again.id);
    expect(await get(officer, again.id)).toMatchObject({ same_bytes: true, own: true });
    expect(await bytesOf(again.id)).toBe(await bytesOf(id));
    const rewrite = (before: string, after: string) =>
      sql`
        UPDATE studies_study
        SET result = convert_to(replace(convert_from(result, 'UTF8'), ${before}, ${after}), 'UTF8')
        WHERE id = ${id}`.execute(identity.db);
    const assumed = result?.parameters_version;
    // With figures of roads that were measured since or are no longer: they are stored with the state.
    await rewrite(`"parameters_version":"${assumed}"`, `"parameters_version":"${assumed}+demand-1+set-7"`);
    const third = (await post(analyst, `/${id}/replay`, {})).body as unknown as Study;
    expect(third).toMatchObject({ replay_of: id });
    await untilDone(third.id);
    await rewrite('"parameters_version":"', '"parameters_version":"before-');
    expect((await post(analyst, `/${id}/replay`, {})).body).toMatchObject({ code: 'studies.other_versions' });
    await rewrite('"parameters_version":"before-', '"parameters_version":"');
    await rewrite('"engine_version":"', '"engine_version":"0');
    expect((await post(analyst, `/${id}/replay`, {})).body).toMatchObject({ code: 'studies.other_versions' });
  });
});

describe('a reader of one district', () => {
  it('sees states, speeds, roads and routes of the own district alone', async () => {
    const [row] = await createStudyStore(identity.db).list(1, null);
    const whole = (await get(officer, row.id)).result;
    const inside = whole?.links.filter((one) => districtOfLink(network, one) === FUTIAN) ?? [];
    expect(inside.length).toBeGreaterThan(0);
    expect(inside.length).toBeLessThan(whole?.links.length ?? 0);
    const clipped = (await get(futian, row.id)).result;
    expect(clipped?.links).toEqual(inside);
    const { states = '', speeds = '' } = clipped?.scenarios[0] ?? {};
    for (const text of [states, speeds])
      expect(Buffer.from(text, 'base64')).toHaveLength(inside.length * (clipped?.horizon_min ?? 0));
    const at = (whole?.links ?? []).indexOf(inside[0]);
    expect(Buffer.from(speeds, 'base64')[0]).toBe(
      Buffer.from(whole?.scenarios[0].speeds ?? '', 'base64')[at],
    );
  });
});

describe('one account', () => {
  it('has eight studies at once, however fast it asks', async () => {
    const asked = await Promise.all(Array.from({ length: 10 }, () => ask(analyst)));
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(8);
    expect(asked.find(({ status }) => status !== 201)?.body).toMatchObject({
      status: 429,
      code: 'studies.too_many_of_yours',
    });
    for (const { body } of asked)
      if (typeof body.id === 'number') await analyst.ask('POST', `${PATH}/${body.id}/cancellation`);
  });
});

describe('cancelling', () => {
  it('is for who asked, once', async () => {
    const { id } = (await ask(officer)).body as unknown as Study;
    const url = `${PATH}/${id}/cancellation`;
    expect((await analyst.ask('POST', url)).body).toMatchObject({ status: 403, code: 'studies.not_yours' });
    expect((await officer.ask('POST', url)).body).toMatchObject({ status: 'cancelled', result: null });
    expect((await officer.ask('POST', url)).body).toMatchObject({ status: 409, code: 'studies.ended' });
    expect((await get(officer, id)).status).toBe('cancelled');
  });
});
