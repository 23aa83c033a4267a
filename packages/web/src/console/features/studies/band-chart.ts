import type { StudyBand } from '@opentocc/contract';
import type { EChartsCoreOption } from 'echarts/core';
import { COLOURS, type ThemeName } from '../../../ui/theme/palette.ts';
import type { scenarioDash } from './scenario-colours.ts';

/** A curve of a scenario with the band of its seeds. */
export interface Curve {
  readonly name: string;
  readonly colour: string;
  readonly dash: ReturnType<typeof scenarioDash>;
  readonly band: StudyBand;
}

/** Means as lines over the bands of their seeds, by minute, with a line at the minute that is shown. */
export function bandOption(
  curves: readonly Curve[],
  { minute, last }: { readonly minute: number; readonly last: number },
  theme: ThemeName,
  [axis, unit]: readonly [minute: string, value: string],
): EChartsCoreOption {
  const colour = COLOURS[theme];
  const text = { color: colour.muted, fontSize: 12 };
  return {
    grid: { left: 48, right: 36, top: 72, bottom: 28 },
    legend: { top: 0, left: 0, itemWidth: 16, textStyle: text, data: curves.map(({ name }) => name) },
    tooltip: { trigger: 'axis', confine: true },
    xAxis: {
      ...{ type: 'value', min: 1, max: last, name: axis, nameTextStyle: text, axisLabel: text },
      splitLine: { show: false },
    },
    yAxis: {
      ...{ type: 'value', min: 0, name: unit, nameTextStyle: text, axisLabel: text },
      splitLine: { lineStyle: { color: colour.line } },
    },
    series: [...curves.flatMap(curveSeries), markSeries(curves, minute, colour.replay)],
  };
}

/** The mean as a line over the band from the lowest to the highest of the seeds. */
function curveSeries({ name, colour, dash, band: { mean, low, high } }: Curve) {
  const line = { type: 'line', showSymbol: false, animation: false };
  const band = { ...line, stack: `${name} band`, lineStyle: { opacity: 0 }, tooltip: { show: false } };
  const points = (values: readonly number[]) => values.map((value, i) => [i + 1, value]);
  return [
    { ...band, name: `${name} low`, data: points(low) },
    {
      ...{ ...band, name: `${name} high`, data: points(high.map((value, i) => value - low[i])) },
      areaStyle: { color: colour, opacity: 0.14 },
    },
    {
      ...{ ...line, name, data: points(mean) },
      ...{ lineStyle: { color: colour, width: 2, type: dash }, itemStyle: { color: colour } },
    },
  ];
}

/** A line at the minute that the map shows. */
function markSeries(curves: readonly Curve[], minute: number, colour: string) {
  const top = Math.max(10, ...curves.flatMap(({ band: { high } }) => high));
  return {
    ...{ type: 'line', name: '', showSymbol: false, animation: false, tooltip: { show: false } },
    data: [
      [minute, 0],
      [minute, top],
    ],
    lineStyle: { color: colour, width: 1, type: [4, 4] },
  };
}
