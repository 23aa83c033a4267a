import type { ControlDraft, Study, SuggestionSet } from '@opentocc/contract';
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
import { createLog } from '../../../kit/log.ts';
import { migrations as studyMigrations } from '../studies/migrations/index.ts';
import { serveStudies } from '../studies/routes.ts';
import { StudyService } from '../studies/service.ts';
import { createStudyStore } from '../studies/store.ts';
import { migrations } from './migrations/index.ts';
import { serveSuggestions } from './routes.ts';
import { SuggestionService } from './service.ts';
import { createSuggestionStore } from './store.ts';

const FUTIAN = '440304';
const { network, link } = textNetwork(`
  A>>>>>>>>>>B>>>>>>>>>>C>>>>>>>>>>D
             |          |
             E----------F

  AB expressway 80 lanes=3 name=滨海大道
  BC expressway 80 lanes=3 name=滨海大道
  CD expressway 80 lanes=3 name=滨海大道
  BE arterial 60 lanes=2 name=科苑路
  EF arterial 60 lanes=2 name=白石路
  FC arterial 60 lanes=2 name=沙河西路
  district ${FUTIAN} ADE
`);
const INCIDENT = { link: link('BC'), lanes_closed: 2, minutes: 30 };

let identity: Identity;
let simulation: TrafficSimulation;
let officer: Browser;
let analyst: Browser;
let nanshan: Browser;
let states: LinkStates | null = null;

beforeAll(async () => {
  identity = await startIdentity();
  const { db, clock, audit, http } = identity;
  const log = createLog('silent');
  for (const { up } of Object.values({ ...studyMigrations, ...migrations })) await up(db);
  const current = () => states;
  simulation = createSimulation({
    ...{ network, log, threads: 1, penetration_rate: 1, current },
    stateOf: (speed_kmh, free_kmh) => (speed_kmh < free_kmh / 2 ? 5 : 1),
  });
  const archive = createStudyStore(db);
  const service = new StudyService({ store: archive, simulation, network, clock, log, audit });
  serveStudies(service).mount(http);
  const store = createSuggestionStore(db);
  const studies = { service, archive };
  serveSuggestions(
    new SuggestionService({
      ...{ store, studies, simulation, network, current, penetration_rate: 1, clock, audit },
    }),
  ).mount(http);
  const appoint = await createAppointer(identity);
  officer = await appoint('officer', 'city', 'duty-officer');
  analyst = await appoint('analyst', 'city', 'analyst');
  nanshan = await appoint('nanshan', '440305', 'duty-officer');
});
afterAll(async () => {
  await simulation.close();
  await identity.stop();
});

const ask = (browser: Browser, incident: object = {}) =>
  browser.ask('POST', '/api/v1/suggestions', { ...INCIDENT, ...incident });
const accept = (browser: Browser, study: number, body: object) =>
  browser.ask('POST', `/api/v1/studies/${study}/drafts`, body);
const setOf = async (study: number) =>
  (await officer.ask('GET', `/api/v1/studies/${study}/suggestions`)).body as unknown as SuggestionSet;
const studyOf = async (id: number) =>
  (await officer.ask('GET', `/api/v1/studies/${id}`)).body as unknown as Study;
const drafts = async () =>
  (await officer.ask('GET', '/api/v1/control-drafts')).body as unknown as ControlDraft[];

let study: number;

describe('suggestions for an incident', () => {
  it('are refused in words where nothing can be said', async () => {
    expect((await ask(officer)).body).toMatchObject({ status: 409, code: 'suggestions.no_state' });
    states = statesAt(network, 0.8);
    expect((await ask(officer, { link: 999 })).body).toMatchObject({ code: 'suggestions.unknown_link' });
    expect((await ask(officer, { lanes_closed: 4 })).body).toMatchObject({
      code: 'simulation.too_many_lanes',
    });
    // Nothing leads to the first link, so that nobody can be led round it.
    expect((await ask(officer, { link: link('AB') })).body).toMatchObject({ code: 'suggestions.none' });
    expect((await ask(nanshan)).body).toMatchObject({ status: 403, code: 'kit.out_of_area' });
  });

  it('are each a scenario of one study, run with five seeds beside doing nothing, and cannot be accepted before', async () => {
    const asked = await ask(officer);
    expect(asked.status).toBe(201);
    const set = asked.body as unknown as SuggestionSet;
    study = set.study;
    expect(set.suggestions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['diversion', 'sign']));
    const [{ key }] = set.suggestions;
    if ((await studyOf(study)).status !== 'done')
      expect((await accept(officer, study, { key })).body).toMatchObject({ code: 'suggestions.not_run' });
    await vi.waitFor(async () => expect((await studyOf(study)).status).toBe('done'), {
      timeout: 30_000,
      interval: 100,
    });
    const { result } = await studyOf(study);
    expect(result?.scenarios.map((one) => one.key).sort()).toEqual(
      ['none', ...set.suggestions.map((one) => one.key)].sort(),
    );
    for (const { seeds, key: of, saved_vehicle_hours } of result?.scenarios ?? []) {
      expect(seeds).toBe(5);
      if (of !== 'none') expect(saved_vehicle_hours?.half).not.toBeNull();
    }
    expect(await setOf(study)).toEqual(set);
  });
});

