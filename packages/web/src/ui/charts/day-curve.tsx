import type { IndexCurve, IndexPoint, IndexTypicalPoint } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { fixed, hourMinuteOf, startOfDay_ms } from '../format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { COLOURS, type ThemeName } from '../theme/palette.ts';
import { Chart } from './chart.tsx';

/** Longest pause between points that the line still bridges, in steps of the curve. */
const MAX_PAUSE_STEPS = 3;

interface Props {
  readonly curve: IndexCurve;
  readonly theme: ThemeName;
  readonly height_px: number;
  readonly measure?: CurveMeasure;
  /** Size of letters, px. */
  readonly letters_px?: number;
  readonly isToday?: boolean;
  /** Whether values that were restated are shown as they were stated first, too. */
  readonly showsFirst?: boolean;
  /** What is usual on this weekday, drawn as a line in a band. */
  readonly typical?: readonly IndexTypicalPoint[];
  /** A time of that day that is marked. */
  readonly at_ms?: number | null;
  /** A click at a time of the day. */
  onPick?(at_ms: number): void;
}

export type CurveMeasure = 'index' | 'gb_index' | 'speed_kmh';
interface Words {
  readonly today: string;
  readonly last_week: string;
  readonly typical: string;
  readonly band: string;
  readonly first: string;
}

/** The index over one day, with the same weekday a week before behind it. */
export function DayCurve({
  curve,
  theme,
  height_px,
  measure = 'index',
  letters_px = 12,
  isToday = true,
  showsFirst = false,
  typical = NONE,
  at_ms = null,
  onPick,
}: Props) {
  const { t } = useTranslation();
  const option = useMemo(() => {
    const words = {
      today: isToday ? t('index.today') : t('index.chosen_day'),
      last_week: t('index.last_week'),
      typical: t('index.typical'),
      band: t('index.typical_band'),
      first: t('index.first'),
    };
    const first = showsFirst && measure === 'index' ? curve.today.filter(({ restated }) => restated > 0) : [];
    const drawn = curveOption(curve, typical, first, measure, COLOURS[theme], words, letters_px);
    return at_ms === null ? drawn : withMark(drawn, at_ms, COLOURS[theme].replay);
  }, [curve, typical, measure, theme, letters_px, isToday, showsFirst, at_ms, t]);
  return <Chart option={option} height_px={height_px} label={t('index.curve')} onPick={onPick} />;
}

/** How the lines are drawn, for the legend. */
const SOLID = 'path://M0 0h20v3h-20z';
const DASHED = 'path://M0 0h8v3h-8zM12 0h8v3h-8z';
const DOTTED = 'path://M0 0h3v3h-3zM6 0h3v3h-3zM12 0h3v3h-3zM18 0h3v3h-3z';

const NONE: readonly IndexTypicalPoint[] = [];

function curveOption(
  curve: IndexCurve,
  typical: readonly IndexTypicalPoint[],
  first: readonly IndexPoint[],
  measure: CurveMeasure,
  colour: (typeof COLOURS)[ThemeName],
  words: Words,
  fontSize: number,
): EChartsCoreOption {
  const start_ms = startOfDay_ms(Date.parse(`${curve.day}T12:00:00+08:00`));
  const axis = { axisLine: { lineStyle: { color: colour.line } }, axisTick: { show: false } };
  const text = { color: colour.muted, fontSize };
  const line = { type: 'line', showSymbol: false, animation: false, connectNulls: false };
  return {
    grid: { left: 2.6 * fontSize, right: fontSize, top: 2.4 * fontSize, bottom: 2 * fontSize },
    legend: {
      data: [
        { name: words.today, icon: SOLID },
        { name: words.last_week, icon: DASHED },
        ...(typical.length > 0 ? [{ name: words.typical, icon: DOTTED }] : []),
        ...(typical.length > 0 && measure !== 'gb_index' ? [{ name: words.band, icon: 'roundRect' }] : []),
        ...(first.length > 0 ? [{ name: words.first, icon: 'emptyCircle' }] : []),
      ],
      top: 0,
      right: 0,
      itemWidth: 1.5 * fontSize,
      itemHeight: 0.7 * fontSize,
      textStyle: text,
    },
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
      ...typicalSeries(typical, measure, colour, words, start_ms),
      {
        ...line,
        name: words.last_week,
        data: points(curve.last_week, measure, curve.step_s, start_ms),
        lineStyle: { width: fontSize / 8, type: [5, 4], color: colour.compare },
        itemStyle: { color: colour.compare },
      },
      {
        ...line,
        name: words.today,
        data: points(curve.today, measure, curve.step_s, start_ms),
        lineStyle: { width: fontSize / 5, color: colour.accent },
        itemStyle: { color: colour.accent },
        areaStyle: { color: colour.accent, opacity: typical.length > 0 ? 0 : 0.08 },
      },
      ...firstSeries(first, colour, words),
    ],
  };
}

