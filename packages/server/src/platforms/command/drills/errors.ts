import { defineErrors } from '../../../kit/errors.ts';

export const drillsErrors = defineErrors('drills', {
  unknown: {
    status: 404,
    zh: '没有编号为 {id} 的复盘演练，请刷新列表',
    en: 'There is no drill {id}; reload the list',
  },
  busy: {
    status: 409,
    zh: '已有一次复盘演练正在进行，请等它完成',
    en: 'Another one is running; wait until it is done',
  },
  not_past: {
    status: 422,
    zh: '{day} 还没有结束，只能重演已经过去的整天',
    en: '{day} is not over; only whole days of the past can be run again',
  },
  not_done: {
    status: 409,
    zh: '这次复盘演练还没有结果，不能导出',
    en: 'This one has no result to export yet',
  },
});
