import type {
  ControllerAnswer,
  FreightGatePage,
  FreightGateSite,
  GateAvailability,
  GateSecret,
} from '@opentocc/contract';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import {
  alphadigi,
  createCamera,
  dahua,
  HOUR,
  hikvision,
  keeperView,
  registerSite,
  START_MS,
  startGates,
  type TestGates,
  truck,
} from './test-gates.ts';

let on: TestGates;
let officer: Browser;
let keeper: Browser;

beforeAll(async () => {
  on = await startGates();
  officer = await on.appoint('officer', 'city', 'freight-officer');
  keeper = await on.appoint('keeper', '440304', 'gate-keeper');
});
afterAll(() => on.identity.stop());

const act = async (by: Browser, path: string, body: object = {}) => {
  const { status, body: answer } = await by.ask('POST', `/api/v1/freight/${path}`, body);
  return { status, code: answer.code, title: String(answer.title), answer };
};
const closed = (gate: string) =>
  ({ gate, state: 'closed', loop: false, out: null, opened_by: null }) as const;

/** A controller as it reports over HTTP. */
const createController = (site: string, { secret }: GateSecret) => ({
  async sync(gates: readonly object[], events: readonly object[] = [], more: object = {}) {
    const { status, body } = await on.identity
      .browser('10.9.9.9')
      .ask(
        ...(['POST', `/api/v1/freight/gate-locks/L-${site}/sync`] as const),
        { list: 0, carried: 0, gates, events, ...more },
        { authorization: `Bearer ${secret}` },
      );
    return { status, code: body.code, answer: body as unknown as ControllerAnswer };
  },
});