/** An upright line at a time, over all others. */
const withMark = (option: EChartsCoreOption, at_ms: number, color: string): EChartsCoreOption => ({
  ...option,
  series: [
    ...(option.series as readonly object[]),
    {
      type: 'line',
      data: [
        [at_ms, 0],
        [at_ms, 10],
      ],
      showSymbol: false,
      animation: false,
      silent: true,
      tooltip: { show: false },
      lineStyle: { width: 2, color },
    },
  ],
});

/** The usual as a dotted line, in the band that eight in ten windows lie in. */
function typicalSeries(
  typical: readonly IndexTypicalPoint[],
  measure: CurveMeasure,
  colour: (typeof COLOURS)[ThemeName],
  { typical: name, band }: Words,
  start_ms: number,
) {
  if (typical.length === 0) return [];
  const bounds = (point: IndexTypicalPoint): [number, number] =>
    measure === 'speed_kmh'
      ? [point.speed_low_kmh, point.speed_high_kmh]
      : [point.index_low, point.index_high];
  const at = (of: (point: IndexTypicalPoint) => number) =>
    typical.map((point) => [start_ms + point.minute * 60_000, of(point)]);
  const line = { type: 'line', showSymbol: false, animation: false };
  const edge = { ...line, stack: band, lineStyle: { opacity: 0 }, tooltip: { show: false }, silent: true };
  const bands =
    measure === 'gb_index'
      ? []
      : [
          { ...edge, name: `${band} 0`, data: at((point) => bounds(point)[0]) },
          {
            ...edge,
            name: band,
            data: at((point) => bounds(point)[1] - bounds(point)[0]),
            areaStyle: { color: colour.compare, opacity: 0.22 },
            itemStyle: { color: colour.compare, opacity: 0.4 },
          },
        ];
  return [
    ...bands,
    {
      ...line,
      name,
      data: at((point) => point[measure]),
      lineStyle: { width: 1.5, type: [1, 3], color: colour.muted },
      itemStyle: { color: colour.muted },
    },
  ];
}

/** Rings where values were stated first, before they were restated. */
function firstSeries(restated: readonly IndexPoint[], colour: (typeof COLOURS)[ThemeName], { first }: Words) {
  if (restated.length === 0) return [];
  return [
    {
      type: 'line',
      name: first,
      animation: false,
      symbol: 'emptyCircle',
      symbolSize: 6,
      lineStyle: { opacity: 0 },
      itemStyle: { color: colour.text },
      data: restated.map(({ at_ms, first_index }) => [at_ms, first_index]),
    },
  ];
}

const hourLabel = (since_start_ms: number) =>
  `${String(Math.round(since_start_ms / 3_600_000)).padStart(2, '0')}:00`;

/** Points at their time of day; a pause stays a gap in the line. */
function points(
  list: readonly IndexPoint[],
  measure: CurveMeasure,
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
