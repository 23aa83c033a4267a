import { defineErrors } from '../../kit/errors.ts';

export const calibrationErrors = defineErrors('calibration', {
  out_of_range: {
    status: 422,
    zh: '该参数只能在 {least} 到 {most} 之间，请检查单位和数值',
    en: 'This figure lies between {least} and {most}; check its unit and the number',
  },
  set_already: {
    status: 409,
    zh: '该参数已有人工修正值，请先撤回再修正',
    en: 'This figure was set by hand already; take that back first',
  },
  unknown_override: {
    status: 404,
    zh: '没有编号为 {id} 的有效修正，可能已被撤回，请刷新页面',
    en: 'No figure set by hand has the number {id} now; it may have been taken back: reload the page',
  },
  estimating: {
    status: 409,
    zh: '正在估计典型日，请等待完成或先中止',
    en: 'Typical days are being estimated; wait for the end or end it first',
  },
  no_days: {
    status: 409,
    zh: '还没有完整一天的路况历史，明日零点后再估计',
    en: 'The history holds no whole day yet; estimate after midnight',
  },
  not_estimating: {
    status: 409,
    zh: '没有正在进行的估计',
    en: 'Nothing is being estimated',
  },
});
