import { type DayHours, dayOf } from '../clock-words.ts';
import type { PortState } from '../port-states.ts';
import type { FreightClass } from '../trip.ts';

const ALL_DAY: readonly DayHours[] = [{ from_min: 0, to_min: 1440 }];
const DAYTIME: readonly DayHours[] = [{ from_min: 7 * 60, to_min: 22 * 60 }];

const open = (
  port: string,
  from: string,
  hours: readonly DayHours[],
  source: PortState['source'],
): PortState => ({
  ...{ port, directions: [], classes: [], from_ms: dayOf(from), to_ms: null, state: 'open', hours },
  ...{ reason: null, source, assumed: true },
});

const HOURS = {
  zh: '货运时间：单一来源，现状待核',
  en: 'Freight hours: one source, to be confirmed for today',
};
const MAN_KAM_TO = {
  zh: '文锦渡货运 7–22 时（另一说 7–24 时），待核',
  en: 'Man Kam To: 7 to 22 (by another account 7 to 24), to be confirmed',
};

const subsidence = (classes: readonly FreightClass[], to: string): PortState => ({
  ...{ port: 'man-kam-to', directions: ['in'], classes, state: 'closed', hours: [] },
  ...{ from_ms: dayOf('2023-07-01'), to_ms: dayOf(to) },
  reason: { zh: '路面沉降', en: 'subsidence' },
  source: {
    zh: '2023-07 入境方向因沉降关闭，客车 7 月 19 日、货车 7 月 28 日恢复；关闭起始日为假定',
    en: 'Entry closed by subsidence in 2023-07; coaches back on 19 July, trucks on 28 July; the first day is assumed',
  },
  assumed: true,
});

/** Ports that handle freight, and closures on record. 福田 and 罗湖 have no freight and no state here. */
export const FIRST_PORT_STATES: readonly PortState[] = [
  open('huanggang', '2020-01-01', ALL_DAY, HOURS),
  open('shenzhen-bay', '2020-01-01', ALL_DAY, HOURS),
  open('liantang', '2020-08-26', DAYTIME, HOURS),
  open('man-kam-to', '2020-01-01', DAYTIME, MAN_KAM_TO),
  open('shatoujiao', '2020-01-01', DAYTIME, HOURS),
  subsidence(['coach'], '2023-07-19'),
  subsidence(['container', 'lorry', 'reefer', 'hazmat'], '2023-07-28'),
];
