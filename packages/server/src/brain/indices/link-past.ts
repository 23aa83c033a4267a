import type { IndexPeriod, IndexPeriodValue, IndexPoint, LinkState } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import type { ConfigBook } from './config-book.ts';
import type { FreeFlow } from './free-flow.ts';
import type { FreeFlowStore } from './free-flow-store.ts';
import { linkPeriods, windowsOfSlots, windowsOfStates } from './link-periods.ts';
import { STEP_MS } from './model.ts';
import { periodsIn, type Span } from './periods.ts';

/** States of single links as they were, which another module stores. */
export interface LinkPast {
  /** States of a link in [from_ms, to_ms), one a minute; at most a week of them. */
  statesOf(link: number, from_ms: number, to_ms: number): Promise<readonly LinkState[]>;
  /** All links with samples in the window that ended last before an instant; null when nothing is stored of that minute. */
  statesAt(at_ms: number): Promise<PastStates | null>;
}

export interface PastStates {
  readonly window_end_ms: number;
  readonly link: Uint32Array;
  readonly speed_kmh: Float32Array;
  readonly free_flow_kmh: Float32Array;
  readonly samples: Uint16Array;
}

export interface LinkValuesDeps {
  readonly network: RoadNetwork;
  readonly slots: FreeFlowStore;
  readonly freeFlow: FreeFlow;
  readonly book: ConfigBook;
  readonly linkPast: LinkPast;
}

/** Values of single links by period: they are computed when asked for, from the states that are stored. */
export function createLinkValues({ network, slots, freeFlow, book, linkPast }: LinkValuesDeps) {
  async function periodsOfLink(
    link: number,
    period: IndexPeriod,
    spans: readonly Span[],
  ): Promise<IndexPeriodValue[]> {
    const [from_ms, to_ms] = [spans[0]?.from_ms ?? 0, spans.at(-1)?.to_ms ?? 0];
    const free_flow_kmh = freeFlow.speeds_kmh()[link];
    const windows =
      period === '5min'
        ? windowsOfStates(await linkPast.statesOf(link, from_ms + STEP_MS, to_ms + MINUTE_MS))
        : windowsOfSlots(await slots.listLinkSlots(link, from_ms, to_ms), free_flow_kmh);
    return linkPeriods(network, link, period, spans, windows, book.at);
  }

  async function pointsOfLink(link: number, span: Span, period: IndexPeriod): Promise<IndexPoint[]> {
    const values = await periodsOfLink(
      link,
      period,
      periodsIn(period, span, () => []),
    );
    return values
      .filter(({ windows }) => windows > 0)
      .map(({ from_ms, period: _, to_ms: __, dtp: ___, windows_expected: ____, ...means }) => ({
        at_ms: from_ms,
        ...means,
        first_index: means.index,
      }));
  }

  return { periodsOfLink, pointsOfLink };
}
