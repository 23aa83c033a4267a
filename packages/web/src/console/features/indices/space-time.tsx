import type { RoadProfile } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { Chart } from '../../../ui/charts/chart.tsx';
import { fixed, hourMinuteOf, percent, startOfDay_ms } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { COLOURS, STATE_COLOURS, type ThemeName } from '../../../ui/theme/palette.ts';
import { marksToName } from './road-sections.ts';

export const SLOT_MS = 900_000;
const HEIGHT_PX = 520;
const MOST_MARKS = 18;

interface Props {
  readonly profile: RoadProfile;
  /** Lower bounds of v / v_f of the states, from free on. */
  readonly state_above: readonly number[];
  onPick(link: number): void;
}

/** A corridor through a day: time to the right, distance in driving direction upwards, colour by the speed ratio. */
export function SpaceTime({ profile, state_above, onPick }: Props) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const language = useStore(languageStore);
  const tip = useTip(profile);
  const option = useMemo(
    () => spaceTimeOption(profile, state_above, theme, language, tip),
    [profile, state_above, theme, language, tip],
  );
  const pick = (_: number, at_m: number) => {
    const found = profile.links.find(({ from_m, to_m }) => at_m >= from_m && at_m < to_m);
    if (found) onPick(found.link);
  };
  return <Chart option={option} height_px={HEIGHT_PX} label={t('indices.profile')} onPick={pick} />;
}

type Cell = readonly [slot: number, link: number, ratio: number];

function useTip({ links, slots }: RoadProfile) {
  const { t } = useTranslation();
  return useMemo(
    () =>
      ([slot, place, ratio]: Cell) => {
        const { at_ms, speed_kmh } = slots[slot];
        const { from_m, free_flow_kmh } = links[place];
        return [
          `<b>${hourMinuteOf(at_ms)}–${hourMinuteOf(at_ms + SLOT_MS)}</b> · ${t('indices.km', { at: (from_m / 1000).toFixed(1) })}`,
          `${fixed(speed_kmh[place], 1)} / ${fixed(free_flow_kmh, 1)} km/h · ${t('indices.speed_ratio')} ${percent(ratio)}`,
        ].join('<br/>');
      },
    [links, slots, t],
  );
}

/** State by GB/T 33171, 1–5. */
export function stateOf(ratio: number, state_above: readonly number[]): number {
  const state = state_above.findIndex((bound) => ratio > bound);
  return state < 0 ? state_above.length + 1 : state + 1;
}

interface Drawing {
  value(i: number): number;
  coord(at: readonly number[]): number[];
}

function spaceTimeOption(
  profile: RoadProfile,
  state_above: readonly number[],
  theme: ThemeName,
  language: 'zh' | 'en',
  tip: (cell: Cell) => string,
): EChartsCoreOption {
  const { links, slots, marks, day } = profile;
  const start_ms = startOfDay_ms(Date.parse(`${day}T12:00:00+08:00`));
  const length_m = links.at(-1)?.to_m ?? 1;
  const cells = slots.flatMap(({ speed_kmh }, slot) =>
    speed_kmh.flatMap((speed, place): Cell[] =>
      speed === null ? [] : [[slot, place, speed / links[place].free_flow_kmh]],
    ),
  );
  const text = { color: COLOURS[theme].muted, fontSize: 12 };
  const named = marksToName(marks, length_m, MOST_MARKS);
  const nameAt = (at_m: number) => named.find((mark) => mark.at_m === at_m)?.name[language] ?? '';
  return {
    animation: false,
    grid: { left: 132, right: 54, top: 12, bottom: 28 },
    tooltip: { confine: true, formatter: ({ value }: { value: Cell }) => tip(value) },
    xAxis: {
      type: 'value',
      min: start_ms,
      max: start_ms + 24 * HOUR_MS,
      interval: 2 * HOUR_MS,
      axisLabel: {
        ...text,
        formatter: (at_ms: number) => (at_ms === start_ms + 24 * HOUR_MS ? '24:00' : hourMinuteOf(at_ms)),
      },
      splitLine: { show: false },
    },
    yAxis: [
      {
        type: 'value',
        min: 0,
        max: length_m,
        axisLabel: {
          ...text,
          customValues: named.map(({ at_m }) => at_m),
          formatter: nameAt,
          width: 120,
          overflow: 'truncate',
          hideOverlap: true,
        },
        axisTick: { show: true, customValues: named.map(({ at_m }) => at_m) },
        axisLine: { show: true, lineStyle: { color: COLOURS[theme].line } },
        splitLine: { show: false },
      },
      {
        type: 'value',
        min: 0,
        max: length_m / 1000,
        axisLabel: { ...text, formatter: (km: number) => (Number.isInteger(km) ? `${km} km` : '') },
        splitLine: { show: false },
      },
    ],
    series: [
      {
        type: 'custom',
        // At once: a drawing in pieces goes on after its page was left.
        progressive: 0,
        data: cells,
        renderItem: (_: unknown, api: Drawing) => {
          const { at_ms } = slots[api.value(0)];
          const { from_m, to_m } = links[api.value(1)];
          const [x, bottom] = api.coord([at_ms, from_m]);
          const [right, y] = api.coord([at_ms + SLOT_MS, to_m]);
          return {
            type: 'rect',
            // A hair wider than the cell, so that no seam shows between neighbours.
            shape: { x, y, width: right - x + 0.6, height: bottom - y + 0.6 },
            style: { fill: STATE_COLOURS[theme][stateOf(api.value(2), state_above)] },
          };
        },
        encode: { x: -1, y: -1 },
      },
      { type: 'line', yAxisIndex: 1, data: [] },
    ],
  };
}
