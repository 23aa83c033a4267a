import type { Case, HeldItem, HeldList, TakenLetter, WaysIn } from '@opentocc/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, clockOf, kindsOf, read, run, taken } from '../cases/test-cases.ts';
import { casesPort } from './cases-port.ts';
import { intakeErrors } from './errors.ts';
import { createLetters } from './letters.ts';
import { createSenders, maskSender, person } from './senders.ts';
import { LETTER, PNG, startIntake, type TestIntake } from './test-intake.ts';

let on: TestIntake;

beforeAll(async () => {
  on = await startIntake();
  await on.mail.start();
}, 60_000);
afterAll(async () => {
  await on.mail.stop();
  await on.identity.stop();
});

const caseOf = async (number: string): Promise<Case> => {
  const found = await on.cases.findByNumber(number);
  return read(on.supervisor, found!.id);
};
const countCases = async () =>
  Number((await sql<{ n: number }>`SELECT count(*) AS n FROM cases_case`.execute(on.identity.db)).rows[0].n);
const letters = async () =>
  (await on.supervisor.ask('GET', '/api/v1/intake/letters')).body as unknown as TakenLetter[];
const heldList = async (state = 'held') =>
  (await on.supervisor.ask('GET', `/api/v1/intake/held?state=${state}`)).body as unknown as HeldList;
const waysIn = async () => (await on.supervisor.ask('GET', '/api/v1/intake')).body as unknown as WaysIn;

