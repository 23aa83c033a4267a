import { defineErrors } from '../../kit/errors.ts';

export const indicesErrors = defineErrors('indices', {
  no_such_key: {
    status: 404,
    zh: '没有名为“{key}”的{scope}，请从列表中选择',
    en: 'There is no {scope} with the key "{key}"; choose one from the list',
  },
  no_such_day: {
    status: 400,
    zh: '“{day}”不是日期，请按 年-月-日 填写',
    en: '"{day}" is not a day; write it as yyyy-mm-dd',
  },
});
