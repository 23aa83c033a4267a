/** Seen in a version that nothing has: who reaches it learns that, and nothing changes. */
const UNSEEN = { version: 999 };
const MARKS = { facts: true, complete: true, category: true, wording: true };
export const ARTICLE = {
  ...{ title: '公交卡退卡流程', body: '携带卡片到任一客服网点办理。', audience: 'agent', source: '公交集团' },
  ...{ category: null, valid_from: '2026-01-01', valid_to: null, review_on: '2027-06-01' },
};

/** Acts on return visits, rectifications and reviews of the hotline, each with a body that is right but for the version. */
export const ON_VISITS: Readonly<Record<string, object>> = {
  'visit-draws/:id/reveal': { witness: '市民代表' },
  'visits/:id/release': UNSEEN,
  'visits/:id/contact': { ...UNSEEN, reason: '回访' },
  'visits/:id/attempts': { ...UNSEEN, outcome: 'no_answer' },
  'visits/:id/answers': { ...UNSEEN, answered: true, handled: 'yes', satisfied: 5 },
  'visits/:id/link': UNSEEN,
  'rectifications/:id/closing': { ...UNSEEN, closed: true, reason: '已经整改' },
  'reviews/:id/judgement': { ...UNSEEN, marks: MARKS },
  'reviews/:id/dispute': { ...UNSEEN, reason: '答复无误' },
  'reviews/:id/second-opinion': { ...UNSEEN, marks: MARKS },
};

/** Acts of the unit that a rectification is of. */
export const ON_RECTIFICATIONS: Readonly<Record<string, object>> = {
  'rectifications/:id/owner': UNSEEN,
  'rectifications/:id/done': { ...UNSEEN, done: '已向乘客致歉并对驾驶员进行培训' },
};

/** Acts on articles and courses, by method and address. */
export const ON_KNOWLEDGE: Readonly<Record<string, object>> = {
  'PUT articles/:id': { ...UNSEEN, ...ARTICLE },
  'POST articles/:id/acts': { ...UNSEEN, act: 'publish' },
  'POST articles/:id/attachments': { file: 'a.txt', content_base64: 'aGVsbG8=' },
  'POST gaps/:id/decision': { to: 'dismissed', note: '不需要' },
  'PUT courses/:id/quiz': {
    ...UNSEEN,
    quiz: [{ question: '退卡去哪里办理？', options: ['网点', '车上'], right: 0, article: 1 }],
  },
  'POST courses/:id/state': { ...UNSEEN, to: 'open' },
  'POST courses/:id/answers': { key: 'answers-of-nobody', answers: [0] },
};
