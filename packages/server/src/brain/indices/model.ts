import type { IndexValue } from '@opentocc/contract';
import {
  type GbMeasures,
  type GroupValues,
  gbIndexOf,
  type IndexConfig,
  type LinkStates,
  shenzhenBandOf,
} from '@opentocc/core/traffic';
import type { Grouping } from './grouping.ts';

/** Values are stored at these steps. */
export const STEP_MS = 300_000;

/** The values of one grouping as the contract says them. */
export function valuesOf(
  { groups }: Grouping,
  values: GroupValues,
  { window_start_ms, window_end_ms }: Pick<LinkStates, 'window_start_ms' | 'window_end_ms'>,
  config: IndexConfig,
): IndexValue[] {
  return groups.map(({ scope, key, name }, i): IndexValue => {
    const index = known(values.index[i], 3);
    const length_m = values.length_m[i];
    return {
      scope,
      key,
      name,
      window_start_ms,
      window_end_ms,
      index,
      band: index === null ? null : shenzhenBandOf(config.shenzhen, index),
      gb_index: known(values.gb_index[i], 3),
      gb_annexes: annexesOf(config, {
        severe_share: index === null ? Number.NaN : values.mileage_share[5 * i + 4],
        tti: values.tti[i],
        dtp: values.dtp[i],
      }),
      tti: known(values.tti[i], 4),
      dtp: known(values.dtp[i], 4),
      speed_kmh: known(values.speed_kmh[i], 2),
      mileage_share: Array.from(values.mileage_share.subarray(5 * i, 5 * i + 5)),
      length_km: rounded(length_m / 1000, 3),
      coverage: length_m > 0 ? rounded(values.covered_m[i] / length_m, 4) : 0,
      samples: values.samples[i],
      ...namesOf(config),
    };
  });
}

/** The index of GB/T 33171 by each of its annexes; null without samples. */
function annexesOf({ gb }: IndexConfig, measures: GbMeasures): IndexValue['gb_annexes'] {
  const by = (annex: 'A' | 'B' | 'C') => known(gbIndexOf(gb, annex, measures), 3);
  return { A: by('A'), B: by('B'), C: by('C') };
}

/** What a value says of the formula that made it. */
export function namesOf(config: IndexConfig): Pick<IndexValue, 'standard' | 'formula_version' | 'assumed'> {
  const { gb, shenzhen, weights, formula_version } = config;
  return {
    standard: `${shenzhen.standard} · ${gb.standard} ${gb.annex}`,
    formula_version,
    assumed: shenzhen.assumed || weights.assumed || gb.annexes[gb.annex].assumed,
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function known(value: number, digits: number): number | null {
  return Number.isNaN(value) ? null : rounded(value, digits);
}
