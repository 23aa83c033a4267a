/** What is known of links for placing a vehicle within a passage; columns by link. */
export interface PassageModel {
  readonly length_m: Float32Array | Float64Array;
  readonly free_mps: Float64Array;
  /** Room that a vehicle takes in a queue over its share of the capacity, m/s. */
  readonly queue_mps: Float32Array;
}

/** Share of a queue's length by the delay in it: at a signal most of the delay is red, in which nobody moves up. Assumed. */
const MOVING_SHARE = 0.35;
/** Time between two stops of who moves up in a long queue, s: about a cycle. */
const STOP_EVERY_S = 90;

interface Shape {
  readonly free_mps: number;
  /** Where the tail of the queue stands that it meets, m from the begin. */
  readonly tail_m: number;
  readonly queue_m: number;
  readonly delay_s: number;
}

/**
 * A passage by its time: free driving up to the tail of the queue, then stops and moves up to the stop line. The tail stands
 * where Newell's queue of that delay would: delay × capacity / jam density before the stop line.
 */
function shapeOf({ length_m, free_mps, queue_mps }: PassageModel, link: number, whole_s: number): Shape {
  const time_s = Math.max(0.1, whole_s);
  const speed_mps = Math.max(free_mps[link], length_m[link] / time_s);
  const delay_s = Math.max(0, time_s - length_m[link] / speed_mps);
  const queue_m = Math.min(length_m[link], delay_s * queue_mps[link] * MOVING_SHARE);
  return { free_mps: speed_mps, tail_m: length_m[link] - queue_m, queue_m, delay_s };
}

export interface Place {
  readonly along_m: number;
  readonly speed_mps: number;
}

/** Where a vehicle is that needs `whole_s` for a link, `into_s` after it entered it. */
export function placeIn(model: PassageModel, link: number, whole_s: number, into_s: number): Place {
  const { free_mps, tail_m, queue_m, delay_s } = shapeOf(model, link, whole_s);
  const left_s = into_s - tail_m / free_mps;
  if (left_s <= 0) return { along_m: Math.max(0, into_s * free_mps), speed_mps: free_mps };
  const stops = Math.max(1, Math.round(delay_s / STOP_EVERY_S));
  const move_s = queue_m / stops / free_mps;
  const stand_s = delay_s / stops;
  const done = Math.min(stops - 1, Math.floor(left_s / (move_s + stand_s)));
  const since_s = left_s - done * (move_s + stand_s);
  const moved_m = (done * queue_m) / stops + Math.max(0, since_s - stand_s) * free_mps;
  const along_m = Math.min(tail_m + queue_m, tail_m + moved_m);
  return { along_m, speed_mps: since_s < stand_s ? 0 : free_mps };
}

/** When such a vehicle is at a share of the length, s after it entered. @param at 0–1 */
export function timeAt_s(model: PassageModel, link: number, whole_s: number, at: number): number {
  const { free_mps, tail_m, queue_m } = shapeOf(model, link, whole_s);
  const along_m = at * model.length_m[link];
  if (along_m <= tail_m) return along_m / free_mps;
  const tail_s = tail_m / free_mps;
  return tail_s + ((whole_s - tail_s) * (along_m - tail_m)) / queue_m;
}

/** Its mean speed round that place, m/s. */
export function speedAt_mps(model: PassageModel, link: number, whole_s: number, at: number): number {
  const { free_mps, tail_m, queue_m } = shapeOf(model, link, whole_s);
  return at * model.length_m[link] <= tail_m ? free_mps : queue_m / (whole_s - tail_m / free_mps);
}
