import { type IndexBands, interpolate, type Provenance } from './bands.ts';

/** The speed-based index of Shenzhen: the speed of a class of road says the index. */
export interface ShenzhenIndex extends Provenance {
  /** Speed to index of each of LINK_CLASSES. */
  readonly classes: readonly IndexBands[];
  /** Upper bounds, exclusive, of the bands 畅通, 基本畅通, 缓行, 较拥堵; the rest is 拥堵. */
  readonly band_below: readonly [number, number, number, number];
}

const INDEX = [10, 8, 6, 4, 2, 0];

/** As found in public code; the names of the bands are official. */
export const SHENZHEN_INDEX: ShenzhenIndex = {
  standard: '深圳市道路交通运行指数（速度法）',
  version: '2021',
  source: 'public code that reproduces the published index; no official text of the speed bounds at hand',
  certainty: 'B',
  assumed: true,
  classes: [
    { at: [0, 15, 30, 45, 60, 100], index: INDEX },
    { at: [0, 15, 30, 45, 60, 80], index: INDEX },
    { at: [0, 10, 20, 30, 40, 60], index: INDEX },
    { at: [0, 10, 15, 20, 30, 50], index: INDEX },
    { at: [0, 10, 15, 20, 30, 40], index: INDEX },
  ],
  band_below: [2, 4, 6, 8],
};

/** Index of a link by its speed. @param link_class index into LINK_CLASSES */
export function shenzhenIndexOf({ classes }: ShenzhenIndex, link_class: number, speed_kmh: number): number {
  return interpolate(classes[link_class], speed_kmh);
}

/** Band of an index: 0 畅通 … 4 拥堵. */
export function shenzhenBandOf({ band_below }: ShenzhenIndex, index: number): number {
  const band = band_below.findIndex((bound) => index < bound);
  return band < 0 ? band_below.length : band;
}
