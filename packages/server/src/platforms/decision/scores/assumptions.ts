import type { StudyAssumption } from '@opentocc/contract';
import { COUNTS_FROM_SHARE } from './error-sums.ts';
import { QUEUE_KMH } from './perceived-tail.ts';
import { LEAST_KNOWN, LEAST_WINDOWS } from './score-study.ts';

const SOURCE = { zh: '工程经验', en: 'Engineering practice' };
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Figures of scoring that were assumed and not measured, in the words of the screen. */
export function assumptions(): StudyAssumption[] {
  const assumed = (zh: string, en: string, value: string): StudyAssumption => ({
    ...{ name: { zh, en }, value, source: SOURCE, valid_from: '2026-11-27', assumed: true },
  });
  return [
    assumed(
      '排队中的车速（由路段车速推算排队尾部）',
      'Speed within a queue (tail from link speeds)',
      `${QUEUE_KMH} km/h`,
    ),
    assumed('一个时段内须有感知的路长比例', 'Length of a road that must be perceived', percent(LEAST_KNOWN)),
    assumed(
      '须有感知的 5 分钟时段数（共 12 个）',
      'Five-minute windows that must be perceived, of 12',
      `${LEAST_WINDOWS}`,
    ),
    assumed('误差相差多少才算更好或更差', 'Difference of errors that counts', percent(COUNTS_FROM_SHARE)),
  ];
}
