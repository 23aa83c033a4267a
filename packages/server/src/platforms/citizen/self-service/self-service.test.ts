import type { Case, HeldList } from '@opentocc/contract';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Http } from '../../../kit/http-server.ts';
import { createFollowTokens } from '../cases/follow-tokens.ts';
import { read, run } from '../cases/test-cases.ts';
import { Visitor } from '../site/test-site.ts';
import { startServiceSite, type TestServiceSite } from './test-service-site.ts';

let on: TestServiceSite;
let http: Http;
let places = 0;
const newcomer = () => new Visitor(http, `10.8.${++places >> 8}.${places & 255}`);

beforeAll(async () => {
  on = await startServiceSite();
  ({ http } = on);
});
afterAll(() => on.stop());

const ASKED = { type: 'complaint', text: '出租车司机绕路，多收了三十元', answer_by: 'web' };

/** Asks and follows. @returns the visitor, with number and code as the page shows them */
async function ask(
  values: Readonly<Record<string, string>> = {},
  files: Parameters<Visitor['send']>[2] = [],
) {
  const visitor = newcomer();
  const done = await visitor.send(await visitor.get('/service/ask'), { ...ASKED, ...values }, files);
  expect([done.status, done.to]).toEqual([303, '/service/receipt']);
  const { text } = await visitor.get('/service/receipt');
  const [, number] = /id="case-number">([^<]+)/.exec(text) ?? [];
  const [, code] = /id="case-token">([^<]+)/.exec(text) ?? [];
  const row = await on.cases.findByNumber(number);
  return { visitor, number, code, id: row?.id ?? 0 };
}

const follow = async (visitor: Visitor, number: string, code: string) =>
  visitor.send(await visitor.get('/service/follow'), { number, code });
const formOf = (text: string, action: string) =>
  [...text.matchAll(/<form method="post" action="([^"]+)"/g)].findIndex(([, to]) => to.endsWith(action));

/** Through a unit until it is closed. */
const close = (id: number): Promise<Case> =>
  run(on, id, [
    [on.agent, 'dispatch', { unit: 'pengcheng-taxi' }],
    [on.taxi, 'acceptance'],
    [on.taxi, 'answer', { text: '已核实，多收费用已退还。' }],
    [on.agent, 'closing'],
  ]);

describe('asking', () => {
  it('makes one case with what was typed, however often the form is sent', async () => {
    const visitor = newcomer();
    const page = await visitor.get('/service/ask');
    const values = {
      ...{ ...ASKED, answer_by: 'sms', phone: '138 0013-8000', name: '王小明', secret: 'yes' },
      ...{ where: '深南大道', meant: '粤B·D12345' },
    };
    await visitor.send(page, values);
    const [, first] = /id="case-number">([^<]+)/.exec((await visitor.get('/service/receipt')).text) ?? [];
    await visitor.send(page, values);
    const [, second] = /id="case-number">([^<]+)/.exec((await visitor.get('/service/receipt')).text) ?? [];
    expect(second).toBe(first);
    const row = await on.cases.findByNumber(first);
    const made = await read(on.supervisor, row?.id ?? 0);
    expect(made).toMatchObject({
      ...{ channel: 'web', type: 'complaint', place: '深南大道', state: 'received' },
      meant: { kind: 'vehicle', name: '粤B·D12345' },
      asker: { secret: true },
    });
    expect(await on.cases.contactOf(made.id)).toMatchObject({ name: '王小明', phone: '13800138000' });
  });

  it('within another application comes in as from there', async () => {
    const visitor = newcomer();
    await visitor.send(await visitor.get('/service/ask?view=embed'), ASKED);
    const page = await visitor.get('/service/receipt?view=embed');
    const [, number] = /id="case-number">([^<]+)/.exec(page.text) ?? [];
    expect((await on.cases.findByNumber(number))?.channel).toBe('wechat');
  });

  it.each([
    ['nothing', {}, ['#type', '#text', '#answer_by']],
    ['a call without a number', { ...ASKED, answer_by: 'phone' }, ['#phone']],
    ['a number that is none', { ...ASKED, answer_by: 'sms', phone: '1234' }, ['#phone']],
    ['a mail without an address', { ...ASKED, answer_by: 'mail', email: 'nobody@' }, ['#email']],
    ['10,001 characters', { ...ASKED, text: '长'.repeat(10_001) }, ['#text']],
  ])('with %s leads to what has to be corrected and makes no case', async (_, values, fields) => {
    const visitor = newcomer();
    const page = await visitor.get('/service/en/ask');
    const before = on.cases.board.size;
    const { status, text } = await visitor.send(page, values);
    expect(status).toBe(422);
    const [summary] = /<div class="problems"[\s\S]*?<\/div>/.exec(text) ?? [''];
    expect([...summary.matchAll(/href="(#\w+)"/g)].map(([, to]) => to)).toEqual(fields);
    expect(on.cases.board.size).toBe(before);
    if ('text' in values) expect(text).toContain(values.text);
  });

  it('with 10,000 characters and a file makes a case with both', async () => {
    const content = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const text = '长'.repeat(10_000);
    const { id, visitor } = await ask({ text }, [{ name: '现场.jpg', content }]);
    expect((await read(on.supervisor, id)).text).toBe(text);
    const page = await visitor.get('/service/case');
    const [, file] = /href="(\/service\/case\/file\/\d+)"/.exec(page.text) ?? [];
    const sent = await visitor.get(file);
    expect([sent.headers['content-type'], sent.headers['content-disposition']]).toEqual([
      'image/jpeg',
      expect.stringMatching(/^attachment/),
    ]);
    // Nobody else gets it, nor does who follows another case.
    expect((await newcomer().get(file)).to).toBe('/service/follow');
    expect((await (await ask()).visitor.get(file)).to).toBe('/service/case');
  });
});

