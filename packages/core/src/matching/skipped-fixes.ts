import type { Candidates, PlacedFix } from './candidates.ts';
import type { Way, WayRules } from './way.ts';

/** Places on the road of one fix that are held, the nearest: both directions of a road, and of one that crosses it. */
const PLACES = 4;
/** Fixes of a vehicle that are held. */
const MOST = 2;
/** Ways between them that are less likely than this (log-likelihood, negative) are no sign of a road that they follow. */
const UNLIKELY = -3;

/** A fix that was left out. */
export interface SkippedFix extends PlacedFix {
  /** Places within reach of the fix that lie on a road: link, chain, place along the chain. */
  readonly places: readonly { readonly link: number; readonly chain: number; readonly at_m: number }[];
}

/**
 * Fixes that were left out because no path reached them, by vehicle. Those that lie nowhere are errors of the receiver;
 * those that lie on a road, and lead along it to the next, show that the vehicle came there by a road that the network has
 * not: the path is then broken off before them instead of going round by streets where no fix was. Few vehicles have any,
 * so they are objects.
 */
export class SkippedFixes {
  readonly #of_slot = new Map<number, SkippedFix[]>();

  add(slot: number, fix: SkippedFix): void {
    const fixes = this.#of_slot.get(slot) ?? [];
    if (fixes.length === MOST) fixes.shift();
    this.#of_slot.set(slot, [...fixes, fix]);
  }

  clear(slot: number): void {
    this.#of_slot.delete(slot);
  }

  /** The fixes left out of a vehicle, when they and the next follow a road of their own; else none. */
  leadingTo(slot: number, next: SkippedFix, way: Way, rules: WayRules): readonly SkippedFix[] {
    const fixes = this.#of_slot.get(slot) ?? [];
    if (fixes.length === 0) return [];
    const all = [...fixes, next];
    const leads = all.slice(1).every((fix, i) => isReached(all[i], fix, way, rules));
    return leads ? fixes : [];
  }
}

/** Of the `count` candidates of the last search near a fix, those within `on_road_m` of it. */
export function placesOnRoad(candidates: Candidates, count: number, on_road_m: number): SkippedFix['places'] {
  return Array.from(candidates.order.subarray(0, count))
    .filter((row) => candidates.off_m[row] <= on_road_m)
    .slice(0, PLACES)
    .map((row) => ({
      link: candidates.link[row],
      chain: candidates.chain[row],
      at_m: candidates.at_m[row],
    }));
}

/** Whether some way as long as the straight leads from a place of one fix to a place of the next. */
function isReached(from: SkippedFix, to: SkippedFix, way: Way, rules: WayRules): boolean {
  const straight_m = Math.sqrt((to.x - from.x) ** 2 + (to.y - from.y) ** 2);
  way.measure({ straight_m, elapsed_s: (to.at_ms - from.at_ms) / 1000 }, rules);
  return from.places.some((a) => {
    way.leave(a.link, a.at_m);
    return to.places.some((b) => way.arrive(b.link, b.chain, b.at_m) > UNLIKELY);
  });
}