describe('cameras', () => {
  test('of three makers are read by their own protocols, and a truck that is booked opens the gate', async () => {
    const { cameras } = await registerSite(officer, 'three', [{ code: 'hik', maker: 'hikvision' }]);
    const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'navy' } })
      .jpeg()
      .toBuffer();
    await on.book('three', [truck('粤ZF023港')]);
    const { body, type } = hikvision('粤ZF023港', START_MS, picture);
    expect(await createCamera(on, cameras.get('hik')!).post(body, type)).toEqual({ status: 200, body: {} });
    const { reads, expected, site } = await keeperView(officer, 'hik');
    expect(reads[0]).toMatchObject({
      state: 'opened',
      matched: '粤ZF023港',
      trip: 'T-粤ZF023港',
      confidence_pct: 97,
    });
    expect(reads[0].why.zh).toBe('预约车次 T-粤ZF023港，放行');
    expect(expected).toMatchObject([{ plate: '粤ZF023港', kind: 'booking', inside: true }]);
    expect(site.inside).toBe(1);
    expect(on.seen).toContain('粤ZF023港 three');
    const shown = await officer.ask('GET', `/api/v1/freight/gate-pictures/${reads[0].pictures[0].id}`);
    expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/jpeg']);
  });

  test('a Dahua camera that repeats for ever is answered with a true result, and fills nothing', async () => {
    const { cameras } = await registerSite(officer, 'repeats', [{ code: 'dh', maker: 'dahua' }]);
    const camera = createCamera(on, cameras.get('dh')!);
    for (let i = 0; i < 12; i++) {
      const answer = await camera.post(dahua('粤B77777', START_MS));
      expect(answer).toEqual({ status: 200, body: { Result: true, result: true } });
    }
    await on.gates.flush();
    const { reads } = await keeperView(officer, 'dh');
    expect(reads).toMatchObject([{ plate: '粤B77777', state: 'waiting', repeats: 11 }]);
    const beat = await camera.post(
      Buffer.from('{"Active":"keepAlive","DeviceID":"dh-1"}'),
      'text/plain',
      '/NotificationInfo/KeepAlive',
    );
    expect(beat.body).toMatchObject({ Result: true, DeviceID: 'dh-1' });
  });

  test('a truck that stands before a camera and is read each second is one read; more than a lane brings is refused', async () => {
    const { cameras } = await registerSite(officer, 'stands', [{ code: 'st', maker: 'dahua' }]);
    const camera = createCamera(on, cameras.get('st')!);
    for (let s = 0; s < 8; s++) {
      await camera.post(dahua('粤B88888', START_MS + s * 1000));
      on.clock.now_ms += 1000;
    }
    expect((await keeperView(officer, 'st')).reads).toHaveLength(1);
    const statuses: number[] = [];
    for (let i = 0; i < 62; i++)
      statuses.push((await camera.post(dahua(`粤C${10_000 + i}`, START_MS))).status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    on.clock.now_ms = START_MS;
  });

  test('臻识 without a controller opens by the reply, and by a heartbeat once a person has decided', async () => {
    const { cameras } = await registerSite(officer, 'vz', [{ code: 'vz', maker: 'alphadigi' }]);
    await on.book('vz', [truck('粤B12345')]);
    const camera = createCamera(on, cameras.get('vz')!);
    const info = async (body: Buffer) => {
      const answer = (await camera.post(body)).body;
      return Object.values(answer).map((one) => (one as { info: string }).info)[0];
    };
    expect(await info(alphadigi('粤B12345', START_MS))).toBe('ok');
    expect(await info(alphadigi('_无_', START_MS + 1))).toBe('no');
    const beat = Buffer.from('{"heartbeat":{}}');
    expect(await info(beat)).toBe('no');
    const [waiting] = (await keeperView(officer, 'vz')).reads;
    expect(waiting.why.en).toContain('No plate was seen');
    const let_in = await act(officer, `gate-reads/${waiting.id}/decision`, {
      version: waiting.version,
      opens: true,
      reason: '送水车，已核实',
    });
    expect(let_in.status).toBe(200);
    expect([await info(beat), await info(beat)]).toEqual(['ok', 'no']);
  });

  test('are let in by digest, basic or a token, never by a wrong secret, from another address, or once retired', async () => {
    const { cameras } = await registerSite(officer, 'doors', [{ code: 'door', maker: 'alphadigi' }], {
      address: '10.0.0.5',
    });
    const own = cameras.get('door')!;
    const camera = createCamera(on, own);
    const body = Buffer.from('{"heartbeat":{}}');
    const status = async (url: string, authorization?: string, from = camera) =>
      (await from.send(url, body, 'text/json', authorization)).statusCode;
    expect(await status(own.address)).toBe(401);
    expect((await camera.post(body)).status).toBe(200);
    expect(await status(own.address, camera.basic)).toBe(200);
    expect(await status(`${own.address}/${own.secret}`)).toBe(200);
    const used = camera.digest(own.address);
    expect(
      [await status(own.address, used), await status(own.address, used)],
      'a digest is good once',
    ).toEqual([200, 401]);
    expect(await status(own.address, camera.basic, createCamera(on, own, '10.0.0.6'))).toBe(401);
    const renewed = await registerCamera('door', 'C-door');
    expect(await status(own.address, camera.basic), 'the secret before').toBe(401);
    expect(await status(own.address, createCamera(on, renewed).basic)).toBe(200);
    await act(officer, 'gate-cameras/C-door/retirement', { reason: '拆除' });
    expect(await status(own.address, createCamera(on, renewed).basic)).toBe(401);
  });

  test('five wrong secrets lock the address out for half an hour, and nobody else', async () => {
    const { cameras } = await registerSite(officer, 'locks', [{ code: 'lk', maker: 'alphadigi' }]);
    const own = cameras.get('lk')!;
    const body = Buffer.from('{"heartbeat":{}}');
    const [thief, camera] = [
      createCamera(on, { ...own, secret: 'guess' }, '10.0.0.66'),
      createCamera(on, own),
    ];
    for (let i = 0; i < 5; i++) expect((await thief.post(body)).status).toBe(401);
    const right = createCamera(on, own, '10.0.0.66');
    expect((await right.send(own.address, body, 'text/json', right.basic)).statusCode).toBe(429);
    expect((await camera.post(body)).status).toBe(200);
    on.clock.now_ms += HOUR;
    expect((await right.send(own.address, body, 'text/json', right.basic)).statusCode).toBe(200);
    on.clock.now_ms = START_MS;
  });

  test('what cannot be read is refused with what is wrong; a broken picture takes nothing from the plate', async () => {
    const { cameras } = await registerSite(officer, 'broken', [{ code: 'br', maker: 'dahua' }]);
    const camera = createCamera(on, cameras.get('br')!);
    const refused = await camera.post(Buffer.from('{"Picture":'));
    expect([refused.status, refused.body.code]).toEqual([400, 'gates.camera_fault']);
    const taken = await camera.post(dahua('粤B11111', START_MS, Buffer.from('no picture')));
    expect(taken.status).toBe(200);
    expect((await keeperView(officer, 'br')).reads).toMatchObject([{ plate: '粤B11111', pictures: [] }]);
  });

  const registerCamera = async (gate: string, code: string) =>
    (
      await officer.ask('PUT', `/api/v1/freight/gate-cameras/${code}`, {
        gate,
        maker: 'alphadigi',
        towards: 'in',
        address: null,
      })
    ).body as unknown as GateSecret;
});

