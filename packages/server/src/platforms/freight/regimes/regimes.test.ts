import type { Session } from '@opentocc/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegimeObligations } from './obligations.ts';
import { createRegimeStore } from './store.ts';
import { HEAT, START_MS, startRegimes, type TestRegimes, tripAt } from './test-regimes.ts';

let test: TestRegimes;
beforeAll(async () => {
  test = await startRegimes();
});
afterAll(() => test.identity.stop());

const DRAFTS = '/api/v1/freight/regime-drafts';
type Draft = {
  id: number;
  version: number;
  state: string;
  faults: { level: string; text: { en: string } }[];
};
const draftOf = (body: unknown) => body as Draft;
const inForce = async () => {
  const { regimes } = (await test.firm.ask('GET', '/api/v1/freight/regimes')).body as {
    regimes: { standing: string; regime: { code: string; version: number; streets: string[] } }[];
  };
  return regimes
    .filter(({ standing, regime }) => standing === 'in_force' && regime.streets.length === 0)
    .map(({ regime }) => `${regime.code}@${regime.version}`);
};
const drafted = async (regime: object = HEAT) =>
  draftOf((await test.drafter.ask('POST', DRAFTS, { regime, purpose: '高温橙色预警' })).body);
const checked = async (regime: object = HEAT) => {
  const { id, version } = await drafted(regime);
  return draftOf((await test.drafter.ask('POST', `${DRAFTS}/${id}/check`, { seen: version })).body);
};
const announce = ({ id, version }: Draft, from_ms: number, to_ms: number | null, by = test.officer) =>
  by.ask('POST', `${DRAFTS}/${id}/announcement`, { seen: version, from_ms, to_ms, reason: '按预警公布' });

describe('a draft', () => {
  it('with contradicting rules is held back, in words', async () => {
    const [trips] = HEAT.rules;
    const none = { ...trips, key: 'none', modes: [], name: { zh: '一律禁行', en: 'Nobody' } };
    const { id, version, faults } = await drafted({ ...HEAT, rules: [...HEAT.rules, none] });
    expect(faults.map(({ text }) => text.en)).toContainEqual(expect.stringContaining('“Nobody”'));
    const held = await test.drafter.ask('POST', `${DRAFTS}/${id}/check`, { seen: version });
    expect(held.status).toBe(422);
    expect(held.body.title).toContain('“Nobody”');
    expect((await announce({ id, version, state: '', faults }, START_MS + HOUR_MS, null)).status).toBe(409);
  });

  it('is changed by who saw its last version, and has to be checked again then', async () => {
    const { id, version } = await checked();
    const change = { seen: version, regime: { ...HEAT, assumed: true }, purpose: '再改' };
    const changed = await test.officer.ask('PUT', `${DRAFTS}/${id}`, change);
    expect(changed.body).toMatchObject({ state: 'draft', version: version + 1, is_own: true });
    expect(changed.body.written_by).toEqual(['drafter', 'officer']);
    expect((await test.drafter.ask('PUT', `${DRAFTS}/${id}`, change)).body.code).toBe('regimes.changed');
    const discarded = await test.drafter.ask('POST', `${DRAFTS}/${id}/discarding`, {
      ...{ seen: version + 1, reason: '不再需要' },
    });
    expect(discarded.body.state).toBe('discarded');
  });

  it('is not for firms', async () => {
    expect((await test.firm.ask('GET', DRAFTS)).status).toBe(403);
    expect((await test.firm.ask('GET', '/api/v1/freight/regimes/normal/3/events')).status).toBe(403);
  });
});

