import type { RoadProfile } from '@opentocc/contract';

type Mark = RoadProfile['marks'][number];

/** Marks that a diagram of some length has room to name: those that matter most, far enough apart, in order. */
export function marksToName(marks: readonly Mark[], length_m: number, most: number): Mark[] {
  const apart_m = length_m / most;
  const chosen: Mark[] = [];
  for (const mark of [...marks].sort((a, b) => b.rank - a.rank))
    if (chosen.every(({ at_m }) => Math.abs(at_m - mark.at_m) >= apart_m)) chosen.push(mark);
  return chosen.sort((a, b) => a.at_m - b.at_m);
}

/** A stretch between two named marks. */
export interface RoadSection {
  readonly from: Mark | null;
  readonly to: Mark | null;
  readonly from_m: number;
  readonly to_m: number;
  readonly links: readonly number[];
  /** Means of the day over its length, by travel time; null where nobody drove. */
  readonly speed_kmh: number | null;
  readonly free_flow_kmh: number;
  /** Slot in which it was slowest, and how slow. */
  readonly worst: { readonly at_ms: number; readonly speed_kmh: number } | null;
}

/** A corridor cut at its named marks, each piece with its mean speed (length over travel time) and its worst slot. */
export function sectionsOf({ links, slots, marks }: RoadProfile, most: number): RoadSection[] {
  const length_m = links.at(-1)?.to_m ?? 0;
  const cuts: (Mark | null)[] = [
    null,
    ...marksToName(marks, length_m, most).filter(({ at_m }) => at_m > 0 && at_m < length_m),
    null,
  ];
  return cuts.slice(0, -1).flatMap((from, i): RoadSection[] => {
    const to = cuts[i + 1];
    const [from_m, to_m] = [from?.at_m ?? 0, to?.at_m ?? length_m];
    const places = links.flatMap((link, place) =>
      link.from_m >= from_m && link.from_m < to_m ? [place] : [],
    );
    if (places.length === 0) return [];
    const bySlot = slots.flatMap(({ at_ms, speed_kmh }) => {
      const speed = meanSpeed(
        places.map((place) => [links[place].to_m - links[place].from_m, speed_kmh[place]]),
      );
      return speed === null ? [] : [{ at_ms, speed_kmh: speed }];
    });
    const all = slots.flatMap(({ speed_kmh }) =>
      places.map((place) => [links[place].to_m - links[place].from_m, speed_kmh[place]] as const),
    );
    const worst = bySlot.reduce<RoadSection['worst']>(
      (slowest, slot) => (slowest === null || slot.speed_kmh < slowest.speed_kmh ? slot : slowest),
      null,
    );
    const free_flow_kmh =
      meanSpeed(
        places.map((place) => [links[place].to_m - links[place].from_m, links[place].free_flow_kmh]),
      ) ?? 0;
    return [
      {
        from,
        to,
        from_m,
        to_m,
        links: places.map((place) => links[place].link),
        speed_kmh: meanSpeed(all),
        free_flow_kmh,
        worst,
      },
    ];
  });
}

/** Length over time of the pieces with a speed; null without any. */
function meanSpeed(
  pieces: readonly (readonly [length_m: number, speed_kmh: number | null])[],
): number | null {
  let [length, time] = [0, 0];
  for (const [length_m, speed_kmh] of pieces) {
    if (speed_kmh === null || speed_kmh === 0) continue;
    length += length_m;
    time += length_m / speed_kmh;
  }
  return time === 0 ? null : length / time;
}
