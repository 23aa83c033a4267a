import { useSyncExternalStore } from 'react';

/** Lines of text that a wall is high, whatever its size: at this size figures are read from ten metres. */
const LINES = 60;
/** Columns beside the map need so many units of the width. */
const WIDE = 100;
/** What is smaller is read by nobody, px. */
const LEAST_PX = 12;

/** The unit of the wall, px, of which all its measures are multiples. @param width of the wall, px; @param height px */
export const unitOf = (width: number, height: number): number =>
  Math.max(LEAST_PX, Math.min(height / LINES, width / WIDE));

/** From three times as wide as high two more columns stand beside the map. */
export const isWide = (width: number, height: number): boolean => width >= 3 * height;

function follow(changed: () => void): () => void {
  addEventListener('resize', changed);
  return () => removeEventListener('resize', changed);
}

export const useUnit_px = (): number => useSyncExternalStore(follow, () => unitOf(innerWidth, innerHeight));
export const useWide = (): boolean => useSyncExternalStore(follow, () => isWide(innerWidth, innerHeight));