describe('more of one telephone number than goes through', () => {
  const PHONE = { ...ASKED, answer_by: 'sms', phone: '138 0013 8111' };
  const receiptOf = (text: string) => ({
    receipt: /id="held-receipt">([^<]+)/.exec(text)?.[1] ?? '',
    code: /id="case-token">([^<]+)/.exec(text)?.[1] ?? '',
  });
  const heldList = async () =>
    (await on.supervisor.ask('GET', '/api/v1/intake/held?state=held')).body as unknown as HeldList;
  const decide = (id: number, what: string, body: object) =>
    on.supervisor.ask('POST', `/api/v1/intake/held/${id}/${what}`, body);
  const photo = () =>
    sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();

  /** As a browser without script does: where the challenge is set, it waits and presses the button again. */
  async function sendAs(visitor: Visitor, text: string, files: Parameters<Visitor['send']>[2] = []) {
    const page = await visitor.get('/service/ask');
    const done = await visitor.send(page, { ...PHONE, text }, files);
    if (done.status !== 429) return { page, done };
    on.clock.now_ms += 21_000;
    return { page: done, done: await visitor.send(done, { ...PHONE, text }) };
  }

  async function fillUp(phone: string): Promise<void> {
    PHONE.phone = phone;
    for (let i = 0; i < 3; i++)
      expect((await sendAs(newcomer(), `第 ${i} 次投诉绕路`)).done.to).toBe('/service/receipt');
  }

  it('gets an honest receipt, once however often it is sent, and its code works before and after it is let through', async () => {
    await fillUp('13800138111');
    const before = on.cases.board.size;
    const visitor = newcomer();
    const { page, done } = await sendAs(visitor, '又一次投诉绕路', [
      { name: '现场.jpg', content: await photo() },
    ]);
    expect(done.to).toBe('/service/receipt');
    const { text } = await visitor.get('/service/receipt');
    expect(text).toContain('已收到，需要人工确认');
    expect(text).toContain('<dd id="case-number">待发</dd>');
    const { receipt, code } = receiptOf(text);
    expect(receipt).toMatch(/^SJ12328-\d{8}-\d{6}$/);
    await visitor.send(page, { ...PHONE, text: '又一次投诉绕路' });
    expect(receiptOf((await visitor.get('/service/receipt')).text)).toEqual({ receipt, code });
    const { items } = await heldList();
    expect(items).toMatchObject([{ text: '又一次投诉绕路', files: 1, sender: '138****8111' }]);
    expect(on.cases.board.size).toBe(before);

    // Before: followed from another browser, nothing to add to yet; a wrong code opens nothing.
    const other = newcomer();
    expect((await follow(other, receipt, code)).to).toBe('/service/receipt');
    expect((await other.get('/service/receipt')).text).toContain('待发');
    expect((await follow(newcomer(), receipt, 'AAAA-BBBB-CCCC')).status).toBe(422);
    expect((await follow(newcomer(), receipt.replace(/\d{6}$/, '999999'), code)).status).toBe(422);

    await decide(items[0].id, 'release', { reason: '另一件事' });
    const released = (await other.get('/service/receipt')).text;
    const [, number] = /id="case-number">(SZ12328-[^<]+)/.exec(released) ?? [];
    const later = newcomer();
    expect((await follow(later, receipt, code)).to).toBe('/service/case');
    const followed = (await later.get('/service/case')).text;
    expect(followed).toContain(number);
    expect(followed).toContain('现场.jpg');
    expect(await on.cases.contactOf((await on.cases.findByNumber(number))!.id)).toMatchObject({
      phone: '13800138111',
    });
    // Sent once more after it was let through, it is still the same.
    await visitor.send(page, { ...PHONE, text: '又一次投诉绕路' });
    expect((await visitor.get('/service/receipt')).text).toContain(number);
    expect(on.cases.board.size).toBe(before + 1);
  });

  it('is said to be joined or discarded, and opens the case of nobody else', async () => {
    await fillUp('13800138222');
    const [joined, discarded] = [newcomer(), newcomer()];
    await sendAs(joined, '还是同一件事情');
    await sendAs(discarded, '什么也没有说');
    const [second, first] = (await heldList()).items;
    await decide(first.id, 'joining', { reason: '同一件事' });
    await decide(second.id, 'discarding', { reason: '无内容' });
    const said = (await joined.get('/service/receipt')).text;
    expect(said).toContain('已并入同一事项的工单');
    expect(said).toContain(first.first_case);
    expect((await joined.get('/service/case')).to).toBe('/service/follow');
    expect((await discarded.get('/service/en/receipt')).text).toContain('no case was made');
  });

  it('what is added to a receipt by number and code waits with what was typed', async () => {
    await fillUp('13800138333');
    const visitor = newcomer();
    await sendAs(visitor, '再来一次投诉');
    const { receipt, code } = receiptOf((await visitor.get('/service/receipt')).text);
    const page = await newcomer().get('/service/case/remark');
    const writer = newcomer();
    const form = await writer.get('/service/case/remark');
    expect(page.status).toBe(200);
    const sent = await writer.send(form, { remark: '补一句话', number: receipt, code });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('尚无工单可补充');
    expect(sent.text).toContain('补一句话');
  });
});

