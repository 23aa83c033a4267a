import type { ScoreBook, StudyScore } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
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
import { createLog } from '../../../kit/log.ts';
import { migrations as studyMigrations } from '../studies/migrations/index.ts';
import { serveStudies } from '../studies/routes.ts';
import { StudyService } from '../studies/service.ts';
import { createStudyStore } from '../studies/store.ts';
import { migrations } from './migrations/index.ts';
import { serveScores } from './routes.ts';
import type { PastOf } from './score-study.ts';
import { ScoreService } from './service.ts';
import { createScoreStore } from './store.ts';

const FUTIAN = '440304';
const PATH = '/api/v1/studies';
const PASSWORD = 'Quiet-Harbour-71-tide';
const BASE_MS = Date.UTC(2026, 0, 5, 1);
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

let identity: Identity;
let simulation: TrafficSimulation;
let service: ScoreService;
let officer: Browser;
let nanshan: Browser;
/** What the history says of every link; none of it where null. */
let past_kmh: number | null = 40;
let answerPast: PastOf = async () => null;

beforeAll(async () => {
  identity = await startIdentity({}, BASE_MS);
  const { db, clock, audit, http } = identity;
  const log = createLog('silent');
  for (const { up } of Object.values({ ...studyMigrations, ...migrations })) await up(db);
  simulation = createSimulation({
    ...{ network, log, threads: 1, penetration_rate: 1, current: () => statesAt(clock.now()) },
    stateOf: (speed_kmh, free_kmh) => (speed_kmh < free_kmh / 2 ? 5 : 1),
  });
  const studies = createStudyStore(db);
  serveStudies(new StudyService({ store: studies, simulation, network, clock, log, audit })).mount(http);
  service = new ScoreService({
    ...{ store: createScoreStore(db), studies, network, clock, log, audit },
    pastOf: (at_ms, links) => answerPast(at_ms, links),
  });
  serveScores(service).mount(http);
  const appoint = await createAppointer(identity, PASSWORD);
  officer = await appoint('officer', 'city', 'duty-officer');
  nanshan = await appoint('nanshan', '440305', 'duty-officer');
});
afterAll(async () => {
  await simulation.close();
  await identity.stop();
});

function statesAt(window_end_ms: number): LinkStates {
  const count = network.link_count;
  const free_flow_kmh = Float32Array.from(network.link_limit_kmh);
  return {
    ...{ sequence: 1, network_version: '', window_start_ms: window_end_ms - 300_000, window_end_ms },
    ...{ free_flow_kmh, speed_kmh: free_flow_kmh.map((free) => 0.8 * free) },
    ...{ samples: new Uint16Array(count), vehicles: new Uint16Array(count), state: new Uint8Array(count) },
    half_width_kmh: new Float32Array(count),
  };
}

const askBy = (browser: Browser) =>
  browser.ask('POST', PATH, { incidents: [{ link: link('BC'), lanes_closed: 2, minutes: 20 }] });

/** A study that has run, asked on the clock of now; further ones are copies of the first. */
async function ask(from_min = 0): Promise<number> {
  const now_ms = identity.clock.now();
  const copied = await sql<{ id: number }>`
    INSERT INTO studies_study (principal, owner, name, status, asked_ms, ended_ms, base_ms, network_version, road, district, question, base, result)
    SELECT principal, owner, name, status, ${now_ms}, ${now_ms}, ${now_ms}, network_version, road, district,
           jsonb_set(question, '{incidents,0,from_min}', to_jsonb(${from_min}::integer)), base, result
    FROM studies_study WHERE id = 1 RETURNING id`.execute(identity.db);
  if (copied.rows.length > 0) return copied.rows[0].id;
  const { body } = await askBy(officer);
  const id = Number(body.id);
  await vi.waitFor(async () => expect((await officer.ask('GET', `${PATH}/${id}`)).body.status).toBe('done'), {
    timeout: 30_000,
    interval: 100,
  });
  return id;
}
const scoreOf = async (id: number, browser = officer) =>
  (await browser.ask('GET', `${PATH}/${id}/score`)).body as unknown as StudyScore;
const confirm = (id: number, browser = officer) => browser.ask('POST', `${PATH}/${id}/confirmation`);
const withdraw = (id: number, browser = officer) =>
  browser.ask('POST', `${PATH}/${id}/withdrawal`, { reason: 'measure_taken', note: '已发诱导' });
/** Sessions that nobody uses end meanwhile. */
async function turnClock(minutes: number): Promise<void> {
  identity.clock.now_ms += minutes * MINUTE_MS;
  for (const [browser, account] of [
    [officer, 'officer'],
    [nanshan, 'nanshan'],
  ] as const)
    await browser.ask('POST', '/api/v1/session', { account, password: PASSWORD });
}
const bookOf = async (browser = officer) =>
  (await browser.ask('GET', `${PATH}/scores`)).body as unknown as ScoreBook;
const everywhere: PastOf = async () =>
  past_kmh === null
    ? null
    : { speed_kmh: () => past_kmh ?? Number.NaN, free_flow_kmh: (one) => network.link_limit_kmh[one] };

