import type { QualityFigures } from '@opentocc/contract';
import { fixed } from '../../../ui/format.ts';

/** A figure of quality that the page can draw. */
export interface Metric {
  readonly key:
    | 'qualified_on_time'
    | 'completeness'
    | 'timeliness'
    | 'validity'
    | 'drift'
    | 'duplicates'
    | 'spoof'
    | 'clocks_wrong'
    | 'position_error_m';
  /** Where the colour changes, best first: four borders of five colours. */
  readonly borders: readonly [number, number, number, number];
  readonly higherIsBetter: boolean;
  readonly format: (value: number) => string;
}

/** As many digits as tell: 99.9 % is not 100 %, and 0.04 % is not nothing. */
const share = (value: number): string => {
  const percent = 100 * value;
  if (percent > 99 && percent < 100) return `${Math.min(99.9, percent).toFixed(1)}%`;
  return `${percent.toFixed(percent === 0 || percent >= 10 ? 0 : percent < 0.1 ? 2 : 1)}%`;
};
const metres = (value: number): string => `${fixed(value, 1)} m`;
const GOOD_SHARE = { borders: [0.98, 0.95, 0.9, 0.8], higherIsBetter: true, format: share } as const;
const BAD_SHARE = { borders: [0.005, 0.01, 0.02, 0.05], higherIsBetter: false, format: share } as const;

/** Borders follow the limits of docs/data-quality.md; the service level of 95 % is one of them. */
export const METRICS: readonly Metric[] = [
  { key: 'qualified_on_time', ...GOOD_SHARE },
  { key: 'completeness', ...GOOD_SHARE },
  { key: 'timeliness', ...GOOD_SHARE },
  { key: 'validity', ...GOOD_SHARE },
  { key: 'drift', ...BAD_SHARE },
  { key: 'duplicates', ...BAD_SHARE },
  { key: 'spoof', ...BAD_SHARE },
  { key: 'clocks_wrong', borders: [0, 0.01, 0.05, 0.2], higherIsBetter: false, format: share },
  { key: 'position_error_m', borders: [5, 10, 20, 40], higherIsBetter: false, format: metres },
];

/** The figure of a metric; null when there was nothing to judge. */
export function figureOf({ key }: Metric, figures: QualityFigures): number | null {
  if (key !== 'clocks_wrong') return figures[key];
  return figures.clocks_judged > 0 ? figures.clocks_wrong / figures.clocks_judged : null;
}

/** 0 best … 4 worst: position of the value between the borders. */
export function gradeOf({ borders, higherIsBetter }: Metric, value: number): number {
  const at = borders.findIndex((border) => (higherIsBetter ? value >= border : value <= border));
  return at < 0 ? borders.length : at;
}

/** The borders in words, best first: ≥ 98%, ≥ 95%, …, < 80%. */
export function gradeNames({ borders, higherIsBetter, format }: Metric): string[] {
  const [within, beyond] = higherIsBetter ? ['≥', '<'] : ['≤', '>'];
  const words = (border: number) => (border === 0 ? format(0) : `${within} ${format(border)}`);
  return [...borders.map(words), `${beyond} ${format(borders[3])}`];
}
