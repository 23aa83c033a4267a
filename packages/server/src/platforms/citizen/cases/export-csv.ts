import { type CaseBrief, csvLinesOf, csvOf, type Language } from '@opentocc/contract';
import { cityMinute } from '../../../kit/clock.ts';
import { CARD_WORDS, CHANNEL_WORDS, FIELD_WORDS, STATE_WORDS, TYPE_WORDS } from './words.ts';

const SECRET = { zh: '保密', en: 'secret' };

const COLUMNS: readonly [zh: string, en: string, of: (one: CaseBrief, language: Language) => string][] = [
  ['编号', 'number', ({ number }) => number],
  ['状态', 'state', ({ state }, language) => STATE_WORDS[state][language]],
  ['类型', 'type', ({ type }, language) => TYPE_WORDS[type][language]],
  ['领域', 'field', ({ field }, language) => FIELD_WORDS[field][language]],
  ['分类', 'category', ({ category_name }, language) => category_name[language]],
  ['渠道', 'channel', ({ channel }, language) => CHANNEL_WORDS[channel][language]],
  ['标题', 'title', ({ title }) => title],
  ['位置', 'place', ({ place }) => place],
  ['诉求人', 'asker', ({ asker }, language) => (asker.secret ? SECRET[language] : asker.name)],
  ['电话', 'phone', ({ asker }, language) => (asker.secret ? SECRET[language] : (asker.phone ?? ''))],
  ['承办单位', 'unit', ({ unit }, language) => unit?.name[language] ?? ''],
  ['受理时间', 'received', ({ received_ms }) => cityMinute(received_ms)],
  ['答复时间', 'answered', ({ answered_ms }) => (answered_ms === null ? '' : cityMinute(answered_ms))],
  ['办结时间', 'closed', ({ closed_ms }) => (closed_ms === null ? '' : cityMinute(closed_ms))],
  ['到期', 'due', ({ due_ms }) => (due_ms === null ? '' : cityMinute(due_ms))],
  ['黄红牌', 'card', ({ card }, language) => (card === 'none' ? '' : CARD_WORDS[card][language])],
];

/** The head of a table of cases. */
export const headOf = (language: Language): string =>
  csvOf([COLUMNS.map(([zh, en]) => (language === 'zh' ? zh : en))]);

/** Lines of the table; who asks is masked in it as everywhere. */
export const linesOf = (cases: readonly CaseBrief[], language: Language): string =>
  csvLinesOf(cases.map((one) => COLUMNS.map(([, , of]) => of(one, language))));