describe('a study of what is happening', () => {
  it('is scored once its hour is over, once, and what is scored stays', async () => {
    const id = await ask();
    expect(await scoreOf(id)).toMatchObject({ state: 'unconfirmed', confirmed_by: null, detail: null });
    expect((await confirm(id)).body).toMatchObject({ state: 'awaiting', confirmed_by: 'officer' });
    expect((await confirm(id)).body).toMatchObject({ status: 409, code: 'scores.confirmed' });
    answerPast = everywhere;
    await turnClock(69);
    await service.scoreDue();
    expect((await scoreOf(id)).state).toBe('awaiting');
    await turnClock(1);
    await Promise.all([service.scoreDue(), service.scoreDue()]);
    const score = await scoreOf(id);
    expect(score).toMatchObject({ state: 'scored', road: { zh: '滨海大道' }, district: FUTIAN });
    expect(score.detail?.roads[0].series.observed.every((value) => value !== null)).toBe(true);
    expect(score.travel?.values).toBe(12 * (score.detail?.roads.length ?? 0));
    // The history says the same at the base instant as in the hour: no change was right, whatever the twin said.
    expect(score.travel?.persistence?.baseline).toBe(0);
    expect(score.verdict).toBe('worse');
    past_kmh = 20;
    await service.scoreDue();
    expect(await scoreOf(id)).toEqual(score);
    past_kmh = 40;
  });

  it('stands in the book with all others, by horizon and by day', async () => {
    const { scores, all, by_horizon, by_day } = await bookOf();
    expect(scores.map(({ state }) => state)).toEqual(['scored']);
    expect(all.scored).toBe(1);
    expect(by_horizon.map(({ to_min }) => to_min)).toEqual([15, 30, 45, 60]);
    const values = by_horizon.reduce((sum, { travel }) => sum + travel.values, 0);
    expect(values).toBe(all.travel.values);
    expect(by_day).toEqual([{ day: '2026-01-05', ...all }]);
  });
});

describe('what is not a forecast is not scored', () => {
  it('a study that nobody confirmed, or later than a quarter of an hour after its base', async () => {
    const id = await ask();
    await turnClock(16);
    expect((await confirm(id)).body).toMatchObject({ status: 409, code: 'scores.too_late' });
    await turnClock(60);
    await service.scoreDue();
    expect((await scoreOf(id)).state).toBe('unconfirmed');
  });

  it('a study of an incident that is planned, or that was cancelled', async () => {
    const id = await ask(20);
    expect((await confirm(id)).body).toMatchObject({ status: 409, code: 'scores.not_begun' });
    const { body } = await askBy(officer);
    await officer.ask('POST', `${PATH}/${body.id}/cancellation`);
    expect((await confirm(Number(body.id))).body).toMatchObject({ status: 409, code: 'scores.ended' });
  });

  it('one that was taken back in its hour; later neither good nor bad ones can be', async () => {
    const [taken, left] = [await ask(), await ask()];
    expect((await withdraw(taken)).body).toMatchObject({ status: 409, code: 'scores.not_confirmed' });
    await confirm(taken);
    await confirm(left);
    expect((await withdraw(taken)).body).toMatchObject({
      ...{ state: 'withdrawn', reason: 'measure_taken', note: '已发诱导' },
    });
    expect((await confirm(taken)).body).toMatchObject({ code: 'scores.confirmed' });
    await turnClock(61);
    expect((await withdraw(left)).body).toMatchObject({ status: 409, code: 'scores.closed' });
    await turnClock(10);
    await service.scoreDue();
    expect([(await scoreOf(taken)).state, (await scoreOf(left)).state]).toEqual(['withdrawn', 'scored']);
    expect((await bookOf()).scores.map(({ state }) => state)).toContain('withdrawn');
  });

  it('one of whose hour perception saw too little: no data, which is not a bad score', async () => {
    const id = await ask();
    await confirm(id);
    past_kmh = null;
    await turnClock(71);
    await service.scoreDue();
    past_kmh = 40;
    expect(await scoreOf(id)).toMatchObject({
      ...{ state: 'no_data', reason: 'history_missing', travel: null, verdict: 'unknown' },
    });
  });
});

describe('a score that fails again and again', () => {
  it('is given up after five attempts, and holds up no other', async () => {
    const id = await ask();
    await confirm(id);
    await turnClock(71);
    answerPast = async () => {
      throw new Error('the history is busy');
    };
    for (let attempt = 0; attempt < 5; attempt++) {
      await service.scoreDue();
      expect((await scoreOf(id)).state).toBe('awaiting');
      await service.scoreDue();
      await turnClock(10);
    }
    answerPast = everywhere;
    await service.scoreDue();
    expect(await scoreOf(id)).toMatchObject({ state: 'not_scorable', reason: 'failed' });
  });
});

describe('who is appointed elsewhere', () => {
  it('neither sees, confirms nor takes back, and has a book without it', async () => {
    const id = await ask();
    await confirm(id);
    for (const answer of [
      await nanshan.ask('GET', `${PATH}/${id}/score`),
      await confirm(id, nanshan),
      await withdraw(id, nanshan),
    ])
      expect(answer.body).toMatchObject({ status: 403, code: 'kit.out_of_area' });
    expect((await bookOf(nanshan)).scores).toEqual([]);
    expect((await officer.ask('GET', `${PATH}/999/score`)).body).toMatchObject({
      code: 'scores.unknown_study',
    });
  });
});
