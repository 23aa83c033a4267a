import { createHash } from 'node:crypto';
import { HOUR_MS } from '@opentocc/core/time';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WAIT_S } from './challenge.ts';
import { formOf, problemSummary, textArea } from './fields.ts';
import { html, lines } from './html.ts';
import { FormProblems, type Page, type SentForm } from './page.ts';
import { startSite } from './test-site.ts';

const sent: SentForm[] = [];
let site: Awaited<ReturnType<typeof startSite>>;
/** Each test stands at an address of its own, so that none uses up the share of another. */
let places = 0;
const newcomer = () => site.visitor(`10.9.${++places >> 8}.${places & 255}`);

const letter: Page = {
  path: '/letter',
  nav: { zh: '来信', en: 'Letter' },
  show: (visit, given) => ({
    title: visit.say({ zh: '来信', en: 'Letter' }),
    body: html`<h1>${visit.say({ zh: '来信', en: 'Letter' })}</h1>
${problemSummary(visit, given)}
${formOf(visit, given, {
  ...{ path: '/letter', submit: 'send', files: true },
  fields: textArea(visit, given, { name: 'text', label: 'Text', most: 100, rows: 3 }),
})}<output>${lines(given.values.text ?? '')}</output>`,
  }),
  form: {
    fields: { text: 400, phone: 20 },
    files: 2,
    guard: {
      ...{ window_ms: HOUR_MS, free: 3, most: 6, also_free: 2, also_most: 3 },
      also: ({ phone }) => phone || null,
    },
    async send(visit, form) {
      if (form.values.text.length < 3)
        throw new FormProblems([{ field: 'text', text: visit.say({ zh: '太短', en: 'Too short' }) }]);
      sent.push(form);
      return { go: '/letter' };
    },
  },
};

const failing: Page = {
  path: '/failing/:secret',
  show() {
    throw new Error('inside');
  },
};

beforeAll(async () => {
  site = await startSite(() => [letter, failing]);
});
afterAll(() => site.stop());
beforeEach(() => void sent.splice(0));

