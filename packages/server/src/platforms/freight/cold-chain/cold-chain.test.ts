import { ColdDeclaration, GoodsRule, NewRecall } from '@opentocc/contract';
import { checkEpcis } from '@opentocc/protocols/epcis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { declaration, keeper, kuajie, officer, person, START_MS, shenmao, startCold } from './test-cold.ts';

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000];
let on: Awaited<ReturnType<typeof startCold>>;

beforeAll(async () => {
  on = await startCold();
});
afterAll(() => on.identity.stop());
beforeEach(() => {
  on.clock.now_ms = START_MS;
});

const get = async (id: string) => (await on.cold.store.find(id))!;
const seen = async (id: string) => (await get(id)).version;
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

/** Declared goods that are on their way. */
async function underWay(more: object = {}) {
  const declared = declaration(more);
  const id = await on.cold.consignments.declare(shenmao, declared);
  await on.cold.consignments.depart(shenmao, id, 1);
  return { id, sensor: declared.sensor, lot: declared.lots[0].lot };
}
const report = (
  sensor: string,
  ...minutes: (readonly [minute: number, temperature_c: number, door?: boolean])[]
) =>
  Promise.all([]).then(async () => {
    const outcomes = [];
    for (const [minute, temperature_c, door_open = false] of minutes) {
      on.clock.now_ms = START_MS + minute * MINUTE_MS;
      outcomes.push(
        await on.cold.supervising.report([{ sensor, at: on.clock.now_ms, temperature_c, door_open }], null),
      );
    }
    return outcomes;
  });
const warningsOf = async (id: string) => (await on.cold.reader.sheet(null, id)).warnings;

describe('booking', () => {
  test('a full slot says so and names the next one with room; a slot that is over is refused', async () => {
    const slot_from_ms = START_MS + 500 * HOUR_MS;
    for (let i = 0; i < 2; i++) await on.cold.consignments.declare(shenmao, declaration({ slot_from_ms }));
    expect(await refused(on.cold.consignments.declare(shenmao, declaration({ slot_from_ms })))).toBe(
      'cold_chain.slot_full',
    );
    const [first, second] = await on.cold.reader.slots(
      (await on.cold.store.findWarehouse('yantian-1'))!,
      slot_from_ms,
    );
    expect([first.free, second.free]).toEqual([0, 2]);
    const past = declaration({ slot_from_ms: START_MS - HOUR_MS });
    expect(await refused(on.cold.consignments.declare(shenmao, past))).toBe('cold_chain.slot_past');
  });

  test('of many who ask for the last place at once, one gets it', async () => {
    const slot_from_ms = START_MS + 600 * HOUR_MS;
    await on.cold.consignments.declare(shenmao, declaration({ slot_from_ms }));
    const asked = Array.from({ length: 6 }, () =>
      refused(on.cold.consignments.declare(shenmao, declaration({ slot_from_ms }))),
    );
    const ends = await Promise.all(asked);
    expect(ends.filter((end) => end === 'done')).toHaveLength(1);
  });

  test('a customs form is declared once, by a firm and truck on file', async () => {
    const declared = declaration();
    await on.cold.consignments.declare(shenmao, declared);
    expect(await refused(on.cold.consignments.declare(shenmao, { ...declared, truck: '粤B77777' }))).toBe(
      'cold_chain.form_declared',
    );
    expect(await refused(on.cold.consignments.declare(shenmao, declaration({ truck: '粤B00000' })))).toBe(
      'cold_chain.truck',
    );
    expect(await refused(on.cold.consignments.declare(officer, declaration({ firm: 'nobody' })))).toBe(
      'cold_chain.firm',
    );
  });

  test('a firm declares for itself alone, and sees what is its own', async () => {
    expect(await refused(on.cold.consignments.declare(kuajie, declaration()))).toBe(
      'cold_chain.not_your_firm',
    );
    const { id } = await underWay();
    expect(await refused(on.cold.reader.one(['kuajie'], id))).toBe('cold_chain.unknown');
    expect((await on.cold.reader.one(['depot'], id)).id).toBe(id);
    const { consignments } = await on.cold.reader.list(['kuajie'], { offset: 0, limit: 50 });
    expect(consignments).toEqual([]);
  });

  test('two who change what they saw at the same time do not overwrite each other', async () => {
    const id = await on.cold.consignments.declare(shenmao, declaration());
    const both = [
      on.cold.consignments.depart(shenmao, id, 1),
      on.cold.consignments.callOff(shenmao, id, 1, '改期'),
    ];
    const ends = await Promise.all(both.map(refused));
    expect(ends.sort()).toEqual(['cold_chain.changed', 'done']);
  });
});