describe('the keeper', () => {
  test('corrects a plate that was read wrongly: it is decided by that, and what the camera read stays', async () => {
    const { cameras } = await registerSite(officer, 'wrong', [{ code: 'wr', maker: 'dahua' }], {
      unit: '440304',
    });
    await on.book('wrong', [truck('粤B54321')]);
    await createCamera(on, cameras.get('wr')!).post(dahua('粤B64321', START_MS));
    const [read] = (await keeperView(keeper, 'wr')).reads;
    expect(read).toMatchObject({ state: 'waiting', near: ['粤B54321'] });
    expect(read.why.zh).toContain('可能是 粤B54321');
    const done = await act(keeper, `gate-reads/${read.id}/plate`, {
      version: read.version,
      plate: '粤B·54321',
    });
    expect(done.answer).toMatchObject({
      state: 'opened',
      plate: '粤B64321',
      corrected: '粤B54321',
      by: 'keeper',
    });
    const again = await act(keeper, `gate-reads/${read.id}/plate`, {
      version: read.version,
      plate: '粤B54321',
    });
    expect([again.status, again.code]).toEqual([409, 'gates.changed']);
  });

  test('of another unit is shown nothing of a gate, and moves nothing', async () => {
    await registerSite(officer, 'foreign', [{ code: 'fo', maker: 'dahua' }], { unit: '440305' });
    const { status } = await keeper.ask('GET', '/api/v1/freight/gates/fo/keeper');
    const moved = await act(keeper, 'gates/fo/barrier', { to: 'open', reason: '试一试' });
    expect([status, moved.status]).toEqual([404, 404]);
    const sites = (await keeper.ask('GET', '/api/v1/freight/gate-sites'))
      .body as unknown as FreightGateSite[];
    expect(sites.map(({ code }) => code)).toEqual(['wrong']);
  });

  test('refuses with a reason, and what was decided is not decided again', async () => {
    const { cameras } = await registerSite(officer, 'refuse', [{ code: 're', maker: 'dahua' }]);
    on.against.set('粤B66666', { zh: '备案已暂停', en: 'suspended' });
    await on.book('refuse', [
      truck('粤B66666'),
      truck('粤B99999', { from_ms: START_MS + 5 * HOUR, to_ms: START_MS + 6 * HOUR }),
    ]);
    const camera = createCamera(on, cameras.get('re')!);
    await camera.post(dahua('粤B66666', START_MS));
    await camera.post(dahua('粤B99999', START_MS));
    const reads = (await keeperView(officer, 're')).reads;
    expect(reads.map(({ state, why }) => `${state} ${why.en}`)).toEqual([
      'waiting Too early: the booking begins at 14:00',
      'refused Not let in: suspended',
    ]);
    const body = { version: reads[0].version, opens: false, reason: '请按时到达' };
    expect((await act(officer, `gate-reads/${reads[0].id}/decision`, body)).answer).toMatchObject({
      state: 'refused',
    });
    const twice = await act(officer, `gate-reads/${reads[0].id}/decision`, { ...body, version: 3 });
    expect(twice.code).toBe('gates.decided');
  });
});

