import type { Consignment } from '@opentocc/contract';
import type { EChartsCoreOption } from 'echarts/core';
import { minuteOf } from '../../../ui/format.ts';
import { COLOURS, type ThemeName } from '../../../ui/theme/palette.ts';

interface Point {
  readonly at_ms: number;
  readonly temperature_c: number;
  readonly door_open: boolean | null;
}

/** Longer between two readings than this, and the line is broken: nobody measured there. */
const GAP_MS = 30 * 60_000;

/** Temperatures over time with the limits as lines, a gap where nobody measured, and points where the door was open. */
export function temperatureOption(
  points: readonly Point[],
  { rules }: Consignment['settings'],
  theme: ThemeName,
): EChartsCoreOption {
  const colour = COLOURS[theme];
  const text = { color: colour.muted, fontSize: 12 };
  const limits = [...new Set(rules.map(({ limit_c }) => limit_c))];
  const line = points.flatMap(({ at_ms, temperature_c }, i) => {
    const isGap = i > 0 && at_ms - points[i - 1].at_ms > GAP_MS;
    return [...(isGap ? [[points[i - 1].at_ms + 1, null]] : []), [at_ms, temperature_c]];
  });
  return {
    animation: false,
    grid: {
      left: 8,
      right: 24,
      top: 28,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      ...{ trigger: 'axis', confine: true },
      formatter: ([{ value }]: { value: [number, number] }[]) =>
        `${minuteOf(value[0])}<br/><b>${value[1]}</b> ℃`,
    },
    xAxis: { type: 'time', axisLabel: text },
    yAxis: {
      ...{ type: 'value', scale: true, name: '℃', nameTextStyle: text, axisLabel: text },
      splitLine: { lineStyle: { color: colour.line } },
    },
    series: [
      {
        ...{ type: 'line', showSymbol: false, data: line, connectNulls: false },
        ...{ lineStyle: { color: colour.accent, width: 2 }, itemStyle: { color: colour.accent } },
        markLine: {
          ...{ silent: true, symbol: 'none', label: { color: colour.muted, formatter: '{c} ℃' } },
          ...{ lineStyle: { color: colour.text, type: 'dashed' }, data: limits.map((yAxis) => ({ yAxis })) },
        },
      },
      {
        ...{ type: 'scatter', symbolSize: 8, itemStyle: { color: colour.text } },
        data: points.filter(({ door_open }) => door_open).map((one) => [one.at_ms, one.temperature_c]),
      },
    ],
  };
}
