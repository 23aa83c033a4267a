import { defineErrors } from '../../kit/errors.ts';

export const qualityErrors = defineErrors('quality', {
  finding_unknown: {
    status: 404,
    zh: '没有编号为 {ids} 的质量问题，请刷新清单后重试',
    en: 'There is no finding {ids}; refresh the list and try again',
  },
  handler_unknown: {
    status: 422,
    zh: '{to} 无权处置质量问题，请从可承办人员中选择，或请安全管理员授权',
    en: '{to} may not see to findings; choose one of those who may, or ask the security administrator for a grant',
  },
  mute_date: {
    status: 422,
    zh: '暂不提醒的截止时间须在今后 {days} 天以内',
    en: 'A silence ends within the next {days} days',
  },
  several_owners: {
    status: 422,
    zh: '一份通知只能发给一个数据源，请分别起草',
    en: 'A notice goes to the owner of one source; write one for each',
  },
});