describe('a page', () => {
  it('stands in both languages, each leading to the other, under a strict policy without any outside host', async () => {
    const { text, headers, status } = await newcomer().get('/service/letter');
    expect(status).toBe(200);
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain('href="/service/en/letter" lang="en"');
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(text.match(/(?:src|href|action)="(?:https?:)?\/\//g)).toBeNull();
    const english = (await newcomer().get('/service/en/letter')).text;
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('href="/service/letter" lang="zh-CN"');
    expect(english).toContain('aria-current="page">Letter');
  });

  it('within another application has neither header nor footer, and its links stay within it', async () => {
    const { text } = await newcomer().get('/service/letter?view=embed');
    expect(text).not.toMatch(/<header|<footer/);
    expect(text).toContain('action="/service/letter?view=embed"');
  });

  it('without a form sets no cookie; with one a cookie that scripts and other sites cannot use', async () => {
    expect((await newcomer().get('/service/about')).headers['set-cookie']).toBeUndefined();
    const cookie = String((await newcomer().get('/service/letter')).headers['set-cookie']);
    expect(cookie).toMatch(/^tocc_site=[\w-]{22}; Path=\/service; HttpOnly; SameSite=Lax$/);
  });

  it('that there is not is said on a page of the site, in its language', async () => {
    const { status, text, headers } = await newcomer().get('/service/en/nothing');
    expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(text).toContain('There is no such page');
    expect((await newcomer().get('/service/没有')).text).toContain('没有这个页面');
  });

  it('that fails shows nothing of the inside, nor its address', async () => {
    const { status, text } = await newcomer().get('/service/failing/geheim');
    expect(status).toBe(500);
    expect(text).toContain('暂时无法办理');
    expect(text).not.toMatch(/inside|Error/);
  });
});

describe('a form', () => {
  it('is taken from the browser that it was shown to', async () => {
    const visitor = newcomer();
    const page = await visitor.get('/service/letter');
    const { status, to } = await visitor.send(page, { text: '路灯不亮' });
    expect([status, to]).toEqual([303, '/service/letter']);
    expect(sent.map(({ values }) => values)).toEqual([{ text: '路灯不亮' }]);
  });

  it('sent twice carries the same key, and two forms never do', async () => {
    const visitor = newcomer();
    const [one, other] = [await visitor.get('/service/letter'), await visitor.get('/service/letter')];
    await visitor.send(one, { text: '路灯不亮' });
    await visitor.send(one, { text: '路灯不亮' });
    await visitor.send(other, { text: '路灯不亮' });
    const keys = sent.map(({ key }) => key);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('that another site forges, or that stood open for days, is shown again with all that was typed', async () => {
    const [victim, forger] = [newcomer(), newcomer()];
    const [, theirs] = [await victim.get('/service/letter'), await forger.get('/service/letter')];
    const late = newcomer();
    const old = await late.get('/service/letter');
    for (const answer of [
      await victim.send(theirs, { text: '伪造的内容' }),
      await victim.post('/service/letter', [['text', '伪造的内容']]),
      await newcomer().send(theirs, { text: '伪造的内容' }),
    ]) {
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('<output>伪造的内容</output>');
    }
    site.clock.now_ms += 25 * HOUR_MS;
    const again = await late.send(old, { text: '写了一天' });
    expect(again.status).toBe(403);
    expect((await late.send(again, { text: '写了一天' })).status).toBe(303);
    expect(sent.map(({ values }) => values.text)).toEqual(['写了一天']);
  });

  it('from a page of another origin is refused by the origin that the browser names', async () => {
    const answer = await site.http.inject({
      ...{ method: 'POST', url: '/service/letter', payload: 'text=abc' },
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
    });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
    expect(sent).toEqual([]);
  });

  it('names what is wrong, leads to its field, and shows markup of a visitor as text', async () => {
    const visitor = newcomer();
    const { status, text } = await visitor.send(await visitor.get('/service/en/letter'), { text: '<b' });
    expect(status).toBe(422);
    expect(text).toContain('<a href="#text">Too short</a>');
    expect(text).toContain('aria-describedby="text-problem" aria-invalid="true"');
    expect(text).toContain('<output>&lt;b</output>');
    expect(text).not.toContain('<b<');
  });

  it('longer than it may be is refused by its length and loses nothing', async () => {
    const visitor = newcomer();
    const page = await visitor.get('/service/letter');
    const long = '长'.repeat(500);
    const { status, text } = await visitor.send(page, { text: long });
    expect(status).toBe(413);
    expect(text).toContain(long);
    const endless = await visitor.send(page, { text: 'x'.repeat(300_000) });
    expect([endless.status, endless.headers['content-type']]).toEqual([413, 'text/html; charset=utf-8']);
  });
});

describe('files with a form', () => {
  const photo = async (colour: string) => ({
    name: '现场.jpg',
    content: await sharp({ create: { width: 40, height: 30, channels: 3, background: colour } })
      .withExif({ IFD0: { Model: 'Telephone of Wang' } })
      .jpeg()
      .toBuffer(),
  });

  it('are looked at and cleaned of what the camera wrote', async () => {
    const visitor = newcomer();
    const picture = await photo('red');
    expect(picture.content.includes('Telephone of Wang')).toBe(true);
    expect(
      (await visitor.send(await visitor.get('/service/letter'), { text: '照片' + '见附' }, [picture])).status,
    ).toBe(303);
    const [{ files }] = sent;
    expect(files.map(({ name, media }) => [name, media])).toEqual([['现场.jpg', 'image/jpeg']]);
    expect(Buffer.from(files[0].content).includes('Telephone of Wang')).toBe(false);
  });

  it('stay with a form that is shown again, unless they are unticked', async () => {
    const visitor = newcomer();
    const page = await visitor.get('/service/letter');
    const again = await visitor.send(page, { text: '短' }, [await photo('red')]);
    expect(again.text).toContain('现场.jpg');
    expect((await visitor.send(again, { text: '足够长了' })).status).toBe(303);
    expect(sent[0].files).toHaveLength(1);
    // The form of another browser cannot take them.
    const [, id] = /name="held" value="([^"]+)"/.exec(again.text) ?? [];
    const other = newcomer();
    const theirs = await other.get('/service/letter');
    await other.send(theirs, { text: '别人的文件', held: id });
    expect(sent[1].files).toEqual([]);
  });

  it('that lie about their type are named, while all that was typed and the others stay', async () => {
    const visitor = newcomer();
    const page = await visitor.get('/service/letter');
    const lie = { name: 'photo.jpg', content: Buffer.from('%PDF-1.7 nothing') };
    const { status, text } = await visitor.send(page, { text: '两个文件' }, [lie, await photo('blue')]);
    expect(status).toBe(422);
    expect(text).toContain('photo.jpg');
    expect(text).toContain('<output>两个文件</output>');
    expect(text).toContain('现场.jpg');
    expect(sent).toEqual([]);
  });

  it('above the number or the size that is allowed are refused with the true limit', async () => {
    const visitor = newcomer();
    const page = await visitor.get('/service/en/letter');
    const three = await Promise.all(['red', 'green', 'blue'].map(photo));
    const many = await visitor.send(page, { text: 'three files' }, three);
    expect([many.status, many.text.includes('At most 2 files')]).toEqual([413, true]);
    const huge = { name: 'huge.jpg', content: Buffer.alloc(11 * 2 ** 20) };
    const large = await visitor.send(page, { text: 'one file' }, [huge]);
    expect([large.status, large.text.includes('larger than 10 MB')]).toEqual([413, true]);
    expect(large.text).toContain('<output>one file</output>');
    expect(sent).toEqual([]);
  });
});

describe('a flood of forms', () => {
  const nonceOf = (text: string) => /data-challenge="([^"]+)" data-bits="(\d+)"/.exec(text) ?? [];
  function solve(nonce: string, bits: number): string {
    for (let n = 0; ; n++)
      if (createHash('sha256').update(`${nonce}:${n}`).digest().readUInt32BE(0) >>> (32 - bits) === 0)
        return String(n);
  }

  it('meets the challenge after its free share; work done by the script passes once', async () => {
    const visitor = newcomer();
    for (let i = 0; i < 3; i++)
      expect((await visitor.send(await visitor.get('/service/letter'), { text: `第${i}封信` })).status).toBe(
        303,
      );
    const asked = await visitor.send(await visitor.get('/service/letter'), { text: '第四封信' });
    expect(asked.status).toBe(429);
    expect(asked.text).toContain('<output>第四封信</output>');
    const [, nonce, bits] = nonceOf(asked.text);
    const solution = solve(nonce, Number(bits));
    expect((await visitor.send(asked, { text: '第四封信', solution })).status).toBe(303);
    expect((await visitor.send(asked, { text: '又是它', solution })).status).toBe(429);
    expect(sent).toHaveLength(4);
  });

  it('lets who has no script through after waiting, one at a time from one address', async () => {
    const visitor = newcomer();
    for (let i = 0; i < 3; i++)
      await visitor.send(await visitor.get('/service/letter'), { text: `第${i}封信` });
    const page = await visitor.get('/service/letter');
    const [one, other] = [
      await visitor.send(page, { text: '等待的' }),
      await visitor.send(page, { text: '等待的' }),
    ];
    expect((await visitor.send(one, { text: '太早了' })).status).toBe(429);
    site.clock.now_ms += WAIT_S * 1000;
    expect((await visitor.send(one, { text: '等到了' })).status).toBe(303);
    expect((await visitor.send(other, { text: '同时的' })).status).toBe(429);
  });

  it('is held back beyond its limit until the window ends, from that address alone', async () => {
    const visitor = newcomer();
    for (let i = 0; i < 6; i++) {
      const page = await visitor.send(await visitor.get('/service/letter'), { text: `第${i}封信` });
      const [, nonce, bits] = nonceOf(page.text);
      if (nonce) await visitor.send(page, { text: `第${i}封信`, solution: solve(nonce, Number(bits)) });
    }
    const held = await visitor.send(await visitor.get('/service/en/letter'), { text: 'one more' });
    expect([held.status, /after \d\d:\d\d/.test(held.text)]).toEqual([429, true]);
    expect(held.text).toContain('<output>one more</output>');
    const other = newcomer();
    expect((await other.send(await other.get('/service/letter'), { text: '别处来的' })).status).toBe(303);
    site.clock.now_ms += HOUR_MS;
    expect((await visitor.send(await visitor.get('/service/letter'), { text: '一小时后' })).status).toBe(303);
  });

  it('of one number is held back from wherever it comes, and the first ones are there', async () => {
    const answers: number[] = [];
    for (let i = 0; i < 5; i++) {
      const visitor = newcomer();
      answers.push(
        (await visitor.send(await visitor.get('/service/letter'), { text: `来信${i}`, phone: '13800138000' }))
          .status,
      );
    }
    expect(answers).toEqual([303, 303, 429, 429, 429]);
    expect(sent.map(({ values }) => values.text)).toEqual(['来信0', '来信1']);
  });

  it('cannot use the challenge of another address', async () => {
    const [visitor, other] = [newcomer(), newcomer()];
    for (let i = 0; i < 3; i++)
      await visitor.send(await visitor.get('/service/letter'), { text: `第${i}封信` });
    for (let i = 0; i < 3; i++) await other.send(await other.get('/service/letter'), { text: `第${i}封信` });
    const asked = await visitor.send(await visitor.get('/service/letter'), { text: '第四封信' });
    const [, nonce, bits] = nonceOf(asked.text);
    const [, challenge] = /name="challenge" value="([^"]+)"/.exec(asked.text) ?? [];
    const page = await other.get('/service/letter');
    const borrowed = { text: '借来的', challenge, solution: solve(nonce, Number(bits)) };
    expect((await other.send(page, borrowed)).status).toBe(429);
  });
});
