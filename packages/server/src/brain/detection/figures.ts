import type { DetectionFigure } from '@opentocc/contract';
import { DEFAULT_CROWDING, DEFAULT_DETECTION } from '@opentocc/core/detection';
import { USUAL } from './usual.ts';

const TUNED = {
  zh: '在仿真演示城的调参日上选定（不含公布成绩的日子），见 docs/detection.md',
  en: 'Chosen on days of the simulated demo city that no published figure stands on: docs/detection.md',
};
const ASSUMED = { zh: '工程经验，待本市实测校准', en: 'Engineering practice, until it is measured here' };
const percent = (ln: number): string => `${Math.round(100 * (1 - Math.exp(ln)))} %`;

/** Figures that decide what is called a signal, in the words of the screen. */
export function figures(): DetectionFigure[] {
  const { valid_from } = USUAL;
  const figure = (zh: string, en: string, value: string, source = TUNED): DetectionFigure => ({
    ...{ name: { zh, en }, value, source, valid_from, assumed: true },
  });
  return [
    figure(
      '要识别的降速（相对常态）',
      'Slowdown looked for, against the usual',
      percent(-DEFAULT_DETECTION.shift),
    ),
    figure(
      '成为信号所需的证据（对数几率，合计）',
      'Evidence of a signal, ln of odds, all links',
      `${DEFAULT_DETECTION.begins}`,
    ),
    figure('其中单条路段至少', 'Of which one link has at least', `${DEFAULT_DETECTION.begins_of_link}`),
    figure(
      '疑似事件：逐分钟要识别的降速',
      'Incident: slowdown looked for minute by minute',
      percent(-DEFAULT_DETECTION.run_shift),
    ),
    figure(
      '疑似事件：判别权重学自演示城的事件数',
      'Incident: its weights are learnt from incidents of the demo city',
      '221',
    ),
    figure(
      '疑似事件：沿路多近算同一起',
      'Incident: the same along the road within',
      `${DEFAULT_DETECTION.head_reach_m} m`,
    ),
    figure('信号最短持续', 'A signal lasts at least', `${DEFAULT_DETECTION.held_ms / 60_000} min`),
    figure(
      '枢纽周边拥挤：整体降速',
      'Crowded hub: its roads are slower by',
      percent(DEFAULT_CROWDING.begins),
      ASSUMED,
    ),
    figure(
      '枢纽周边拥挤：解除',
      'Crowded hub: over when slower by less than',
      percent(DEFAULT_CROWDING.ends),
      ASSUMED,
    ),
    figure('枢纽周边拥挤：连续', 'Crowded hub: minutes in a row', `${DEFAULT_CROWDING.minutes} min`, ASSUMED),
    figure('常态：同类日最多取', 'Usual: days of the same kind, at most', `${USUAL.most_days}`, ASSUMED),
    figure('常态：同类日至少需要', 'Usual: days of the same kind, at least', `${USUAL.few_days}`, ASSUMED),
    figure(
      `常态：同类日不足 ${USUAL.least_days} 天时日间方差放宽`,
      `Usual: with fewer than ${USUAL.least_days} such days, variances from day to day are wider by`,
      `× ${USUAL.few_widen}`,
      ASSUMED,
    ),
    figure(
      '常态：没有同类日时，任意日至少需要',
      'Usual: without such days, days of any kind, at least',
      `${USUAL.least_days}`,
      ASSUMED,
    ),
  ];
}
