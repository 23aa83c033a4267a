import { defineErrors } from '../../../kit/errors.ts';

export const callsErrors = defineErrors('calls', {
  unknown: { status: 404, zh: '没有编号为 {id} 的来电', en: 'There is no call {id}' },
  no_number: {
    status: 404,
    zh: '来电 {id} 没有显示号码',
    en: 'Call {id} came without a number',
  },
  bad_days: {
    status: 422,
    zh: '起止日期应为 1 至 {most} 天，且起不晚于止',
    en: 'From and to must span 1 to {most} days, in this order',
  },
});
