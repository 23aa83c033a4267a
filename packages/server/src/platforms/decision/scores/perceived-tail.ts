import type { RoadNetwork } from '@opentocc/core/network';

/** Speed within a queue that moves up, km/h. Assumed, 2026-11-27. */
export const QUEUE_KMH = 8;
/** Share of a link from which on its queue counts as reaching its beginning, as in the simulation. */
const FULL = 0.85;
/** Links that are looked at. */
const MOST_LINKS = 400;

/** What perception knew in one window, by link; NaN where it knew nothing. */
export interface PerceivedSpeeds {
  speed_kmh(link: number): number;
  free_flow_kmh(link: number): number;
}

/**
 * Distance from a place to the tail of the queue before it as perception saw it, m; null where it did not see enough. A link
 * of length L with a queue of x takes x / v_queue + (L − x) / v_free, which its mean speed says; queues that fill their links are
 * followed upstream along whichever arm is longest.
 * @param place link, and where on it, as a share of its length
 */
export function perceivedTail_m(
  network: RoadNetwork,
  place: { readonly link: number; readonly at: number },
  speeds: PerceivedSpeeds,
): number | null {
  const before_m = network.link_length_m[place.link] * place.at;
  const queued_m = queueOn_m(network, place.link, speeds);
  if (queued_m === null) return null;
  if (queued_m < FULL * before_m) return queued_m;
  return followUpstream(network, place.link, before_m, speeds);
}

function followUpstream(
  network: RoadNetwork,
  link: number,
  ahead_m: number,
  speeds: PerceivedSpeeds,
): number | null {
  const { link_length_m } = network;
  const seen = new Set([link]);
  const full = [{ link, ahead_m }];
  let tail_m = ahead_m;
  // A breadth-first search: what is appended is looked at in its turn.
  for (const one of full) {
    const arms = linksBefore(network, one.link).filter((arm) => !seen.has(arm));
    let known = 0;
    for (const arm of arms) {
      const queued_m = queueOn_m(network, arm, speeds);
      if (queued_m === null) continue;
      known++;
      seen.add(arm);
      tail_m = Math.max(tail_m, one.ahead_m + queued_m);
      if (queued_m >= FULL * link_length_m[arm] && full.length < MOST_LINKS)
        full.push({ link: arm, ahead_m: one.ahead_m + link_length_m[arm] });
    }
    // The queue goes on where nothing is known: its tail is anywhere.
    if (arms.length > 0 && known === 0 && one.ahead_m >= tail_m) return null;
  }
  return tail_m;
}

function queueOn_m({ link_length_m }: RoadNetwork, link: number, speeds: PerceivedSpeeds): number | null {
  const speed_kmh = speeds.speed_kmh(link);
  const free_kmh = speeds.free_flow_kmh(link);
  if (!(speed_kmh > 0)) return null;
  if (free_kmh <= QUEUE_KMH) return 0;
  const share = (1 / speed_kmh - 1 / free_kmh) / (1 / QUEUE_KMH - 1 / free_kmh);
  return Math.min(1, Math.max(0, share)) * link_length_m[link];
}

function linksBefore(network: RoadNetwork, link: number): number[] {
  const { in_offset, in_link, link_from, turn_offset, turn_link } = network;
  const node = link_from[link];
  return [...in_link.subarray(in_offset[node], in_offset[node + 1])].filter((arm) =>
    turn_link.subarray(turn_offset[arm], turn_offset[arm + 1]).includes(link),
  );
}
