import { defineErrors } from '../../kit/errors.ts';

export const historyErrors = defineErrors('history', {
  log_unavailable: {
    status: 503,
    zh: '数据未能写入数据库（{reason}），尚未确认，稍后会自动重试。请检查磁盘空间和数据库',
    en: 'The data could not be written to the database ({reason}). It is not acknowledged and will be sent again; check disk space and the database',
  },
  busy: {
    status: 503,
    zh: '历史查询过多，请稍后再试',
    en: 'Too many history queries are under way; try again shortly',
  },
  query_timeout: {
    status: 504,
    zh: '历史查询超过 {seconds} 秒，请缩短时间段',
    en: 'The history query took more than {seconds} s; ask for a shorter interval',
  },
  no_minute: {
    status: 404,
    zh: '这一时刻没有历史数据，可回放的时间段见 /api/v1/history/replay/span',
    en: 'There is no history for this minute; /api/v1/history/replay/span tells what can be replayed',
  },
  no_export: {
    status: 404,
    zh: '{day} 没有可下载的文件，当天的数据最迟一小时后归档',
    en: 'There is no file to download for {day}; data of today is filed within the hour',
  },
});
