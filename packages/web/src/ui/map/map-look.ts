import type { Language } from '@opentocc/contract';
import type { ThemeName } from '../theme/palette.ts';

/** What a map is drawn with. */
export interface MapLook {
  readonly theme: ThemeName;
  readonly language: Language;
  /** Text and lines larger, for a reader at ten metres. */
  readonly wall: boolean;
  /** How many times as large as on a wall 1080 px high; 1 unless said. */
  readonly scale?: number;
  /** Colours of the links by code, unknown first; those of the traffic states unless said. */
  readonly link_colours?: readonly string[];
}
