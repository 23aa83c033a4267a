import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, signInFirstTime } from '../accounts/test-identity.ts';
import { failed } from './channels.ts';
import type { MessageChange } from './index.ts';
import { signatureOf } from './signature.ts';
import { startMessages } from './test-messages.ts';

let all: Awaited<ReturnType<typeof startMessages>>;
let system: Browser;
let principal: string;
let endpoint: number;
const changes: MessageChange[] = [];
let number = 0;
const key = () => `test/${++number}`;

beforeAll(async () => {
  all = await startMessages();
  const { identity, messages } = all;
  system = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
  const { body } = await system.ask('POST', '/api/v1/accounts', {
    ...{ name: 'moon', display_name: '月', unit: 'city', language: 'en' },
    ...{ phone: '13800001234', email: 'moon@tocc.test' },
  });
  principal = `account:${(body.account as { id: number }).id}`;
  const made = await system.ask('POST', '/api/v1/message-endpoints', {
    name: '交警',
    url: 'https://police.test/hook',
  });
  endpoint = (made.body.endpoint as { id: number }).id;
  messages.changes.subscribe((change) => changes.push(change));
});
afterAll(() => all.identity.stop());
beforeEach(() => {
  all.outside.taken.length = 0;
  all.outside.answers.length = 0;
  changes.length = 0;
});

describe('a message', () => {
  test('is there after the commit of its change, and not without it; its key is taken once', async () => {
    const { db, messages, queue, deliver, outside } = all;
    const message = { key: key(), channel: 'email', to: principal } as const;
    const rolledBack = db.transaction().execute(async (tx) => {
      await messages.queue(tx, { ...TEMPLATE, ...message });
      throw new Error('the change failed');
    });
    await expect(rolledBack).rejects.toThrow('the change failed');
    await deliver();
    expect(outside.taken).toEqual([]);
    const id = await queue(message);
    expect(await queue(message)).toBe(id);
    await deliver();
    await deliver();
    expect(outside.taken.map(({ to }) => to)).toEqual(['moon@tocc.test']);
    expect(changes.map(({ state }) => state)).toEqual(['queued', 'sent']);
  });

  test('goes out in the language of its recipient, with where it is seen to, and its receipt hides the address', async () => {
    const { queue, deliver, outside, messages } = all;
    const id = await queue({ key: key(), channel: 'email', to: principal });
    await deliver();
    expect(outside.taken[0].text).toBe('Text\n\nhttps://tocc.test/test/1\n');
    const { receipts, to } = await messages.service.get(id);
    expect(receipts.at(-1)?.detail.en).toBe('well ***');
    expect(to).toBe('moon');
  });

  test('says when somebody was last reached by each channel, confirmed or only sent, and nothing of whom it never reached', async () => {
    const { identity, queue, deliver, messages } = all;
    const other = await system.ask('POST', '/api/v1/accounts', {
      ...{ name: 'star', display_name: '星', unit: 'city', language: 'en', email: 'star@tocc.test' },
    });
    const star = `account:${(other.body.account as { id: number }).id}`;
    expect(await messages.lastReached([star])).toEqual([]);
    const [first_ms, read] = [
      identity.clock.now_ms,
      await queue({ key: key(), channel: 'screen', to: star }),
    ];
    await queue({ key: key(), channel: 'email', to: star });
    await queue({ key: key(), channel: 'email', to: star, drill: true });
    await deliver();
    identity.clock.now_ms += 60_000;
    await messages.service.read(star, read);
    await queue({ key: key(), channel: 'screen', to: star });
    await deliver();
    const now_ms = first_ms + 60_000;
    const found = await messages.lastReached([star, 'account:99999']);
    expect([...found].sort((a, b) => a.channel.localeCompare(b.channel))).toEqual([
      { principal: star, channel: 'email', sent_ms: first_ms, confirmed_ms: null },
      { principal: star, channel: 'screen', sent_ms: now_ms, confirmed_ms: now_ms },
    ]);
  });

  test('that fails is tried again later and later under one id, then waits for a person', async () => {
    const { queue, deliver, outside, messages, clock, kinds } = all;
    const down = failed({ zh: '拒绝连接', en: 'ECONNREFUSED' });
    outside.answers.push(...Array(6).fill(down));
    const id = await queue({ key: key(), channel: 'sms', to: principal });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 6; attempt++) {
      await deliver();
      const { next_ms } = await messages.service.get(id);
      waits.push(next_ms === null ? 0 : (next_ms - clock.now_ms) / 1000);
      clock.now_ms = next_ms ?? clock.now_ms;
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 0]);
    expect(new Set(outside.taken.map((sms) => sms.id)).size).toBe(1);
    expect((await messages.service.get(id)).state).toBe('dead');
    expect((await kinds(id)).slice(-2)).toEqual(['failed', 'dead']);
    await deliver();
    expect(outside.taken.length).toBe(6);
  });

  test('whose recipient has no address, or whose channel is not set up, waits for a person at once', async () => {
    const { queue, deliver, make, messages } = all;
    const nobody = await queue({ key: key(), channel: 'email', to: 'account:1' });
    const gone = await queue({ key: key(), channel: 'sms', to: 'account:9999' });
    await deliver();
    const noChannel = await queue({ key: key(), channel: 'sms', to: principal });
    await deliver(make({}));
    for (const [id, says] of [
      [nobody, 'no e-mail address'],
      [gone, 'no account that is in use'],
      [noChannel, 'SMS_GATEWAY_URL'],
    ] as const) {
      const { state, receipts } = await messages.service.get(id);
      expect(state).toBe('dead');
      expect(receipts.map(({ detail }) => detail.en).join()).toContain(says);
    }
  });
});

