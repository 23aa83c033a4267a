import type { Detector, DetectorCount } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { Chart } from '../../../ui/charts/chart.tsx';
import { fixed, hourMinuteOf, startOfDay_ms } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { COLOURS, type ThemeName } from '../../../ui/theme/palette.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useDayCounts } from './queries.ts';

/** Flow and speed of a detector over the day. */
export function DayCounts({ detector: { id } }: { readonly detector: Detector }) {
  const { t } = useTranslation();
  const now_ms = useNow(60_000);
  const counts = useDayCounts(id, now_ms);
  return (
    <>
      <h3 className="card-sub">{t('detectors.day')}</h3>
      <Answer
        query={counts}
        isEmpty={({ length }) => length === 0}
        empty={t('detectors.no_counts')}
        lacks="measurements"
        height_px={220}
      >
        {(rows) => <Curves counts={rows} start_ms={startOfDay_ms(now_ms)} />}
      </Answer>
    </>
  );
}

function Curves({
  counts,
  start_ms,
}: {
  readonly counts: readonly DetectorCount[];
  readonly start_ms: number;
}) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const option = useMemo(
    () => curves(counts, start_ms, theme, { flow: t('detectors.flow'), speed: t('detectors.speed') }),
    [counts, start_ms, theme, t],
  );
  const refused = counts.reduce((sum, { rejected }) => sum + rejected, 0);
  return (
    <>
      <Chart option={option} height_px={220} label={t('detectors.day_label')} />
      {refused > 0 && <p className="note">{t('detectors.refused', { number: refused })}</p>}
      <p className="muted hint">{t('detectors.spot_hint')}</p>
    </>
  );
}

/** A point where reports are, null where one is missing, so that the line breaks. */
function points(counts: readonly DetectorCount[], of: (count: DetectorCount) => number | null) {
  return counts.flatMap((count, i) => {
    const before = counts[i - 1];
    const gap = before && count.at_ms - before.at_ms > 1.5 * count.span_s * 1000;
    const point = [count.at_ms, of(count)];
    return gap ? [[before.at_ms + before.span_s * 1000, null], point] : [point];
  });
}

function curves(
  counts: readonly DetectorCount[],
  start_ms: number,
  theme: ThemeName,
  names: { readonly flow: string; readonly speed: string },
): EChartsCoreOption {
  const colour = COLOURS[theme];
  const text = { color: colour.muted, fontSize: 12 };
  const line = { type: 'line', showSymbol: false, animation: false, connectNulls: false };
  const axis = { type: 'value', min: 0, axisLabel: text, nameTextStyle: text };
  return {
    grid: { left: 52, right: 44, top: 36, bottom: 28 },
    legend: { top: 0, left: 0, itemWidth: 16, textStyle: text, data: [names.flow, names.speed] },
    tooltip: {
      trigger: 'axis',
      confine: true,
      valueFormatter: (value: number | null) => fixed(value, 0),
      axisPointer: { label: { formatter: ({ value }: { value: number }) => hourMinuteOf(value) } },
    },
    xAxis: {
      type: 'value',
      min: start_ms,
      max: start_ms + 24 * HOUR_MS,
      interval: 6 * HOUR_MS,
      axisLabel: { ...text, formatter: (at_ms: number) => `${Math.round((at_ms - start_ms) / HOUR_MS)}:00` },
      splitLine: { show: false },
    },
    yAxis: [
      { ...axis, splitLine: { lineStyle: { color: colour.line } } },
      { ...axis, splitLine: { show: false } },
    ],
    series: [
      {
        ...line,
        name: names.flow,
        data: points(counts, ({ flow_vph }) => flow_vph),
        lineStyle: { width: 2, color: colour.accent },
        itemStyle: { color: colour.accent },
      },
      {
        ...line,
        name: names.speed,
        yAxisIndex: 1,
        data: points(counts, ({ speed_kmh }) => speed_kmh),
        lineStyle: { width: 1.5, type: [5, 4], color: colour.compare },
        itemStyle: { color: colour.compare },
      },
    ],
  };
}
