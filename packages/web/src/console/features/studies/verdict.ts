import type { StudySpread } from '@opentocc/contract';
import { fixed } from '../../../ui/format.ts';

export const VERDICT_COLOURS = {
  ...{ better: 'success', worse: 'error', no_difference: 'default', unknown: 'warning' },
} as const;

/** A mean with its band: "12.5 ± 3.1". */
export const spreadText = ({ mean, half }: StudySpread, digits = 1): string =>
  half === null ? fixed(mean, digits) : `${fixed(mean, digits)} ± ${fixed(half, digits)}`;
