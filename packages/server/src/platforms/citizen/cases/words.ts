import type {
  Bilingual,
  CaseCard,
  CaseChannel,
  CaseField,
  CaseRequestKind,
  CaseState,
  CaseType,
} from '@opentocc/contract';
import type { CaseAct } from './model.ts';

type Words<K extends string> = Readonly<Record<K, Bilingual>>;

export const STATE_WORDS: Words<CaseState> = {
  received: { zh: '已受理', en: 'received' },
  dispatched: { zh: '承办中', en: 'dispatched' },
  answered: { zh: '已答复', en: 'answered' },
  closed: { zh: '已办结', en: 'closed' },
  archived: { zh: '已归档', en: 'archived' },
  referred: { zh: '已移送', en: 'referred' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

export const TYPE_WORDS: Words<CaseType> = {
  consultation: { zh: '信息咨询', en: 'consultation' },
  complaint: { zh: '投诉举报', en: 'complaint' },
  suggestion: { zh: '意见建议', en: 'suggestion' },
};

export const FIELD_WORDS: Words<CaseField> = {
  highway: { zh: '公路', en: 'highway' },
  waterway: { zh: '水路', en: 'waterway' },
  road_transport: { zh: '道路运输', en: 'road transport' },
  urban_passenger: { zh: '城市客运', en: 'urban passenger transport' },
  maritime: { zh: '海事', en: 'maritime' },
  salvage: { zh: '救助打捞', en: 'salvage' },
  water_rescue: { zh: '水上搜救', en: 'rescue at sea' },
};

export const CHANNEL_WORDS: Words<CaseChannel> = {
  phone: { zh: '电话', en: 'phone' },
  walk_in: { zh: '来访', en: 'walk-in' },
  web: { zh: '网站', en: 'web' },
  wechat: { zh: '微信', en: 'WeChat' },
  mail: { zh: '邮件', en: 'e-mail' },
  '12345': { zh: '12345 转办', en: '12345' },
  letter: { zh: '来信', en: 'letter' },
  other: { zh: '其他', en: 'other' },
};

/** After "cannot be". */
export const ACT_WORDS: Words<CaseAct> = {
  accept: { zh: '签收', en: 'accepted' },
  answer: { zh: '答复', en: 'answered' },
  dispatch: { zh: '转办', en: 'dispatched' },
  refer: { zh: '移送', en: 'referred' },
  withdraw: { zh: '撤回', en: 'withdrawn' },
  request: { zh: '申请退单、延期或暂停', en: 'asked about by its unit' },
  supervise: { zh: '催办或督办', en: 'supervised' },
  close: { zh: '办结', en: 'closed' },
  rework: { zh: '退回重办', en: 'sent back' },
  reopen: { zh: '重新打开', en: 'opened again' },
  archive: { zh: '归档', en: 'archived' },
};

export const REQUEST_WORDS: Words<CaseRequestKind> = {
  return: { zh: '退单', en: 'return' },
  extension: { zh: '延期', en: 'extension' },
  pause: { zh: '暂停', en: 'pause' },
};

export const CARD_WORDS: Words<CaseCard> = {
  none: { zh: '无', en: 'no card' },
  yellow: { zh: '黄牌', en: 'yellow card' },
  red: { zh: '红牌', en: 'red card' },
};

const CLOCK_WORDS: Readonly<Record<string, Bilingual>> = {
  first_response: { zh: '首次响应', en: 'first response' },
  answer: { zh: '答复', en: 'answer' },
  closing: { zh: '办结', en: 'closing' },
  '12345': { zh: '12345 时限', en: 'time limit of 12345' },
};

/** "答复（第 2 轮）". */
export function clockWords(code: string): Bilingual {
  const [name, round] = code.split(':');
  const { zh, en } = CLOCK_WORDS[name] ?? { zh: name, en: name };
  return round === undefined ? { zh, en } : { zh: `${zh}（第 ${round} 轮）`, en: `${en} (round ${round})` };
}