describe('a preview', () => {
  it('of 20,000 trips says who would be refused, leaves others their turn, and ends when asked again', {
    timeout: 120_000,
  }, async () => {
    const today_ms = START_MS - 10 * HOUR_MS;
    test.trips.all.length = 0;
    for (let i = 0; i < 20_000; i++)
      test.trips.all.push(
        tripAt(`T${i}`, today_ms - DAY_MS + (i / 20_000) * 2 * DAY_MS, {
          firm: i % 4 === 0 ? 'firm-a' : null,
        }),
      );
    const { id } = await checked();
    const asked = [1, 2].map(() => test.drafter.ask('POST', `${DRAFTS}/${id}/preview`));
    let turns = 0;
    const ticking = setInterval(() => turns++, 5);
    const answers = (await Promise.all(asked)).sort((a, b) => a.status - b.status);
    clearInterval(ticking);
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    expect(answers[1].body.code).toBe('regimes.previewing');
    const [{ body }] = answers;
    expect(turns).toBeGreaterThan(5);
    console.info(`previewed 20,000 trips in ${body.took_ms} ms`);
    // From 10:00 to 18:00 no crossing of an inbound trip is allowed, nor its way back: 14 of 24 hours.
    const { counts, firms, rules, ports } = body as unknown as {
      counts: Record<'now' | 'draft', Record<string, number>>;
      firms: { firm: string | null; refused: Record<'now' | 'draft', number>; name: { en: string } | null }[];
      rules: { side: string; rule: string; trips: number }[];
      ports: { port: string; now: { arrivals: number; queue: number }[]; draft: { arrivals: number }[] }[];
    };
    expect(counts.now).toMatchObject({ trips: 20_000, refused: 0, clear: 20_000 });
    expect(counts.draft.refused).toBeGreaterThan(11_600);
    expect(counts.draft.refused).toBeLessThan(11_700);
    expect(rules).toEqual([expect.objectContaining({ side: 'draft', rule: 'nights' })]);
    expect(firms.find(({ firm }) => firm === 'firm-a')?.name?.en).toBe('Firm A');
    const [port] = ports;
    expect(port.now.reduce((all, { arrivals }) => all + arrivals, 0)).toBeGreaterThan(
      port.draft.reduce((all, { arrivals }) => all + arrivals, 0) + 11_000,
    );
    expect(Math.max(...port.now.map(({ queue }) => queue))).toBeGreaterThan(0);
    const list = await test.drafter.ask(
      'GET',
      `/api/v1/freight/regime-previews/${body.id}/trips?show=refused&firm=firm-a&limit=2`,
    );
    const { total, trips } = list.body as unknown as {
      total: number;
      trips: { firm: string; draft: { reasons: { rule: string; text: { en: string } }[] } }[];
    };
    expect(total).toBe(firms.find(({ firm }) => firm === 'firm-a')?.refused.draft);
    expect(trips[0].draft.reasons[0]).toMatchObject({ rule: 'nights' });
    expect(trips[0].draft.reasons[0].text.en).toContain('outside the hours 18:00–10:00');
  });

  it('as a drill is on record, with messages of a drill, and changes nothing', async () => {
    test.trips.all.length = 0;
    test.trips.all.push(tripAt('T1', START_MS + 2 * HOUR_MS));
    test.sent.length = 0;
    const before = await inForce();
    const { id } = await checked();
    const drilled = await test.drafter.ask('POST', `${DRAFTS}/${id}/drills`, { reason: '季度演练' });
    expect(drilled.status).toBe(201);
    expect(drilled.body).toMatchObject({ messages: 1, preview: { counts: { draft: { refused: 1 } } } });
    expect(test.sent.map(({ drill }) => drill)).toEqual([true]);
    const drills = (await test.officer.ask('GET', '/api/v1/freight/regime-drills')).body;
    expect(drills).toEqual([expect.objectContaining({ reason: '季度演练', by: 'drafter' })]);
    expect(await inForce()).toEqual(before);
    expect(test.trips.settled.size).toBe(0);
  });
});

describe('a regime that is announced', () => {
  const FROM_MS = START_MS + HOUR_MS;

  it('is announced by a second person, to come, and firms are informed', async () => {
    test.sent.length = 0;
    const draft = await checked();
    const waits = createRegimeObligations(createRegimeStore(test.identity.db));
    const waitingFor = async (by: typeof test.officer) => {
      const session = (await by.ask('GET', '/api/v1/session')).body as unknown as Session;
      return (await waits(session)).map(({ key }) => key);
    };
    expect(await waitingFor(test.officer)).toContain(`regimes/draft/${draft.id}`);
    expect(await waitingFor(test.drafter)).toEqual([]);
    expect(await waitingFor(test.firm)).toEqual([]);
    expect((await announce(draft, FROM_MS, null, test.drafter)).body.code).toBe('regimes.second_person');
    expect((await announce(draft, START_MS - 1, null)).body.code).toBe('regimes.starts_past');
    const made = await announce(draft, FROM_MS, FROM_MS + 20 * HOUR_MS);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ standing: 'announced', regime: { code: 'heat', version: 1 } });
    await test.regimes.inform();
    await test.regimes.inform();
    expect(test.sent.map(({ to, drill }) => [to.startsWith('account:'), drill])).toEqual([[true, false]]);
    expect(test.sent[0].subject.zh).toContain('【战】高温应急将于 2026-11-28 11:00 生效');
    expect(await inForce()).toEqual(['normal@3']);
  });

  it('begins at its instant, once, and every open trip is settled', async () => {
    test.trips.all.length = 0;
    test.trips.all.push(
      tripAt('by-day', START_MS + 3 * HOUR_MS),
      tripAt('by-night', START_MS + 12 * HOUR_MS),
    );
    test.clock.now_ms = FROM_MS - 1;
    await test.regimes.switches.whenDue();
    expect(test.trips.settled.size).toBe(0);
    await test.wakeAt(FROM_MS);
    await Promise.all([test.regimes.switches.whenDue(), (await test.open()).switches.whenDue()]);
    expect(await inForce()).toEqual(['heat@1']);
    expect(test.trips.settled.get('by-day')).toMatchObject({ how: 'cancelled', ends_by_ms: FROM_MS });
    expect(test.trips.settled.get('by-night')).toMatchObject({ how: 'rejudged' });
    const events = await test.officer.ask('GET', '/api/v1/freight/regimes/heat/1/events');
    const kinds = (events.body as unknown as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds).toEqual(['announced', 'informed', 'began']);
    const { regimes } = (await test.firm.ask('GET', '/api/v1/freight/regimes')).body as unknown as {
      regimes: { regime: { code: string }; began: { settled: object; settled_ms: number } | null }[];
    };
    expect(regimes.find(({ regime }) => regime.code === 'heat')?.began).toMatchObject({
      settled: { cancelled: 1, rejudged: 1, unaffected: 0 },
      settled_ms: FROM_MS,
    });
  });

  it('ends at its instant, also where the platform slept over it, and normal management goes on', async () => {
    test.trips.settled.clear();
    await test.wakeAt(FROM_MS + 30 * HOUR_MS);
    const woken = await test.open();
    await woken.switches.whenDue();
    await test.regimes.record.changed();
    expect(await inForce()).toEqual(['normal@4']);
    expect(test.trips.settled.get('by-night')).toMatchObject({ how: 'rejudged' });
    expect(woken.record.snapshot.switches.at(-1)).toMatchObject({ at_ms: FROM_MS + 20 * HOUR_MS });
  });

  it('is taken back after its begin: what was before it goes on at once', async () => {
    const draft = await checked({ ...HEAT, from_ms: test.clock.now_ms + HOUR_MS });
    const from_ms = test.clock.now_ms + HOUR_MS;
    await announce(draft, from_ms, null);
    await test.wakeAt(from_ms + 10 * MINUTE_MS);
    await test.regimes.switches.whenDue();
    expect(await inForce()).toEqual(['heat@2']);
    const path = '/api/v1/freight/regimes/heat/2/taking-back';
    const back = await test.officer.ask('POST', path, { reason: '预警解除' });
    expect(back.body).toMatchObject({ standing: 'over', taken_back: { reason: '预警解除' } });
    await test.regimes.switches.whenDue();
    expect(await inForce()).toEqual(['normal@5']);
    expect((await test.officer.ask('POST', path, { reason: '预警解除' })).body.code).toBe('regimes.over');
    const first = await test.officer.ask('POST', '/api/v1/freight/regimes/normal/3/taking-back', {
      reason: '撤回',
    });
    expect(first.body.code).toBe('regimes.not_announced');
    expect(test.failures).toEqual([]);
  });
});

