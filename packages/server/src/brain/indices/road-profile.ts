import type { RoadProfile } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { slotSpeed_kmh } from '@opentocc/core/traffic';
import type { Slot } from './free-flow-store.ts';

/** Where the links of a corridor are, laid end to end in driving order. */
export function placesAlong(
  { link_length_m }: RoadNetwork,
  links: Uint32Array,
  free_flow_kmh: Float32Array,
): RoadProfile['links'] {
  let from_m = 0;
  return Array.from(links, (link) => {
    const place = { link, from_m, to_m: from_m + link_length_m[link], free_flow_kmh: free_flow_kmh[link] };
    from_m = place.to_m;
    return place;
  });
}

/** What stored slots say of some links. */
export function speedsAlong(links: Uint32Array, slots: readonly Slot[]): RoadProfile['slots'] {
  return slots.map(({ slot_start_ms, speeds, passes }) => ({
    at_ms: slot_start_ms,
    speed_kmh: Array.from(links, (link) => slotSpeed_kmh(speeds[link])),
    samples: passes && links.reduce((sum, link) => sum + passes[link], 0),
  }));
}
