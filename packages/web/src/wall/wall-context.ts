import type { City } from '@opentocc/contract';
import { createContext, useContext } from 'react';
import type { CityFeed } from '../ui/live/city-feed.ts';
import type { ThemeName } from '../ui/theme/palette.ts';

/** What all parts of the wall draw from. */
export interface WallView {
  readonly city: City;
  readonly feed: CityFeed;
  readonly theme: ThemeName;
  /** px; see `unitOf` */
  readonly unit_px: number;
}

export const WallContext = createContext<WallView | null>(null);

/** @throws Error outside of the wall */
export function useWall(): WallView {
  const view = useContext(WallContext);
  if (!view) throw new Error('a part of the wall stands outside of it');
  return view;
}