describe('what goods are supervised by', () => {
  test('a new version holds for goods declared from then on; of two who saw the same one, one is refused', async () => {
    const before = await underWay({ goods_class: 'chilled' });
    const { version, valid_from_ms: _, ...rule } = await on.cold.rules.inForce('chilled', START_MS);
    const revised = { ...rule, settings: { ...rule.settings, lost_after_s: 600 } };
    const ends = await Promise.all([
      refused(on.cold.rules.add(revised, version)),
      refused(on.cold.rules.add(revised, version)),
    ]);
    expect(ends.sort()).toEqual(['cold_chain.rule_changed', 'done']);
    const after = await underWay({ goods_class: 'chilled' });
    const lostAfter = async ({ id }: { id: string }) => (await get(id)).settings.lost_after_s;
    expect([await lostAfter(before), await lostAfter(after)]).toEqual([rule.settings.lost_after_s, 600]);
  });

  test('what contradicts itself is refused in words, and a wait of 30,000 years by the contract', async () => {
    const { version, valid_from_ms: _, ...rule } = await on.cold.rules.inForce('frozen', START_MS);
    const short = { ...rule, settings: { ...rule.settings, lost_after_s: 30 } };
    expect(await refused(on.cold.rules.add(short, version))).toBe('cold_chain.rule');
    for (const wrong of [
      { lost_after_s: 1e12 },
      { door_open_s: 1e12 },
      { scale: { min_c: -1e9, max_c: 70 } },
    ])
      expect(GoodsRule.shape.settings.safeParse({ ...rule.settings, ...wrong }).success).toBe(false);
    expect(GoodsRule.shape.settings.safeParse(rule.settings).success).toBe(true);
  });
});

describe('on the way', () => {
  test('a hot hold is a breach with the settings that held, over by itself and closed by a person', async () => {
    const { id, sensor } = await underWay();
    await report(sensor!, [0, -18], [5, -10], [15, -8], [26, -9], [30, -19]);
    const [warning] = await warningsOf(id);
    expect(warning).toMatchObject({
      ...{
        kind: 'breach',
        began_ms: START_MS + 5 * MINUTE_MS,
        over_ms: START_MS + 30 * MINUTE_MS,
        worst_c: -8,
      },
      ...{ rule: { limit_c: -15, duration_s: 1200, side: 'hot', measure: 'consecutive' }, closed_ms: null },
    });
    await on.cold.closeWarning(officer, warning.id, {
      version: 1,
      cause: 'device_fault',
      note: '机组除霜，货物完好',
    });
    expect(
      await refused(
        on.cold.closeWarning(officer, warning.id, { version: 2, cause: 'handled', note: '再次' }),
      ),
    ).toBe('cold_chain.warning_closed');
  });

  test('−200 °C is counted with its reason and is no breach', async () => {
    const { id, sensor } = await underWay();
    const [outcome] = await report(sensor!, [0, -200]);
    expect(outcome).toMatchObject({ accepted: 0, refused: [{ reason: 'off_scale' }] });
    expect(await warningsOf(id)).toEqual([]);
    expect((await on.cold.refusals()).find((one) => one.sensor === sensor)).toMatchObject({
      reason: 'off_scale',
      n: 1,
    });
  });

  test('a lost sensor is a warning, and the breach that went on then is ended by a person alone', async () => {
    const { id, sensor } = await underWay();
    await report(sensor!, [0, -10], [20, -10]);
    on.clock.now_ms = START_MS + 60 * MINUTE_MS;
    await on.cold.supervising.lookAtClock();
    await on.cold.supervising.lookAtClock();
    await report(sensor!, [61, -20], [70, -20]);
    const warnings = await warningsOf(id);
    expect(warnings.map(({ kind, over_ms }) => [kind, over_ms !== null])).toEqual([
      ...[
        ['breach', false],
        ['sensor_lost', true],
      ],
    ]);
    await on.cold.closeWarning(officer, warnings[0].id, {
      version: 1,
      cause: 'goods_sound',
      note: '开箱测温合格',
    });
    expect((await get(id)).supervision.rules.hot.breach).toBeNull();
  });

  test('an open door, an opened lock, a truck off its route and one that is overdue are warnings', async () => {
    const { id, sensor } = await underWay({ seal_device: '1000821', trip: 'T-OFF' });
    await report(sensor!, [0, -18, true], [6, -18, true], [7, -18]);
    const frame =
      '##S,eSeal,1000821,256,3.0.6,Normal,34,2026-11-28,00:14:40,15,A,22.5N 114.1E,10,0,Open,0.7,0:0:3:0,3.8,-73,E##';
    expect(await on.cold.locks.report([frame, 'nonsense'], null)).toMatchObject({
      accepted: 1,
      refused: [{ index: 1 }],
    });
    on.clock.now_ms = (await get(id)).slot_to_ms + 61 * MINUTE_MS;
    await on.cold.supervising.lookAtClock();
    expect((await warningsOf(id)).map(({ kind }) => kind).sort()).toEqual([
      'door',
      'off_route',
      'overdue',
      'seal',
      'sensor_lost',
    ]);
  });

  test('a firm reports for its own goods alone', async () => {
    const { sensor } = await underWay();
    const reading = { sensor: sensor!, at: START_MS, temperature_c: -18, door_open: null };
    expect(await on.cold.supervising.report([reading], ['kuajie'])).toMatchObject({
      refused: [{ reason: 'not_yours' }],
    });
    expect(await on.cold.supervising.report([{ ...reading, sensor: 'nobody' }], null)).toMatchObject({
      refused: [{ reason: 'no_consignment' }],
    });
  });

  test('a terminal’s own thermometer is found by the plate', async () => {
    const { id } = await underWay({ sensor: null, truck: '粤B99999' });
    const reading = { at: START_MS, temperature_c: -18, door_open: null };
    expect(
      await on.cold.supervising.take({ ...reading, device: { by: 'truck', value: '粤B99999' } }, null),
    ).toBeNull();
    expect((await on.cold.reader.readings(null, id)).map((one) => one.temperature_c)).toEqual([-18]);
  });
});

