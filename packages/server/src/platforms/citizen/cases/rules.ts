import type { Bilingual, CaseRule, CaseRuleMatch, ClockRule } from '@opentocc/contract';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';

type Lengths = Pick<ClockRule, 'measure' | 'length' | 'soon' | 'extension' | 'pausable'>;
/** What a rule says besides who made it. */
export type RuleText = Omit<CaseRule, 'reason' | 'made_by' | 'made_ms'>;

const wall = (length: number, soon_ms: number | null, extension: number | null = null): Lengths => ({
  ...{ measure: { kind: 'time' }, length, extension, pausable: extension !== null },
  soon: soon_ms === null ? null : { kind: 'time', ms: soon_ms },
});
const workingDays = (length: number, extension: number | null): Lengths => ({
  ...{ measure: { kind: 'working_days', ends_min: 1440 }, length, extension, pausable: extension !== null },
  soon: { kind: 'own', length: 1 },
});

/** "answer", "answer/complaint/urban_passenger", with `*` where only something later is named. */
export function keyOf(code: string, { type, field, channel }: CaseRuleMatch): string {
  return [code, type ?? '*', field ?? '*', channel ?? '*'].join('/').replace(/(\/\*)+$/, '');
}

function rule(
  [code, name]: readonly [string, Bilingual],
  match: Partial<CaseRuleMatch>,
  lengths: Lengths,
  source: Bilingual & { readonly assumed: boolean },
): RuleText {
  const whole = { type: null, field: null, channel: null, ...match };
  const { assumed, zh, en } = source;
  return {
    ...{ code, key: keyOf(code, whole), match: whole, name, version: 1, valid_from: '2020-01-01' },
    ...{ source: { zh, en }, assumed, on_reopen: 'continue', ...lengths },
  };
}

const FIRST_RESPONSE = ['first_response', { zh: '首次响应', en: 'first response' }] as const;
const ANSWER = ['answer', { zh: '答复', en: 'answer' }] as const;
const CLOSING = ['closing', { zh: '办结', en: 'closing' }] as const;

const OTHER_CITIES = {
  zh: '外地 12345 办法的常见值（咨询 3 个工作日，其他 10–15 个工作日），深圳 12328 未查得',
  en: 'As in rules of other cities (3 working days for a consultation, 10–15 otherwise); not known of 12328 in Shenzhen',
  assumed: true,
};
const TAXI = {
  zh: '出租汽车投诉 10 日办结、复杂的 30 日，企业 24 小时内响应（单一来源）',
  en: 'Taxi complaints: 10 days, complex ones 30; a firm acts within 24 h (one source)',
  assumed: true,
};
const CENTRE = { zh: '中心内部管理要求', en: 'Practice of the centre', assumed: true };

const TAXI_COMPLAINT = { type: 'complaint', field: 'urban_passenger' } as const;

/**
 * By when what is done about a case: dated configuration. These come with the product; people make later versions and
 * more specific ones (`rule-book.ts`), and clocks that run hold the version by which they began.
 */
export const CASE_RULES: readonly RuleText[] = [
  rule(FIRST_RESPONSE, {}, workingDays(1, null), CENTRE),
  rule(FIRST_RESPONSE, TAXI_COMPLAINT, wall(DAY_MS, 4 * HOUR_MS), TAXI),
  rule(ANSWER, {}, workingDays(10, 10), OTHER_CITIES),
  rule(ANSWER, { type: 'consultation' }, workingDays(3, 3), OTHER_CITIES),
  rule(ANSWER, { type: 'suggestion' }, workingDays(15, 15), OTHER_CITIES),
  rule(ANSWER, TAXI_COMPLAINT, wall(10 * DAY_MS, DAY_MS, 20 * DAY_MS), TAXI),
  rule(CLOSING, {}, workingDays(13, 10), OTHER_CITIES),
  rule(CLOSING, { type: 'consultation' }, workingDays(5, 3), OTHER_CITIES),
  rule(CLOSING, { type: 'suggestion' }, workingDays(20, 15), OTHER_CITIES),
  rule(CLOSING, TAXI_COMPLAINT, wall(13 * DAY_MS, DAY_MS, 20 * DAY_MS), TAXI),
  rule(['return', { zh: '退单', en: 'return' }], {}, workingDays(5, null), {
    zh: '参照《信访工作条例》：对管辖有异议 5 个工作日内说明理由',
    en: 'As the rules on petitions have it: an objection to jurisdiction within 5 working days, with reasons',
    assumed: true,
  }),
  rule(['ruling', { zh: '裁定', en: 'ruling' }], {}, workingDays(1, null), CENTRE),
  rule(['reopening', { zh: '诉求人重新打开', en: 'reopening by the asker' }], {}, wall(14 * DAY_MS, null), {
    zh: '反馈链接 14 天有效（Signalen 的做法）',
    en: 'A feedback link works 14 days (as in Signalen)',
    assumed: true,
  }),
  rule(['archiving', { zh: '归档', en: 'archiving' }], {}, wall(30 * DAY_MS, null), CENTRE),
];
