import { setImmediate as breathe } from 'node:timers/promises';
import type { IndexLinksComparison } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import { createJoin, createLimit } from '../../kit/limit.ts';
import { compareLinks, LinkMeans } from './compare-links.ts';
import type { ConfigBook } from './config-book.ts';
import { COMPARING_RETRY_S, indicesErrors } from './errors.ts';
import type { FreeFlowStore } from './free-flow-store.ts';
import type { Span } from './periods.ts';
import type { DayPart } from './store.ts';

/** Comparisons of single links that may wait for the one under way. */
const COMPARISONS_WAITING = 3;

export interface LinkComparisonDeps {
  readonly network: RoadNetwork;
  readonly slots: FreeFlowStore;
  readonly book: ConfigBook;
}

/** Compares every link in two intervals, one question at a time. */
export function createLinkComparison({ network, slots, book }: LinkComparisonDeps) {
  const limited = createLimit(1, COMPARISONS_WAITING, () =>
    indicesErrors.comparing({ seconds: COMPARING_RETRY_S }),
  );
  const joined = createJoin<readonly [LinkMeans, LinkMeans]>();

  /** Means of each link over the quarters of an hour in a part of each day of a span. */
  async function linkMeansOf({ from_ms, to_ms }: Span, { from_min, to_min }: DayPart): Promise<LinkMeans> {
    const means = new LinkMeans(network, book.at);
    for (let day_ms = from_ms; day_ms < to_ms; day_ms += DAY_MS) {
      for (const slot of await slots.listSlots(day_ms + from_min * MINUTE_MS, day_ms + to_min * MINUTE_MS)) {
        means.add(slot);
        await breathe();
      }
    }
    return means;
  }

  return {
    /**
     * Every link in two intervals: where it became worse, where better. Two months of a city take the main thread for up
     * to 20 s, a quarter of an hour at a time: questions are answered one by one, and equal ones together.
     * @param isSeen whether the reader may see a link
     * @throws AppError when too many wait already
     */
    async compareLinks(
      a: Span,
      b: Span,
      of_day: DayPart,
      isSeen: (link: number) => boolean,
      listed: number,
    ): Promise<IndexLinksComparison> {
      const [before, after] = await joined(JSON.stringify([a, b, of_day]), () =>
        limited(async () => [await linkMeansOf(a, of_day), await linkMeansOf(b, of_day)]),
      );
      return compareLinks(network, before, after, isSeen, listed);
    },
  };
}
