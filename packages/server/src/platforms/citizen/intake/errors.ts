import { defineErrors } from '../../../kit/errors.ts';

export const intakeErrors = defineErrors('intake', {
  unknown_held: { status: 404, zh: '没有编号为 {id} 的暂存件', en: 'Nothing numbered {id} is held back' },
  decided: {
    status: 409,
    zh: '暂存件 {id} 已由他人处置，请刷新后查看',
    en: 'Somebody else has decided on {id}; look again',
  },
  being_decided: {
    status: 409,
    zh: '他人正在处置暂存件 {id}，请稍后刷新查看',
    en: 'Somebody else is deciding on {id} right now; look again in a moment',
  },
  no_first: {
    status: 422,
    zh: '没有可并入的首件，请指定工单编号，或放行为独立工单',
    en: 'There is no first case to join it to; name the number of a case, or release it',
  },
  unknown_case: { status: 404, zh: '没有编号为 {number} 的工单', en: 'There is no case {number}' },
  unknown_endpoint: {
    status: 422,
    zh: '没有编号为 {id} 的启用中的回调地址，请先在“消息”页添加',
    en: 'There is no active endpoint {id}; add it on the page of messages first',
  },
});