describe('an attempt whose end is not known', () => {
  test('by a process that was killed is marked, sent again under the same id, and the receipt says so', async () => {
    const { queue, deliver, make, outside, clock, kinds, db } = all;
    const id = await queue({ key: key(), channel: 'webhook', to: String(endpoint) });
    await deliver();
    // As a killed process leaves it: under a lease, its outcome nowhere.
    await sql`update messages_message set state = 'sending', lease = 'gone', lease_until_ms = ${clock.now_ms + 1000}
      where id = ${id}`.execute(db);
    await sql`delete from messages_receipt where message = ${id} and kind = 'delivered'`.execute(db);
    const next = make();
    await deliver(next);
    expect(outside.taken.length).toBe(1);
    clock.now_ms += 1000;
    await deliver(next);
    expect(outside.taken.map((posting) => posting.id)).toEqual(Array(2).fill(outside.taken[0].id));
    expect(JSON.parse(outside.taken[1].text)).toMatchObject({ attempt: 2, maybe_second: true });
    expect((await kinds(id)).slice(-3)).toEqual(['unknown', 'attempt', 'sent']);
  });

  test('since the connection broke after the handing over is marked the same way', async () => {
    const { queue, deliver, outside, clock, kinds } = all;
    outside.answers.push(failed({ zh: '断开', en: 'broke' }, { certain: false }));
    const id = await queue({ key: key(), channel: 'webhook', to: String(endpoint) });
    await deliver();
    clock.now_ms += 5000;
    await deliver();
    expect(await kinds(id)).toEqual(['queued', 'attempt', 'unknown', 'attempt', 'sent']);
  });

  test('two workers never have one message in hand', async () => {
    const { queue, make, outside } = all;
    const before = outside.taken.length;
    for (let i = 0; i < 12; i++) await queue({ key: key(), channel: 'sms', to: principal });
    const workers = Array.from({ length: 4 }, () => make());
    await Promise.all(workers.map(({ delivery }) => delivery.look()));
    await Promise.all(workers.map(({ delivery }) => delivery.settled()));
    const ids = outside.taken.slice(before).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([12, 12]);
  });
});

test('a posting to an endpoint carries what programs read, whole, and one without it carries none', async () => {
  const { queue, deliver, outside } = all;
  const text = '长'.repeat(6_000);
  const of = { channel: 'webhook', to: String(endpoint) } as const;
  await queue({ ...of, key: key(), data: { step: 'answered', text } });
  await queue({ ...of, key: key() });
  await deliver();
  // Both go out at the same time.
  const carried = outside.taken.map(({ text: body }) => JSON.parse(body).data);
  expect(carried).toHaveLength(2);
  expect(carried).toEqual(expect.arrayContaining([{ step: 'answered', text }, undefined]));
});

describe('a drill', () => {
  const CHANNELS = ['screen', 'email', 'webhook', 'sms'] as const;

  test('reaches nobody by any channel, and says so', async () => {
    const { queue, deliver, outside, messages, kinds, clock } = all;
    const to = (channel: string) => (channel === 'webhook' ? String(endpoint) : principal);
    const drills = [];
    for (const channel of CHANNELS) {
      drills.push(await queue({ key: key(), channel, to: to(channel), drill: true }));
      await queue({ key: key(), channel, to: to(channel) });
    }
    await deliver();
    clock.now_ms += 600_000;
    await deliver();
    // What is no drill went out beside it: the channels do work.
    expect(outside.taken.map(({ channel }) => channel).sort()).toEqual(['email', 'sms', 'webhook']);
    for (const id of drills) {
      expect(await kinds(id)).toEqual(['queued', 'blocked']);
      expect((await messages.service.get(id)).receipts[1].detail.zh).toBe('演练，未外发');
      const { body } = await system.ask('POST', `/api/v1/messages/${id}/again`, {
        reason: '试发',
        version: 0,
      });
      expect(body.code).toBe('messages.not_dead');
    }
    expect(outside.taken.length).toBe(3);
    expect((await messages.service.inbox(principal)).map(({ id }) => id)).not.toContain(drills[0]);
  });

  test('is held back by the table itself, whatever the code does', async () => {
    const { queue, db } = all;
    const id = await queue({ key: key(), channel: 'email', to: principal, drill: true });
    for (const state of ['queued', 'sending', 'sent', 'delivered', 'failed', 'dead'])
      await expect(
        sql`update messages_message set state = ${state} where id = ${id}`.execute(db),
      ).rejects.toThrow('check constraint');
  });
});

