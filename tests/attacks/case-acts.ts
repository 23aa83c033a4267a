/** What is done with a case as nobody has seen it: who reaches it learns that, and nothing changes. */
const UNSEEN = { version: 999 };

/** Acts of the address `/api/v1/cases/:id/…`, each with a body that is right but for the version. */
export const CASE_ACTS: Readonly<Record<string, object>> = {
  facts: { ...UNSEEN, title: '新标题' },
  dispatch: { ...UNSEEN, unit: '440304' },
  acceptance: UNSEEN,
  answer: { ...UNSEEN, text: '已经处理' },
  closing: UNSEEN,
  rework: { ...UNSEEN, reason: '不完整' },
  reopening: { ...UNSEEN, reason: '没有解决' },
  withdrawal: { ...UNSEEN, reason: '诉求人要求' },
  referral: { ...UNSEEN, to: 'rail', body: '广铁集团', reason: '属铁路' },
  requests: { ...UNSEEN, kind: 'return', reason: '不是我们' },
  rulings: { ...UNSEEN, request: 999, granted: true, reason: '属实' },
  supervision: { ...UNSEEN, to: 'urged', reason: '催办' },
  clocks: { ...UNSEEN, code: 'answer', act: { kind: 'paused', reason: '等待鉴定' } },
  resumption: { ...UNSEEN, reason: '鉴定已到' },
  links: { ...UNSEEN, link: { kind: 'line', ref: 'M299' } },
  'situation-report': { ...UNSEEN, kind: 'accident' },
  merges: { ...UNSEEN, other: 2, other_version: 1, reason: '同一事' },
  splits: { ...UNSEEN, other: 2, reason: '不是同一事' },
};

/** A call that is taken as a case. */
export const TAKEN_CASE = {
  ...{ key: 'case-of-futian', channel: 'phone', type: 'complaint', category: 'taxi_service' },
  text: '出租车绕路',
  asker: { name: '王小明', phone: '13812345678', secret: false, answer_by: 'none' },
};
