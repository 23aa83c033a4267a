import { defineErrors } from '../../../kit/errors.ts';

export const trackingErrors = defineErrors('tracking', {
  unknown_trip: {
    status: 404,
    zh: '没有跟踪过车次 {id}，请核对编号；尚未出发的车次在“车次”页查看',
    en: 'Trip {id} was never followed; check its number. One that has not set out stands on the page of trips',
  },
  unknown_alarm: {
    status: 404,
    zh: '没有告警 {id}，请核对编号',
    en: 'There is no alarm {id}; check its number',
  },
  unknown_profile: {
    status: 404,
    zh: '没有备案 {id}，请核对编号',
    en: '{id} is not on file; check its number',
  },
  changed: {
    status: 409,
    zh: '告警 {id} 刚被更改（现为第 {now} 版，您看到的是第 {seen} 版），没有保存，请刷新后再操作',
    en: 'Alarm {id} was changed just now (version {now}, you saw {seen}); nothing was saved, look again first',
  },
  closed: {
    status: 409,
    zh: '告警 {id} 已经办结；如需继续处置，请先重新打开并说明理由',
    en: 'Alarm {id} is closed; open it again with a reason first',
  },
  not_closed: {
    status: 409,
    zh: '告警 {id} 尚未办结，不需要重新打开',
    en: 'Alarm {id} is not closed; there is nothing to open again',
  },
  waits_for_second: {
    status: 409,
    zh: '告警 {id} 的处罚正等待另一人复核，请先复核',
    en: 'A sanction of alarm {id} waits for a second person; confirm or refuse it first',
  },
  nothing_asked: {
    status: 409,
    zh: '告警 {id} 没有待复核的处罚',
    en: 'No sanction of alarm {id} waits to be confirmed',
  },
  same_person: {
    status: 422,
    zh: '暂停和移出名单须由另一人复核，您是提出人',
    en: 'A suspension or removal is confirmed by somebody else; you asked for it',
  },
  cause: {
    status: 422,
    zh: '“{cause}”不是这类告警的原因；可选：{known}',
    en: '“{cause}” is no cause of such an alarm; there are: {known}',
  },
  days: {
    status: 422,
    zh: '暂停须写明天数（1–365）；其他处理不写天数',
    en: 'A suspension takes a number of days (1–365), and nothing else does',
  },
  interval: {
    status: 422,
    zh: '时间段无效：结束须晚于开始，且不超过 {days} 天',
    en: 'The interval is not valid: its end must be after its start and it may span {days} days at most',
  },
  no_phone: {
    status: 404,
    zh: '司机 {driver} 的备案里没有电话，请联系企业',
    en: 'No phone is on file for driver {driver}; call the firm',
  },
});
