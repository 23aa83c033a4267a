import type { StudyAssumption } from '@opentocc/contract';
import { ASSUMED } from './candidates/index.ts';
import { SIGN_LETTERS } from './candidates/sign-text.ts';

const SOURCE = { zh: '工程经验', en: 'Engineering practice' };
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Figures of suggestions that were assumed and not measured, in the words of the screen. */
export function assumptions(): StudyAssumption[] {
  const assumed = (zh: string, en: string, value: string): StudyAssumption => ({
    ...{ name: { zh, en }, value, source: SOURCE, valid_from: ASSUMED.valid_from, assumed: true },
  });
  return [
    assumed('措施生效时延', 'Delay until a measure works', `${ASSUMED.delay_min} min`),
    assumed('听从诱导屏的车辆比例', 'Share of drivers who follow a sign', percent(ASSUMED.sign_share)),
    assumed(
      '听从分流信息的车辆比例（上限，且不超过绕行路的余量）',
      'Share of drivers who follow a diversion (at most, and no more than the way round has room for)',
      percent(ASSUMED.message_share),
    ),
    assumed('绕行路沿线绿灯倍数', 'Green along the way round, times', `${ASSUMED.more_green}`),
    assumed('截流信号保留的绿灯', 'Green left by a signal that holds back', percent(ASSUMED.less_green)),
    assumed('匝道限流放行比例', 'Share of a ramp that a gate lets pass', percent(ASSUMED.gate_share)),
    assumed('绕行最多多花', 'A way round is longer by at most', `${ASSUMED.most_extra_s / 60} min`),
    assumed(
      '诱导屏一屏字数（中文/英文）',
      'Letters of a sign (Chinese/English)',
      `${SIGN_LETTERS.zh} / ${SIGN_LETTERS.en}`,
    ),
  ];
}