describe('gates with a controller', () => {
  test('of one lock are never both asked to open; who is refused reads which one is not closed', async () => {
    const { controller } = await registerSite(
      ...([
        officer,
        'lock',
        [
          { code: 'la', maker: 'dahua' },
          { code: 'lb', maker: 'dahua' },
        ],
        { controller: true },
      ] as const),
    );
    const box = createController('lock', controller!);
    expect((await act(officer, 'gates/la/barrier', { to: 'open', reason: '检修车' })).code).toBe(
      'gates.no_controller',
    );
    await box.sync([closed('la'), closed('lb')]);
    expect((await act(officer, 'gates/la/barrier', { to: 'open', reason: '检修车' })).status).toBe(200);
    const second = await act(officer, 'gates/lb/barrier', { to: 'open', reason: '检修车' });
    expect([second.status, second.code]).toEqual([409, 'gates.interlock']);
    expect(second.title).toContain('la');
    const { answer } = await box.sync([closed('la'), closed('lb')]);
    expect(answer.commands).toMatchObject([{ gate: 'la', to: 'open', by: 'person' }]);
    const after = await box.sync([closed('la'), closed('lb')], [], { carried: answer.commands[0].id });
    expect(after.answer.commands).toEqual([]);
  });

  test('out of service by their own word move for nobody until a person puts them back', async () => {
    const { controller, cameras } = await registerSite(officer, 'fault', [{ code: 'fa', maker: 'dahua' }], {
      controller: true,
    });
    const box = createController('fault', controller!);
    await box.sync([{ ...closed('fa'), state: 'fault', out: 'fault' }]);
    await on.book('fault', [truck('粤B22222')]);
    await createCamera(on, cameras.get('fa')!).post(dahua('粤B22222', START_MS));
    const [read] = (await keeperView(officer, 'fa')).reads;
    expect([read.state, read.why.en]).toEqual(['waiting', 'The gate is out of service: follow the keeper']);
    expect((await act(officer, 'gates/fa/barrier', { to: 'open', reason: '应急' })).code).toBe(
      'gates.out_of_service',
    );
    await act(officer, 'gates/fa/service', { serves: true, reason: '已修复' });
    expect((await box.sync([closed('fa')])).answer.commands).toMatchObject([{ to: 'restore' }]);
    expect((await act(officer, 'gates/fa/barrier', { to: 'open', reason: '应急' })).status).toBe(200);
  });

  test('reconcile after the network was gone: nothing is lost, nothing counts twice, a permit used twice is a finding', async () => {
    const { controller, cameras } = await registerSite(officer, 'away', [{ code: 'aw', maker: 'dahua' }], {
      controller: true,
    });
    const box = createController('away', controller!);
    await on.book('away', [truck('粤B33333'), truck('粤B44444')]);
    const first = await box.sync([closed('aw')]);
    const list = JSON.parse(first.answer.list!.list) as { entries: { plate: string; permit: string }[] };
    expect(list.entries.map(({ plate }) => plate)).toEqual(['粤B33333', '粤B44444']);
    // While the controller is alone, the permit of 粤B33333 is used at the site by another gate.
    await createCamera(on, cameras.get('aw')!).post(dahua('粤B33333', START_MS));
    const opened = (seq: number, plate: string) => ({
      ...{ seq, at_ms: START_MS + seq * 1000, gate: 'aw', kind: 'opened', plate, permit: `P-${plate}` },
      ...{ trip: `T-${plate}`, offline: true },
    });
    const events = [opened(1, '粤B33333'), opened(2, '粤B44444')];
    expect((await box.sync([closed('aw')], [opened(2, '粤B44444')])).code).toBe('gates.controller_gap');
    for (let i = 0; i < 3; i++) expect((await box.sync([closed('aw')], events)).answer.acknowledged).toBe(2);
    const page = (await officer.ask('GET', '/api/v1/freight/gates/aw')).body as unknown as FreightGatePage;
    const kinds = page.events.map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['finding', 'offline', 'offline', 'opened']);
    expect(page.events.find(({ kind }) => kind === 'finding')?.text.zh).toMatch(/P-粤B33333 .*已用过/);
    expect(page.site.inside).toBe(2);
  });

  test('with a wrong secret, or about a gate of another lock, are refused', async () => {
    const { controller } = await registerSite(officer, 'own', [{ code: 'ow', maker: 'dahua' }], {
      controller: true,
    });
    expect((await createController('own', { ...controller!, secret: 'x' }).sync([])).status).toBe(401);
    expect((await createController('own', controller!).sync([closed('la')])).code).toBe('gates.foreign_gate');
  });
});

