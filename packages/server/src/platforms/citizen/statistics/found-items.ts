import { cityDayStart } from '../../../kit/clock.ts';
import type { Filed } from './figures.ts';

/** One thing that a figure counts, as it is shown. */
export interface FoundItem extends Omit<Filed, 'district'> {
  readonly thing: number | string;
  readonly at_ms: number;
  readonly counts: boolean;
}

/**
 * Things that a figure counts, by days, of which only those are sorted that a page shows: to sort 100,000 at once would stop
 * everything else for a tenth of a second.
 */
export class FoundItems {
  readonly #days = new Map<number, FoundItem[]>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  add(item: FoundItem): void {
    const day = cityDayStart(item.at_ms);
    const known = this.#days.get(day);
    if (known) known.push(item);
    else this.#days.set(day, [item]);
    this.#total++;
  }

  /** The latest first; of one instant the latest case. */
  page(offset: number, limit: number): FoundItem[] {
    const found: FoundItem[] = [];
    let skip = offset;
    for (const day of [...this.#days.keys()].sort((a, b) => b - a)) {
      const items = this.#days.get(day) ?? [];
      if (skip < items.length && found.length < limit)
        found.push(...items.sort(byTime).slice(skip, skip + limit - found.length));
      skip = Math.max(0, skip - items.length);
    }
    return found;
  }
}

const byTime = (a: FoundItem, b: FoundItem): number =>
  b.at_ms - a.at_ms || Number(b.thing) - Number(a.thing) || 0;
