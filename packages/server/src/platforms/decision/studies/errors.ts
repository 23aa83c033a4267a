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
  too_large: {
    status: 422,
    zh: '超出您的权限：最多 {scenarios} 个方案、{horizon} 分钟、半径 {radius} m；请减少，或由有“大型推演”权限的人发起',
    en: 'More than you may: {scenarios} scenarios, {horizon} min, radius {radius} m at most; ask for less, or let somebody who may run large studies ask',
  },
  not_done: {
    status: 409,
    zh: '推演尚未完成，不能复算',
    en: 'The study is not done and cannot be run again',
  },
  other_versions: {
    status: 409,
    zh: '推演所用的{what}已更换（当时 {before}，现在 {now}），复算不会得到相同结果；原结果仍可查看',
    en: 'The {what} is another one now (then {before}, now {now}): running it again would not give the same; the result of then can still be read',
  },
  ended: {
    status: 409,
    zh: '推演已经结束，不能取消',
    en: 'The study has ended and cannot be cancelled',
  },
});
