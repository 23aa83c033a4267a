import type { SignalEvidence, SignalPoint } from '@opentocc/contract';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { Chart } from '../../../ui/charts/chart.tsx';
import { fixed, hourMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { COLOURS, type ThemeName } from '../../../ui/theme/palette.ts';

interface Names {
  readonly speed: string;
  readonly usual: string;
  readonly band: string;
}

/** Speed at the head of a signal over the band of what is usual. */
export function SignalCurve({ found: { curve, signal } }: { readonly found: SignalEvidence }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const option = useMemo(() => {
    const names = { speed: t('detection.speed'), usual: t('detection.usual'), band: t('detection.band') };
    return curveOf(curve, signal.began_ms, theme, names);
  }, [curve, signal.began_ms, theme, t]);
  if (curve.length === 0) return <p className="muted">{t('detection.no_curve')}</p>;
  return <Chart option={option} height_px={240} label={t('detection.curve_label')} />;
}

const valuesOf = (points: readonly SignalPoint[], of: (point: SignalPoint) => number | null) =>
  points.map((point) => [point.at_ms, of(point)]);

function curveOf(
  points: readonly SignalPoint[],
  began_ms: number,
  theme: ThemeName,
  names: Names,
): EChartsCoreOption {
  const colour = COLOURS[theme];
  const text = { color: colour.muted, fontSize: 12 };
  const line = { type: 'line', showSymbol: false, animation: false, connectNulls: false };
  const band = { ...line, stack: 'band', lineStyle: { width: 0 }, symbol: 'none', silent: true };
  const width = ({ low_kmh, high_kmh }: SignalPoint) =>
    low_kmh === null || high_kmh === null ? null : high_kmh - low_kmh;
  return {
    grid: { left: 44, right: 12, top: 36, bottom: 28 },
    legend: { top: 0, left: 0, itemWidth: 16, textStyle: text, data: [names.speed, names.usual, names.band] },
    tooltip: {
      trigger: 'axis',
      confine: true,
      valueFormatter: (value: number | null) => fixed(value, 0),
      axisPointer: { label: { formatter: ({ value }: { value: number }) => hourMinuteOf(value) } },
    },
    xAxis: {
      type: 'value',
      min: 'dataMin',
      max: 'dataMax',
      axisLabel: { ...text, hideOverlap: true, formatter: (at_ms: number) => hourMinuteOf(at_ms) },
      splitLine: { show: false },
    },
    yAxis: { type: 'value', min: 0, axisLabel: text, splitLine: { lineStyle: { color: colour.line } } },
    series: [
      { ...band, name: 'low', data: valuesOf(points, ({ low_kmh }) => low_kmh), tooltip: { show: false } },
      {
        ...band,
        name: names.band,
        data: valuesOf(points, width),
        areaStyle: { color: colour.compare, opacity: 0.22 },
        itemStyle: { color: colour.compare },
        tooltip: { show: false },
      },
      {
        ...line,
        name: names.usual,
        data: valuesOf(points, ({ usual_kmh }) => usual_kmh),
        lineStyle: { width: 1.5, type: [5, 4], color: colour.compare },
        itemStyle: { color: colour.compare },
      },
      {
        ...line,
        name: names.speed,
        data: valuesOf(points, ({ speed_kmh }) => speed_kmh),
        lineStyle: { width: 2, color: colour.accent },
        itemStyle: { color: colour.accent },
        markLine: {
          symbol: 'none',
          animation: false,
          label: { show: false },
          lineStyle: { color: colour.bad, type: 'solid' },
          data: [{ xAxis: began_ms }],
        },
      },
    ],
  };
}
