import { BAND_COLOURS, STATE_COLOURS, type ThemeName } from '../../../ui/theme/palette.ts';

/** Index points of a band of the Shenzhen index. */
const BAND = 2;

/** Colour of a Shenzhen index; grey without one. */
export function bandColour(index: number | null, theme: ThemeName): string {
  if (index === null) return STATE_COLOURS[theme][0];
  return BAND_COLOURS[theme][Math.max(0, Math.min(4, Math.floor(index / BAND)))];
}
