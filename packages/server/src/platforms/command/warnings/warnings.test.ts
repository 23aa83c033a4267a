import type { RuleChoices, Warning, WarningDetail, WarningList, WarningPlaces } from '@opentocc/contract';
import { WarningList as WarningListSchema } from '@opentocc/contract';
import { slotByte } from '@opentocc/core/traffic';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Browser,
  createAppointer,
  type Identity,
  startIdentity,
} from '../../../base/accounts/test-identity.ts';
import { serveAlertmanager } from './alertmanager-routes.ts';
import { migrations } from './migrations/index.ts';
import { serveRules, serveSilences, serveWarnings } from './routes.ts';
import { draftOf, FUTIAN, NANSHAN, testCity, testWarnings, town } from './test-warnings.ts';

const MINUTE = 60_000;
/** Turned by the minute; sessions have the clock of the identity, which stands. */
const clock = { now_ms: Date.UTC(2026, 0, 5, 1), now: (): number => clock.now_ms };
let identity: Identity;
let officer: Browser;
let nanshan: Browser;
const place = testCity();
let made: ReturnType<typeof testWarnings>;

beforeAll(async () => {
  identity = await startIdentity();
  for (const { up } of Object.values(migrations)) await up(identity.db);
  const { db, audit, http, accounts } = identity;
  const people = () => accounts.holdersOf('warnings:act');
  made = testWarnings({ db, clock, audit, people, city: place.city });
  await made.warnings.start();
  for (const served of [serveWarnings, serveRules, serveSilences]) served(made.warnings).mount(http);
  serveAlertmanager(made.warnings, clock).mount(http);
  const appoint = await createAppointer(identity);
  officer = await appoint('officer', 'city', 'duty-officer');
  await appoint('second', 'city', 'duty-officer');
  nanshan = await appoint('nanshan', NANSHAN, 'duty-officer');
});
afterAll(() => identity.stop());
beforeEach(() => {
  made.sent.length = 0;
});

const minute = async (minutes = 1) => {
  clock.now_ms += minutes * MINUTE;
  await made.warnings.step(clock.now());
};
/** Those that somebody's list has, each as a whole. */
const open = async (by = officer) => {
  const { warnings } = (await by.ask('GET', '/api/v1/warnings')).body as unknown as WarningList;
  return warnings.map(({ id }) => made.warnings.desk.book.find(id)!);
};
const act = (by: Browser, warning: Warning, what: object) =>
  by.ask('POST', '/api/v1/warnings/acts', { on: [{ id: warning.id, version: warning.version }], act: what });
const whys = () =>
  made.sent.filter(({ channel }) => channel === 'screen').map(({ key }) => key.split('/')[2]);

describe('a rule', () => {
  it('is refused in words where it says nothing or names what is not there', async () => {
    const add = async (draft: object) =>
      (await officer.ask('POST', '/api/v1/warning-rules', draftOf(draft))).body.code;
    expect(await add({ measure: 'weather' })).toBe('warnings.unknown_measure');
    expect(await add({ levels: { blue: null, yellow: null, orange: null, red: null } })).toBe(
      'warnings.no_threshold',
    );
    expect(await add({ levels: { blue: 10, yellow: 30, orange: null, red: null } })).toBe(
      'warnings.thresholds_out_of_order',
    );
    expect(await add({ levels: { blue: null, yellow: 500, orange: null, red: null } })).toBe(
      'warnings.thresholds_out_of_range',
    );
    expect(await add({ target: { ...draftOf({}).target, roads: ['没有路'] } })).toBe(
      'warnings.nothing_there',
    );
    expect(
      await add({ schedule: { from_min: 0, to_min: 1440, weekdays: [6], day_kinds: ['weekday'] } }),
    ).toBeUndefined();
    const all = (await officer.ask('GET', '/api/v1/warning-rules')).body as unknown as { id: number }[];
    for (const { id } of all)
      expect((await officer.ask('DELETE', `/api/v1/warning-rules/${id}`)).status).toBe(204);
  });

  it('of a district is made by who is appointed there, and only that', async () => {
    const elsewhere = await nanshan.ask('POST', '/api/v1/warning-rules', draftOf({}));
    expect(elsewhere.body).toMatchObject({ status: 403, code: 'kit.out_of_area' });
    const target = { ...draftOf({}).target, districts: [NANSHAN] };
    const own = await nanshan.ask('POST', '/api/v1/warning-rules', draftOf({ target }));
    expect(own.body).toMatchObject({ version: 1, author: 'nanshan' });
    expect((await nanshan.ask('DELETE', `/api/v1/warning-rules/${own.body.id}`)).status).toBe(204);
  });

  it('is limited by what there is, each named for who writes it', async () => {
    const all = (await officer.ask('GET', '/api/v1/warning-rule-choices')).body as unknown as RuleChoices;
    expect(all.districts.map(({ code }) => code)).toEqual([FUTIAN, NANSHAN]);
    expect(all.groups.map(({ scope, code }) => `${scope}/${code}`)).toContain(`district/${FUTIAN}`);
    const own = (await nanshan.ask('GET', '/api/v1/warning-rule-choices')).body as unknown as RuleChoices;
    expect(own.districts.map(({ code }) => code)).toEqual([NANSHAN]);
  });

  it('is replayed over the last seven days by the kernel that runs it', async () => {
    const now_ms = clock.now();
    for (let i = 0; i < 40; i++) {
      const speeds = new Uint8Array(town.network.link_count).fill(slotByte(50));
      if (i % 20 >= 10) speeds[town.link('AB')] = slotByte(i < 20 ? 25 : 5);
      place.slots.push({ slot_start_ms: now_ms - (41 - i) * 15 * MINUTE, speeds, passes: null });
    }
    const preview = await officer.ask('POST', '/api/v1/warning-rules/preview', draftOf({}));
    expect(preview.body).toMatchObject({ count: 2, steps: 40, step_s: 900 });
    expect((preview.body.firings as { level: string }[]).map(({ level }) => level)).toEqual([
      'red',
      'yellow',
    ]);
  });
});