describe('figures', () => {
  test('stays, room and time within follow from reads at the gates', async () => {
    const { cameras } = await registerSite(
      ...([
        officer,
        'yard',
        [
          { code: 'yi', maker: 'dahua' },
          { code: 'yo', maker: 'dahua', towards: 'out' },
        ],
        { capacity: 1 },
      ] as const),
    );
    await on.book('yard', [truck('粤B10001'), truck('粤B10002')]);
    const [enter, leave] = [createCamera(on, cameras.get('yi')!), createCamera(on, cameras.get('yo')!)];
    on.gates.note({
      plate: '粤B10001',
      at_ms: START_MS - 10 * 60_000,
      lon: 114.05,
      lat: 22.551,
      speed_kmh: 2,
    });
    await enter.post(dahua('粤B10001', START_MS));
    await enter.post(dahua('粤B10002', START_MS));
    expect((await keeperView(officer, 'yi')).reads[0].why.en).toContain('The yard is full (1/1)');
    on.clock.now_ms += 30 * 60_000;
    await leave.post(dahua('粤BI0001', START_MS));
    await on.gates.settleNew();
    const sites = (await officer.ask('GET', '/api/v1/freight/gate-sites'))
      .body as unknown as FreightGateSite[];
    expect(sites.find(({ code }) => code === 'yard')).toMatchObject({
      ...{ inside: 0, wait_min: { value: 10, of: 1 }, dwell_min: { value: 30, of: 1 } },
    });
    on.clock.now_ms = START_MS;
  });

  test('availability counts minutes in which a gate could be used, each once', async () => {
    const { controller, cameras } = await registerSite(
      officer,
      'avail',
      [{ code: 'av', maker: 'alphadigi' }],
      { controller: true },
    );
    const box = createController('avail', controller!);
    const camera = createCamera(on, cameras.get('av')!);
    const minutes: (() => Promise<unknown>)[] = [
      () => box.sync([closed('av')]),
      () => box.sync([{ ...closed('av'), state: 'fault', out: 'fault' }]),
      () => box.sync([{ ...closed('av'), state: 'fault', out: 'fault' }]),
      () => box.sync([closed('av')]),
    ];
    for (const happens of minutes) {
      await camera.post(Buffer.from('{"heartbeat":{}}'));
      await happens();
      await on.gates.count();
      await on.gates.count();
      on.clock.now_ms += 60_000;
    }
    const url = `/api/v1/freight/gate-availability?from_ms=${START_MS - HOUR}&to_ms=${START_MS + HOUR}`;
    const { gates } = (await officer.ask('GET', url)).body as unknown as GateAvailability;
    expect(gates.find(({ gate }) => gate === 'av')).toMatchObject({ numerator: 2, denominator: 4 });
    on.clock.now_ms = START_MS;
  });

  test('a read that was not decided before a stop is left to the keeper once the truck may have gone', async () => {
    const { cameras } = await registerSite(officer, 'stop', [{ code: 'sp', maker: 'dahua' }]);
    await on.book('stop', [truck('粤B20001')]);
    await on.gates.store.addRead(
      {
        ...{
          gate: 'sp',
          camera: cameras.get('sp')!.user,
          event: 'e',
          at_ms: START_MS,
          received_ms: START_MS,
        },
        ...{ direction: 'in', plate: '粤B20001', original: null, corrected: null, matched: null, near: [] },
        ...{ confidence_pct: null, state: 'new', why: { zh: '', en: '' }, trip: null, permit: null },
        ...{ decided_by: null, decided_ms: null },
      },
      [],
    );
    on.clock.now_ms += 10 * 60_000;
    await on.gates.settleNew();
    expect((await keeperView(officer, 'sp')).reads).toMatchObject([{ state: 'waiting', trip: 'T-粤B20001' }]);
    expect(on.failures.length, 'the broken picture').toBe(1);
    on.clock.now_ms = START_MS;
  });
});
