import { sharedColumn } from './columns.ts';

/** Lists of integers as two columns: the items of list `i` are `items[offset[i] … offset[i + 1])`. */
export interface Csr {
  readonly offset: Uint32Array;
  readonly items: Uint32Array;
}

/** Groups the positions of `key` by their value, in order: the list of value `k` holds each `i` with key[i] = k. */
export function groupByKey(key: Uint32Array, key_count: number): Csr {
  const offset = sharedColumn(Uint32Array, key_count + 1);
  for (let i = 0; i < key.length; i++) offset[key[i] + 1]++;
  for (let k = 0; k < key_count; k++) offset[k + 1] += offset[k];
  const items = sharedColumn(Uint32Array, key.length);
  const next = offset.slice();
  for (let i = 0; i < key.length; i++) items[next[key[i]]++] = i;
  return { offset, items };
}

/** The same relation seen from its items: list `j` holds each `i` whose list holds `j`. */
export function transpose({ offset, items }: Csr, item_count: number): Csr {
  const owner = new Uint32Array(items.length);
  for (let i = 0; i + 1 < offset.length; i++) owner.fill(i, offset[i], offset[i + 1]);
  const back = groupByKey(items, item_count);
  for (let e = 0; e < back.items.length; e++) back.items[e] = owner[back.items[e]];
  return back;
}

/** Turns a list of lists into columns. */
export function csrOf(lists: readonly (readonly number[])[]): Csr {
  const offset = sharedColumn(Uint32Array, lists.length + 1);
  for (let i = 0; i < lists.length; i++) offset[i + 1] = offset[i] + lists[i].length;
  const items = sharedColumn(Uint32Array, offset[lists.length]);
  for (let i = 0; i < lists.length; i++) items.set(lists[i], offset[i]);
  return { offset, items };
}
