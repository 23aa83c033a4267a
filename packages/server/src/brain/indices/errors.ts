import { defineErrors } from '../../kit/errors.ts';

/** One comparison of two months of a city's links took up to so long. */
export const COMPARING_RETRY_S = 20;

export const indicesErrors = defineErrors('indices', {
  no_such_key: {
    status: 404,
    zh: '没有名为“{key}”的{scope}，请从列表中选择',
    en: 'There is no {scope} with the key "{key}"; choose one from the list',
  },
  no_value_yet: {
    status: 404,
    zh: '指数尚未算出，请等待下一分钟',
    en: 'There is no index yet; wait for the next minute',
  },
  no_links_then: {
    status: 404,
    zh: '该时刻没有保存逐路段状态，请选择“历史”页所列时间范围内的时刻',
    en: 'The states of single links are not stored for that time; choose a time within the span listed on the history page',
  },
  interval: {
    status: 400,
    zh: '起止日期须先后有序，且不超过 {days} 天',
    en: 'The days must be in order and at most {days} days apart',
  },
  no_such_day: {
    status: 400,
    zh: '“{day}”不是日期，请按 年-月-日 填写',
    en: '"{day}" is not a day; write it as yyyy-mm-dd',
  },
  comparing: {
    status: 503,
    zh: '逐路段对比的请求过多，请约 {seconds} 秒后重试，或缩短对比的时间段',
    en: 'Too many comparisons of single links are under way; try again in about {seconds} s, or compare shorter intervals',
    retry_after_s: COMPARING_RETRY_S,
  },
  part_of_day: {
    status: 400,
    zh: '时段的起点须早于终点',
    en: 'The part of the day must begin before it ends',
  },
  bad_configuration: {
    status: 422,
    zh: '{part}不成立：{fault}，请改正后重试',
    en: 'The numbers of {part} cannot be used: {fault}; correct them and try again',
  },
  day_begun: {
    status: 422,
    zh: '{day} 已经开始或已过去，不能再改变其指数参数；最早可从 {earliest} 起生效',
    en: '{day} has begun or is past, and its indices are not changed any more; choose {earliest} or later',
  },
  day_taken: {
    status: 409,
    zh: '{day} 已有一版待生效的参数，请先撤回它',
    en: 'There is a configuration for {day} already; withdraw it first',
  },
  not_withdrawn: {
    status: 409,
    zh: '参数版本 {formula_version} 不存在或已生效，已生效的版本不能撤回，请另设一版',
    en: 'There is no configuration {formula_version} that could be withdrawn: one that counts stays; add another instead',
  },
});
