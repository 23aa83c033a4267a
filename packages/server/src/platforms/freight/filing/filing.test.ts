import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/universal';
import {
  act,
  approve,
  change,
  driver,
  FIRM,
  file,
  identity,
  look,
  place,
  START_MS,
  startFiling,
  type TestFiling,
  truck,
} from './test-filing.ts';

let t: TestFiling;
const door = () => t.made.filing;
const DAY_MS = 86_400_000;

beforeAll(async () => {
  t = await startFiling();
});
afterAll(() => t.identity.stop());

const findingsOf = async (content: object, firm: string | null = 'swift') => {
  const by = firm === null ? t.officer : t.swift;
  const answer = await by.ask('POST', '/api/v1/freight/filing/check', { firm, content });
  return (answer.body as unknown as { code: string; level: string }[]).map(
    ({ code, level }) => `${level} ${code}`,
  );
};

test('a new installation has the five ports without anybody filing them', () => {
  const ports = door()
    .places()
    .map(({ code, kind, radius_m }) => [code, kind, radius_m]);
  expect(ports.sort()).toEqual([
    ...(['huanggang', 'liantang', 'man-kam-to', 'shatoujiao', 'shenzhen-bay'] as const).map((code) => [
      ...[code, 'port', 600],
    ]),
  ]);
});

test('a firm files itself, a truck and a driver; what an officer approves is what other modules see', async () => {
  const firm = await file(t.swift, 'swift', FIRM);
  expect(firm.body).toMatchObject({ id: 'swift', state: 'submitted', standing: 'not_approved' });
  expect((await file(t.swift, 'swift', FIRM)).body.code).toBe('filing.firm_filed');
  await act(t.officer, 'swift', 'decision', { version: 1, approved: true });
  expect(door().firm('swift')).toMatchObject({ name: '迅达物流', state: 'in_order' });

  const heard: string[] = [];
  const stop = door().changes.subscribe(({ kind, id }) => heard.push(`${kind} ${id}`));
  const { id } = await approve(t, t.swift, 'swift', truck(1, { plate: 'ｙ粤Z·1001港'.slice(1) }));
  stop();
  expect(heard).toEqual([`truck ${id}`, `truck ${id}`]);
  const seen = { id, plate: '粤Z1001港', plate_abroad: 'LV1001', firm: 'swift', state: 'in_order' };
  expect(door().truckByPlate('粤Z1001港')).toMatchObject(seen);
  expect(door().truckByPlate('LV1001')).toMatchObject(seen);
  expect(door().truckByTerminal('13900001001')).toMatchObject(seen);

  const made = await approve(t, t.swift, 'swift', driver(1));
  expect(door().driver(made.id)).toMatchObject({ name: '王**', firm: 'swift', state: 'in_order' });
});

test('everything that is wrong with a truck is said at once', async () => {
  const wrong = truck(2, {
    ...{ plate: '粤B1O345', terminal: '12ab' },
    documents: [
      { kind: 'vehicle_licence', number: '', until: '2026-11-27' },
      { kind: 'transport_permit', number: '', until: '2026-02-30' },
    ],
  });
  expect(await findingsOf(wrong)).toEqual([
    ...['error plate', 'error terminal', 'error no_document', 'error ended', 'error no_day'],
    'note terminal_unknown',
  ]);
  expect(await findingsOf(truck(2, { plate_abroad: null }))).toContain('error plate_pair');
  const { status, body } = await file(t.swift, 'swift', wrong);
  expect(status).toBe(422);
  expect(body.title).toContain('The vehicle licence ended on 2026-11-27');
  // A draft may have all of it, and is handed in once it is right.
  const draft = await file(t.swift, 'swift', wrong, false);
  expect(draft.body.state).toBe('draft');
  expect((await act(t.swift, draft.body.id, 'submission', { version: 1, submitted: true })).status).toBe(422);
});

