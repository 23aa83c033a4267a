import type { AlarmMeans, AlarmOutcome, Bilingual, FreightAlarmKind } from '@opentocc/contract';

export const KIND_WORDS: Readonly<Record<FreightAlarmKind, Bilingual>> = {
  off_route: { zh: '偏离路线', en: 'Off the route' },
  long_stay: { zh: '违规停留', en: 'Standing elsewhere' },
  wrong_port: { zh: '口岸不符', en: 'Wrong port' },
  silent: { zh: '终端失联', en: 'Silent terminal' },
  jump: { zh: '位置跳变', en: 'Position jumped' },
  swap: { zh: '车机不符', en: 'Plate and terminal apart' },
  fatigue: { zh: '疲劳驾驶', en: 'Fatigue' },
  speeding: { zh: '超速', en: 'Speeding' },
  overdue: { zh: '逾期未返', en: 'Overdue' },
  missed_stop: { zh: '未到申报点', en: 'Missed a stop' },
  double_use: { zh: '凭证重复使用', en: 'Permit used twice' },
};

export const MEANS_WORDS: Readonly<Record<AlarmMeans, Bilingual>> = {
  sms: { zh: '短信提醒', en: 'SMS' },
  call: { zh: '电话核实', en: 'call' },
  visit: { zh: '上门核查', en: 'visit' },
};

export const OUTCOME_WORDS: Readonly<Record<AlarmOutcome, Bilingual>> = {
  release: { zh: '放行', en: 'released' },
  warning: { zh: '警告', en: 'warned' },
  suspension: { zh: '暂停', en: 'suspended' },
  removal: { zh: '移出名单', en: 'removed from the list' },
};

/** What a driver reads. */
export const smsText = (plate: string, words: Bilingual): Bilingual => ({
  zh: `【货运监管】${plate}：${words.zh}。请立即停靠安全处并联系企业调度；情况将由监管员电话核实。`,
  en: `Freight control, ${plate}: ${words.en}. Stop where it is safe and call your dispatcher; an officer will call you.`,
});
