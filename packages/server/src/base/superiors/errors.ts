import { defineErrors } from '../../kit/errors.ts';

export const superiorErrors = defineErrors('superiors', {
  unknown: {
    status: 404,
    zh: '没有编号为 {id} 的上级平台',
    en: 'There is no superior platform {id}',
  },
  password_missing: {
    status: 400,
    zh: '请填写上级平台给定的口令（最多 8 个字符）',
    en: 'Fill in the password that the superior platform gave, 8 characters at most',
  },
  source_unknown: {
    status: 400,
    zh: '没有编号为 {id} 的数据源：请重新选择上报的数据源',
    en: 'There is no source {id}: choose again what is reported',
  },
});
