import type { Article, KnowledgeGap, Session } from '@opentocc/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  article,
  PATH,
  publish,
  search,
  startKnowledge,
  type TestKnowledge,
  write,
} from './test-knowledge.ts';

let test: TestKnowledge;
beforeAll(async () => {
  test = await startKnowledge();
});
afterAll(() => test.identity.stop());

const ids = async (text: string) => (await search(test.agent, text)).hits.map(({ article: { id } }) => id);

describe('an article', () => {
  it('is found once it is published, and not before', async () => {
    const made = await write(test.agent, '敬老卡补办', '敬老优待卡遗失补办，工本费15元。');
    expect(await ids('敬老优待卡')).not.toContain(made.id);
    expect((await act(test.agent, made, { act: 'publish' })).status).toBe(403);
    expect((await act(test.supervisor, made, { act: 'publish' })).status).toBe(200);
    expect((await ids('敬老优待卡'))[0]).toBe(made.id);
  });

  it('is one however often it is sent', async () => {
    const same = article('重复提交', '网络不好时按了两次。');
    const first = await test.agent.ask('POST', `${PATH}/articles`, same);
    const again = await test.agent.ask('POST', `${PATH}/articles`, same);
    expect(again.body.id).toBe(first.body.id);
  });

  it('holds every version as it was written, and says which one somebody else saved', async () => {
    const made = await publish(test.supervisor, '夜班车时间', '夜班车23:00发车。');
    const change = { ...article('夜班车时间', '夜班车22:30发车。'), version: made.version, note: '时刻调整' };
    const by_agent = await test.agent.ask('PUT', `${PATH}/articles/${made.id}`, change);
    expect(by_agent).toMatchObject({ status: 403, body: { code: 'knowledge.not_yours' } });
    const changed = await test.supervisor.ask('PUT', `${PATH}/articles/${made.id}`, change);
    expect(changed.status).toBe(200);
    const versions = (changed.body as unknown as Article).versions;
    expect(versions.map(({ version, act: what, body }) => [version, what, body])).toEqual([
      [3, 'changed', '夜班车22:30发车。'],
      [2, 'published', '夜班车23:00发车。'],
      [1, 'written', '夜班车23:00发车。'],
    ]);
    const late = await test.supervisor.ask('PUT', `${PATH}/articles/${made.id}`, change);
    expect(late).toMatchObject({ status: 409, body: { code: 'knowledge.changed' } });
    await expect(sql`UPDATE knowledge_version SET body = ''`.execute(test.identity.db)).rejects.toThrow(
      /append-only/,
    );
  });

  it('is not found after it was retired, nor on the day from which it holds no more', async () => {
    const retired = await publish(test.supervisor, '旧票价', '旧票价三元五角。');
    await act(test.supervisor, retired, { act: 'retire', note: '票价已调整' });
    const ends = await publish(test.supervisor, '临时绕行', '马拉松期间绕行科苑路。', {
      valid_to: '2026-11-29',
    });
    expect(await ids('旧票价三元五角')).not.toContain(retired.id);
    expect(await ids('马拉松绕行')).toContain(ends.id);
    const now_ms = test.clock.now_ms;
    test.clock.now_ms = Date.parse('2026-11-29T00:00:00+08:00');
    expect(await ids('马拉松绕行')).not.toContain(ends.id);
    test.clock.now_ms = now_ms;
  });

  it.each([
    ['whose end is before its beginning', { valid_to: '2026-10-01' }, 'knowledge.validity'],
    ['whose review lies behind', { review_on: '2026-11-28' }, 'knowledge.review_past'],
    ['whose review lies beyond five years', { review_on: '2040-01-01' }, 'knowledge.review_past'],
  ])('%s is refused with a word on what to do', async (_, part, code) => {
    const refused = await test.agent.ask('POST', `${PATH}/articles`, article('日期', '日期不对。', part));
    expect(refused).toMatchObject({ status: 422, body: { code } });
  });

  it('is handed only to who may write', async () => {
    const made = await write(test.supervisor, '移交', '交给别人负责。');
    const refused = await act(test.supervisor, made, { act: 'hand_over', to: 'account:999' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'knowledge.unknown_owner' } });
    const { body } = await test.supervisor.ask('GET', `${PATH}/writers`);
    const [writer] = (body as unknown as { principal: string }[]).filter(
      ({ principal }) => principal !== made.owner.principal,
    );
    const handed = await act(test.supervisor, made, { act: 'hand_over', to: writer.principal });
    expect(handed.body).toMatchObject({ owner: { principal: writer.principal } });
    expect((await test.agent.ask('GET', `${PATH}/writers`)).status).toBe(403);
  });

  it('takes files that are what they say, and gives them back', async () => {
    const made = await write(test.agent, '附件', '见附件。');
    const at = `${PATH}/articles/${made.id}/attachments`;
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n').toString('base64');
    const done = await test.agent.ask('POST', at, { file: '通知.pdf', content_base64: pdf });
    expect(done.status).toBe(201);
    const [file] = (done.body as unknown as Article).attachments;
    expect(file).toMatchObject({ name: '通知.pdf', media: 'application/pdf' });
    expect((await test.agent.ask('GET', `${at}/${file.id}`)).text).toContain('%PDF');
    const lies = await test.agent.ask('POST', at, { file: '图.png', content_base64: pdf });
    expect(lies.body.code).toBe('attachments.lies');
  });

  it('drafted from a closed case leaves numbers of people behind, and is one draft', async () => {
    test.closed.set(7, {
      ...{ id: 7, number: '12328-7', title: '司机拒载', text: '我叫王强，电话13800001234，司机拒载' },
      answer: '已核实，罚款500元。',
    });
    const made = await test.agent.ask('POST', `${PATH}/drafts`, { case: 7 });
    expect(made.body).toMatchObject({ state: 'draft', from_case: 7, audience: 'agent' });
    expect(String(made.body.body)).toContain('罚款500元');
    expect(String(made.body.body)).not.toContain('13800001234');
    expect((await test.supervisor.ask('POST', `${PATH}/drafts`, { case: 7 })).body.id).toBe(made.body.id);
    const open = await test.agent.ask('POST', `${PATH}/drafts`, { case: 8 });
    expect(open).toMatchObject({ status: 409, body: { code: 'knowledge.case_open' } });
  });
});