describe('states of ports', () => {
  const PORTS = '/api/v1/freight/port-states';
  const closure = () => ({
    ...{ port: 'man-kam-to', directions: ['in'], classes: [], state: 'closed', hours: [], assumed: false },
    ...{ from_ms: test.clock.now_ms + HOUR_MS, to_ms: test.clock.now_ms + 5 * HOUR_MS },
    ...{ reason: { zh: '路面抢修', en: 'Road works' }, source: { zh: '口岸办通知', en: 'Port office' } },
  });

  it('that are announced reach who judges by them, and are refused where they overlap', async () => {
    const heard: string[] = [];
    const stop = test.regimes.record.changes.subscribe(({ kind, book }) =>
      heard.push(`${kind} ${book.ports.filter(({ state }) => state === 'closed').length}`),
    );
    const made = await test.officer.ask('POST', PORTS, closure());
    expect(made.status).toBe(201);
    expect(heard).toEqual(['ports 3']);
    const twice = await test.officer.ask('POST', PORTS, closure());
    expect(twice.status).toBe(422);
    expect(twice.body.title).toContain('closed from');
    const end = { seen_to_ms: test.clock.now_ms + 5 * HOUR_MS, to_ms: test.clock.now_ms, reason: '已修复' };
    const url = `${PORTS}/${made.body.id}/end`;
    expect((await test.officer.ask('POST', url, end)).body).toMatchObject({ withdrawn: true });
    expect((await test.officer.ask('POST', url, end)).body.code).toBe('regimes.port_seen');
    expect(heard).toEqual(['ports 3', 'ports 2']);
    stop();
  });

  it('of new hours end those before them', async () => {
    const from_ms = test.clock.now_ms + HOUR_MS;
    const hours = [{ from_min: 420, to_min: 1440 }];
    const made = await test.officer.ask('POST', PORTS, {
      ...{ ...closure(), directions: [], state: 'open', hours, reason: null, from_ms, to_ms: null },
    });
    expect(made.status).toBe(201);
    const { states } = (await test.firm.ask('GET', PORTS)).body as unknown as {
      states: { state: { port: string; state: string; from_ms: number; to_ms: number | null } }[];
    };
    const own = states
      .map(({ state }) => state)
      .filter((one) => one.port === 'man-kam-to' && one.state === 'open');
    expect(own.map(({ to_ms }) => to_ms)).toEqual([from_ms, null]);
    expect((await test.firm.ask('POST', PORTS, closure())).status).toBe(403);
    const unknown = await test.officer.ask('POST', PORTS, { ...closure(), port: 'luohu' });
    expect(unknown.body.code).toBe('regimes.port');
  });
});
