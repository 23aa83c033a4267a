import { clockText, portName, type Words } from '../regimes/index.ts';
import type { AlarmFacts, AlarmKind, TripAlarm } from './state.ts';

const MEANS: Readonly<Record<string, Words>> = {
  sms: { zh: '短信', en: 'SMS' },
  call: { zh: '电话', en: 'call' },
  visit: { zh: '上门', en: 'visit' },
};

/** A sentence for who has to act: what, since when, and the values that decided. */
const SENTENCES: Readonly<Record<AlarmKind, (facts: AlarmFacts, since: string) => Words>> = {
  off_route: ({ driven_m, most_m }, since) => ({
    zh: `${since} 起偏离指定路线，最远 ${most_m} 米，已行驶 ${driven_m} 米`,
    en: `Off the designated route since ${since}: ${most_m} m away at most, ${driven_m} m driven`,
  }),
  long_stay: ({ minutes, means, where }, since) => ({
    zh: `${since} 起在${where === '' ? '未备案地点' : `未申报的 ${where}`}停留 ${minutes} 分钟：${MEANS[means]?.zh ?? means}`,
    en: `Standing since ${since} at ${where === '' ? 'no place on the lists' : `${where}, which was not declared`}, for ${minutes} min: ${MEANS[means]?.en ?? means}`,
  }),
  wrong_port: ({ declared, crossed }, since) => ({
    zh: `${since} 经${portName(String(crossed)).zh}过境，申报为${portName(String(declared)).zh}`,
    en: `Crossed at ${portName(String(crossed)).en} at ${since}; declared for ${portName(String(declared)).en}`,
  }),
  silent: ({ minutes }, since) => ({
    zh: `终端自 ${since} 起 ${minutes} 分钟没有消息`,
    en: `Nothing was heard of the terminal for ${minutes} min since ${since}`,
  }),
  jump: ({ distance_m, speed_kmh }, since) => ({
    zh: `${since} 位置跳变 ${distance_m} 米，相当于时速 ${speed_kmh} 公里`,
    en: `The position jumped by ${distance_m} m at ${since}, as at ${speed_kmh} km/h`,
  }),
  swap: ({ place, distance_m, declared, heard }, since) =>
    place === undefined
      ? {
          zh: `${since} 起由终端 ${heard} 上报，申报的终端为 ${declared}`,
          en: `Positions come from terminal ${heard} since ${since}; ${declared} was declared`,
        }
      : {
          zh: `${since} 车牌出现在${portName(String(place)).zh}，终端却在 ${distance_m} 米之外`,
          en: `The plate was seen at ${portName(String(place)).en} at ${since}, its terminal ${distance_m} m away`,
        },
  fatigue: ({ minutes }, since) => ({
    zh: `自 ${since} 连续驾驶 ${minutes} 分钟，未停车休息 20 分钟`,
    en: `Driving since ${since}, for ${minutes} min without a rest of 20 min`,
  }),
  speeding: ({ most_kmh, limit_kmh, mean_kmh, length_m }, since) =>
    mean_kmh === undefined
      ? {
          zh: `${since} 起超速，最高 ${most_kmh} 公里/小时，限速 ${limit_kmh}`,
          en: `Speeding since ${since}: up to ${most_kmh} km/h, limit ${limit_kmh}`,
        }
      : {
          zh: `${since} 起 ${length_m} 米路段无定位，区间平均 ${mean_kmh} 公里/小时，实测最高 ${most_kmh}，限速 ${limit_kmh}`,
          en: `Speeding since ${since}: ${length_m} m without a position at ${mean_kmh} km/h on average, ${most_kmh} at most, limit ${limit_kmh}`,
        },
  overdue: ({ minutes }, since) => ({
    zh: `应在 ${since} 前返回，已逾期 ${minutes} 分钟`,
    en: `Had to be back before ${since}; ${minutes} min overdue`,
  }),
  missed_stop: ({ missed }) => ({
    zh: `车次结束，未到申报的 ${missed}`,
    en: `The trip is over and was never at ${missed}, which it declared`,
  }),
};

export const alarmWords = ({ kind, facts, began_ms }: TripAlarm): Words =>
  SENTENCES[kind](facts, clockText(began_ms));
