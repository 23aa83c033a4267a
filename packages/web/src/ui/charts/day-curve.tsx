import type { IndexCurve, IndexPoint } from '@opentocc/contract';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fixed, hourMinuteOf, startOfDay_ms } from '../format.ts';
import { SURFACE, type ThemeName } from '../theme/palette.ts';
import { Chart } from './chart.tsx';

const DAY_MS = 86_400_000;
/** Longest pause between points that the line still bridges, in steps of the curve. */
const MAX_PAUSE_STEPS = 3;

interface Props {
  readonly curve: IndexCurve;
  readonly theme: ThemeName;
  readonly height_px: number;
  readonly measure?: 'index' | 'gb_index' | 'speed_kmh';
  /** Size of letters, px. */
  readonly letters_px?: number;
  readonly isToday?: boolean;
}

/** The index over one day, with the same weekday a week before behind it. */
export function DayCurve({
  curve,
  theme,
  height_px,
  measure = 'index',
  letters_px = 12,
  isToday = true,
}: Props) {
  const { t } = useTranslation();
  const shown = isToday ? t('index.today') : t('index.chosen_day');
  const before = t('index.last_week');
  const option = useMemo(
    () => curveOption(curve, measure, SURFACE[theme], [shown, before], letters_px),
    [curve, measure, theme, letters_px, shown, before],
  );
  return <Chart option={option} height_px={height_px} label={t('index.curve')} />;
}

function curveOption(
  curve: IndexCurve,
  measure: 'index' | 'gb_index' | 'speed_kmh',
  colour: (typeof SURFACE)[ThemeName],
  [today, last_week]: [string, string],
  fontSize: number,
): EChartsCoreOption {
  const start_ms = startOfDay_ms(Date.parse(`${curve.day}T12:00:00+08:00`));
  const axis = { axisLine: { lineStyle: { color: colour.line } }, axisTick: { show: false } };
  const text = { color: colour.muted, fontSize };
  const line = { type: 'line', showSymbol: false, animation: false, connectNulls: false };
  return {
    grid: { left: 2.6 * fontSize, right: fontSize, top: 2.4 * fontSize, bottom: 2 * fontSize },
    legend: { top: 0, right: 0, itemWidth: 16, itemHeight: 8, icon: 'roundRect', textStyle: text },
    tooltip: {
      trigger: 'axis',
      confine: true,
      valueFormatter: (value: number | null) => fixed(value, 1),
      axisPointer: { label: { formatter: ({ value }: { value: number }) => hourMinuteOf(value) } },
    },
    xAxis: {
      type: 'value',
      min: start_ms,
      max: start_ms + DAY_MS,
      interval: DAY_MS / 4,
      axisLabel: { ...text, formatter: (at_ms: number) => hourLabel(at_ms - start_ms), hideOverlap: true },
      splitLine: { show: false },
      ...axis,
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: measure === 'speed_kmh' ? undefined : 10,
      splitNumber: 5,
      interval: measure === 'speed_kmh' ? undefined : 2,
      axisLabel: text,
      splitLine: { lineStyle: { color: colour.line } },
    },
    series: [
      {
        ...line,
        name: last_week,
        data: points(curve.last_week, measure, curve.step_s, start_ms),
        lineStyle: { width: fontSize / 8, type: [5, 4], color: colour.compare },
        itemStyle: { color: colour.compare },
      },
      {
        ...line,
        name: today,
        data: points(curve.today, measure, curve.step_s, start_ms),
        lineStyle: { width: fontSize / 5, color: colour.accent },
        itemStyle: { color: colour.accent },
        areaStyle: { color: colour.accent, opacity: 0.08 },
      },
    ],
  };
}

const hourLabel = (since_start_ms: number) =>
  `${String(Math.round(since_start_ms / 3_600_000)).padStart(2, '0')}:00`;

/** Points at their time of day; a pause stays a gap in the line. */
function points(
  list: readonly IndexPoint[],
  measure: 'index' | 'gb_index' | 'speed_kmh',
  step_s: number,
  start_ms: number,
): [number, number | null][] {
  return list.flatMap((point, i) => {
    const at_ms = start_ms + (point.at_ms - startOfDay_ms(point.at_ms));
    const here: [number, number | null] = [at_ms, point[measure]];
    const pause_ms = i === 0 ? 0 : point.at_ms - list[i - 1].at_ms;
    const isGap = pause_ms > MAX_PAUSE_STEPS * step_s * 1000;
    return isGap ? [[at_ms - 1, null] as [number, null], here] : [here];
  });
}
