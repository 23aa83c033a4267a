import { defineErrors } from '../../kit/errors.ts';

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
});
