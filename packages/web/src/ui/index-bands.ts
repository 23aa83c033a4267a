import type { IndexConfiguration } from '@opentocc/contract';
import { indexText } from './format.ts';
import { BAND_COLOURS, STATE_COLOURS, type ThemeName } from './theme/palette.ts';

/** Upper bounds, exclusive, of the bands of the Shenzhen index but the last, ascending; null while they are not known. */
export type BandBelow = readonly number[] | null;

/** Greatest Shenzhen index. */
export const GREATEST_INDEX = 10;

/** The configuration that counts at an instant. @param configurations oldest first, as the server lists them */
export const configurationAt = (
  configurations: readonly IndexConfiguration[],
  at_ms: number,
): IndexConfiguration | undefined => configurations.findLast(({ valid_from_ms }) => valid_from_ms <= at_ms);

/** Band of a Shenzhen index as it is shown: 0 smooth … 4 congested; null without an index or bounds. 3.96 is shown as 4.0. */
export function bandOf(index: number | null, band_below: BandBelow): number | null {
  if (index === null || band_below === null) return null;
  const shown = Number(indexText(index));
  const band = band_below.findIndex((bound) => shown < bound);
  return band < 0 ? band_below.length : band;
}

/** Colour of a band; grey without one. */
export const colourOfBand = (band: number | null, theme: ThemeName): string =>
  band === null ? STATE_COLOURS[theme][0] : BAND_COLOURS[theme][band];
