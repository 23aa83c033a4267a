import { defineErrors } from '../../../kit/errors.ts';

export const studiesErrors = defineErrors('studies', {
  unknown: {
    status: 404,
    zh: '没有编号为 {id} 的推演，可能已过保存期限',
    en: 'There is no study {id}; it may be older than studies are stored',
  },
  not_yours: {
    status: 403,
    zh: '只有发起人可以取消推演',
    en: 'Only who asked for a study cancels it',
  },
  ended: {
    status: 409,
    zh: '推演已经结束，不能取消',
    en: 'The study has ended and cannot be cancelled',
  },
});
