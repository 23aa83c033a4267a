/** Length of the piece of a link that an incident takes, m, and the shortest piece beside it. */
const PLACE_M = 60;
const LEAST_PIECE_M = 20;

/** Before the place, the place, behind it; a short link is divided in two. */
export function piecesOf(length_m: number, at: number): number[] {
  const place_m = Math.min(PLACE_M, length_m / 3);
  const room_m = length_m - place_m;
  const least_m = Math.min(LEAST_PIECE_M, room_m / 2);
  const before_m = Math.min(room_m - least_m, Math.max(least_m, at * length_m - place_m / 2));
  return [before_m, place_m, room_m - before_m];
}
