import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { Chart } from '../../../ui/charts/chart.tsx';
import { indexText, percent, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import type { BandBelow } from '../../../ui/index-bands.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import {
  BAND_COLOURS,
  COLOURS,
  inkOn,
  SHARE_COLOURS,
  STATE_COLOURS,
  type ThemeName,
} from '../../../ui/theme/palette.ts';

export type HourMeasure = 'index' | 'speed_kmh' | 'coverage';

/** One hour of one row. */
export interface HourCell {
  readonly row: string;
  readonly hour: number;
  readonly index: number;
  readonly speed_kmh: number;
  readonly coverage: number;
  /** Further lines of its tip. */
  readonly lines: readonly string[];
}

interface Props {
  /** From the top. */
  readonly rows: readonly { readonly key: string; readonly label: string }[];
  readonly cells: readonly HourCell[];
  readonly measure: HourMeasure;
  readonly band_below: BandBelow;
  readonly height_px: number;
  readonly label: string;
  onPick?(row: string): void;
}

const BANDS = ['b0', 'b1', 'b2', 'b3', 'b4'] as const;
/** Where the colours of a measure that has no configured bands change; the first colour is below the first bound. */
const BOUNDS: Record<Exclude<HourMeasure, 'index'>, readonly number[]> = {
  speed_kmh: [15, 25, 35, 45],
  coverage: [0.2, 0.4, 0.6, 0.8],
};

/** Hours to the right, rows downwards, each cell in the colour of its value; none where there is no value. */
export function HourHeat({ rows, cells, measure, band_below, height_px, label, onPick }: Props) {
  const theme = useStore(themeStore);
  const marks = useMarks(measure);
  const option = useMemo(
    () => heatOption(rows, cells, measure, boundsOf(measure, band_below), theme, marks),
    [rows, cells, measure, band_below, theme, marks],
  );
  return (
    <Chart
      option={option}
      height_px={height_px}
      label={label}
      onPick={onPick && ((_, y) => onPick(rows[rows.length - 1 - Math.round(y)]?.key ?? ''))}
    />
  );
}

/** The sign of each colour, the second one beside it: who cannot tell the colours reads these. */
function useMarks(measure: HourMeasure): string {
  const { t } = useTranslation();
  return t(`indices.heat_marks.${measure}`);
}

/** What the colours say. */
export function ScaleKey({ measure, band_below }: Pick<Props, 'measure' | 'band_below'>) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const colours = coloursOf(measure, theme);
  const bounds = boundsOf(measure, band_below);
  const marks = useMarks(measure);
  if (bounds === null) return null;
  const says = (i: number) => {
    const [low, high] = [bounds[i - 1], bounds[i]].map((bound) =>
      bound === undefined ? '' : measure === 'coverage' ? percent(bound) : String(bound),
    );
    const span = low && high ? `${low}–${high}` : low ? `≥ ${low}` : `< ${high}`;
    return measure === 'index' ? `${t(`band.${BANDS[i]}`)} ${span}` : span;
  };
  return (
    <div className="scale-key">
      {colours.map((colour, i) => (
        <span key={colour}>
          <i className="heat-mark" style={{ background: colour, color: inkOn(colour) }} aria-hidden="true">
            {marks[i]}
          </i>
          {says(i)}
          {measure === 'speed_kmh' && ' km/h'}
        </span>
      ))}
    </div>
  );
}

const boundsOf = (measure: HourMeasure, band_below: BandBelow): BandBelow =>
  measure === 'index' ? band_below : BOUNDS[measure];

/** Bad is red: of speeds the low ones. Coverage has one hue, for more of it is neither good nor bad traffic. */
function coloursOf(measure: HourMeasure, theme: ThemeName): readonly string[] {
  if (measure === 'index') return BAND_COLOURS[theme];
  if (measure === 'speed_kmh') return STATE_COLOURS[theme].slice(1).reverse();
  return SHARE_COLOURS[theme];
}

function heatOption(
  rows: Props['rows'],
  cells: readonly HourCell[],
  measure: HourMeasure,
  bounds: BandBelow,
  theme: ThemeName,
  marks: string,
): EChartsCoreOption {
  const colours = coloursOf(measure, theme);
  const pieceOf = (value: number) => bounds?.filter((bound) => value >= bound).length;
  const text = { color: COLOURS[theme].muted, fontSize: 12 };
  const pieces = bounds
    ? colours.map((color, i) => ({
        gte: bounds[i - 1] ?? -1,
        lt: bounds[i] ?? 1000,
        color,
      }))
    : [{ gte: -1, lt: 1000, color: STATE_COLOURS[theme][0] }];
  return {
    animation: false,
    grid: { left: 58, right: 8, top: 4, bottom: 26 },
    tooltip: {
      confine: true,
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const { row, hour, index, speed_kmh, lines } = cells[dataIndex];
        const named = rows.find(({ key }) => key === row)?.label ?? row;
        return [
          `<b>${named} ${hour}:00–${hour + 1}:00</b>`,
          `${indexText(index)} · ${speedText(speed_kmh)} km/h`,
          ...lines,
        ].join('<br/>');
      },
    },
    xAxis: {
      type: 'category',
      data: Array.from({ length: 24 }, (_, hour) => String(hour)),
      axisLabel: { ...text, interval: 0 },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'category',
      data: rows.map(({ label }) => label).reverse(),
      axisLabel: { ...text, interval: 0 },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    visualMap: { show: false, type: 'piecewise', dimension: 2, pieces },
    series: [
      {
        type: 'heatmap',
        progressive: 0,
        label: { show: true, fontSize: 11 },
        data: cells.map((cell) => {
          const piece = pieceOf(cell[measure]);
          return {
            value: [String(cell.hour), rows.find(({ key }) => key === cell.row)?.label ?? '', cell[measure]],
            label:
              piece === undefined
                ? { show: false }
                : { formatter: marks[piece], color: inkOn(colours[piece]) },
          };
        }),
        itemStyle: { borderWidth: 2, borderColor: COLOURS[theme].land },
      },
    ],
  };
}
