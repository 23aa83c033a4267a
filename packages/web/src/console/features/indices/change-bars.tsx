import type { EChartsCoreOption } from 'echarts/core';
import { type ReactNode, useMemo } from 'react';
import { Chart } from '../../../ui/charts/chart.tsx';
import { fixed, signed } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { type BandBelow, bandOf, colourOfBand, GREATEST_INDEX } from '../../../ui/index-bands.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { BAND_COLOURS, CHANGE_COLOURS, COLOURS, type ThemeName } from '../../../ui/theme/palette.ts';
import { NOTABLE } from './comparison.ts';

/** One bar: a value with the one before, or a difference. */
export interface Bar {
  readonly name: string;
  readonly value: number | null;
  readonly before?: number | null;
}

interface Props {
  /** From the top. */
  readonly rows: readonly Bar[];
}

const ROW_PX = 26;
const BANDS = ['b0', 'b1', 'b2', 'b3', 'b4'] as const;

/** Bars of Shenzhen indices in the colours of their bands, with a mark where each was before. */
export function ValueBars({ rows, band_below }: Props & { readonly band_below: BandBelow }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const before = t('indices.before');
  const option = useMemo(
    () => valueOption(rows, band_below, theme, before),
    [rows, band_below, theme, before],
  );
  return <Bars option={option} number={rows.length} scale={<ValueKey />} />;
}

/** Bars of differences to both sides of zero: the worse in red, what is noise in grey. */
export function DifferenceBars({ rows }: Props) {
  const theme = useStore(themeStore);
  const option = useMemo(() => differenceOption(rows, theme), [rows, theme]);
  return <Bars option={option} number={rows.length} scale={<DifferenceKey />} />;
}

interface BarsProps {
  readonly option: EChartsCoreOption;
  readonly number: number;
  readonly scale: ReactNode;
}

function Bars({ option, number, scale }: BarsProps) {
  const { t } = useTranslation();
  if (number === 0) return <p className="note">{t('indices.no_data')}</p>;
  return (
    <>
      {scale}
      <Chart option={option} height_px={number * ROW_PX + 40} label={t('indices.change')} />
    </>
  );
}

function ValueKey() {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  return (
    <div className="scale-key">
      {BAND_COLOURS[theme].map((colour, i) => (
        <span key={colour}>
          <i className="row-lamp" style={{ background: colour }} />
          {t(`band.${BANDS[i]}`)}
        </span>
      ))}
      <span className="muted">│ {t('indices.before')}</span>
    </div>
  );
}

function differenceColours(theme: ThemeName) {
  const [, better, , none, , worse] = CHANGE_COLOURS[theme];
  return { better, none, worse };
}

function DifferenceKey() {
  const { t } = useTranslation();
  const { none, better, worse } = differenceColours(useStore(themeStore));
  const entries = [
    [worse, 'worse'],
    [better, 'better'],
    [none, 'noise'],
  ] as const;
  return (
    <div className="scale-key">
      {entries.map(([colour, name]) => (
        <span key={name}>
          <i className="row-lamp" style={{ background: colour }} />
          {t(`indices.${name}`, { bound: NOTABLE.index })}
        </span>
      ))}
    </div>
  );
}

function base(rows: readonly Bar[], theme: ThemeName) {
  const text = { color: COLOURS[theme].muted, fontSize: 12 };
  return {
    animation: false,
    grid: { left: 8, right: 44, top: 4, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    yAxis: {
      type: 'category',
      data: rows.map(({ name }) => name),
      inverse: true,
      axisLabel: { ...text, color: COLOURS[theme].text, width: 150, overflow: 'truncate', interval: 0 },
      axisLine: { show: false },
      axisTick: { show: false },
    },
  };
}

function valueOption(
  rows: readonly Bar[],
  band_below: BandBelow,
  theme: ThemeName,
  before: string,
): EChartsCoreOption {
  const text = { color: COLOURS[theme].muted, fontSize: 12 };
  const named = rows.map((row) => ({ ...row, name: `${row.name}  ${fixed(row.value, 1)}` }));
  return {
    ...base(named, theme),
    tooltip: {
      confine: true,
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const row = rows[dataIndex];
        return `${escaped(row.name)}<br/><b>${fixed(row.value, 2)}</b> · ${before} ${fixed(row.before, 2)}`;
      },
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: GREATEST_INDEX,
      interval: 2,
      axisLabel: text,
      splitLine: { lineStyle: { color: COLOURS[theme].line } },
    },
    series: [
      {
        type: 'bar',
        barWidth: '62%',
        data: rows.map(({ value }) => ({
          value,
          itemStyle: { color: colourOfBand(bandOf(value, band_below), theme) },
        })),
      },
      {
        type: 'custom',
        silent: true,
        data: rows.flatMap(({ before: was }, i) => (was === null || was === undefined ? [] : [[was, i]])),
        renderItem: markAt(COLOURS[theme].text),
      },
    ],
  };
}

/** Draws a short upright line where the value was. */
function markAt(stroke: string) {
  return (
    _: unknown,
    api: {
      value(i: number): number;
      coord(at: readonly number[]): number[];
      size(of: readonly number[]): number[];
    },
  ) => {
    const [x, y] = api.coord([api.value(0), api.value(1)]);
    const half = api.size([0, 1])[1] * 0.42;
    return {
      type: 'line',
      shape: { x1: x, x2: x, y1: y - half, y2: y + half },
      style: { stroke, lineWidth: 2 },
    };
  };
}

function differenceOption(rows: readonly Bar[], theme: ThemeName): EChartsCoreOption {
  const text = { color: COLOURS[theme].muted, fontSize: 12 };
  const most = Math.max(0.5, ...rows.map(({ value }) => Math.abs(value ?? 0)));
  const bound = Math.ceil(most * 2) / 2;
  const { none, better, worse } = differenceColours(theme);
  const colourOf = (value: number) => (Math.abs(value) < NOTABLE.index ? none : value > 0 ? worse : better);
  return {
    ...base(rows, theme),
    tooltip: {
      confine: true,
      formatter: ({ dataIndex }: { dataIndex: number }) =>
        `${escaped(rows[dataIndex].name)}<br/><b>${signed(rows[dataIndex].value ?? 0, 2)}</b>`,
    },
    xAxis: {
      type: 'value',
      min: -bound,
      max: bound,
      interval: bound / 2,
      axisLabel: text,
      splitLine: { lineStyle: { color: COLOURS[theme].line } },
    },
    series: [
      {
        type: 'bar',
        barWidth: '62%',
        data: rows.map(({ value }) => ({ value, itemStyle: { color: colourOf(value ?? 0) } })),
        label: {
          show: true,
          position: 'right',
          color: COLOURS[theme].text,
          formatter: ({ value }: { value: number }) => signed(value, 2),
        },
      },
    ],
  };
}

/** Tips are HTML, names are data. */
function escaped(name: string): string {
  return name.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