describe('people', () => {
  test('send a dead message again with a reason; of two at once the second is refused', async () => {
    const { queue, deliver, outside, messages } = all;
    outside.answers.push(failed({ zh: '无此邮箱', en: 'no such mailbox' }, { lasting: true }));
    const id = await queue({ key: key(), channel: 'email', to: principal });
    await deliver();
    const { version } = await messages.service.get(id);
    const again = () => system.ask('POST', `/api/v1/messages/${id}/again`, { reason: '邮箱已更正', version });
    const answers = await Promise.all([again(), again()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await deliver();
    const { state, receipts } = await messages.service.get(id);
    expect(state).toBe('sent');
    expect(receipts.find(({ kind }) => kind === 'again')).toMatchObject({ by: 'admin' });
  });

  test('read what came to their own screen, and nobody else’s', async () => {
    const { queue, deliver } = all;
    const mine = await queue({ key: key(), to: 'account:1' });
    const other = await queue({ key: key(), to: principal });
    await deliver();
    const { body } = await system.ask('GET', '/api/v1/inbox');
    const ids = (body as unknown as { id: number }[]).map(({ id }) => id);
    expect(ids).toContain(mine);
    expect(ids).not.toContain(other);
    expect((await system.ask('POST', `/api/v1/inbox/${other}/reading`)).status).toBe(404);
    expect((await system.ask('POST', `/api/v1/inbox/${mine}/reading`)).status).toBe(204);
    expect(changes.at(-1)).toMatchObject({ id: mine, state: 'delivered' });
  });

  test('add endpoints that may be posted to, change them one after the other, and test them', async () => {
    const { deliver, outside } = all;
    const bad = await system.ask('POST', '/api/v1/message-endpoints', {
      name: '内网',
      url: 'http://10.0.0.1/',
    });
    expect([bad.status, bad.body.code]).toEqual([400, 'messages.bad_address']);
    const change = (active: boolean) =>
      system.ask('PATCH', `/api/v1/message-endpoints/${endpoint}`, { active, version: 1 });
    expect((await change(true)).status).toBe(200);
    expect((await change(false)).body.code).toBe('messages.changed');
    const tested = await system.ask('POST', `/api/v1/message-endpoints/${endpoint}/test`);
    expect(tested.status).toBe(202);
    await deliver();
    expect(JSON.parse(outside.taken[0].text).subject.zh).toBe('测试消息');
  });
});

describe('a receipt of the SMS gateway', () => {
  const post = (id: string, state: string, signature: string, at_s: number) =>
    all.identity.browser().ask(
      'POST',
      '/api/v1/messages/sms-receipts',
      { id, state },
      {
        'webhook-timestamp': String(at_s),
        'webhook-signature': signature,
      },
    );

  test('counts when it is signed and fresh, once', async () => {
    const { queue, deliver, outside, messages, clock, kinds } = all;
    const id = await queue({ key: key(), channel: 'sms', to: principal });
    await deliver();
    const name = outside.taken[0].id;
    const at_s = Math.floor(clock.now_ms / 1000);
    const sign = (at: number, secret = 'receipt-secret') =>
      signatureOf('sha256', secret, { id: name, at_s: at, body: 'delivered' });
    expect((await post(name, 'delivered', sign(at_s, 'guess'), at_s)).status).toBe(401);
    expect((await post(name, 'undelivered', sign(at_s), at_s)).status).toBe(401);
    expect((await post(name, 'delivered', sign(at_s - 400), at_s - 400)).status).toBe(401);
    expect((await post(name, 'delivered', '', Number.NaN)).status).toBe(401);
    expect((await post(name, 'delivered', sign(at_s), at_s)).status).toBe(204);
    expect((await post(name, 'delivered', sign(at_s), at_s)).status).toBe(204);
    expect((await messages.service.get(id)).state).toBe('delivered');
    expect((await kinds(id)).filter((kind) => kind === 'delivered').length).toBe(1);
  });
});

const TEMPLATE = {
  subject: { zh: '', en: '' },
  text: { zh: '', en: '' },
  about: { module: 'test', id: '1', opens: '/' },
  drill: false,
};
