/** Something with a random key in [0, 1). */
export interface Keyed {
  readonly key: number;
}

/**
 * Keeps the `size` with the smallest random keys: a uniform sample of all that was offered, whoever offered it and in
 * whatever order, so that samples of several threads, or from before a restart, merge by offering them to each other.
 * @param kept sorted by key; changed in place.
 * @returns whether the one offered was kept.
 */
export function offer<T extends Keyed>(kept: T[], one: T, size: number): boolean {
  if (kept.length === size && one.key >= kept[size - 1].key) return false;
  let at = kept.length;
  while (at > 0 && kept[at - 1].key > one.key) at--;
  kept.splice(at, 0, one);
  if (kept.length > size) kept.length = size;
  return true;
}