describe('following', () => {
  it('needs number and code together, typed as people type; addresses show neither', async () => {
    const { number, code } = await ask();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    const other = await ask();
    for (const [n, c] of [
      [number, 'AAAA-BBBB-CCCC'],
      [number, other.code],
      ['SZ12328-20200101-000001', code],
      [number, ''],
    ])
      expect((await follow(newcomer(), n, c)).status).toBe(422);
    const visitor = newcomer();
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    const done = await follow(visitor, ` ${number.toLowerCase()} `, typed);
    expect([done.status, done.to]).toEqual([303, '/service/case']);
    const { text } = await visitor.get('/service/case');
    expect(text).toContain(number);
    expect(text.match(/(?:href|action)="[^"]*"/g)?.join()).not.toMatch(new RegExp(`${number}|${code}`));
  });

  it('shows how it stands, by when the answer is due and why, and nobody’s name or number', async () => {
    const { visitor, id } = await ask({ answer_by: 'sms', phone: '13911112222', name: '李小红' });
    await run(on, id, [[on.agent, 'dispatch', { unit: 'pengcheng-taxi', note: '请核查该司机，上次也是他' }]]);
    const { text } = await visitor.get('/service/case');
    expect(text).toContain('办理中');
    expect(text).toContain('鹏城出租');
    expect(text).toMatch(/最迟答复时间<\/dt><dd><strong>2026-\d\d-\d\d \d\d:\d\d<\/strong>/);
    expect(text).toContain('为什么是这个时间');
    expect(text).toContain('时限规则尚待主管部门确认');
    for (const hidden of ['13911112222', '李小红', '139****', '上次也是他', 'agent'])
      expect(text).not.toContain(hidden);
  });

  it('guessing at codes of a case is held back from any address', async () => {
    const { number } = await ask();
    const answers: number[] = [];
    for (let i = 0; i < 8; i++) answers.push((await follow(newcomer(), number, `AAAA-BBBB-CCC${i}`)).status);
    expect(answers).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
  });

  it('ends by leaving, and by time; a remark that was being written is sent with number and code', async () => {
    const { visitor, number, code, id } = await ask();
    const page = await visitor.get('/service/case');
    on.clock.now_ms += 3 * HOUR_MS;
    const sent = await visitor.send(
      page,
      { remark: '补充：车牌是粤B12345' },
      [],
      formOf(page.text, '/remark'),
    );
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('补充：车牌是粤B12345');
    const done = await visitor.send(sent, { remark: '补充：车牌是粤B12345', number, code });
    expect(done.to).toBe('/service/case?done=remark');
    expect((await read(on.supervisor, id)).timeline.at(-1)?.text.zh).toContain('车牌是粤B12345');
    const again = await visitor.get('/service/case?done=remark');
    expect(again.text).toContain('您补充：补充：车牌是粤B12345');
    await visitor.send(again, {}, [], formOf(again.text, '/leave'));
    expect((await visitor.get('/service/case')).to).toBe('/service/follow');
  });

  it('a cookie of one’s own making opens nothing', async () => {
    const { id } = await ask();
    const visitor = newcomer();
    visitor.cookies.set('tocc_case', `${id}.${on.clock.now() + HOUR_MS}.forged`);
    expect((await visitor.get('/service/case')).to).toBe('/service/follow');
  });
});

describe('a case that was closed', () => {
  it('shows its answer and is opened again within 14 days, once however often it is sent', async () => {
    const { visitor, id } = await ask();
    await close(id);
    const page = await visitor.get('/service/case');
    expect(page.text).toContain('已核实，多收费用已退还。');
    const nth = formOf(page.text, '/reopen');
    const sent = [
      await visitor.send(page, { reason: '钱还没有退' }, [], nth),
      await visitor.send(page, { reason: '钱还没有退' }, [], nth),
    ];
    expect(sent.map(({ to }) => to)).toEqual(['/service/case?done=reopen', '/service/case?done=reopen']);
    const reopened = await read(on.supervisor, id);
    expect([reopened.state, reopened.round]).toEqual(['received', 2]);
    expect(formOf((await visitor.get('/service/case')).text, '/reopen')).toBe(-1);
  });

  it('after 14 days is not opened any more, and says so to who sends an old page', async () => {
    const { visitor, id, number, code } = await ask();
    await close(id);
    const page = await visitor.get('/service/case');
    on.clock.now_ms += 14 * DAY_MS + 1;
    const late = await visitor.send(
      page,
      { reason: '钱还没有退', number, code },
      [],
      formOf(page.text, '/reopen'),
    );
    const again = await visitor.send(late, { reason: '钱还没有退', number, code });
    expect(again.text).toContain('14');
    expect((await read(on.supervisor, id)).state).not.toBe('received');
    await follow(visitor, number, code);
    expect(formOf((await visitor.get('/service/case')).text, '/reopen')).toBe(-1);
  });
});

describe('a case that was merged into that of somebody else', () => {
  it('shows each asker their own words and files and the common answer, and nothing of the other', async () => {
    const photo = async (background: string) =>
      sharp({ create: { width: 8, height: 8, channels: 3, background } })
        .png()
        .toBuffer();
    const first = await ask({ text: '一号乘客说出租车绕路了' }, [
      { name: '一号.png', content: await photo('red') },
    ]);
    on.clock.now_ms += 1000;
    const second = await ask({ text: '二号乘客也说绕路了' }, [
      { name: '二号.png', content: await photo('blue') },
    ]);
    const other = await read(on.supervisor, second.id);
    await run(on, first.id, [
      [on.agent, 'merges', { other: second.id, other_version: other.version, reason: '同一辆车' }],
    ]);
    for (const [{ visitor }, said] of [
      [first, '一号的补充'],
      [second, '二号的补充'],
    ] as const) {
      const page = await visitor.get('/service/case');
      await visitor.send(
        page,
        { remark: said },
        [{ name: `${said}.png`, content: await photo('green') }],
        formOf(page.text, '/remark'),
      );
    }
    await close(first.id);
    const [one, two] = await Promise.all([first, second].map(({ visitor }) => visitor.get('/service/case')));
    for (const [{ text }, own, foreign] of [
      [one, '一号', '二号'],
      [two, '二号', '一号'],
    ] as const) {
      expect(text).toContain(`您补充：${own}的补充`);
      expect(text).toContain(`${own}.png`);
      expect(text).toContain(`${own}的补充.png`);
      expect(text).not.toContain(foreign);
      expect(text).toContain('已核实，多收费用已退还。');
    }
  });
});

describe('codes', () => {
  it('differ from case to case', async () => {
    const { tokenOf } = createFollowTokens(on.identity.keys);
    const all = await Promise.all(Array.from({ length: 2_000 }, (_, i) => tokenOf(i)));
    expect(new Set(all).size).toBe(2_000);
  });
});
