import { defineErrors } from '../../kit/errors.ts';

export const messageErrors = defineErrors('messages', {
  unknown: { status: 404, zh: '没有这条消息，请核对编号', en: 'There is no such message; check its number' },
  not_dead: {
    status: 409,
    zh: '这条消息不是死信（现为“{state}”），无需重新发送；请刷新后查看回执',
    en: 'This message is not dead (it is “{state}”) and need not be sent again; reload and look at its receipts',
  },
  changed: {
    status: 409,
    zh: '{what}已被他人修改，请刷新后再试',
    en: 'The {what} was changed by somebody else meanwhile; reload and try again',
  },
  unknown_endpoint: {
    status: 404,
    zh: '没有这个回调地址，请核对编号',
    en: 'There is no such endpoint; check its number',
  },
  name_taken: {
    status: 409,
    zh: '已有名为“{name}”的回调地址，请换一个名称',
    en: 'There is an endpoint called “{name}” already; choose another name',
  },
  bad_address: {
    status: 400,
    zh: '回调地址无效：{reason}',
    en: 'The address of the endpoint cannot be used: {reason}',
  },
  no_sms: {
    status: 404,
    zh: '本平台未配置短信网关回执（SMS_RECEIPT_SECRET）',
    en: 'This platform takes no SMS receipts (SMS_RECEIPT_SECRET is not set)',
  },
  bad_signature: {
    status: 401,
    zh: '回执签名无效或已过期，请核对密钥与时钟',
    en: 'The signature of the receipt is wrong or too old; check the secret and the clock',
  },
});
