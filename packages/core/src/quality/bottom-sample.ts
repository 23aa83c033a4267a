/** Something with a random key in [0, 1). */
export interface Keyed {
  readonly key: number;
}

/**
 * Keeps the `size` with the smallest random keys: a uniform sample of all that was offered, whoever offered it and in
 * whatever order, so that samples of several threads, or from before a restart, merge by offering them to each other.
 * @param sample sorted by key; changed in place.
 * @returns whether the one offered is now in the sample.
 */
export function offer<T extends Keyed>(sample: T[], one: T, size: number): boolean {
  if (sample.length === size && one.key >= sample[size - 1].key) return false;
  let at = sample.length;
  while (at > 0 && sample[at - 1].key > one.key) at--;
  sample.splice(at, 0, one);
  if (sample.length > size) sample.length = size;
  return true;
}