describe('accepting a suggestion', () => {
  it('makes a draft with author, time, study and what it saves, once, and on record', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => accept(officer, study, { key: 'plan-1' })));
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    for (const { body, status } of answers)
      if (status !== 201) expect(body).toMatchObject({ status: 409, code: 'suggestions.accepted' });
    const { suggestions } = await setOf(study);
    expect((await drafts())[0]).toMatchObject({
      ...{ study, state: 'draft', author: 'officer', drafted_ms: identity.clock.now() },
      ...{ suggestion: suggestions[0], sign_text: suggestions[0].sign?.text, road: { zh: '滨海大道' } },
    });
    const { rows } = await sql`
      SELECT * FROM audit_record WHERE record LIKE '%"suggestions.accept"%'`.execute(identity.db);
    expect(rows.length).toBe(1);
  });

  it('takes other words for the sign within its length, and none where there is no sign', async () => {
    const sign = (await setOf(study)).suggestions.find(({ kind }) => kind === 'sign');
    const text = { zh: '前方事故 请绕行', en: 'Accident ahead' };
    const long = { ...text, zh: '很'.repeat(25) };
    expect((await accept(officer, study, { key: sign?.key, sign_text: long })).status).toBe(400);
    const made = await accept(officer, study, { key: sign?.key, sign_text: text });
    expect(made.body).toMatchObject({ sign_text: text });
    expect((await accept(officer, study, { key: 'plan-99' })).body).toMatchObject({
      code: 'suggestions.unknown',
    });
  });

  it('is refused where the twin says that it harms', async () => {
    const { suggestions } = await setOf(study);
    const other = suggestions.find(({ kind }) => kind !== 'sign' && kind !== 'diversion');
    const key = other?.key ?? 'plan-1';
    const result = (await createStudyStore(identity.db).findResult(study))?.toString('utf8') ?? '';
    const harmful = JSON.parse(result) as NonNullable<Study['result']>;
    for (const one of harmful.scenarios) if (one.key === key) one.verdict = 'worse';
    const store = (text: string) =>
      sql`UPDATE studies_study SET result = ${Buffer.from(text)} WHERE id = ${study}`.execute(identity.db);
    await store(JSON.stringify(harmful));
    expect((await accept(officer, study, { key })).body).toMatchObject({ code: 'suggestions.harms' });
    await store(result);
  });

  it('is for who holds the permission, within the district', async () => {
    expect((await accept(analyst, study, { key: 'plan-1' })).body).toMatchObject({ code: 'kit.forbidden' });
    expect((await accept(nanshan, study, { key: 'plan-1' })).body).toMatchObject({
      code: 'kit.out_of_area',
    });
    expect((await nanshan.ask('GET', `/api/v1/studies/${study}/suggestions`)).body).toMatchObject({
      code: 'kit.out_of_area',
    });
    expect((await nanshan.ask('GET', '/api/v1/control-drafts')).body).toEqual([]);
  });
});

describe('a draft', () => {
  it('is withdrawn once with a reason, stays in the list, and leaves room for another', async () => {
    const { id, suggestion } = (await drafts()).at(-1)!;
    const url = `/api/v1/control-drafts/${id}/withdrawal`;
    expect((await officer.ask('POST', url, { reason: '' })).status).toBe(400);
    expect((await nanshan.ask('POST', url, { reason: '事件已处置' })).body).toMatchObject({
      code: 'kit.out_of_area',
    });
    expect((await officer.ask('POST', url, { reason: '事件已处置' })).body).toMatchObject({
      ...{ state: 'withdrawn', withdrawn_by: 'officer', reason: '事件已处置' },
    });
    expect((await officer.ask('POST', url, { reason: '事件已处置' })).body).toMatchObject({
      code: 'suggestions.withdrawn',
    });
    expect((await accept(officer, study, { key: suggestion.key })).status).toBe(201);
    expect((await setOf(study)).drafts.map(({ state }) => state)).toContain('withdrawn');
  });
});