describe('a transfer of 12345', () => {
  test('is a case with their number and their clock beside ours, and the same one is the same case', async () => {
    const due_ms = on.clock.now_ms + 72 * HOUR_MS;
    const first = await on.peer.transfer('GD2026-0001', { due_ms });
    expect(first).toMatchObject({ same: false, differs: false, refused_files: [] });
    const again = await on.peer.transfer('GD2026-0001', { due_ms });
    expect(again).toEqual({ ...first, same: true });
    const one = await caseOf(first.case);
    expect(one).toMatchObject({ channel: '12345', outside: { number: 'GD2026-0001', due_ms } });
    expect(clockOf(one, '12345')?.due_ms).toBe(due_ms);
    expect(clockOf(one, 'answer')?.due_ms).not.toBe(due_ms);
  });

  test('that says something else the second time is one case, with what is new as a remark, once', async () => {
    const { case: number } = await on.peer.transfer('GD2026-0002');
    const changed = { text: '补充：车牌粤B·D12345' };
    expect(await on.peer.transfer('GD2026-0002', changed)).toMatchObject({
      case: number,
      same: true,
      differs: true,
    });
    expect(await on.peer.transfer('GD2026-0002', changed)).toMatchObject({ same: true, differs: false });
    const remarks = (await caseOf(number)).timeline.filter(({ kind }) => kind === 'remark');
    expect(remarks.map(({ text }) => text.zh)).toEqual([expect.stringContaining('粤B·D12345')]);
  });

  test('that comes ten times at once is one case', async () => {
    const before = await countCases();
    const all = await Promise.all(Array.from({ length: 10 }, () => on.peer.transfer('GD2026-0003')));
    expect(new Set(all.map(({ case: number }) => number)).size).toBe(1);
    expect(all.filter(({ same }) => !same)).toHaveLength(1);
    expect(await countCases()).toBe(before + 1);
    expect((await on.peer.news()).filter(({ number }) => number === 'GD2026-0003')).toHaveLength(1);
  });

  test('with a file that lies about its type is taken without it, and both sides hear why', async () => {
    const files = [
      { name: '现场.png', content_base64: PNG.toString('base64') },
      { name: '照片.png', content_base64: Buffer.from('%PDF-1.7').toString('base64') },
    ];
    const { case: number, refused_files } = await on.peer.transfer('GD2026-0004', { files });
    expect(refused_files.map(({ name }) => name)).toEqual(['照片.png']);
    const one = await caseOf(number);
    expect(one.attachments.map(({ name }) => name)).toEqual(['现场.png']);
    expect(one.text).toContain('附件“照片.png”未收');
  });

  test('is answered step by step: asked for, and posted to the endpoint once one is chosen', async () => {
    const { case: number } = await on.peer.transfer('GD2026-0005');
    const { id } = (await on.cases.findByNumber(number))!;
    await run(on, id, [[on.agent, 'dispatch', { unit: 'pengcheng-taxi' }]]);
    expect(on.posted).toEqual([]);
    expect((await waysIn()).peer).toBeNull();
    const chosen = await on.supervisor.ask('PUT', '/api/v1/intake/peer', { endpoint: 7 });
    expect(chosen.body.peer).toMatchObject({ endpoint: 7, name: '12345', by: 'supervisor' });
    await run(on, id, [
      [on.taxi, 'answer', { text: '已核实并道歉，退还三十元' }],
      [on.agent, 'closing'],
    ]);
    const news = (await on.peer.news()).filter((one) => one.number === 'GD2026-0005');
    expect(news.map(({ step }) => step)).toEqual(['accepted', 'dispatched', 'answered']);
    expect(news[2].text).toBe('已核实并道歉，退还三十元');
    expect(on.posted.map(({ to, data }) => [to, data?.step, data?.seq])).toEqual([
      ['7', 'answered', news[2].seq],
    ]);
    expect((await on.peer.news(news[1].seq)).map(({ seq }) => seq)).toEqual([news[2].seq]);
  });

  test('whose case was merged into another one hears the answer of that one', async () => {
    const [a, b] = [await on.peer.transfer('GD2026-0006'), await on.peer.transfer('GD2026-0007')];
    const [into, gone] = [await caseOf(a.case), await caseOf(b.case)];
    await act(on, on.agent, into.id, 'merges', {
      other: gone.id,
      other_version: gone.version,
      reason: '同一车次',
    });
    await run(on, into.id, [[on.agent, 'answer', { text: '两件一并答复', close: true }]]);
    const steps = async (number: string) =>
      (await on.peer.news()).filter((one) => one.number === number).map(({ step, text }) => [step, text]);
    expect((await steps('GD2026-0007')).slice(1)).toEqual([
      ['merged', expect.stringContaining(a.case)],
      ['answered', '两件一并答复'],
    ]);
    expect((await steps('GD2026-0006')).at(-1)).toEqual(['answered', '两件一并答复']);
  });

  test('is referred back with the reason when it is not ours', async () => {
    const { case: number } = await on.peer.transfer('GD2026-0008', { text: '航班延误不给退票' });
    const { id } = (await on.cases.findByNumber(number))!;
    await run(on, id, [[on.agent, 'referral', { to: 'aviation', body: '民航监管局', reason: '属民航职责' }]]);
    expect((await on.peer.news()).at(-1)).toMatchObject({
      number: 'GD2026-0008',
      step: 'returned',
      text: expect.stringContaining('属民航职责'),
    });
  });

  test('an endpoint that is not there is not chosen, and their key reads nothing of ours', async () => {
    const { body } = await on.supervisor.ask('PUT', '/api/v1/intake/peer', { endpoint: 8 });
    expect(body.code).toBe('intake.unknown_endpoint');
    expect((await on.peer.ask('/api/v1/intake')).status).toBe(403);
    expect((await on.peer.ask('/api/v1/cases')).status).toBe(403);
  });
});

