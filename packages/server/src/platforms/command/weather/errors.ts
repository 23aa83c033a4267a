import { defineErrors } from '../../../kit/errors.ts';

export const weatherErrors = defineErrors('weather', {
  unreadable: {
    status: 400,
    zh: '报文无法使用：{reason}；请检查后重新发送',
    en: 'The message cannot be used: {reason}; check it and send it again',
  },
  unknown: { status: 404, zh: '没有这条预警，请核对编号', en: 'There is no such warning; check its number' },
  decided: {
    status: 409,
    zh: '响应等级刚被他人调整，请刷新后再决定',
    en: 'Somebody else has just decided on the response; reload and decide again',
  },
  drill_busy: {
    status: 409,
    zh: '已有气象演练在进行，请先结束它',
    en: 'A weather drill is running already; end it first',
  },
  drill_unknown: {
    status: 404,
    zh: '没有这次气象演练或脚本，请刷新列表后再选',
    en: 'There is no such weather drill or script; reload the list and choose again',
  },
  drill_over: {
    status: 409,
    zh: '这次气象演练已结束，如需继续请重新开始一次',
    en: 'This weather drill is over; start another one to go on',
  },
  drill_stepped: {
    status: 409,
    zh: '这一步已经演练，或脚本已到末尾，请刷新后再看',
    en: 'This step has come already, or the script is at its end; reload and look again',
  },
  no_tracks: {
    status: 400,
    zh: '文件中没有可识别的台风路径（须为最佳路径格式）',
    en: 'The file holds no track that can be read (it must be in the best-track format)',
  },
});
