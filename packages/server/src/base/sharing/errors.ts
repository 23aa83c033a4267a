import { defineErrors } from '../../kit/errors.ts';

export const sharingErrors = defineErrors('sharing', {
  item_unknown: {
    status: 422,
    zh: '共享目录中没有 {item}，请从目录中选择',
    en: 'There is no {item} in the catalogue; choose from it',
  },
  application_unknown: {
    status: 404,
    zh: '没有这份申请，请核对编号',
    en: 'There is no such application; check its number',
  },
  decided: {
    status: 409,
    zh: '申请 {id} 已有决定，如需变更请重新申请',
    en: 'The application {id} is decided; apply again for a change',
  },
  own_application: {
    status: 403,
    zh: '不能审批自己的申请，请由另一位审批人办理',
    en: 'Nobody approves their own application; ask another approver',
  },
  not_approved: {
    status: 409,
    zh: '申请 {id} 尚未批准或密钥已失效，不能领取密钥',
    en: 'The application {id} is not approved or its key has ended; there is no key to collect',
  },
  out_of_area: {
    status: 403,
    zh: '该机构不在您的管辖范围内',
    en: 'This unit is outside your area',
  },
  too_fast: {
    status: 429,
    zh: '每分钟最多调用 {quota} 次，请放慢后重试',
    en: 'A minute has {quota} requests at most; slow down and try again',
    retry_after_s: 60,
  },
  quota_used: {
    status: 429,
    zh: '今日调用已达配额 {quota} 次，次日零时恢复；如需更多请联系数据管理员',
    en: 'The quota of {quota} requests a day is used up; it starts again at midnight, or ask the data steward for more',
    retry_after_s: 86_400,
  },
});
