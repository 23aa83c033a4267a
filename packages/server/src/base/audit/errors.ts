import { defineErrors } from '../../kit/errors.ts';

export const auditErrors = defineErrors('audit', {
  nothing: {
    status: 404,
    zh: '该时间段没有审计记录，请调整起止时间',
    en: 'There is no audit record in this interval; choose another',
  },
});
