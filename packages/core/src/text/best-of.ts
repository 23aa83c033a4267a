/** Indices of the highest values above one that counts for nothing, the highest first; of equal ones the lower index first. */
export function bestOf(values: ArrayLike<number>, most: number, nothing: number): number[] {
  const best: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] > nothing)) continue;
    if (best.length === most && values[i] <= values[best[most - 1]]) continue;
    let place = best.length;
    while (place > 0 && values[best[place - 1]] < values[i]) place--;
    best.splice(place, 0, i);
    if (best.length > most) best.pop();
  }
  return best;
}
