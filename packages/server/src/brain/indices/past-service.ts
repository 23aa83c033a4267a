import type {
  IndexComparison,
  IndexCurve,
  IndexLinks,
  IndexPeriod,
  IndexPeriodValue,
  IndexScope,
  IndexTypicalPoint,
  RoadProfile,
} from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { DAY_MS, WEEK_MS } from '@opentocc/core/time';
import { aggregateLinks, type LinkStates } from '@opentocc/core/traffic';
import { cityDayStartOf } from '../../kit/clock.ts';
import { compareMeans, meansOf } from './compare.ts';
import type { ConfigBook } from './config-book.ts';
import { indicesErrors } from './errors.ts';
import type { FreeFlow } from './free-flow.ts';
import type { FreeFlowStore } from './free-flow-store.ts';
import { type Grouping, type IndexGroup, membersOf } from './grouping.ts';
import { groupingOfLink, SCOPE_NAMES } from './groups.ts';
import { createLinkComparison } from './link-comparison.ts';
import { createLinkValues, type LinkPast, type PastStates } from './link-past.ts';
import { linksBehind } from './links-behind.ts';
import { STEP_MS, valuesOf } from './model.ts';
import { periodsIn, type Span } from './periods.ts';
import { marksAlong } from './road-marks.ts';
import { placesAlong, speedsAlong } from './road-profile.ts';
import { type DayPart, type IndicesStore, WHOLE_DAY } from './store.ts';

/** Steps in which the day of a link can be given. */
const LINK_STEPS: readonly { readonly period: IndexPeriod; readonly step_s: number }[] = [
  { period: 'hour', step_s: 3600 },
  { period: '15min', step_s: 900 },
  { period: '5min', step_s: 300 },
];

export interface IndexPastDeps {
  readonly network: RoadNetwork;
  readonly store: IndicesStore;
  readonly slots: FreeFlowStore;
  readonly freeFlow: FreeFlow;
  readonly book: ConfigBook;
  readonly groupings: readonly Grouping[];
  readonly linkPast: LinkPast;
  /** A window that was computed just now: history may not have it yet. */
  readonly recentStates: (window_end_ms: number) => LinkStates | undefined;
}

/** Groups by scope and key. */
function createGroupLookup(network: RoadNetwork, groupings: readonly Grouping[]) {
  function groupsOf(scope: IndexScope): readonly IndexGroup[] {
    return groupings.find(({ groups }) => groups[0]?.scope === scope)?.groups ?? [];
  }

  function requireGroup(scope: IndexScope, key: string): { grouping: Grouping; position: number } {
    if (scope === 'link') return { grouping: groupingOfLink(network, requireLink(key)), position: 0 };
    const grouping = groupings.find(({ groups }) => groups[0]?.scope === scope);
    const position = grouping?.groups.findIndex((group) => group.key === key) ?? -1;
    if (!grouping || position < 0) throw indicesErrors.no_such_key({ scope: SCOPE_NAMES[scope], key });
    return { grouping, position };
  }

  function requireLink(key: string): number {
    const link = Number(key);
    if (!/^\d+$/.test(key) || link >= network.link_count)
      throw indicesErrors.no_such_key({ scope: SCOPE_NAMES.link, key });
    return link;
  }

  return { groupsOf, requireGroup, requireLink };
}

type RequireGroup = ReturnType<typeof createGroupLookup>['requireGroup'];

function createRoadProfiles({ network, slots, freeFlow }: IndexPastDeps, requireGroup: RequireGroup) {
  /** By corridor, once one was asked for. */
  const marks = new Map<string, RoadProfile['marks']>();

  return {
    /**
     * A corridor along its length and through a day of the last weeks.
     * @throws AppError when there is no such corridor or it is no day
     */
    async roadProfile(key: string, day: string): Promise<RoadProfile> {
      const { grouping, position } = requireGroup('corridor', key);
      const start_ms = requireDay(day);
      const links = membersOf(grouping, position);
      const known = marks.get(key) ?? marksAlong(network, links);
      marks.set(key, known);
      return {
        key,
        name: grouping.groups[position].name,
        day,
        links: placesAlong(network, links, freeFlow.speeds_kmh()),
        slots: speedsAlong(links, await slots.listSlots(start_ms, start_ms + DAY_MS)),
        marks: known,
      };
    },
  };
}

