import type { Bilingual, ClockRule, VisitRule } from '@opentocc/contract';

type Delivered = Omit<VisitRule, 'reason' | 'made_by' | 'made_ms'>;

const delivered = (
  key: string,
  name: Bilingual,
  rule: VisitRule['rule'],
  source: Bilingual,
  assumed: boolean,
): Delivered => ({ key, version: 1, name, rule, valid_from: '2020-01-01', source, assumed });

const PLAIN = {
  zh: '无从回访，或不属本平台办理；逐条列出并计数',
  en: 'They cannot be visited, or were not answered here; each is listed and counted',
};

const excluding = (
  when: Extract<VisitRule['rule'], { kind: 'exclusion' }>['when'],
  zh: string,
  en: string,
  source: Bilingual = PLAIN,
): Delivered => delivered(when, { zh, en }, { kind: 'exclusion', when, excludes: true }, source, true);

/**
 * Who is visited, by dated rules. Nobody is left out but by one of these, and a draw shows how many each of them left out.
 * These come with the product; people make later versions (`rule-book.ts`), and draws hold the ones by which they were made.
 */
export const VISIT_RULES: readonly Delivered[] = [
  delivered(
    'sampling',
    { zh: '抽样与拨打', en: 'Sample and calls' },
    {
      ...{ kind: 'sampling', share: 0.25, attempts_most: 3, between_min: 120 },
      ...{ satisfied_from: 3, link_days: 14 },
    },
    {
      zh: '抽样不少于 25%（本项目要求）；最多拨打 3 次、间隔 2 小时、“基本满意”起算满意为假定；链接 14 天（Signalen）',
      en: 'At least 25 % are drawn (as the project asks); three calls, 2 h apart, and that “fairly satisfied” is satisfied are assumed; links work 14 days (Signalen)',
    },
    true,
  ),
  excluding('no_answer_wished', '诉求人表示不需要回复', 'The asker wished no answer'),
  excluding('no_contact', '没有留下联系方式', 'No number or address was left'),
  excluding('referred', '已移送铁路、民航、邮政等', 'Referred to rail, aviation, post or others'),
  excluding('withdrawn', '诉求人撤回', 'Withdrawn by the asker'),
  excluding('merged', '已并入另一工单', 'Merged into another case'),
  delivered(
    'enforcement',
    { zh: '执法类不追求满意度', en: 'Satisfaction is not asked of enforcement' },
    { kind: 'no_satisfaction', categories: ['illegal_carriage', 'overload', 'road_rights'] },
    {
      zh: '执法办案类工单不追求满意度；类别清单为假定',
      en: 'Satisfaction with enforcement is not chased; which categories that is, is assumed',
    },
    true,
  ),
];

/** By when what somebody was not satisfied with is put right. */
export const RECTIFICATION_RULE: ClockRule = {
  ...{ code: 'rectification', version: 1, name: { zh: '差评整改', en: 'rectification' } },
  ...{ valid_from: '2020-01-01', assumed: true },
  source: {
    zh: '中心内部管理要求；工作日数为假定',
    en: 'Practice of the centre; the number of days is assumed',
  },
  ...{ measure: { kind: 'working_days', ends_min: 1440 }, length: 5, soon: { kind: 'own', length: 1 } },
  ...{ extension: null, pausable: false, on_reopen: 'continue' },
};
