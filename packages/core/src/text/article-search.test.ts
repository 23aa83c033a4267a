import { describe, expect, it } from 'vitest';
import { ArticleSearch } from './index.ts';

const ARTICLES = [
  ['公交票价与换乘优惠', '单一票价线路为2元，90分钟内换乘地铁优惠0.4元。'],
  ['M299路首末班车时间', '首班车6:30，末班车22:30。'],
  ['11号线商务车厢', '商务车厢票价为普通车厢的3倍。'],
  ['公交不停站投诉', '请记录车牌，如粤B·D12345，企业3个工作日内核实。'],
  ['系统说明', '这是一个测试文档，写给话务员。'],
  ['出租车失物', '有发票的直接转企业，72小时内答复。'],
  ['M433路绕行', '途经一号线罗湖站，三十二路同步调整。'],
  ['网约车扣分', '车牌粤B88666的网约车未按计价器收费，驾驶员扣5分。'],
] as const;

function filled(): ArticleSearch {
  const search = new ArticleSearch();
  for (const [id, [title, body]] of ARTICLES.entries()) search.put(id, { title, body });
  return search;
}
const first = (search: ArticleSearch, text: string) => search.search(text, 5).at(0)?.id;

describe('what is typed finds its article', () => {
  it.each([
    ['测试', 4, 'a word in the middle of a sentence'],
    ['商务车厢票价', 2, 'an exact phrase'],
    ['粤b d12345', 3, 'a plate, however it is typed'],
    ['粤B·D12345', 3, 'a plate'],
    ['m299', 1, 'a line by its number'],
    ['11号线', 2, 'a metro line'],
    ['ｍ２９９路', 1, 'full width'],
    ['gongjiaopiaojia', 0, 'pinyin of a title'],
    ['czcsw', 5, 'first letters of a title'],
    ['粤B88666', 7, 'a plate of five'],
    ['粤Ｂ８８６６６', 7, 'a plate in full width'],
    ['粤b·88666', 7, 'a plate with a dot that the article does not have'],
    ['M433', 6, 'a bus line without 路'],
    ['地铁11号线', 2, 'a metro line with a word before it'],
    ['十一号线', 2, 'a metro line in Chinese'],
    ['1号线', 6, 'digits where the article has Chinese'],
    ['32路', 6, 'a number of two digits where the article has Chinese'],
    ['網約車計價器', 7, 'traditional characters'],
    ['計程車失物', 5, 'traditional characters, other words'],
    ['商務車廂', 2, 'traditional characters, a phrase'],
    ['wangyuechekoufen', 7, 'all pinyin of a title'],
    ['换乘地铁能便宜多少', 0, 'a question in other words'],
  ])('%s → %i: %s', (text, id) => {
    expect(first(filled(), text)).toBe(id);
  });

  it('finds nothing by letters that no article has', () => {
    expect(filled().search('🚀', 5)).toEqual([]);
    expect(filled().search('', 5)).toEqual([]);
  });
});

describe('an exact phrase', () => {
  it('comes before an article that says its parts more often', () => {
    const search = filled();
    search.put(20, { title: '夜班车', body: '夜班车夜间加密班次：夜班、加密、班次、夜间加班，班次加密。' });
    search.put(21, {
      title: '春运',
      body: '其他安排照旧，春运夜间加班车照常发车，其他线路不变，首末班时间不变。',
    });
    expect(first(search, '夜间加班车')).toBe(21);
  });
});

it('says by which words an article was found, and leaves courtesies out', () => {
  const search = filled();
  for (let id = 30; id < 60; id++) search.put(id, { title: `通知${id}`, body: '您好，请问有什么需要。' });
  const [found] = search.suggest('您好，请问商务车厢贵多少', 1);
  expect(found).toMatchObject({ id: 2, words: ['商务车厢'], answered: false });
});

it('lends what answered a question to articles that are like it, and to none that took the place of one', () => {
  const search = new ArticleSearch();
  const like = (street: string) => ({
    title: '',
    body: `${street}路灯不亮由灯光环境管理中心四十八小时内修复`,
  });
  for (let id = 0; id < 3; id++) search.put(id, like(`第${id}街`));
  for (let id = 3; id < 40; id++) search.put(id, { title: '', body: `其他事项编号${id}另行通知` });
  for (let id = 3; id < 40; id++) search.learn(`别的问题${id}`, id);
  search.learn('晚上黑漆漆看不见', 0);
  while (search.relate(5));
  const lent = () => search.suggest('黑漆漆看不见', 40).map(({ id }) => id);
  expect(lent()).toEqual(expect.arrayContaining([1, 2]));
  search.remove(2);
  search.put(99, { title: '', body: '轮渡票价每位二十元' });
  expect(lent()).not.toContain(99);
  while (search.relate(5));
  expect(lent()).not.toContain(99);
});

describe('articles come and go', () => {
  it('forgets what an article said before it was changed', () => {
    const search = filled();
    search.put(4, { title: '系统说明', body: '写给话务员。' });
    expect(search.search('测试文档', 5).map(({ id }) => id)).not.toContain(4);
  });

  it('does not find what was removed, and gives its place to another', () => {
    const search = filled();
    search.remove(2);
    search.put(9, { title: '地铁延误证明', body: '晚点15分钟以上可开具。' });
    expect(search.search('商务车厢', 5).map(({ id }) => id)).not.toContain(2);
    expect(first(search, '延误证明')).toBe(9);
    expect(search.size).toBe(ARTICLES.length);
  });

  it('gives the same scores whether it was built at once or changed on the way', () => {
    const changed = filled();
    changed.put(1, { title: '别的', body: '别的内容，稍后还原。' });
    changed.remove(5);
    changed.put(1, { title: ARTICLES[1][0], body: ARTICLES[1][1] });
    changed.put(5, { title: ARTICLES[5][0], body: ARTICLES[5][1] });
    for (const text of ['末班车几点', '票价', '失物发票']) {
      const scores = (search: ArticleSearch) =>
        new Map(search.suggest(text, 9).map(({ id, score }) => [id, Math.round(score * 1e9)]));
      expect(scores(changed)).toEqual(scores(filled()));
    }
  });
});

it('learns which article answers a question that shares no words with it', () => {
  const search = filled();
  const question = '钱包丢了';
  expect(search.suggest(question, 9).map(({ id }) => id)).not.toContain(5);
  for (let i = 0; i < 2; i++) search.learn('钱包丢后座', 5);
  expect(search.suggest(question, 9).at(0)?.id).toBe(5);
});

it('goes by as many questions of the past as it is to hold, the newest', () => {
  const [few, many] = [new ArticleSearch(3), new ArticleSearch()];
  for (const search of [few, many]) {
    for (const [id, [title, body]] of ARTICLES.entries()) search.put(id, { title, body });
    for (let i = 0; i < 2; i++) search.learn('钱包丢后座', 5);
    for (const question of ['孩子走散', '行李太大', '轮椅上车']) search.learn(question, 4);
  }
  const ids = (search: ArticleSearch, question: string) => search.suggest(question, 9).map(({ id }) => id);
  expect([ids(many, '钱包丢了').includes(5), ids(few, '钱包丢了').includes(5)]).toEqual([true, false]);
  few.learn('钱包丢后座', 5);
  few.learn('钱包丢后座', 5);
  expect(ids(few, '钱包丢了').at(0)).toBe(5);
});
