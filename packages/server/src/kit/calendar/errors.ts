import { defineErrors } from '../errors.ts';

export const calendarErrors = defineErrors('calendar', {
  beyond: {
    status: 409,
    zh: '工作日历没有 {year} 年的放假调休安排，不能推算跨入该年的期限；请在国务院办公厅发布通知后装入 {year} 年日历',
    en: 'The working calendar has no holidays of {year}, so that no deadline that reaches into it can be computed; load {year} once its notice is published',
  },
  bad_year: {
    status: 422,
    zh: '日历文件 {file} 不能使用：{why}',
    en: 'The calendar file {file} cannot be used: {why}',
  },
});