describe('a letter', () => {
  test('becomes a case once, however often and wherever it is found', async () => {
    const before = await countCases();
    for (let i = 0; i < 2; i++)
      await on.box.put({ key: '<same@test>', from: { name: '赵', address: 'zhao@example.test' } });
    expect(await countCases()).toBe(before + 1);
    const [letter] = await letters();
    expect(letter).toMatchObject({ outcome: 'case', sender: 'z***@example.test' });
    expect(await caseOf(letter.case!)).toMatchObject({ channel: 'mail', title: '公交到站不停' });
  });

  test('that answers a case lands on it with its files where the sender is who asked; a stranger makes a new one', async () => {
    await on.box.put({ from: { name: '钱', address: 'qian@example.test' } });
    const number = (await letters())[0].case!;
    const subject = `Re: 您的诉求 ${number} 已有答复`;
    const files = [{ name: '车票.png', content: PNG }];
    await on.box.put({
      subject,
      text: '补充车票照片',
      files,
      from: { name: '钱', address: 'Qian@example.test' },
    });
    expect((await letters())[0]).toMatchObject({ outcome: 'remark', case: number });
    const one = await caseOf(number);
    expect(kindsOf(one)).toEqual(expect.arrayContaining(['remark', 'attachment']));
    await on.box.put({ subject, from: { name: '孙', address: 'sun@example.test' } });
    expect((await letters())[0]).toMatchObject({
      outcome: 'case',
      case: expect.not.stringContaining(number),
    });
  });

  test('to a case that was merged lands in the one where it went', async () => {
    const [a, b] = [
      await on.peer.transfer('GD2026-0101'),
      await on.peer.transfer('GD2026-0102', {
        asker: { name: '周', phone: null, email: 'zhou@example.test', secret: false, answer_by: 'mail' },
      }),
    ];
    const [into, gone] = [await caseOf(a.case), await caseOf(b.case)];
    await act(on, on.agent, into.id, 'merges', {
      other: gone.id,
      other_version: gone.version,
      reason: '同一件事',
    });
    await on.box.put({
      subject: `Re: ${b.case}`,
      text: '还有一件事',
      from: { name: '周', address: 'zhou@example.test' },
    });
    expect(kindsOf(await caseOf(a.case))).toContain('remark');
  });

  test('of a program makes no case and stays on record', async () => {
    const before = await countCases();
    await on.box.put({ automatic: true });
    expect(await countCases()).toBe(before);
    expect((await letters())[0]).toMatchObject({ outcome: 'refused', case: null });
  });

  test('of 40,000 characters, that asks for secrecy, or of which only the heading was read is taken for what it is', async () => {
    await on.box.put({ text: '长'.repeat(40_000), from: { name: '', address: 'long@example.test' } });
    const long = await caseOf((await letters())[0].case!);
    expect(long.text.length).toBeLessThanOrEqual(10_000);
    expect(long.text).toContain('原文过长');
    await on.box.put({
      text: '举报 76 路司机打电话，请为我保密',
      from: { name: '吴', address: 'wu@example.test' },
    });
    expect((await caseOf((await letters())[0].case!)).asker).toMatchObject({
      secret: true,
      name: '',
      email: null,
    });
    await on.box.put({ text: '', unread: 'too_large', from: { name: '郑', address: 'zheng@example.test' } });
    const [large] = await letters();
    expect(large.notes[0].zh).toContain('过大');
    expect((await caseOf(large.case!)).text).toContain('请在邮箱中查看');
  });

  test('that can never be a case stands on record with the reason, and the next one comes after it', async () => {
    const { store, clock } = on;
    let refuses = true;
    const picky = createLetters({
      ...{ store, clock, mailbox: 'picky', cases: casesPort(on.cases) },
      attachments: { prepare: () => Promise.reject(new Error('it has no files')) },
      gate: {
        offer: async (...offered) => {
          if (refuses) throw intakeErrors.unknown_held({ id: 1 });
          return on.gate.offer(...offered);
        },
      },
    });
    const letter = { ...LETTER, key: '<refused@test>' };
    await picky.take(letter, { validity: '9', uid: 1 });
    expect((await letters())[0]).toMatchObject({ outcome: 'refused', case: null });
    expect((await letters())[0].notes[0].zh).toMatch(/^未能建立工单：.*请在邮箱中查看原件$/);
    refuses = false;
    await picky.take({ ...letter, key: '<after@test>' }, { validity: '9', uid: 2 });
    expect((await letters())[0]).toMatchObject({ outcome: 'case' });
    expect(await picky.place()).toEqual({ validity: '9', uid: 2 });
  });

  test('says where the mailbox is and whether it is reached', async () => {
    expect((await waysIn()).mail).toMatchObject({ configured: true, up: true, says: { en: 'Mailbox test' } });
    expect(on.mail.trouble()).toBeNull();
    on.box.lose('connection refused');
    expect(on.mail.trouble()).toContain('connection refused');
  });
});