/** Goods that were tested and passed. */
async function passed() {
  const goods = await underWay();
  await on.cold.consignments.arrive(keeper, goods.id, {
    version: await seen(goods.id),
    seal_intact: true,
    note: '',
  });
  const test = {
    ...{
      paper: 'SZ-2026-1',
      laboratory: '市疾控',
      signed_by: '李检',
      passed: true,
      sampled_ms: START_MS,
      note: '',
    },
  };
  await on.cold.consignments.test(keeper, goods.id, { ...test, version: await seen(goods.id) });
  return goods;
}

describe('in the warehouse', () => {
  test('goods pass, are certified, and leave; storage is counted beyond the time to fetch', async () => {
    const { id } = await passed();
    await on.cold.tellTested(id);
    expect(on.sent.at(-1)).toMatchObject({ channel: 'sms', to: 'account:shenmao' });
    await on.cold.certificates.issue(keeper, id, await seen(id));
    on.clock.now_ms = START_MS + 50 * HOUR_MS - 1;
    expect((await on.cold.reader.one(null, id)).storage_h).toBe(2);
    await on.cold.consignments.leave(keeper, id, await seen(id));
    const { state, certificate } = await on.cold.reader.one(null, id);
    expect(state).toBe('left');
    expect(certificate!.address).toMatch(/\/service\/cold-chain\/Z20261128-\d{4}$/);
    expect((await on.cold.certificates.check(certificate!.code))?.recall).toBeNull();
  });

  test('no certificate while a warning is open, nor for goods that failed', async () => {
    const { id } = await passed();
    await on.cold.store.openWarning(id, START_MS, {
      ...{
        kind: 'seal',
        what: 'seal',
        rule: null,
        text: { zh: '', en: '' },
        began_ms: START_MS,
        worst_c: null,
      },
      needs_person: true,
    });
    expect(await refused(on.cold.certificates.issue(keeper, id, await seen(id)))).toBe(
      'cold_chain.open_warnings',
    );
  });

  test('a keeper of another warehouse finds nothing, and a certificate that was changed is not ours', async () => {
    const { id } = await passed();
    const other = person('other', ['depot-2']);
    expect(await refused(on.cold.certificates.issue(other, id, await seen(id)))).toBe('cold_chain.unknown');
    await on.cold.certificates.issue(keeper, id, await seen(id));
    const [row] = await on.cold.store.certificatesOf([id]);
    expect(on.cold.certificates.isGenuine(row)).toBe(true);
    expect(on.cold.certificates.isGenuine({ ...row, text: row.text.replace('1000', '9000') })).toBe(false);
    expect(await on.cold.certificates.check('Z20261128-9999')).toBeUndefined();
    await on.cold.certificates.revoke(officer, row.code, '检测报告作废');
    expect((await get(id)).state).toBe('passed');
    expect(await refused(on.cold.certificates.revoke(officer, row.code, '再次撤销'))).toBe(
      'cold_chain.certificate_revoked',
    );
  });
});