/** What is asked of the past of the indices. */
export function createIndexPast(deps: IndexPastDeps) {
  const { network, store, freeFlow, book, groupings, linkPast, recentStates } = deps;
  const { periodsOfLink, pointsOfLink } = createLinkValues(deps);
  const { groupsOf, requireGroup, requireLink } = createGroupLookup(network, groupings);

  /** States of links in the window that ended last before an instant. @throws AppError when none is stored of that minute */
  async function statesAt(at_ms: number): Promise<LinkStates> {
    const recent = recentStates(at_ms);
    if (recent) return recent;
    const past = await linkPast.statesAt(at_ms);
    if (!past) throw indicesErrors.no_links_then();
    return statesOf(network, past, freeFlow.speeds_kmh());
  }

  return {
    ...createLinkComparison(deps),
    ...createRoadProfiles(deps, requireGroup),
    requireGroup,
    statesAt,
    /**
     * A day and the same day one week before. @param day yyyy-mm-dd in the city's time zone
     * @param step_s of a link the longest of {@link LINK_STEPS} within it is answered
     * @throws AppError when it is no day
     */
    async curve(scope: IndexScope, key: string, day: string, step_s: number): Promise<IndexCurve> {
      const start_ms = requireDay(day);
      const ofLink = scope === 'link' ? LINK_STEPS.find((step) => step.step_s <= step_s) : undefined;
      const points = (from_ms: number) =>
        ofLink
          ? pointsOfLink(requireLink(key), { from_ms, to_ms: from_ms + DAY_MS }, ofLink.period)
          : store.listPoints(scope, key, from_ms, from_ms + DAY_MS, step_s * 1000);
      const [today, last_week] = await Promise.all([points(start_ms), points(start_ms - WEEK_MS)]);
      return { scope, key, step_s: ofLink?.step_s ?? step_s, day, today, last_week };
    },
    /** @throws AppError when the scope has no such key. */
    async periods(
      scope: IndexScope,
      key: string,
      period: IndexPeriod,
      span: Span,
    ): Promise<IndexPeriodValue[]> {
      requireGroup(scope, key);
      const spans = periodsIn(period, span, (at_ms) => book.at(at_ms).peaks.spans);
      if (scope === 'link') return periodsOfLink(Number(key), period, spans);
      const means = await store.listMeans(scope, key, spans);
      return spans.map((one, i) => ({ period, ...one, ...meansOf(means[i], one) }));
    },
    /** What is usual by weekday and step. @throws AppError when the scope has no such key. */
    async typical(scope: IndexScope, key: string, span: Span, step_s: number): Promise<IndexTypicalPoint[]> {
      requireGroup(scope, key);
      return store.listTypical(scope, key, span, step_s * 1000);
    },
    /** All keys of a scope in two intervals, or in a part of each of their days; the largest rise first. */
    async compare(scope: IndexScope, a: Span, b: Span, of_day?: DayPart): Promise<IndexComparison[]> {
      const sides = await Promise.all(
        [a, b].map(async (span) => ({
          span,
          of_day: of_day ?? WHOLE_DAY,
          means: await store.listMeansByKey(scope, span, of_day),
        })),
      );
      return compareMeans(groupsOf(scope), sides[0], sides[1]);
    },
    /** What was stated of one window, the first value first. */
    revisions: store.listRevisions,
    /**
     * The links behind a value of a window that is past.
     * @throws AppError when the scope has no such key or the states of links are not stored of that time
     */
    async linksAt(scope: IndexScope, key: string, window_end_ms: number, limit: number): Promise<IndexLinks> {
      const { grouping, position } = requireGroup(scope, key);
      const states = await statesAt(window_end_ms);
      if (states.window_end_ms !== window_end_ms) throw indicesErrors.no_links_then();
      const config = book.at(states.window_start_ms);
      const columns = aggregateLinks(network, states, [grouping.links], config);
      const value = valuesOf(grouping, columns[0], states, config)[position];
      return linksBehind(network, states, config, membersOf(grouping, position), value, limit);
    },
  };
}

function requireDay(day: string): number {
  const start_ms = cityDayStartOf(day);
  if (Number.isNaN(start_ms)) throw indicesErrors.no_such_day({ day });
  return start_ms;
}

/** Columns of all links from those that had samples. */
function statesOf(
  { link_count, meta }: RoadNetwork,
  past: PastStates,
  free_flow_kmh: Float32Array,
): LinkStates {
  const states = {
    sequence: 0,
    network_version: meta.version,
    window_start_ms: past.window_end_ms - STEP_MS,
    window_end_ms: past.window_end_ms,
    speed_kmh: new Float32Array(link_count).fill(Number.NaN),
    samples: new Uint16Array(link_count),
    vehicles: new Uint16Array(link_count),
    half_width_kmh: new Float32Array(link_count).fill(Number.NaN),
    free_flow_kmh: free_flow_kmh.slice(),
    state: new Uint8Array(link_count),
  };
  past.link.forEach((link, row) => {
    states.speed_kmh[link] = past.speed_kmh[row];
    states.samples[link] = past.samples[row];
    states.free_flow_kmh[link] = past.free_flow_kmh[row];
  });
  return states;
}