describe('a flood', () => {
  const offer = (key: string, sender: string, text = '反复来件') =>
    on.gate.offer(taken(key, { channel: 'web', text }), person(sender));
  const decide = async (id: number, what: string, body: object) =>
    (await on.supervisor.ask('POST', `/api/v1/intake/held/${id}/${what}`, body)).body as unknown as HeldItem;

  test('is held back after the first ones, whole, and each of it once', async () => {
    const outcomes = [];
    for (let i = 0; i < 5; i++) outcomes.push(await offer(`flood-${i}`, '138 0000 1111'));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['case', 'case', 'case', 'held', 'held']);
    expect(await offer('flood-4', '13800001111')).toEqual({ ...outcomes[4], is_new: false });
    expect((await offer('calm-0', '13900002222')).kind).toBe('case');
    const { items, waiting, rules } = await heldList();
    expect(waiting).toBe(2);
    expect(items[0]).toMatchObject({ sender: '138****1111', text: '反复来件', state: 'held' });
    expect(rules.every(({ assumed }) => assumed)).toBe(true);
  });

  test('that comes at once is held back all the same, and its first ones are never lost', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, (_, i) => offer(`at-once-${i}`, '13700003333')));
    expect(all.filter(({ kind }) => kind === 'case')).toHaveLength(3);
    expect(all.filter(({ kind }) => kind === 'held')).toHaveLength(9);
  });

  test('of a network begins later than that of a number, since many share it', async () => {
    const kinds: string[] = [];
    for (let i = 0; i < 22; i++) {
      const sender = { kind: 'network', address: '10.7.0.1' } as const;
      kinds.push((await on.gate.offer(taken(`net-${i}`, { channel: 'web', text: '路灯不亮' }), sender)).kind);
    }
    expect(kinds.indexOf('held')).toBe(20);
    const other = { kind: 'network', address: '10.70.0.1' } as const;
    expect((await on.gate.offer(taken('net-other', { channel: 'web' }), other)).kind).toBe('case');
    const [item] = (await heldList()).items;
    expect(item.sender).toBe('IP 10.7.*');
    const ofNetwork = (await heldList()).items.filter(({ sender }) => sender.startsWith('IP'));
    for (const { id } of ofNetwork) await decide(id, 'discarding', { reason: '同一内容' });
  });

  test('from one mobile number is of one sender, with the code of the country or without it', async () => {
    const senders = createSenders({ blindIndex: async (_: string, value: string) => value } as never);
    const indexOf = (number: string) => senders.indexOf('web', person(number));
    for (const number of ['13800001111', '+86 138-0000-1111', '0086 13800001111', '8613800001111'])
      expect(await indexOf(number)).toBe('13800001111');
    expect(await indexOf('+85298765432')).toBe('+85298765432');
    expect(maskSender(person('+8613800001111'))).toBe(maskSender(person('13800001111')));
  });

  test.each([
    ['10.7.0.1', 'IP 10.7.*'],
    ['::ffff:10.7.0.1', 'IP 10.7.*'],
    ['2001:da8:1:2', 'IP 2001:da8:*'],
  ])('from the network %s is shown as from %s', (address, shown) => {
    expect(maskSender({ kind: 'network', address })).toBe(shown);
  });

  test('is over after the time of the rule', async () => {
    on.clock.now_ms += 31 * MINUTE_MS;
    expect((await offer('later', '13800001111')).kind).toBe('case');
  });

  test('waits for who may decide on it: released, joined to the first one, or discarded, once', async () => {
    for (let i = 0; i < 6; i++) await offer(`decide-${i}`, '13600004444', `第 ${i} 次`);
    const [third, second, first] = (await heldList()).items;
    const released = await decide(first.id, 'release', { reason: '另一件事' });
    expect(released).toMatchObject({ state: 'released', decision: { by: 'supervisor', reason: '另一件事' } });
    expect((await caseOf(released.case!)).text).toBe('第 3 次');
    const joined = await decide(second.id, 'joining', { reason: '同一件事' });
    expect(joined).toMatchObject({ state: 'joined', case: second.first_case });
    const remarks = (await caseOf(second.first_case!)).timeline.filter(({ kind }) => kind === 'remark');
    expect(remarks.map(({ text }) => text.zh)).toEqual([expect.stringContaining('第 4 次')]);
    expect(await decide(third.id, 'discarding', { reason: '重复内容' })).toMatchObject({
      state: 'discarded',
      case: null,
    });
    expect(await decide(third.id, 'release', { reason: '再看看' })).toMatchObject({ code: 'intake.decided' });
    expect(await decide(999_999, 'release', { reason: '再看看' })).toMatchObject({
      code: 'intake.unknown_held',
    });
    const duty = await on.held.obligations({ permissions: ['intake:handle'] } as never);
    expect(duty).toMatchObject([{ key: 'intake/held', count: (await heldList()).waiting }]);
    expect(await on.held.obligations({ permissions: [] } as never)).toEqual([]);
  });

  test('is decided once: of two who decide at once, one is refused before a case was touched', async () => {
    for (let i = 0; i < 4; i++) await offer(`twice-${i}`, '13600007777', `第 ${i} 次`);
    const [{ id, first_case }] = (await heldList()).items;
    const both = await Promise.all([
      decide(id, 'release', { reason: '另一件事' }),
      decide(id, 'joining', { reason: '同一件事' }),
    ]);
    const [done, ...more] = both.filter(({ state }) => state !== undefined);
    expect(more).toEqual([]);
    expect(both.find((one) => one !== done)).toMatchObject({ code: 'intake.being_decided' });
    const remarks = (await caseOf(first_case!)).timeline.filter(({ kind }) => kind === 'remark');
    expect(remarks).toHaveLength(done.state === 'joined' ? 1 : 0);
  });

  test('of who asks for secrecy says nothing of them in the case that it is joined to', async () => {
    const asker = {
      name: '李大勇',
      phone: '13500006666',
      email: null,
      secret: true,
      answer_by: 'sms',
    } as const;
    const text = '我是李大勇，电话１３５００００６６６６，补充：车上还有人';
    for (let i = 0; i < 4; i++)
      await on.gate.offer(taken(`hidden-${i}`, { channel: 'web', text, asker }), person(asker.phone));
    const [{ id }] = (await heldList()).items;
    const { number } = await on.cases.take(taken('hidden-into', { text: '同一辆车' }));
    await decide(id, 'joining', { case: number, reason: '同一件事' });
    const [remark] = (await caseOf(number)).timeline.filter(({ kind }) => kind === 'remark');
    expect(remark.text.zh).toBe('诉求人补充：我是***，电话***，补充：车上还有人');
  });

  test('is released however long it lay in the mailbox and waited: cases take nothing that is older', async () => {
    const received_ms = on.clock.now_ms - 59 * DAY_MS;
    for (let i = 0; i < 4; i++)
      await on.gate.offer(
        taken(`lay-${i}`, { channel: 'web', received_ms, text: '两个月前的来信' }),
        person('13500005555'),
      );
    const [{ id }] = (await heldList()).items;
    on.clock.now_ms += 3 * DAY_MS;
    const released = await decide(id, 'release', { reason: '另一件事' });
    expect(released).toMatchObject({ state: 'released' });
    expect((await caseOf(released.case!)).received_ms).toBe(on.clock.now_ms - 59 * DAY_MS);
  });

  test('is sealed in the database while it waits, and agents do not see it', async () => {
    await offer('sealed', '13600004444', '我的电话 13600004444');
    const { rows } = await sql<{ all: string }>`
      SELECT (SELECT string_agg(h::text, '') FROM intake_held h) || (SELECT string_agg(c::text, '') FROM intake_held_content c)
        || (SELECT string_agg(r::text, '') FROM intake_received r) AS all`.execute(on.identity.db);
    expect(rows[0].all).not.toMatch(/13600004444|我的电话/);
    expect((await on.agent.ask('GET', '/api/v1/intake/held')).status).toBe(403);
  });
});
