import { expect, test } from 'vitest';
import { gradeNames, gradeOf, METRICS } from './metrics.ts';

const metricOf = (key: string) => METRICS.find((metric) => metric.key === key)!;

test('the service level is a border: 95 % is good enough, less is not', () => {
  const metric = metricOf('qualified_on_time');
  expect(gradeOf(metric, 0.95)).toBe(1);
  expect(gradeOf(metric, 0.9499)).toBe(2);
  expect(gradeOf(metric, 0.1)).toBe(4);
});

test('of what is bad, less is better', () => {
  const metric = metricOf('duplicates');
  expect([0, 0.005, 0.0051, 0.5].map((value) => gradeOf(metric, value))).toEqual([0, 0, 1, 4]);
  expect(gradeNames(metricOf('clocks_wrong'))).toEqual(['0%', '≤ 1.0%', '≤ 5.0%', '≤ 20%', '> 20%']);
});

test('nearly all is not shown as all, and next to nothing not as nothing', () => {
  const { format } = metricOf('validity');
  expect([1, 0.9999, 0.991, 0.5, 0.054, 0.0004, 0].map(format)).toEqual([
    '100%',
    '99.9%',
    '99.1%',
    '50%',
    '5.4%',
    '0.04%',
    '0%',
  ]);
});