test.each([
  ['粤B12345', true],
  ['粤BD12345', true],
  ['粤Z1234港', true],
  ['粤ZAB12澳', true],
  ['粤Z123港', false],
  ['粤B1234I', false],
  ['B12345', false],
])('the plate %s is one: %s', async (plate, isPlate) => {
  const found = await findingsOf(truck(3, { plate, plate_abroad: 'LV9' }));
  expect(found.includes('error plate')).toBe(!isPlate);
});

test.each([
  ['no area', [], 'no_area'],
  ['a hole', [place(114, 22.6).area[0], place(114.0005, 22.6005, 0.001).area[0]], 'holes'],
  ['two corners', [[...place(114, 22.6).area[0].slice(0, 2), [114, 22.6]]], 'few_corners'],
  [
    'a line that crosses itself',
    [
      [
        [114, 22.6],
        [114.002, 22.602],
        [114.002, 22.6],
        [114, 22.602],
      ],
    ],
    'self_crossing',
  ],
  ['a few square metres', place(114, 22.6, 0.00002).area, 'too_small'],
  ['a district', place(113.95, 22.55, 0.1).area, 'too_large'],
  ['a place outside', place(114.2, 22.6).area, 'outside_city'],
  ['a place over the border', place(114, 22.499).area, 'crosses_border'],
])('an area with %s is refused with a word of its own', async (_, area, code) => {
  expect(await findingsOf({ ...place(114, 22.6), area })).toContain(`error ${code}`);
});

test('a place is the circle around its area, for trips to stand in', async () => {
  const { id } = await approve(t, t.swift, 'swift', place(114, 22.6));
  const found = door()
    .places()
    .find(({ code }) => code === id);
  expect(found).toMatchObject({ kind: 'site', name: '坂田堆场', firm: 'swift' });
  expect(found?.lon).toBeCloseTo(114.001, 6);
  expect(found?.lat).toBeCloseTo(22.601, 6);
  // Half the diagonal of 205 by 222 m.
  expect(found?.radius_m).toBeGreaterThan(145);
  expect(found?.radius_m).toBeLessThan(160);
});

test('nobody approves what they filed or changed themselves', async () => {
  const filed = await file(t.officer, null, place(113.96, 22.56));
  const { id } = filed.body;
  const decide = (by: typeof t.officer, version: number) =>
    act(by, id, 'decision', { version, approved: true });
  const own = await decide(t.officer, 1);
  expect([own.status, own.body.code]).toEqual([403, 'filing.own_filing']);
  const all = { entries: [{ id, version: 1 }] };
  const { body } = await t.officer.ask('POST', '/api/v1/freight/filing/approvals', all);
  expect(body).toMatchObject({ approved: [], refused: [{ id }] });
  expect((await decide(t.other, 1)).body.state).toBe('approved');
  await change(t.other, id, { version: 2, content: place(113.96, 22.561) });
  expect((await decide(t.other, 3)).body.code).toBe('filing.own_filing');
  expect((await decide(t.officer, 3)).status).toBe(200);
});

