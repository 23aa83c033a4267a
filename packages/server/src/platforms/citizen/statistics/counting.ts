import type { Bilingual, Figure, FigureFilter, Proportion } from '@opentocc/contract';
import { cityDay } from '../../../kit/clock.ts';
import { proportionOf } from '../visits/index.ts';
import type { FigureDefinition, Item, Sources } from './figures.ts';

/** Whether somebody may see of what a unit did. */
export type Reach = (item: Pick<Item, 'unit' | 'district'>) => boolean;

const NO_CALLS: Bilingual = { zh: '没有话务数据', en: 'There are no records of calls' };
const OF_CALLS = ['calls_connected', 'connected_10s', 'connected_15s', 'connected_15s_net'];

/** What a figure counts, of what is asked for and may be seen. */
export function itemsOf(
  { items }: FigureDefinition,
  sources: Sources,
  { unit, field, type }: Pick<FigureFilter, 'unit' | 'field' | 'type'>,
  reach: Reach,
): Item[] {
  return items(sources).filter(
    (item) =>
      reach(item) &&
      (unit === undefined || item.unit === unit) &&
      (field === undefined || item.field === field) &&
      (type === undefined || item.type === type),
  );
}

export const shareOf = (items: readonly Item[]): Proportion =>
  proportionOf(items.filter(({ counts }) => counts).length, items.length);

export function figureOf(
  definition: FigureDefinition,
  items: readonly Item[],
  published: Figure['published'],
): Figure {
  const { items: _, ...text } = definition;
  const unavailable = OF_CALLS.includes(text.key) && items.length === 0 ? NO_CALLS : null;
  return { ...text, proportion: shareOf(items), unavailable, published };
}

/** By a key, in the order of their keys; of all groups together the figure is what it is of all. */
export function groupsOf<K>(
  items: readonly Item[],
  keyOf: (item: Item) => K,
): { key: K; proportion: Proportion }[] {
  const groups = new Map<K, Item[]>();
  for (const item of items) {
    const members = groups.get(keyOf(item));
    if (members) members.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups].map(([key, members]) => ({ key, proportion: shareOf(members) }));
}

export const dayOf = ({ at_ms }: Item): string => cityDay(at_ms);
