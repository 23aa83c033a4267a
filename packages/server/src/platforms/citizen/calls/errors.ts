import { defineErrors } from '../../../kit/errors.ts';

export const callsErrors = defineErrors('calls', {
  unknown: { status: 404, zh: '没有编号为 {id} 的来电', en: 'There is no call {id}' },
  no_number: {
    status: 404,
    zh: '来电 {id} 没有显示号码',
    en: 'Call {id} came without a number',
  },
  unknown_exemption: { status: 404, zh: '没有编号为 {id} 的除外时段', en: 'There are no exempt hours {id}' },
  exemption_span: {
    status: 422,
    zh: '时段应已结束、起早于止、不超过 {hours} 小时，且在最近 {days} 天内',
    en: 'The hours must be over, in this order, at most {hours} h long and within the last {days} days',
  },
  own_exemption: {
    status: 403,
    zh: '申报人不能批准、驳回或撤销自己申报的时段，请由他人决定',
    en: 'Who declared these hours cannot decide on them; somebody else has to',
  },
  exemption_decided: {
    status: 409,
    zh: '除外时段 {id} 的当前状态不允许此决定，请刷新后查看',
    en: 'Exempt hours {id} are not in a state for this decision; look again',
  },
  bad_days: {
    status: 422,
    zh: '起止日期应为 1 至 {most} 天，且起不晚于止',
    en: 'From and to must span 1 to {most} days, in this order',
  },
});
