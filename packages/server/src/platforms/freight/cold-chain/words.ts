import type { Bilingual, ColdState, ColdWarningKind, ReadingRefusal } from '@opentocc/contract';
import type { BreachRule, MovementFault, SettingsFault } from '@opentocc/core/freight';

export const STATE_WORDS: Readonly<Record<ColdState, Bilingual>> = {
  booked: { zh: '已预约', en: 'booked' },
  under_way: { zh: '运输中', en: 'under way' },
  at_warehouse: { zh: '在仓待检', en: 'at the warehouse' },
  passed: { zh: '检测合格', en: 'passed' },
  failed: { zh: '检测不合格', en: 'failed' },
  released: { zh: '已发出库证明', en: 'released' },
  left: { zh: '已出仓', en: 'gone' },
  called_off: { zh: '已取消', en: 'called off' },
};

export const REFUSAL_WORDS: Readonly<Record<ReadingRefusal, Bilingual>> = {
  not_a_number: { zh: '温度不是数字，请检查设备', en: 'The temperature is no number; check the device' },
  off_scale: {
    zh: '温度超出传感器量程，属于设备故障，不作为货物超温；请检修或更换传感器',
    en: 'Beyond the scale of the sensor: a fault of the device and not of the goods; repair or replace it',
  },
  ahead_of_time: { zh: '时间在将来，请校准设备时钟', en: 'Its time is ahead; set the clock of the device' },
  too_old: { zh: '早于一天前，不再采用', en: 'Older than a day; not used any more' },
  not_newer: { zh: '不晚于上一条读数', en: 'Not later than the reading before it' },
  no_consignment: {
    zh: '这台设备现在没有在途货物，请核对设备编号或先确认发车',
    en: 'This device watches no goods under way; check its number, or say that they departed',
  },
  not_yours: { zh: '这台设备不属于您的企业', en: 'This device is not of your firm' },
};

const hours = (seconds: number): string => String(Math.round((seconds / 3600) * 10) / 10);
const span = (seconds: number): Bilingual =>
  seconds < 3600
    ? { zh: `${Math.round(seconds / 60)} 分钟`, en: `${Math.round(seconds / 60)} min` }
    : { zh: `${hours(seconds)} 小时`, en: `${hours(seconds)} h` };

/** A rule as a person reads it: 高于 −15 ℃ 连续 20 分钟. */
export function ruleWords({ side, measure, limit_c, duration_s }: BreachRule): Bilingual {
  const long = span(duration_s);
  const [zh_side, en_side] = side === 'hot' ? ['高于', 'above'] : ['低于', 'below'];
  const [zh_sum, en_sum] = measure === 'consecutive' ? ['连续', 'in a row'] : ['累计', 'in all'];
  return {
    zh: `${zh_side} ${limit_c} ℃ ${zh_sum} ${long.zh}`,
    en: `${en_side} ${limit_c} °C for ${long.en} ${en_sum}`,
  };
}

export const WARNING_WORDS: Readonly<Record<Exclude<ColdWarningKind, 'breach'>, Bilingual>> = {
  door: { zh: '途中厢门长时间打开', en: 'The door stands open on the way' },
  sensor_lost: { zh: '温度传感器失联', en: 'The sensor is lost' },
  seal: { zh: '途中电子锁或封条被打开', en: 'The lock or seal was opened on the way' },
  off_route: { zh: '偏离指定路线', en: 'Off its route' },
  overdue: { zh: '超时未到监管仓', en: 'Overdue at the warehouse' },
};

export const MOVEMENT_FAULTS: Readonly<Record<MovementFault, Bilingual>> = {
  empty_name: { zh: '批号或持有方为空', en: 'a lot or holder has no name' },
  same_lot: { zh: '拆分、合并、加工、装箱前后须是两个批号', en: 'it needs another lot than before' },
  other_lot: { zh: '转移前后须是同一批号', en: 'a move does not change the lot' },
  quantity: { zh: '数量须大于 0', en: 'the quantity must be above 0' },
  same_place: { zh: '转移前后须是两个持有方', en: 'a move needs another holder' },
};

const FAULTS: Readonly<Record<SettingsFault['code'], Bilingual>> = {
  limit_off_scale: { zh: '限值超出传感器量程', en: 'a limit lies beyond the scale of the sensor' },
  duration: { zh: '时长不能为负', en: 'a duration is below 0' },
  same_rule: { zh: '规则编号重复', en: 'two rules share an id' },
  no_rule: { zh: '没有任何规则', en: 'there is no rule' },
  scale: { zh: '量程上下限颠倒', en: 'the scale is upside down' },
  lost_after: { zh: '失联判定不得短于 60 秒', en: 'a sensor is lost after 60 s at least' },
  limits_cross: {
    zh: '低温限值高于高温限值，没有合格区间',
    en: 'the cold limit is above the hot one: nothing is inside',
  },
};

export const faultWords = (faults: readonly SettingsFault[]): Bilingual => ({
  zh: faults.map(({ code }) => FAULTS[code].zh).join('；'),
  en: faults.map(({ code }) => FAULTS[code].en).join('; '),
});
