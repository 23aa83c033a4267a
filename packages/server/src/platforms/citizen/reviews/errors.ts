import { defineErrors } from '../../../kit/errors.ts';

export const reviewsErrors = defineErrors('reviews', {
  unknown: { status: 404, zh: '没有编号为 {id} 的质检', en: 'There is no review {id}' },
  span: {
    status: 422,
    zh: '抽检时段须由已过去的整日组成，最长 {most} 天',
    en: 'A draw takes whole days that are over, {most} at most',
  },
  drawn_before: {
    status: 409,
    zh: '这段时间里有的日子已经抽检过；同一天只抽一次',
    en: 'Days of it were drawn from before; a day is drawn from once',
  },
  nothing_answered: {
    status: 422,
    zh: '这段时间没有话务员的即时答复，无从抽检',
    en: 'No agent answered anything at once in these days; there is nothing to draw from',
  },
  changed: {
    status: 409,
    zh: '质检 {id} 刚被更改，没有保存，请刷新后再操作',
    en: 'Review {id} was changed just now; nothing was saved, look again first',
  },
  incomplete: {
    status: 422,
    zh: '评判表的每一项都要选“是”或“否”',
    en: 'Every question of the form needs a yes or a no',
  },
  own_answer: { status: 403, zh: '不能评判自己的答复', en: 'Nobody judges their own answer' },
  same_judge: {
    status: 403,
    zh: '复评须由初评以外的人作出',
    en: 'A second opinion is given by somebody else than the first',
  },
  not_yours: { status: 403, zh: '只有答复人本人可以申诉', en: 'Only who answered may dispute it' },
  not_now: { status: 409, zh: '质检 {id} 现在不能这样处理', en: 'Review {id} cannot be treated so now' },
  late: {
    status: 409,
    zh: '申诉期（{days} 天）已过',
    en: 'It could be disputed for {days} days, which are over',
  },
});
