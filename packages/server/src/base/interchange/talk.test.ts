import { encodeFrame, type Message } from '@opentocc/protocols/jt809';
import { describe, expect, test, vi } from 'vitest';
import { CENTRE, START_MS, useInterchange } from './test-interchange.ts';

const t = useInterchange();
const until = (look: () => unknown) =>
  vi.waitFor(async () => expect(await look()).toBeTruthy(), { timeout: 5000, interval: 5 });
const TRUCK = { plate: '粤B10001', plate_colour: 2 };
const talk = () => t.interchange.talk;
const latest = async () => (await talk().list(undefined, 10)).requests[0];
const askDuty = (over: object = {}) =>
  talk().ask(
    { source: t.trucks, kind: 'post_check', question: '在岗人员？', within_min: 10, channel: 1, ...over },
    'officer',
  );

describe.each(['2011', '2019'] as const)('a platform of %s', (edition) => {
  test('is asked whether somebody is on duty, and the time of its answer is taken', async () => {
    const answer = (asked: Message, to_serial: number): Message[] =>
      asked.kind === 'post_check'
        ? [
            {
              ...{ kind: 'post_check_answer', object_type: 1, responder: '周敏', responder_phone: '1' },
              ...{ object_id: '', info_id: asked.info_id, to_type: 0x9301, to_serial, text: '周敏在岗' },
            },
          ]
        : [];
    const platform = await t.loggedIn({ edition, answer });
    await until(() => platform.sub_link_up);
    const asked = await askDuty();
    expect(asked).toMatchObject({ state: 'waiting', due_ms: START_MS + 600_000 });
    await until(async () => (await latest()).state === 'answered');
    expect(await latest()).toMatchObject({ answer: '周敏在岗', answered_ms: START_MS });
    expect((await latest()).responder).toBe(edition === '2019' ? '周*' : null);
    const { discipline } = await talk().list(t.trucks, 10);
    expect(discipline).toEqual([
      { source: t.trucks, asked: 1, answered: 1, late: 0, unanswered: 0, answer_p50_s: 0 },
    ]);
  });

  test('reports an alarm, is urged to handle it, and says that it did', async () => {
    const platform = await t.loggedIn({
      edition,
      answer: (asked, to_serial) =>
        asked.kind === 'supervision'
          ? [
              {
                ...{ kind: 'supervision_answer', vehicle: TRUCK, result: 1, to_type: 0x9401, to_serial },
                supervision_id: 'supervision_id' in asked ? asked.supervision_id : 0,
              },
            ]
          : [],
    });
    const common = { kind: 'alarm' as const, vehicle: TRUCK, type: 2, at_ms: START_MS - 1000, text: '疲劳' };
    platform.send(
      (edition === '2011'
        ? { ...common, source: 1, info_id: 7 }
        : {
            ...{ ...common, ...TRUCK, from_platform: '', to_platform: '', route: 0 },
            ...{ start_ms: START_MS - 1000, end_ms: Number.NaN },
          }) as Message,
    );
    await until(async () => (await talk().listAlarms(t.trucks, 10)).length === 1);
    const [alarm] = await talk().listAlarms(undefined, 10);
    expect(alarm).toMatchObject({ type: 2, at_ms: START_MS - 1000, text: '疲劳', handled: null });
    expect(alarm.plate).not.toContain('10001');
    await talk().supervise(alarm.id, { within_min: 30, urgent: true }, 'officer');
    await until(async () => (await latest()).state === 'answered');
    expect(await latest()).toMatchObject({ kind: 'supervision', alarm: alarm.id, result: 1 });
    expect((await talk().listAlarms(undefined, 10))[0].supervision).toBe((await latest()).id);
  });

  test('says who drives a truck and with what; names stand sealed, and are shown masked', async () => {
    const driver = {
      ...{ name: '梁志强', identity_number: '440301198001011234', licence: '440312345678' },
      ...{ issuer: '深圳市交通运输局', valid_until_ms: START_MS },
    };
    const platform = await t.loggedIn({
      edition,
      answer: (asked, to_serial) =>
        asked.kind === 'ask_driver'
          ? [{ kind: 'driver_answer', vehicle: TRUCK, to_type: 0x920a, to_serial, ...driver }]
          : [],
    });
    platform.send({ kind: 'waybill', vehicle: TRUCK, text: '冷冻虾；收货 13812345678' });
    await askDuty({ kind: 'driver', plate: '粤B10001', question: undefined });
    await until(async () => (await talk().listPapers(t.trucks, 10)).length === 2);
    await talk().settle();
    const papers = await talk().listPapers(t.trucks, 10);
    const said = papers.map(({ text }) => text).join('\n');
    expect(said).toContain('梁**');
    expect(said).toContain('冷冻虾');
    for (const secret of ['梁志强', '440312345678', '440301198001011234', '13812345678'])
      expect(said).not.toContain(secret);
    const { rows } = await t.query('SELECT text_sealed FROM interchange_paper');
    expect(JSON.stringify(rows)).not.toContain('梁志强');
    const [paper] = papers.filter(({ kind }) => kind === 'driver');
    expect((await talk().revealPaper(paper.id)).text).toContain('梁志强 · 440312345678');
    expect((await latest()).state).toBe('answered');
  });
});