describe('a warning', () => {
  let rule: { id: number; version: number };
  const slow = (name: string, kmh: number) => {
    place.speed_kmh[town.link(name)] = kmh;
  };

  it('is raised by a rule, notified once, and its version stays with it', async () => {
    rule = (await officer.ask('POST', '/api/v1/warning-rules', draftOf({}))).body as never;
    slow('AB', 25);
    await minute();
    const [warning] = await open();
    expect(warning).toMatchObject({ level: 'yellow', value: 25, threshold: 30, attention: 'unanswered' });
    expect(warning.rule).toMatchObject({ id: rule.id, version: 1 });
    expect(whys()).toEqual(['new']);
    await minute();
    expect(whys()).toEqual(['new']);
    expect(await open(nanshan)).toEqual([]);
  });

  it('unanswered goes to the next person, then begins again as a reminder', async () => {
    await minute(15);
    expect(whys()).toEqual(['escalated']);
    await minute(60);
    expect(whys()).toEqual(['escalated', 'reminder']);
    expect(made.sent.at(-1)?.subject.zh).toContain('再次提醒');
    const [warning] = await open();
    expect(warning.escalation).toMatchObject({ step: 3, round: 1 });
  });

  it('is acknowledged for a time that runs out; two at once: one hears who was first', async () => {
    const [warning] = await open();
    expect((await act(officer, warning, { kind: 'acknowledge', minutes: 1000 })).body.code).toBe(
      'warnings.acknowledged_too_long',
    );
    const both = await Promise.all(
      [1, 2].map(() => act(officer, warning, { kind: 'acknowledge', minutes: 30 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('warnings.changed_meanwhile');
    await minute(20);
    expect(whys()).toEqual([]);
    await minute(10);
    expect(whys()).toEqual(['reminder']);
  });

  it('is handed over to somebody, who accepts it', async () => {
    const people = (await officer.ask('GET', '/api/v1/warning-people')).body as unknown as {
      principal: string;
      name: string;
    }[];
    const me = people.find(({ name }) => name === 'officer')!;
    const [warning] = await open();
    expect((await act(officer, warning, { kind: 'accept' })).body.code).toBe('warnings.not_offered');
    await act(officer, warning, { kind: 'offer', to: me.principal });
    const [offered] = await open();
    expect(offered.offered).toMatchObject({ name: 'officer' });
    await act(officer, offered, { kind: 'accept' });
    expect((await open())[0].owner).toEqual(me);
    expect((await act(nanshan, (await open())[0], { kind: 'take_over' })).body.code).toBe('kit.out_of_area');
  });

  it('gets worse and is notified so, whatever was acknowledged', async () => {
    await act(officer, (await open())[0], { kind: 'acknowledge' });
    slow('AB', 5);
    await minute();
    expect((await open())[0]).toMatchObject({ level: 'red', attention: 'unanswered' });
    expect(whys()).toEqual(['worse']);
  });

  it('under a silence is hidden and counted, and notified at once when the silence ends', async () => {
    const now_ms = clock.now();
    const add = (body: object) =>
      officer.ask('POST', '/api/v1/silences', { reason: '道路施工', ends_ms: now_ms + 60 * MINUTE, ...body });
    const matchers = [{ name: 'road', value: '深南.*', isRegex: true }];
    expect((await add({ matchers, ends_ms: now_ms + 2000 * MINUTE })).body.code).toBe(
      'warnings.silence_span',
    );
    expect((await add({ matchers: [{ name: 'road', value: '.*', isRegex: true }] })).body.code).toBe(
      'warnings.silence_matches_all',
    );
    expect((await add({ matchers: [{ name: 'road', value: '(', isRegex: true }] })).body.code).toBe(
      'warnings.bad_pattern',
    );
    const silence = (await add({ matchers })).body;
    expect((await open())[0].attention).toBe('silenced');
    const [shown] = (await officer.ask('GET', '/api/v1/silences')).body as unknown as {
      hid: number;
      hides: number;
    }[];
    expect(shown).toMatchObject({ hid: 1, hides: 1 });
    await minute(30);
    expect(whys()).toEqual([]);
    expect((await officer.ask('DELETE', `/api/v1/silences/${silence.id}`)).status).toBe(204);
    expect(whys()).toEqual(['unhidden']);
  });

  it('that comes again soon is the same one; one that flaps is held open', async () => {
    const [{ id }] = await open();
    for (let i = 0; i < 3; i++) {
      slow('AB', 50);
      await minute();
      expect(await open()).toEqual([]);
      slow('AB', 5);
      await minute();
      expect((await open())[0]).toMatchObject({ id, reopened: i + 1 });
    }
    slow('AB', 50);
    await minute();
    expect((await open())[0].held_until_ms).toBeGreaterThan(clock.now());
    await minute(16);
    expect(await open()).toEqual([]);
    const { entries } = (await officer.ask('GET', `/api/v1/warnings/${id}`)).body as {
      entries: { kind: string }[];
    };
    expect(entries.map(({ kind }) => kind)).toContain('held_open');
    const change = sql`UPDATE warnings_entry SET kind = 'x'`.execute(identity.db);
    await expect(change).rejects.toThrow('never changed');
  });
});

describe('a red district', () => {
  const raise = (key: string, level: 'red' | 'yellow', scope: string) =>
    ({
      key,
      origin: 'sensor',
      kind: 'test',
      level,
      title: { zh: key, en: key },
      began_ms: clock.now(),
      area: { district: FUTIAN },
      attributes: { scope },
    }) as const;

  it('holds back yellow of its links, which are notified at once when it ends, and not when both end', async () => {
    await made.warnings.raiseAll([raise('d', 'red', 'district'), raise('l', 'yellow', 'link')]);
    expect((await open()).map(({ attention }) => attention)).toEqual(['unanswered', 'held_back']);
    made.sent.length = 0;
    await made.warnings.raiseAll([], ['d']);
    expect(whys().sort()).toEqual(['ended', 'unhidden']);
    await made.warnings.raiseAll([raise('d', 'red', 'district')]);
    made.sent.length = 0;
    await made.warnings.raiseAll([], ['d', 'l']);
    // Who was notified of both hears that both are over, and nothing else.
    expect(new Set(whys())).toEqual(new Set(['ended']));
    expect(await open()).toEqual([]);
  });

  it('cannot be held back by what it holds back', async () => {
    const name = { zh: '反向', en: 'Back' };
    const { version, list } = (await officer.ask('GET', '/api/v1/inhibitions')).body as {
      version: number;
      list: object[];
    };
    const back = {
      name,
      source: [{ label: 'scope', values: ['link'] }],
      target: [{ label: 'scope', values: ['district'] }],
      equal: [],
    };
    const refused = await officer.ask('PUT', '/api/v1/inhibitions', { version, list: [...list, back] });
    expect(refused.body).toMatchObject({ code: 'warnings.inhibition_loop' });
    expect(String(refused.body.title)).toContain('→ Back →');
  });
});

it('the list is brief, and the map asks for places alone: the worst first, of its reader’s area', async () => {
  const at = (key: string, level: 'red' | 'yellow', district: string, lon: number | null) =>
    ({
      ...{
        key,
        origin: 'sensor' as const,
        kind: 'tree',
        level,
        title: { zh: key, en: key },
        began_ms: clock.now(),
      },
      area: { district, lon, lat: lon === null ? null : 22.5 },
    }) as const;
  await made.warnings.raiseAll([
    ...[at('a', 'yellow', FUTIAN, 114), at('b', 'red', NANSHAN, 113.9), at('c', 'red', FUTIAN, null)],
  ]);
  const { warnings } = (await officer.ask('GET', '/api/v1/warnings')).body as unknown as WarningList;
  const raw = await officer.ask('GET', '/api/v1/warnings');
  expect(WarningListSchema.parse(raw.body)).toEqual(raw.body);
  expect(Object.keys(warnings[0])).not.toContain('place');
  const places = async (by = officer) =>
    ((await by.ask('GET', '/api/v1/warning-places')).body as unknown as WarningPlaces).places;
  expect((await places()).map(({ level, lon }) => [level, lon])).toEqual([
    ['red', 113.9],
    ['yellow', 114],
  ]);
  expect((await places(nanshan)).map(({ lon }) => lon)).toEqual([113.9]);
  await made.warnings.raiseAll([], ['a', 'b', 'c']);
});

describe('the log of duty', () => {
  const said = () => made.logged.map(({ by, district, text }) => [by, district, text.zh]);

  it('has what becomes red, who took it on, who was asked next and what was made silent, a line to a district', async () => {
    made.logged.length = 0;
    const one = (key: string, level: 'red' | 'yellow', district: string) =>
      ({
        ...{ key, origin: 'sensor' as const, kind: 'slide', level, title: { zh: key, en: key } },
        ...{ began_ms: clock.now(), area: { district } },
      }) as const;
    const slides = [one('甲', 'red', FUTIAN), one('乙', 'red', FUTIAN), one('丙', 'red', NANSHAN)];
    await made.warnings.raiseAll([...slides, one('丁', 'yellow', NANSHAN)]);
    expect(said()).toEqual([
      ['system', FUTIAN, '发出红色预警：【红色】甲等 2 条'],
      ['system', NANSHAN, '发出红色预警：【红色】丙'],
    ]);
    made.logged.length = 0;
    await minute(3);
    expect(said().map(([, , text]) => text)).toContainEqual(
      expect.stringMatching(/^无人应答，通知下一人 .*：【红色】甲等 2 条$/),
    );
    made.logged.length = 0;
    const first = (await open()).find(({ key }) => key === '甲')!;
    await act(officer, first, { kind: 'acknowledge' });
    expect(said()).toEqual([['officer', FUTIAN, '确认预警：【红色】甲']]);
    expect(made.logged[0].about.opens).toBe(`/warnings/${first.id}`);
    made.logged.length = 0;
    const silence = await officer.ask('POST', '/api/v1/silences', {
      ...{ reason: '边坡施工', ends_ms: clock.now() + 10 * MINUTE },
      matchers: [{ name: 'district', value: NANSHAN }],
    });
    expect(said()).toEqual([['officer', NANSHAN, expect.stringMatching(/^静默预警 .*：边坡施工$/)]]);
    await minute();
    expect(made.logged.length).toBe(1);
    await officer.ask('DELETE', `/api/v1/silences/${silence.body.id}`);
    expect(said()[1]).toEqual(['officer', NANSHAN, '结束静默：边坡施工']);
    made.logged.length = 0;
    await made.warnings.raiseAll([], ['甲', '乙', '丙', '丁']);
    expect(said().map(([, , text]) => text)).toEqual([
      '红色预警结束：【红色】甲等 2 条',
      '红色预警结束：【红色】丙',
    ]);
  });
});

describe('who was notified of a warning', () => {
  const raised = (key: string, level: 'red' | 'yellow') =>
    ({
      ...{ key, origin: 'sensor' as const, kind: 'flood', level, title: { zh: key, en: key } },
      ...{ began_ms: clock.now(), area: { district: FUTIAN } },
    }) as const;
  const endings = () =>
    made.sent
      .filter(({ key }) => key.split('/')[2] === 'ended')
      .map(({ channel, to }) => `${channel} ${to}`)
      .sort();

  it('is notified once that it is over, by the same channels and no other, with why', async () => {
    const { id } = await made.warnings.raise(raised('water', 'red'));
    const told = made.sent.map(({ channel, to }) => `${channel} ${to}`).sort();
    expect(told.length).toBe(3);
    await minute(3);
    const next = made.sent.filter(({ key }) => key.includes('/escalated/'));
    await made.warnings.resolve('water', clock.now(), 'cleared');
    expect(endings()).toEqual([...told, ...next.map(({ channel, to }) => `${channel} ${to}`)].sort());
    expect(made.sent.at(-1)?.text.zh).toContain('恢复正常');
    await made.warnings.tick();
    await made.warnings.resolve('water', clock.now(), 'cleared');
    expect(endings().length).toBe(6);
    const { entries } = (await officer.ask('GET', `/api/v1/warnings/${id}`)).body as never as WarningDetail;
    expect(entries.filter(({ text }) => text.en.startsWith('Told') && text.en.endsWith('over')).length).toBe(
      1,
    );
  });

  it('is notified again of one that comes again, and nobody of one that is silenced', async () => {
    await made.warnings.raise(raised('water', 'yellow'));
    await made.warnings.resolve('water', clock.now(), 'cleared');
    expect(endings().length).toBe(1);
    await made.warnings.raise(raised('water', 'yellow'));
    const silence = await officer.ask('POST', '/api/v1/silences', {
      ...{ reason: '泵站检修', ends_ms: clock.now() + 10 * MINUTE },
      matchers: [{ name: 'alertname', value: 'flood' }],
    });
    made.sent.length = 0;
    await made.warnings.resolve('water', clock.now(), 'cleared');
    expect(made.sent).toEqual([]);
    await officer.ask('DELETE', `/api/v1/silences/${silence.body.id}`);
  });
});

describe('what holds back what', () => {
  const inForce = async () => (await officer.ask('GET', '/api/v1/inhibitions')).body as never;
  const change = (version: number, list: object[]) =>
    officer.ask('PUT', '/api/v1/inhibitions', { version, list });
  const rain = {
    name: { zh: '暴雨压住积水', en: 'Rain holds back ponding' },
    source: [{ label: 'scope', values: ['rain'] }],
    target: [{ label: 'scope', values: ['ponding'] }],
    equal: ['district'],
  };
  const raised = (key: string) => ({
    ...({ key, origin: 'sensor', kind: 'test', level: 'yellow', title: { zh: key, en: key } } as const),
    ...{ began_ms: clock.now(), area: { district: FUTIAN }, attributes: { scope: key } },
  });

  it('holds from the turn that stores it on, and says who stored it', async () => {
    await made.warnings.raiseAll([raised('rain'), raised('ponding')]);
    const { version, list } = (await inForce()) as { version: number; list: object[] };
    const set = await change(version, [...list, rain]);
    expect(set.body).toMatchObject({ version: version + 1, by: 'officer', at_ms: clock.now() });
    const attention = async () => (await open()).map(({ key, attention: at }) => [key, at]);
    expect(await attention()).toEqual([
      ['rain', 'unanswered'],
      ['ponding', 'held_back'],
    ]);
    expect((await change(version, list)).body.code).toBe('warnings.inhibitions_changed');
    expect((await change(version + 1, list)).status).toBe(200);
    expect((await attention())[1]).toEqual(['ponding', 'unanswered']);
  });

  it('stays as it was where the turn that stores it fails', async () => {
    const { version, list } = (await inForce()) as { version: number; list: object[] };
    await sql`ALTER TABLE warnings_inhibitions ADD CONSTRAINT refused CHECK (author <> 'officer') NOT VALID`.execute(
      identity.db,
    );
    expect((await change(version, [...list, rain])).status).toBe(500);
    await sql`ALTER TABLE warnings_inhibitions DROP CONSTRAINT refused`.execute(identity.db);
    expect(await inForce()).toMatchObject({ version, list });
    expect((await open()).map(({ attention }) => attention)).toEqual(['unanswered', 'unanswered']);
    await made.warnings.raiseAll([], ['rain', 'ponding']);
  });
});

it('goes on after a restart where it stood, for-durations included', async () => {
  const draft = draftOf({ name: { zh: '久缓', en: 'Long slow' }, for_s: 300 });
  await officer.ask('POST', '/api/v1/warning-rules', draft);
  place.speed_kmh[town.link('CD')] = 15;
  await minute();
  await minute(2);
  const { db } = identity;
  const again = testWarnings({ db, clock, city: place.city });
  await again.warnings.start();
  expect(again.warnings.listOpen().map(({ id }) => id)).toEqual(made.warnings.listOpen().map(({ id }) => id));
  clock.now_ms += 3 * MINUTE;
  await again.warnings.step(clock.now());
  expect(again.warnings.listOpen().map(({ title }) => title.zh)).toContain('南海大道：久缓');
});
