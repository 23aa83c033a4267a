import type { AlarmMeans, Bilingual, ClockRule, FreightAlarmKind, TrackingRules } from '@opentocc/contract';

const MINUTE_MS = 60_000;

/** Codes of the clocks of an alarm. */
export const CLOCK = { take: 'take', sms: 'sms', call: 'call', visit: 'visit', close: 'close' } as const;

const VALID_FROM = '2026-01-01';
const SOURCE: Bilingual = {
  zh: '2022-02-17 通告只写明 15 分钟起分级预警（短信、电话、上门）；各级时限为假定值，待主管部门核定',
  en: 'The notice of 2022-02-17 states graded alarms from 15 min on (SMS, call, visit); the time of each is assumed until the authority sets it',
};

const rule = (code: string, name: Bilingual, minutes: number): ClockRule => ({
  ...{ code, version: 1, name, valid_from: VALID_FROM, source: SOURCE, assumed: true },
  ...{ measure: { kind: 'time' }, length: minutes * MINUTE_MS, extension: null, pausable: false },
  soon: { kind: 'time', ms: Math.round((minutes * MINUTE_MS) / 3) },
  on_reopen: 'restart',
});

/** Dated rules of what is due when; a newer version of one is added below it. */
export const CLOCK_RULES: readonly ClockRule[] = [
  rule(CLOCK.take, { zh: '接手时限', en: 'Taken by somebody' }, 5),
  rule(CLOCK.sms, { zh: '短信后响应时限', en: 'Answer after an SMS' }, 15),
  rule(CLOCK.call, { zh: '电话核实时限', en: 'Answer by a call' }, 30),
  rule(CLOCK.visit, { zh: '上门核查时限', en: 'Met at a visit' }, 120),
  rule(CLOCK.close, { zh: '办结时限', en: 'Closed with a cause' }, 480),
];

/** By what a driver is spoken to first, by kind of alarm; of a stay the regime says it. */
export const FIRST_MEANS: Readonly<Record<FreightAlarmKind, AlarmMeans>> = {
  ...{ off_route: 'sms', long_stay: 'sms', wrong_port: 'call', silent: 'sms', jump: 'call' },
  ...{ swap: 'call', fatigue: 'call', speeding: 'sms', overdue: 'sms', missed_stop: 'call' },
  double_use: 'call',
};

export const MEANS_ORDER: readonly AlarmMeans[] = ['sms', 'call', 'visit'];
export const nextMeans = (means: AlarmMeans): AlarmMeans | undefined =>
  MEANS_ORDER[MEANS_ORDER.indexOf(means) + 1];

const ALL: readonly FreightAlarmKind[] = [
  ...(['off_route', 'long_stay', 'wrong_port', 'silent', 'jump'] as const),
  ...(['swap', 'fatigue', 'speeding', 'overdue', 'missed_stop', 'double_use'] as const),
];

