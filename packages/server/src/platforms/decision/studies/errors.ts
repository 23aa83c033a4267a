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
  too_many_of_yours: {
    status: 429,
    zh: '您有 {most} 项推演正在排队或运行，请等其中一项结束，或取消后再发起',
    en: 'You have {most} studies that wait or run; wait until one ends, or cancel one',
    retry_after_s: 30,
  },
  ended: {
    status: 409,
    zh: '推演已经结束，不能取消',
    en: 'The study has ended and cannot be cancelled',
  },
});
