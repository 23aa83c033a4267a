import type { IndexConfigurationPreview } from '@opentocc/contract';
import { Table, type TableColumnsType, Tag } from 'antd';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { Chart } from '../../../ui/charts/chart.tsx';
import { fixed, NO_VALUE, signed } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { COLOURS, type ThemeName } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';
import { useValueName } from './choice.ts';
import { minuteText } from './day-parts.ts';

type Row = IndexConfigurationPreview['rows'][number];

/** What a draft would have said of yesterday, beside what was said by the configuration of that day. */
export function PreviewCard({ preview }: { readonly preview: IndexConfigurationPreview }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const [current, proposed] = [t('indices.config.current'), t('indices.config.proposed')];
  const option = useMemo(
    () => curveOption(preview, theme, [current, proposed]),
    [preview, theme, current, proposed],
  );
  const columns = useColumns();
  if (preview.day === null) return <p className="note">{t('indices.config.preview_none')}</p>;
  return (
    <Card
      title={t('indices.config.preview_title', { day: preview.day, slots: preview.slots })}
      extra={t('indices.config.preview_hint')}
      className="preview-card"
    >
      <h3 className="card-sub">{t('indices.config.preview_curve')}</h3>
      <Chart option={option} height_px={240} label={t('indices.config.preview_curve')} />
      <Table
        rowKey={({ scope, key, part }) => `${scope} ${key} ${part}`}
        size="small"
        columns={columns}
        dataSource={preview.rows}
        pagination={false}
      />
    </Card>
  );
}

function curveOption(
  { curve }: IndexConfigurationPreview,
  theme: ThemeName,
  [current, proposed]: [string, string],
): EChartsCoreOption {
  const text = { color: COLOURS[theme].muted, fontSize: 12 };
  const line = { type: 'line', showSymbol: false, animation: false };
  return {
    grid: { left: 32, right: 12, top: 30, bottom: 24 },
    legend: { top: 0, right: 0, itemHeight: 8, icon: 'roundRect', textStyle: text },
    tooltip: {
      trigger: 'axis',
      confine: true,
      valueFormatter: (value: number | null) => fixed(value, 2),
      axisPointer: { label: { formatter: ({ value }: { value: number }) => minuteText(value) } },
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: 1440,
      interval: 180,
      axisLabel: { ...text, formatter: minuteText },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 10,
      interval: 2,
      axisLabel: text,
      splitLine: { lineStyle: { color: COLOURS[theme].line } },
    },
    series: [
      {
        ...line,
        name: current,
        data: curve.map(({ minute, before }) => [minute, before]),
        lineStyle: { width: 2, type: [5, 4], color: COLOURS[theme].compare },
        itemStyle: { color: COLOURS[theme].compare },
      },
      {
        ...line,
        name: proposed,
        data: curve.map(({ minute, after }) => [minute, after]),
        lineStyle: { width: 2.5, color: COLOURS[theme].accent },
        itemStyle: { color: COLOURS[theme].accent },
      },
    ],
  };
}

function useColumns(): TableColumnsType<Row> {
  const { t } = useTranslation();
  const nameOf = useValueName();
  return [
    {
      title: t('index.name'),
      render: (_, row) => (
        <>
          {nameOf(row)} {row.scope === 'city' && <Tag>{t(`indices.config.part.${row.part}`)}</Tag>}
        </>
      ),
    },
    ...(['index', 'gb_index', 'tti'] as const).flatMap(
      (measure): TableColumnsType<Row> => [
        {
          title: t(`indices.measure.${measure}`),
          align: 'right',
          render: (_, { before, after }) => `${fixed(before[measure], 2)} → ${fixed(after[measure], 2)}`,
        },
        {
          title: t('indices.change'),
          align: 'right',
          render: (_, { before, after }) => differenceText(before[measure], after[measure]),
        },
      ],
    ),
  ];
}

/** Neither better nor worse: the same speeds, said otherwise. */
function differenceText(before: number | null, after: number | null): string {
  return before === null || after === null ? NO_VALUE : signed(after - before, 2);
}
