import { defineErrors } from '../../kit/errors.ts';

export const detectionErrors = defineErrors('detection', {
  unknown_signal: {
    status: 404,
    zh: '没有编号为 {id} 的信号，可能已过保存期限，请刷新列表',
    en: 'There is no signal {id}; it may be older than signals are stored: reload the list',
  },
  said_already: {
    status: 409,
    zh: '{by} 刚刚对这条信号作出了同样的判断，请刷新后查看',
    en: '{by} said the same of this signal just now; reload to see it',
  },
  wrong_span: {
    status: 422,
    zh: '查询的结束时间须晚于开始时间',
    en: 'The span must end after it begins',
  },
});