describe('recall', () => {
  test('reaches who holds of the lot, who answers; it ends when all have, and stops goods from leaving', async () => {
    const { id, lot } = await passed();
    const moved = (kind: 'moved' | 'split', from: string, to: string, quantity: number) => {
      const [[from_lot, from_holder], [to_lot, to_holder]] = [from.split('@'), to.split('@')];
      return { ...{ at_ms: START_MS + HOUR_MS, kind, from_lot, from_holder, to_lot, to_holder, quantity } };
    };
    await on.cold.addMovements(officer, [
      moved('split', `${lot}@yantian-1`, `${lot}-A@yantian-1`, 300),
      moved('moved', `${lot}-A@yantian-1`, `${lot}-A@kuajie`, 300),
    ]);
    const recall = await on.cold.recalls.begin(officer, lot, '抽检检出阳性');
    const { notices, outstanding } = await on.cold.recalls.sheet(recall);
    expect(notices.map(({ holder, lots, messaged }) => [holder, lots[0].quantity, messaged])).toEqual([
      ...[
        ['kuajie', 300, true],
        ['yantian-1', 700, false],
      ],
    ]);
    expect(outstanding).toBe(1000);
    expect(await refused(on.cold.certificates.issue(keeper, id, await seen(id)))).toBe('cold_chain.recalled');
    expect(await refused(on.cold.recalls.end(recall, '全部封存完毕'))).toBe('cold_chain.recall_unanswered');
    expect(await refused(on.cold.recalls.answer(shenmao, notices[0].id, 1, ''))).toBe(
      'cold_chain.unknown_notice',
    );
    await on.cold.recalls.answer(kuajie, notices[0].id, 280, '已售 20');
    await on.cold.recalls.answer(officer, notices[1].id, 700, '');
    await on.cold.recalls.end(recall, '全部封存完毕');
    expect((await on.cold.recalls.sheet(recall)).secured).toBe(980);
    expect(await refused(on.cold.recalls.begin(officer, 'no such lot', '抽检阳性'))).toBe(
      'cold_chain.unknown_lot',
    );
  });

  test('finds a lot however its name was typed: in full width by the firm, with blanks by the officer', async () => {
    const lots = [{ lot: 'ＦＷ－７７', goods: '冻虾', quantity: 10, uom: 'KGM' }];
    const declared = ColdDeclaration.parse(declaration({ lots }));
    await on.cold.consignments.depart(shenmao, await on.cold.consignments.declare(shenmao, declared), 1);
    const { lot } = NewRecall.parse({ lot: '　fw－７７'.toUpperCase(), reason: '抽检检出阳性' });
    const recall = await on.cold.recalls.begin(officer, lot, '抽检检出阳性');
    expect((await on.cold.recalls.sheet(recall)).notices.map(({ lots }) => lots[0].lot)).toEqual(['FW-77']);
  });

  test('a firm enters movements of what it sends or gets, and all or none', async () => {
    const move = (from_holder: string, to_holder: string, at_ms = START_MS) => ({
      ...{ at_ms, kind: 'moved' as const, from_lot: 'X', to_lot: 'X', from_holder, to_holder, quantity: 1 },
    });
    const before = on.cold.lots.size;
    const others = [move('shenmao', 'b'), move('a', 'b')];
    expect(await refused(on.cold.addMovements(shenmao, others))).toBe('cold_chain.not_your_movement');
    expect(await refused(on.cold.addMovements(shenmao, [move('shenmao', 'shenmao')]))).toBe(
      'cold_chain.movement',
    );
    expect(on.cold.lots.size).toBe(before);
    expect(await on.cold.addMovements(shenmao, [move('shenmao', 'b')])).toBe(1);
  });

  test('the index of another process is built from the rows and traces the same', async () => {
    const { coldOn } = await import('./test-cold.ts');
    const again = coldOn(on.identity.db, on.clock, on.identity.keys, []);
    await again.start();
    expect(again.lots.size).toBe(on.cold.lots.size);
    expect(again.lots.trace('X', 'forward')).toEqual(on.cold.lots.trace('X', 'forward'));
  });
});