test('a question that nobody answers is unanswered, and one that is answered after its time is late', async () => {
  const platform = await t.loggedIn({ edition: '2011', answer: () => [] });
  const [first, second] = [await askDuty({ within_min: 1 }), await askDuty({ within_min: 1 })];
  t.now_ms = START_MS + 61_000;
  expect((await latest()).state).toBe('unanswered');
  platform.send({
    ...{ kind: 'post_check_answer', object_type: 1, responder: '', responder_phone: '', object_id: '' },
    ...{ info_id: first.id, to_type: 0, to_serial: 0, text: '在' },
  });
  await until(async () => (await talk().list(undefined, 10)).requests[1].state === 'late');
  expect((await talk().list(undefined, 10)).requests[0]).toMatchObject({
    id: second.id,
    state: 'unanswered',
  });
  expect((await talk().list(undefined, 10)).discipline[0]).toMatchObject({ late: 1, unanswered: 1 });
});

test('what cannot be asked is said', async () => {
  await expect(askDuty()).rejects.toMatchObject({ code: 'interchange.not_connected' });
  expect((await talk().list(undefined, 10)).requests).toEqual([]);
  await t.loggedIn();
  await expect(askDuty({ question: undefined })).rejects.toMatchObject({
    code: 'interchange.question_missing',
  });
  await expect(askDuty({ kind: 'driver' })).rejects.toMatchObject({ code: 'interchange.vehicle_missing' });
  await expect(askDuty({ kind: 'live', plate: '粤B20001' })).rejects.toMatchObject({
    code: 'interchange.vehicle_not_its',
  });
  await expect(talk().supervise(99, { within_min: 1, urgent: false }, 'officer')).rejects.toMatchObject({
    code: 'interchange.alarm_unknown',
  });
});

test('what a platform says of vehicles of others, and a flood of alarms, is not stored', async () => {
  const platform = await t.loggedIn({ edition: '2011' });
  const alarm = { kind: 'alarm', source: 1, type: 1, at_ms: START_MS, text: '' } as const;
  platform.send({ ...alarm, vehicle: { plate: '粤B20001', plate_colour: 2 }, info_id: 1 });
  const header = { edition: '2011', serial: 9, centre: CENTRE, version: '1.0.0' } as const;
  const frames = Array.from({ length: 700 }, (_, i) =>
    encodeFrame(header, { ...alarm, vehicle: TRUCK, info_id: i + 1 }),
  );
  platform.sendBytes(Buffer.concat(frames));
  await until(() => t.interchange.metrics().reports_left_out === 100);
  await talk().settle();
  expect(await talk().listAlarms(undefined, 1000)).toHaveLength(600);
});

test('a question that waited when the platform ended is still answered', async () => {
  await t.loggedIn({ edition: '2011', answer: () => [] });
  const { id } = await askDuty();
  await t.reopen();
  const platform = await t.loggedIn({ edition: '2011' });
  platform.send({
    ...{ kind: 'post_check_answer', object_type: 1, responder: '', responder_phone: '', object_id: '' },
    ...{ info_id: id, to_type: 0, to_serial: 0, text: '在' },
  });
  await until(async () => (await latest()).state === 'answered');
});
