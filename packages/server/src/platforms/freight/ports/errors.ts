import { defineErrors } from '../../../kit/errors.ts';

export const portsErrors = defineErrors('ports', {
  unknown: {
    status: 404,
    zh: '没有代码为“{port}”的货运口岸；有：{known}',
    en: 'There is no freight port “{port}”; there are: {known}',
  },
  lanes_past: {
    status: 422,
    zh: '通道配置须从现在或以后生效：已经作出的预测不改',
    en: 'Lanes must hold from now or later: forecasts that were made stay as they are',
  },
  row_unreadable: {
    status: 422,
    zh: '读不出这一行（{path}）：须有 id、port、direction（in/out）、plate、at（带时区的时间）',
    en: 'This row cannot be read ({path}): id, port, direction (in/out), plate and at (a time with its offset) are needed',
  },
  row_port_unknown: {
    status: 422,
    zh: '没有货运口岸“{port}”；有：{known}',
    en: 'There is no freight port “{port}”; there are: {known}',
  },
  row_in_the_future: {
    status: 422,
    zh: '过境时间 {at} 还没到，请校准上报系统的时钟',
    en: 'The crossing at {at} is in the future; set the clock of the reporting system',
  },
  row_too_old: {
    status: 422,
    zh: '过境时间 {at} 早于 {days} 天前，不再接收',
    en: 'The crossing at {at} is more than {days} days old and is not taken any more',
  },
  row_differs: {
    status: 409,
    zh: '编号 {id} 已经上报过另一次过境，请换一个编号',
    en: 'Number {id} was reported for another crossing already; use another number',
  },
});
