import type { ExpectedRange } from '@opentocc/contract';
import type { EChartsCoreOption } from 'echarts/core';
import { hourMinuteOf, nearMinuteOf } from '../../../ui/format.ts';
import { COLOURS, type ThemeName } from '../../../ui/theme/palette.ts';

interface Point {
  readonly at_ms: number;
  /** Null leaves a gap. */
  readonly range: ExpectedRange | null;
  /** What came of it; undefined where that is not drawn. */
  readonly truth?: number | null;
}

const HIDDEN = {
  ...{ type: 'line', showSymbol: false, silent: true, stack: 'band' },
  lineStyle: { opacity: 0 },
};
const spanText = ({ low, mid, high }: ExpectedRange): string =>
  `<b>${Math.round(mid)}</b> (${Math.round(low)}–${Math.round(high)})`;

/** A median as a line over the band of its interval, by time; what was measured as points beside it. */
export function bandOption(points: readonly Point[], theme: ThemeName, unit: string): EChartsCoreOption {
  const colour = COLOURS[theme];
  const text = { color: colour.muted, fontSize: 12 };
  const tip = ({ at_ms, range, truth }: Point) =>
    [
      nearMinuteOf(at_ms, at_ms),
      range && `${spanText(range)} ${unit}`,
      truth != null && `● ${Math.round(truth)} ${unit}`,
    ]
      .filter(Boolean)
      .join('<br/>');
  return {
    animation: false,
    grid: {
      left: 8,
      right: 16,
      top: 28,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      ...{ trigger: 'axis', confine: true },
      formatter: ([{ dataIndex }]: { dataIndex: number }[]) => tip(points[dataIndex]),
    },
    xAxis: { type: 'category', data: points.map(({ at_ms }) => hourMinuteOf(at_ms)), axisLabel: text },
    yAxis: {
      ...{ type: 'value', min: 0, name: unit, nameTextStyle: text, axisLabel: text, minInterval: 1 },
      splitLine: { lineStyle: { color: colour.line } },
    },
    series: [
      { ...HIDDEN, data: points.map(({ range }) => range?.low ?? null) },
      {
        ...{ ...HIDDEN, areaStyle: { color: colour.accent, opacity: 0.18 } },
        data: points.map(({ range }) => range && range.high - range.low),
      },
      {
        ...{ type: 'line', showSymbol: false, data: points.map(({ range }) => range?.mid ?? null) },
        ...{ lineStyle: { color: colour.accent, width: 2 }, itemStyle: { color: colour.accent } },
      },
      {
        ...{ type: 'scatter', symbolSize: 6, data: points.map(({ truth }) => truth ?? null) },
        itemStyle: { color: colour.text },
      },
    ],
  };
}
