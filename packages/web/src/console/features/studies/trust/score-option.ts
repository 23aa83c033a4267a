import type { ScoreSeries } from '@opentocc/contract';
import type { EChartsCoreOption } from 'echarts/core';
import { COLOURS, type ThemeName } from '../../../../ui/theme/palette.ts';

interface Words {
  readonly predicted: string;
  readonly observed: string;
  readonly base: string;
  readonly week: string;
  readonly minute: string;
  readonly unit: string;
}

/** A predicted curve over its band, what was perceived as points on a line, and the two baselines in dashes. */
export function scoreOption(
  { predicted, low, high, observed, persistence, last_week }: ScoreSeries,
  step_min: number,
  theme: ThemeName,
  words: Words,
): EChartsCoreOption {
  const colour = COLOURS[theme];
  const text = { color: colour.muted, fontSize: 12 };
  const points = (values: readonly (number | null)[]) =>
    values.map((value, i) => [(i + 1) * step_min, value]);
  const line = { type: 'line', animation: false, showSymbol: false };
  const drawn = (
    name: string,
    values: readonly (number | null)[],
    ink: string,
    dash: 'solid' | number[],
  ) => ({
    ...{ ...line, name, data: points(values) },
    ...{ lineStyle: { color: ink, width: 2, type: dash }, itemStyle: { color: ink } },
  });
  const band = { ...line, stack: 'band', lineStyle: { opacity: 0 }, tooltip: { show: false } };
  const unchanged = predicted.map(() => persistence);
  return {
    grid: { left: 56, right: 36, top: 56, bottom: 28 },
    legend: {
      ...{ top: 0, left: 0, itemWidth: 18, textStyle: text },
      data: [words.predicted, words.observed, words.base, words.week],
    },
    tooltip: { trigger: 'axis', confine: true },
    xAxis: {
      ...{ type: 'value', min: 0, max: predicted.length * step_min, name: words.minute },
      ...{ nameTextStyle: text, axisLabel: text, splitLine: { show: false } },
    },
    yAxis: {
      ...{ type: 'value', min: 0, name: words.unit, nameTextStyle: text, axisLabel: text },
      splitLine: { lineStyle: { color: colour.line } },
    },
    series: [
      { ...band, name: 'low', data: points(low) },
      {
        ...{ ...band, name: 'high', data: points(high.map((value, i) => value - low[i])) },
        areaStyle: { color: colour.accent, opacity: 0.16 },
      },
      drawn(words.predicted, predicted, colour.accent, 'solid'),
      { ...drawn(words.observed, observed, colour.text, 'solid'), showSymbol: true, symbolSize: 7 },
      drawn(words.base, unchanged, colour.compare, [6, 3]),
      drawn(words.week, last_week, colour.muted, [2, 2]),
    ],
  };
}