describe('EPCIS', () => {
  const event = (more: object) => ({
    ...{
      type: 'ObjectEvent',
      action: 'OBSERVE',
      bizStep: 'shipping',
      eventTime: '2026-11-28T08:00:00+08:00',
    },
    ...{
      eventTimeZoneOffset: '+08:00',
      quantityList: [{ epcClass: 'urn:epc:class:lgtin:4012345.012345.998877', quantity: 200, uom: 'KGM' }],
    },
    sourceList: [{ type: 'possessing_party', source: 'urn:epc:id:pgln:4012345.00001' }],
    destinationList: [{ type: 'possessing_party', destination: 'urn:epc:id:pgln:4012345.00002' }],
    ...more,
  });
  const document = (...eventList: object[]) => ({
    ...{
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      type: 'EPCISDocument',
    },
    ...{ schemaVersion: '2.0', creationDate: '2026-11-28T08:00:00Z', epcisBody: { eventList } },
  });

  test('captured events are movements and come back in a document that is valid; the same twice is once', async () => {
    const sent = document(
      event({}),
      event({
        type: 'AggregationEvent',
        action: 'ADD',
        parentID: 'urn:epc:id:sscc:1.1',
        quantityList: undefined,
        childEPCs: ['urn:epc:id:sgtin:1.1.1'],
      }),
    );
    expect(checkEpcis(JSON.parse(JSON.stringify(sent)))).toEqual([]);
    const clean = JSON.parse(JSON.stringify(sent));
    expect(await on.cold.epcis.capture(shenmao, clean)).toMatchObject({
      captured: 2,
      known: 0,
      movements: 2,
    });
    expect(await on.cold.epcis.capture(shenmao, clean)).toMatchObject({
      captured: 0,
      known: 2,
      movements: 0,
    });
    const { document: found } = await on.cold.epcis.query(null, {
      ...{
        MATCH_anyEPC: 'urn:epc:class:lgtin:4012345.012345.998877',
        EQ_bizStep: 'shipping|receiving',
        perPage: 10,
      },
    });
    expect(checkEpcis(found)).toEqual([]);
    expect(found.epcisBody.queryResults.resultsBody.eventList).toHaveLength(1);
    expect(
      (await on.cold.epcis.query(['kuajie'], { perPage: 10 })).document.epcisBody.queryResults.resultsBody
        .eventList,
    ).toEqual([]);
    expect(on.cold.lots.has('urn:epc:class:lgtin:4012345.012345.998877')).toBe(true);
  });

  test('a document that breaks the standard is refused whole, with its first fault', async () => {
    const broken = document(event({}), event({ bizStep: 'teleporting' }));
    expect(await refused(on.cold.epcis.capture(shenmao, broken))).toBe('cold_chain.epcis');
  });

  test('temperatures of an event supervise the goods under way', async () => {
    const { id, sensor } = await underWay();
    const reading = {
      sensorMetadata: { time: '2026-11-28T08:00:00+08:00', deviceID: `urn:reefer:${sensor}` },
      sensorReport: [{ type: 'Temperature', value: -18.5, uom: 'CEL' }],
    };
    const measured = event({
      eventID: `urn:uuid:${id}`,
      sensorElementList: [reading],
      sourceList: undefined,
      destinationList: undefined,
    });
    await on.cold.epcis.capture(shenmao, JSON.parse(JSON.stringify(document(measured))));
    expect((await on.cold.refusals()).some((one) => one.sensor === `urn:reefer:${sensor}`)).toBe(true);
  });
});

test('over HTTP nobody gets in without a session', async () => {
  const answer = await on.identity.browser().ask('GET', '/api/v1/freight/cold-chain/consignments');
  expect(answer.status).toBe(401);
});