describe('what is asked', () => {
  it('shows where the words stand, and whether they stand anywhere', async () => {
    const { id } = await publish(test.supervisor, '路灯报修', '单灯故障48小时内修复，请提供灯杆编号。');
    const { hits, good } = await search(test.agent, '灯杆编号');
    expect(hits[0].article.id).toBe(id);
    expect(hits[0].excerpt.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['灯杆编号']);
    expect(good).toBe(true);
    expect((await search(test.agent, '宠物托运检疫证明')).good).toBe(false);
  });

  it('is counted as a gap until an article answers it, and opens again when it is asked again', async () => {
    const note = (text: string, by: string) => test.agent.ask('POST', `${PATH}/gaps`, { text, by });
    await note('宠物能上地铁吗，我电话 13800001234', 'search');
    await note('宠物能上地铁吗 我电话 13900005678', 'mark');
    const list = async () => (await test.agent.ask('GET', `${PATH}/gaps`)).body as unknown as KnowledgeGap[];
    const [gap, ...others] = await list();
    expect(others).toEqual([]);
    expect(gap).toMatchObject({ searches: 1, marks: 1, state: 'open' });
    expect(gap.text).not.toMatch(/1380000/);
    const answer = (id: number) =>
      test.agent.ask('POST', `${PATH}/gaps/${gap.id}/decision`, { to: 'answered', article: id });
    const draft = await write(test.agent, '宠物乘车', '导盲犬以外的宠物不能进站。');
    expect((await answer(draft.id)).body.code).toBe('knowledge.gap_article');
    await act(test.supervisor, draft, { act: 'publish' });
    expect((await answer(draft.id)).status).toBe(200);
    expect(await list()).toEqual([]);
    await note('宠物能上地铁吗，我电话 13800001234', 'search');
    expect(await list()).toHaveLength(1);
  });

  it('is learned: the article that answered is suggested to the next who asks so, also after a restart', async () => {
    const { id } = await publish(test.supervisor, '车内失物', '提供线路与上下车时间，由车队清查。');
    const at = `${PATH}/articles/${id}/uses`;
    for (const key of ['test-use-1', 'test-use-1', 'test-use-2'])
      expect((await test.agent.ask('POST', at, { key, question: '雨伞丢哪儿啦' })).status).toBe(204);
    const read = (await test.agent.ask('GET', `${PATH}/articles/${id}`)).body as unknown as Article;
    expect(read.uses).toBe(2);
    const again = test.open();
    await again.load();
    for (const { library } of [test.knowledge, again])
      expect(library.suggest('雨伞丢啦', 5).hits[0]?.article.id).toBe(id);
  });

  it('by a citizen finds what is for citizens alone', async () => {
    const open = await publish(test.supervisor, '轮渡班次', '蛇口至外伶仃轮渡每日两班。', {
      audience: 'public',
    });
    const inner = await publish(test.supervisor, '轮渡话术', '轮渡咨询先问日期，内部话术。');
    const found = test.knowledge.searchPublic('轮渡', 10, 'zh').map(({ id }) => id);
    expect(found).toContain(open.id);
    expect(found).not.toContain(inner.id);
    expect(test.knowledge.findPublic(inner.id, 'zh')).toBeUndefined();
    expect(test.knowledge.listPublic('zh').map(({ id }) => id)).toContain(open.id);
  });
});