test('a plate, a terminal and a driver are on the list once, and a firm does not learn whose they are', async () => {
  const second = { ...FIRM, name: '海港运输', name_en: 'Harbour', credit_code: '91440300MA5DA0002X' };
  await approve(t, t.harbour, 'harbour', second);
  const plate = await file(t.harbour, 'harbour', truck(1, { terminal: '13900009999' }));
  expect(plate.body.title).toContain('“粤Z1001港” is on file already, by another firm');
  expect(plate.body.title).not.toContain('swift');
  const terminal = truck(4, { terminal: '013900001001' });
  expect((await file(t.harbour, 'harbour', terminal)).body.title).toContain('terminal');
  expect((await file(t.harbour, 'harbour', driver(1))).body.title).toContain('removed there first');
  // Two wait for one plate: the officer sees it, the first approval has it, the second is refused.
  const [a, b] = [await file(t.swift, 'swift', truck(5)), await file(t.harbour, 'harbour', truck(5))];
  expect([a.status, b.status]).toEqual([201, 201]);
  const seen = (await look(t.officer, a.body.id)).findings as { code: string; text: { en: string } }[];
  expect(seen.find(({ code }) => code === 'wanted')?.text.en).toContain('(harbour)');
  const decide = (id: unknown) => act(t.officer, id, 'decision', { version: 1, approved: true });
  const both = await Promise.all([decide(a.body.id), decide(b.body.id)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('a firm sees its own alone, and what is another one’s is as unknown as what does not exist', async () => {
  const { id } = door().truckByPlate('粤Z1001港')!;
  for (const [what, body] of [
    ['submission', { version: 2, submitted: false }],
    ['appeal', { version: 2, text: '请重新核对这辆车的处理决定' }],
    ['reveal', { reason: '核对身份' }],
  ] as const)
    expect((await act(t.harbour, id, what, body)).body.code).toBe('filing.unknown');
  expect((await t.harbour.ask('GET', `/api/v1/freight/filing/entries/${id}`)).status).toBe(404);
  expect((await change(t.harbour, id, { version: 2, content: truck(1) })).status).toBe(404);
  expect((await file(t.harbour, 'swift', truck(6))).body.code).toBe('filing.not_yours');
  expect((await file(t.harbour, null, place(114.02, 22.6))).body.code).toBe('filing.not_yours');
  const list = await t.harbour.ask('GET', '/api/v1/freight/filing/entries?limit=500');
  const firms = (list.body.entries as { firm: string }[]).map(({ firm }) => firm);
  expect(new Set(firms)).toEqual(new Set(['harbour']));
  expect((await act(t.harbour, id, 'decision', { version: 2, approved: true })).status).toBe(403);
});

test('what a firm changes of an approved entry counts once it is approved', async () => {
  const { id, version } = await approve(t, t.swift, 'swift', truck(7));
  const changed = await change(t.swift, id, { version, content: truck(7, { terminal: '13911112222' }) });
  expect(changed.body).toMatchObject({ state: 'approved', amendment: { state: 'submitted' } });
  expect(door().truck(id)?.terminal).toBe('13900001007');
  const back = await act(t.officer, id, 'decision', {
    ...{ version: version + 1, approved: false, reason: '终端未安装' },
  });
  expect(back.body.amendment).toMatchObject({ state: 'returned', reason: '终端未安装' });
  await change(t.swift, id, { version: version + 2, content: truck(7, { terminal: '13911113333' }) });
  await act(t.officer, id, 'decision', { version: version + 3, approved: true });
  expect(door().truck(id)?.terminal).toBe('13911113333');
  expect((await change(t.swift, id, { version, content: truck(7) })).body.code).toBe('filing.changed');
  const { events } = (await look(t.swift, id)) as { events: { act: string }[] };
  expect(events.map((one) => one.act)).toEqual([
    ...['amendment_approved', 'amended', 'amendment_returned', 'amended', 'approved', 'submitted'],
  ]);
});

test('a sanction has a reason, its appeal is decided by somebody else, and it ends when it says', async () => {
  const { id, version } = await approve(t, t.swift, 'swift', truck(8));
  const early = { version, act: 'suspend', reason: '两次偏离指定路线', until_ms: START_MS - 1 };
  expect((await act(t.officer, id, 'sanction', early)).body.code).toBe('filing.until');
  const sanction = { ...early, until_ms: START_MS + 3 * DAY_MS };
  await act(t.officer, id, 'sanction', sanction);
  expect(door().truck(id)).toMatchObject({ state: 'suspended', reason: '两次偏离指定路线' });
  const text = { version: version + 1, text: '当日道路封闭，车辆按交警指挥绕行' };
  expect((await act(t.swift, id, 'appeal', text)).body.appeal_due_ms).toBe(START_MS + 15 * DAY_MS);
  const decide = { version: version + 2, granted: true, reason: '交警证明属实' };
  expect((await act(t.officer, id, 'appeal/decision', decide)).body.code).toBe('filing.appeal_self');
  await act(t.other, id, 'appeal/decision', decide);
  expect(door().truck(id)?.state).toBe('in_order');

  await act(t.officer, id, 'sanction', { ...sanction, version: version + 3 });
  t.clock.now_ms = START_MS + 3 * DAY_MS;
  expect(door().truck(id)?.state).toBe('in_order');
  await t.runJob('suspensions');
  expect((await look(t.officer, id)).state).toBe('approved');
  t.clock.now_ms = START_MS;
});

test('what follows trips suspends by the door, and once', async () => {
  const { id } = await approve(t, t.swift, 'swift', truck(9));
  const by = { principal: 'system', actor: 'system', at_ms: t.clock.now() };
  const suspension = { of: 'truck', id, reason: '失联 40 分钟', by, until_ms: null } as const;
  await door().suspend(suspension);
  await door().suspend(suspension);
  expect(door().truck(id)?.state).toBe('suspended');
  await expect(door().suspend({ ...suspension, id: 'V99999' })).rejects.toMatchObject({ status: 404 });
});

test('a truck is worth no more than its firm', async () => {
  const { id } = await approve(t, t.harbour, 'harbour', truck(10));
  await act(t.officer, 'harbour', 'sanction', { version: 2, act: 'suspend', reason: '多车违规' });
  expect(door().truck(id)).toMatchObject({ state: 'suspended', reason: '多车违规' });
  await act(t.officer, 'harbour', 'sanction', { version: 3, act: 'reinstate', reason: '整改完成' });
  expect(door().truck(id)?.state).toBe('in_order');
});

test('documents that end are said of 30 days before, on the day and after, each once', async () => {
  const documents = truck(11).documents.map((one) => ({ ...one, until: '2026-12-20' }));
  const { id } = await approve(t, t.swift, 'swift', truck(11, { documents }));
  const before = t.sent.length;
  await t.runJob('documents');
  await t.runJob('documents');
  expect(t.sent.slice(before).map(({ subject }) => subject.en)).toEqual(['Documents end soon']);
  expect(door().truck(id)?.state).toBe('in_order');
  t.clock.now_ms = Date.parse('2026-12-20T23:59:59+08:00');
  await t.runJob('documents');
  expect(door().truck(id)?.state).toBe('in_order');
  t.clock.now_ms += 1000;
  await t.runJob('documents');
  expect(door().truck(id)?.state).toBe('expired');
  expect(t.sent.slice(before + 1).map(({ subject }) => subject.zh)).toEqual([
    ...['证件今日到期', '证件已到期，不能再通行'],
  ]);
  t.clock.now_ms = START_MS;
});

test('a driver is masked everywhere, sealed in the database, and shown in full for a reason that is on record', async () => {
  const licence = identity(77);
  const { id, version } = await approve(t, t.swift, 'swift', driver(77));
  const shown = JSON.stringify(await look(t.officer, id));
  const { rows } = await sql<{ all: string }>`
    SELECT (SELECT string_agg(e::text, '') FROM filing_entry e) || (SELECT string_agg(v::text, '') FROM filing_event v)
      || (SELECT string_agg(p::text, '') FROM filing_person p) AS all`.execute(t.identity.db);
  for (const secret of [licence, '王小明', '13912345678']) {
    expect(shown).not.toContain(secret);
    expect(rows[0].all).not.toContain(secret);
  }
  const full = await act(t.officer, id, 'reveal', { reason: '事故核查' });
  expect(full.body).toEqual({ name: '王小明', phone: '13912345678', licence });
  const audit = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM audit_record WHERE action = 'filing.reveal' AND target = ${`filing:${id}`}`.execute(
    t.identity.db,
  );
  expect(audit.rows[0].n).toBe(1);
  // Only the phone is written again; the rest stays as it was filed.
  const content = driver(77, { name: null, licence: null, phone: '13900001111' });
  await change(t.swift, id, { version, content });
  await act(t.officer, id, 'decision', { version: version + 1, approved: true });
  expect((await act(t.swift, id, 'reveal', { reason: '核对电话' })).body).toEqual({
    ...{ name: '王小明', phone: '13900001111', licence },
  });
});

test('a list of 5,000 trucks: the good rows are filed, every bad one is named, and sent twice it changes nothing', async () => {
  const head = [
    '车牌',
    '境外车牌',
    '车辆类别',
    '终端号',
    '行驶证有效期至',
    '道路运输证有效期至',
    '跨境行驶批文有效期至',
    '备注',
  ];
  const row = (i: number) => [
    ...[
      `粤Z${(46_656 + i).toString(30).toUpperCase().replaceAll('I', 'Y').replaceAll('O', 'X').slice(-4)}港`,
    ],
    ...[
      `XA${i}`,
      '集装箱',
      `1480${String(i).padStart(7, '0')}`,
      '2028-01-31',
      '2028年1月31日',
      '2028/1/31',
      '',
    ],
  ];
  const rows = Array.from({ length: 4990 }, (_, i) => row(i));
  const bad = [
    ...[row(9001).with(0, '粤B1'), row(9002).with(2, '飞机'), row(9003).with(4, '2020-01-01')],
    ...[row(9004).with(3, ''), row(9005).with(6, '明天'), rows[3], row(9006).with(0, '粤Z1001港')],
    ...[row(9007).with(3, '1.39E+10'), row(9008).with(5, ''), row(9009).with(1, '')],
  ];
  const sheet = [head, ...rows, ...bad].map((cells) => cells.map((value) => ({ value })));
  const bytes = await (await writeXlsxFile(sheet).toBlob()).arrayBuffer();
  const payload = {
    ...{ kind: 'truck', firm: 'swift', file: '车辆.xlsx' },
    content_base64: Buffer.from(bytes).toString('base64'),
  };
  const url = '/api/v1/freight/filing/import';
  const preview = await t.swift.ask('POST', `${url}/preview`, payload);
  expect(preview.body).toMatchObject({ applied: false, good_rows: 4990, bad_rows: 10, ignored: ['备注'] });
  const done = await t.swift.ask('POST', url, payload);
  expect(done.body).toMatchObject({ applied: true, added: 4990, bad_rows: 10 });
  const problems = done.body.problems as { row: number; column: string; message: string }[];
  expect(problems.map(({ row: at, column }) => `${at} ${column}`)).toEqual([
    ...['4992 车牌', '4993 车辆类别', '4994 ', '4995 终端号', '4996 跨境行驶批文有效期至'],
    ...['4997 车牌', '4997 境外车牌', '4997 终端号', '4998 车牌', '4999 终端号', '5000 ', '5001 境外车牌'],
  ]);
  const csv = [head, ...rows].map((cells) => cells.join(',')).join('\n');
  const again = await t.swift.ask('POST', url, {
    ...{ ...payload, content_base64: Buffer.from(csv).toString('base64') },
  });
  expect(again.body).toMatchObject({ added: 0, unchanged: 4990 });
  const other = await t.harbour.ask('POST', url, payload);
  expect(other.body.code).toBe('filing.not_yours');
}, 120_000);

test('a template has the headings that a list is read by', async () => {
  const { status, headers } = await t.swift.ask('GET', '/api/v1/freight/filing/template?kind=driver');
  expect([status, headers['content-type']]).toEqual([
    ...[200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ]);
});

test('a restart reads all that was committed', async () => {
  const again = t.compose();
  await again.start?.();
  const plates = (from: typeof again) =>
    from.filing
      .trucksOf('swift')
      .map(({ id, plate, state }) => `${id} ${plate} ${state}`)
      .sort();
  expect(plates(again)).toEqual(plates(t.made));
  expect(again.filing.places().length).toBe(door().places().length);
});
