import type { Study, StudyResult } from '@opentocc/contract';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../../ui/charts/chart.tsx';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { COLOURS, type ThemeName } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { scenarioColour, scenarioDash } from './scenario-colours.ts';
import { useScenarioName } from './scenario-name.ts';
import { useTailTable } from './study-tables.ts';

interface Props {
  readonly study: Study;
  readonly result: StudyResult;
  readonly minute: number;
  setMinute(minute: number): void;
}

/** The tail of the queue by minute for every scenario, each with the band of its seeds. */
export function TailCard({ study, result, minute, setMinute }: Props) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const nameOf = useScenarioName();
  const table = useTailTable(study, result);
  const option = useMemo(() => {
    const curves = result.scenarios.map((one) => ({
      ...{ name: nameOf(one), colour: scenarioColour(one, theme), dash: scenarioDash(one) },
      tail_m: one.tail_m,
    }));
    return tailOption(curves, { minute, last: result.horizon_min }, theme, t('studies.minute_axis'));
  }, [result, minute, theme, t, nameOf]);
  return (
    <Card
      title={t('studies.tail')}
      extra={<ExportMenu name={`study-${study.id}-queue`} table={table} hasChart />}
    >
      <Chart
        option={option}
        height_px={260}
        label={t('studies.tail')}
        onPick={(x) => setMinute(Math.min(result.horizon_min, Math.max(1, Math.round(x))))}
      />
      <p className="muted hint">{t('studies.tail_hint')}</p>
    </Card>
  );
}

interface Curve {
  readonly name: string;
  readonly colour: string;
  readonly dash: ReturnType<typeof scenarioDash>;
  readonly tail_m: StudyResult['scenarios'][number]['tail_m'];
}

function tailOption(
  curves: readonly Curve[],
  { minute, last }: { readonly minute: number; readonly last: number },
  theme: ThemeName,
  axis: string,
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
      ...{ type: 'value', min: 0, name: 'm', nameTextStyle: text, axisLabel: text },
      splitLine: { lineStyle: { color: colour.line } },
    },
    series: [...curves.flatMap(curveSeries), markSeries(curves, minute, colour.replay)],
  };
}

/** The mean as a line over the band from the lowest to the highest of the seeds. */
function curveSeries({ name, colour, dash, tail_m: { mean, low, high } }: Curve) {
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
  const top = Math.max(10, ...curves.flatMap(({ tail_m: { high } }) => high));
  return {
    ...{ type: 'line', name: '', showSymbol: false, animation: false, tooltip: { show: false } },
    data: [
      [minute, 0],
      [minute, top],
    ],
    lineStyle: { color: colour, width: 1, type: [4, 4] },
  };
}