describe('an article in English too', () => {
  const ENGLISH = {
    audience: 'public',
    title_en: 'Lost and found',
    body_en: 'Ask at the depot of the line.',
  } as const;

  it('is shown to readers of either language in theirs, and found by its words in both', async () => {
    const made = await publish(test.supervisor, '失物招领', '请到线路场站询问。', ENGLISH);
    expect(test.knowledge.findPublic(made.id, 'en')).toMatchObject({
      ...{ title: 'Lost and found', body: 'Ask at the depot of the line.', language: 'en' },
    });
    expect(test.knowledge.findPublic(made.id, 'zh')).toMatchObject({ title: '失物招领', language: 'zh' });
    for (const [asked, language] of [
      ['depot', 'en'],
      ['失物招领', 'en'],
      ['失物招领', 'zh'],
    ] as const) {
      const hit = test.knowledge.searchPublic(asked, 5, language).find(({ id }) => id === made.id);
      expect([asked, hit?.language]).toEqual([asked, language]);
    }
  });

  it('that is in Chinese alone says so to readers of English', async () => {
    const made = await publish(test.supervisor, '只有中文', '没有英文的知识。', { audience: 'public' });
    expect(test.knowledge.findPublic(made.id, 'en')).toMatchObject({ title: '只有中文', language: 'zh' });
  });

  it.each([{ title_en: 'Lost' }, { body_en: 'Ask at the depot.' }])(
    'is not written by half: %j',
    async (half) => {
      const content = article('半篇英文', '只有一半的英文。', half);
      const { body } = await test.supervisor.ask('POST', `${PATH}/articles`, content);
      expect(body.code).toBe('knowledge.half_english');
    },
  );

  it('is a version like any other, and one of before has none', async () => {
    const made = await publish(test.supervisor, '补写英文', '先有中文后有英文。', { audience: 'public' });
    const { key: _, ...content } = article('补写英文', '先有中文后有英文。', ENGLISH);
    const changed = await test.supervisor.ask('PUT', `${PATH}/articles/${made.id}`, {
      ...{ ...content, version: made.version, note: '补英文' },
    });
    const { versions } = changed.body as unknown as Article;
    expect(versions.map(({ title_en }) => title_en)).toEqual(['Lost and found', '', '']);
  });
});

it('names an article that grows old to its owner once, and no more once it is reviewed', async () => {
  const made = await publish(test.supervisor, '将到复核', '很快需要复核的知识。', {
    review_on: '2026-12-05',
  });
  await test.warn();
  await test.warn();
  const own = test.sent.filter(({ about }) => about.id === String(made.id));
  expect(own).toHaveLength(1);
  expect(own[0].to).toBe(made.owner.principal);
  const session = {
    principal: made.owner.principal,
    permissions: ['knowledge:write'],
    reach: {},
  } as unknown as Session;
  const waiting = async () => (await test.obligations(session)).map(({ key }) => key);
  expect(await waiting()).toContain(`knowledge/article/${made.id}`);
  const reviewed = await act(test.supervisor, made, { act: 'review', review_on: '2027-05-28' });
  expect(reviewed.body).toMatchObject({ stale: 'no', review_on: '2027-05-28' });
  expect(await waiting()).not.toContain(`knowledge/article/${made.id}`);
});
