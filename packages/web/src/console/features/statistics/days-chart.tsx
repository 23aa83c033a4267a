import type { Figure, Proportion } from '@opentocc/contract';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { Chart } from '../../../ui/charts/chart.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { COLOURS, type ThemeName } from '../../../ui/theme/palette.ts';
import { intervalText, ratioOfText, shareText } from '../../ui/proportion.tsx';
import { type Span, useFigureDays } from './queries.ts';

type Day = Proportion & { readonly day: string };
interface Props {
  readonly figure: Figure;
  readonly span: Span;
}

/** A figure by day, with its interval; days on which nothing was counted leave a gap. */
export function DaysChart({ figure, span }: Props) {
  const { t } = useTranslation();
  return (
    <Answer
      query={useFigureDays(figure.key, span)}
      isEmpty={(days) => days.every(({ value }) => value === null)}
      empty={t('statistics.none')}
      height_px={220}
    >
      {(days) => <Curve days={days} target={figure.target} />}
    </Answer>
  );
}

function Curve({ days, target }: { readonly days: readonly Day[]; readonly target: number | null }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const option = useMemo(() => optionOf(days, target, theme), [days, target, theme]);
  return <Chart option={option} height_px={220} label={t('statistics.by_day')} />;
}

function optionOf(days: readonly Day[], target: number | null, theme: ThemeName): EChartsCoreOption {
  const colour = COLOURS[theme];
  const text = { color: colour.muted, fontSize: 12 };
  const hidden = {
    type: 'line',
    showSymbol: false,
    silent: true,
    lineStyle: { opacity: 0 },
    stack: 'interval',
  };
  const lowest = Math.min(1, target ?? 1, ...days.map(({ low }) => low ?? 1));
  return {
    animation: false,
    grid: {
      left: 8,
      right: 16,
      top: 12,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: ([{ dataIndex }]: { dataIndex: number }[]) => tip(days[dataIndex]),
    },
    xAxis: { type: 'category', data: days.map(({ day }) => day.slice(5)), axisLabel: text },
    yAxis: {
      ...{
        type: 'value',
        min: Math.floor(lowest * 10) / 10,
        max: 1,
        axisLabel: { ...text, formatter: shareText },
      },
      splitLine: { lineStyle: { color: colour.line } },
    },
    series: [
      { ...hidden, data: days.map(({ low }) => low) },
      {
        ...{ ...hidden, areaStyle: { color: colour.accent, opacity: 0.18 } },
        data: days.map(({ low, high }) => (low === null || high === null ? null : high - low)),
      },
      {
        ...{ type: 'line', data: days.map(({ value }) => value), symbolSize: 6 },
        ...{ lineStyle: { color: colour.accent }, itemStyle: { color: colour.accent } },
        ...(target !== null && {
          markLine: {
            ...{ silent: true, symbol: 'none', data: [{ yAxis: target }], lineStyle: { color: colour.bad } },
            label: { formatter: shareText(target), color: colour.muted, position: 'insideEndTop' },
          },
        }),
      },
    ],
  };
}

const tip = (day: Day): string =>
  `${day.day}<br/><b>${shareText(day.value)}</b> ${ratioOfText(day)}<br/>${intervalText(day)}`;