/** Why something happened: an alarm is closed with one of these and no other. */
export const CAUSES: readonly {
  readonly code: string;
  readonly name: Bilingual;
  readonly kinds: readonly FreightAlarmKind[];
}[] = [
  {
    ...{ code: 'road_closed', name: { zh: '道路封闭或管制绕行', en: 'Road closed or diverted' } },
    kinds: ['off_route', 'wrong_port', 'overdue', 'missed_stop'],
  },
  {
    ...{ code: 'congestion', name: { zh: '拥堵或口岸排队', en: 'Congestion or the queue of a port' } },
    kinds: ['long_stay', 'overdue', 'off_route', 'fatigue'],
  },
  {
    ...{ code: 'port_closed', name: { zh: '口岸关闭或改道', en: 'Port closed, sent to another' } },
    kinds: ['wrong_port', 'off_route', 'overdue'],
  },
  { ...{ code: 'breakdown', name: { zh: '车辆故障', en: 'Breakdown' } }, kinds: ALL },
  { ...{ code: 'accident', name: { zh: '交通事故', en: 'Accident' } }, kinds: ALL },
  { ...{ code: 'illness', name: { zh: '司机身体不适', en: 'The driver is unwell' } }, kinds: ALL },
  {
    ...{ code: 'customs_check', name: { zh: '海关或公安查验', en: 'Checked by customs or police' } },
    kinds: ['long_stay', 'overdue', 'silent', 'wrong_port', 'missed_stop'],
  },
  {
    ...{ code: 'terminal_fault', name: { zh: '终端故障或断电', en: 'Fault of the terminal or its power' } },
    kinds: ['silent', 'jump', 'swap', 'speeding', 'off_route'],
  },
  {
    ...{
      code: 'no_signal',
      name: { zh: '无信号（隧道、库内、地下）', en: 'No signal: tunnel, hall, under ground' },
    },
    kinds: ['silent', 'jump', 'long_stay'],
  },
  {
    ...{ code: 'terminal_changed', name: { zh: '更换终端未备案', en: 'Terminal changed and not filed' } },
    kinds: ['swap', 'silent'],
  },
  {
    ...{ code: 'declared_wrongly', name: { zh: '申报有误', en: 'Declared wrongly' } },
    kinds: ['off_route', 'long_stay', 'wrong_port', 'overdue', 'missed_stop'],
  },
  {
    ...{ code: 'own_decision', name: { zh: '司机擅自行为', en: 'The driver did so of their own accord' } },
    kinds: ALL,
  },
  {
    ...{
      code: 'ordered_by_firm',
      name: { zh: '企业或货主安排', en: 'Ordered by the firm or the owner of the goods' },
    },
    kinds: ALL,
  },
  {
    ...{ code: 'gate_missed_exit', name: { zh: '道闸漏记出场', en: 'A gate did not see it leave' } },
    kinds: ['double_use'],
  },
  {
    ...{ code: 'keeper_let_in', name: { zh: '值守员核对后放行', en: 'A keeper compared and let it in' } },
    kinds: ['double_use'],
  },
  {
    ...{ code: 'permit_copied', name: { zh: '凭证被复制或冒用', en: 'The permit was copied' } },
    kinds: ['double_use'],
  },
  { ...{ code: 'false_alarm', name: { zh: '误报', en: 'False alarm' } }, kinds: ALL },
];

/** Points that one of these in each trip would bring; shown with the score that follows from them. */
export const RISK_WEIGHTS: readonly {
  readonly code: string;
  readonly name: Bilingual;
  readonly weight: number;
}[] = [
  { ...{ code: 'swap', name: { zh: '车机不符', en: 'Plate and terminal apart' } }, weight: 100 },
  { ...{ code: 'double_use', name: { zh: '凭证重复使用', en: 'Permit used twice' } }, weight: 100 },
  { ...{ code: 'wrong_port', name: { zh: '未按申报口岸', en: 'Another port than declared' } }, weight: 60 },
  { ...{ code: 'off_route', name: { zh: '偏离路线', en: 'Off the route' } }, weight: 50 },
  { ...{ code: 'long_stay', name: { zh: '违规停留', en: 'Standing elsewhere' } }, weight: 40 },
  { ...{ code: 'silent', name: { zh: '终端失联', en: 'Silent terminal' } }, weight: 30 },
  { ...{ code: 'fatigue', name: { zh: '疲劳驾驶', en: 'Fatigue' } }, weight: 60 },
  { ...{ code: 'speeding', name: { zh: '超速', en: 'Speeding' } }, weight: 30 },
  { ...{ code: 'overdue', name: { zh: '逾期未返', en: 'Back too late' } }, weight: 40 },
  { ...{ code: 'missed_stop', name: { zh: '未到申报点', en: 'Never where it was declared' } }, weight: 40 },
  { ...{ code: 'jump', name: { zh: '位置跳变', en: 'Jump of its position' } }, weight: 30 },
  { ...{ code: 'sanction', name: { zh: '受过暂停或移出', en: 'Suspended or removed' } }, weight: 100 },
];

/** Days that a risk score looks back. */
export const RISK_DAYS = 90;

export const RISK_SOURCE: Bilingual = {
  zh: '权重为假定值：没有公开的评分办法，待主管部门核定',
  en: 'The weights are assumed: no method is published; the authority is to set them',
};

export const RULES: TrackingRules = {
  clocks: [...CLOCK_RULES],
  causes: CAUSES.map(({ kinds, ...rest }) => ({ ...rest, kinds: [...kinds] })),
  first_means: ALL.map((kind) => ({ kind, means: FIRST_MEANS[kind] })),
  weights: [...RISK_WEIGHTS],
  ...{ valid_from: VALID_FROM, source: SOURCE, assumed: true },
};
