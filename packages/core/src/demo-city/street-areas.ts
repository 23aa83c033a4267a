import type { NetworkArea } from '../network/index.ts';
import type { District } from './districts.ts';

/** Streets (街道) of the districts, approximate. */
export function composeStreetAreas(_districts: readonly District[]): NetworkArea[] {
  return [];
}
