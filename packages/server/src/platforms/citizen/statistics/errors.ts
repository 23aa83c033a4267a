import { defineErrors } from '../../../kit/errors.ts';

export const statisticsErrors = defineErrors('statistics', {
  span: {
    status: 422,
    zh: '时段无效：结束不能早于开始，最长 {most} 天',
    en: 'The span is not valid: it may not end before it begins, and has {most} days at most',
  },
  unknown_figure: { status: 404, zh: '没有指标“{key}”', en: 'There is no figure “{key}”' },
  month_goes_on: {
    status: 409,
    zh: '{month} 还没有结束，不能公布月报',
    en: '{month} is not over; it cannot be published yet',
  },
});
