import type { IndexCurve, IndexScope } from '@opentocc/contract';
import { useQueries } from '@tanstack/react-query';
import type { EChartsCoreOption } from 'echarts/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { Chart } from '../../../ui/charts/chart.tsx';
import { dayOf, fixed, startOfDay_ms } from '../../../ui/format.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { BAND_COLOURS, SURFACE, type ThemeName } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';

const DAYS = 7;
const DAY_MS = 86_400_000;
const HOUR_S = 3600;

interface Props {
  readonly scope: IndexScope;
  readonly scopeKey: string;
  /** yyyy-mm-dd */
  readonly lastDay: string;
}

/** Mean index of each hour of two weeks: seven days asked for, each bringing the day one week before it. */
export function HeatMap({ scope, scopeKey, lastDay }: Props) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const last_ms = Date.parse(`${lastDay}T12:00:00+08:00`);
  const days = Array.from({ length: DAYS }, (_, i) => dayOf(last_ms - i * DAY_MS));
  const curves = useQueries({
    queries: days.map((day) => ({
      queryKey: ['curve', scope, scopeKey, day, HOUR_S],
      queryFn: () =>
        api.get<IndexCurve>(
          `/indices/curve?${new URLSearchParams({ scope, key: scopeKey, day, step_s: String(HOUR_S) })}`,
        ),
      enabled: scopeKey !== '',
      staleTime: 300_000,
    })),
  });
  const cells = cellsOf(curves.flatMap(({ data }) => data ?? []));
  return (
    <Card title={t('index.heat')}>
      <Chart option={heatOption(cells, theme)} height_px={330} label={t('index.heat')} />
      <p className="muted hint">{t('index.heat_hint')}</p>
    </Card>
  );
}

type Cell = readonly [hour: number, day: string, index: number];

function cellsOf(curves: readonly IndexCurve[]): Cell[] {
  const points = curves.flatMap(({ today, last_week }) => [...today, ...last_week]);
  return points.flatMap(({ at_ms, index }) => {
    const hour = Math.floor((at_ms - startOfDay_ms(at_ms)) / (HOUR_S * 1000));
    return index === null ? [] : [[hour, dayOf(at_ms), index] as const];
  });
}

function heatOption(cells: readonly Cell[], theme: ThemeName): EChartsCoreOption {
  const text = { color: SURFACE[theme].muted, fontSize: 11 };
  const days = [...new Set(cells.map(([, day]) => day))].sort().reverse();
  return {
    animation: false,
    grid: { left: 50, right: 8, top: 8, bottom: 24 },
    tooltip: {
      confine: true,
      formatter: ({ value: [hour, day, index] }: { value: Cell }) => `${day} ${hour}:00 · ${fixed(index, 1)}`,
    },
    xAxis: {
      type: 'category',
      data: Array.from({ length: 24 }, (_, hour) => String(hour)),
      axisLabel: { ...text, interval: 2 },
      splitArea: { show: true, areaStyle: { color: [SURFACE[theme].line] } },
    },
    yAxis: { type: 'category', data: days, axisLabel: { ...text, formatter: (day: string) => day.slice(5) } },
    visualMap: {
      show: false,
      type: 'piecewise',
      dimension: 2,
      pieces: BAND_COLOURS[theme].map((color, i) => ({ gte: 2 * i, lt: i === 4 ? 10.01 : 2 * i + 2, color })),
    },
    series: [
      {
        type: 'heatmap',
        data: cells.map(([hour, day, index]) => [String(hour), day, index]),
        itemStyle: { borderWidth: 1, borderColor: SURFACE[theme].halo },
      },
    ],
  };
}
