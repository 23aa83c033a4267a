import type {
  IndexComparison,
  IndexCurve,
  IndexLinks,
  IndexPeriod,
  IndexPeriodValue,
  IndexScope,
  IndexTypicalPoint,
  IndexValue,
  RoadProfile,
  WorstRoad,
} from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import {
  aggregateLinks,
  type GroupValues,
  INDEX_CONFIGS,
  type IndexConfig,
  indexConfigAt,
  type LinkStates,
  trafficStateOf,
} from '@opentocc/core/traffic';
import type { Area } from '../../kit/area.ts';
import { type Clock, cityDayStartOf } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Http } from '../../kit/http.ts';
import type { Logger } from '../../kit/log.ts';
import { createTopic } from '../../kit/topic.ts';
import { createIndexReach } from './area.ts';
import { compareMeans, meansOf } from './compare.ts';
import { indicesErrors } from './errors.ts';
import { createFreeFlow } from './free-flow.ts';
import { createFreeFlowStore } from './free-flow-store.ts';
import { type Grouping, groupingOfLink, groupingsOf, type IndexGroup, membersOf } from './groups.ts';
import { linksBehind } from './links-behind.ts';
import { STEP_MS, valuesOf } from './model.ts';
import { periodsIn, type Span } from './periods.ts';
import { placesAlong, speedsAlong } from './road-profile.ts';
import { indicesRoutes } from './routes.ts';
import { createIndicesStore } from './store.ts';
import { createValueKeeper } from './value-keeper.ts';
import { worstRoadsOf } from './worst-roads.ts';

export interface IndicesDeps {
  readonly network: RoadNetwork;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  /** Every configuration there was, oldest first. */
  readonly configs?: readonly IndexConfig[];
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Scopes that are told to screens each minute; the rest they ask for. */
const TOLD: ReadonlySet<IndexScope> = new Set(['city', 'district', 'class']);

/** Values of the many small groups are kept a year and the month to compare it with; those of the city and its parts for good. */
const SHORT_LIVED: readonly IndexScope[] = ['road', 'corridor', 'hub'];
const KEPT_DAYS = 400;

/** One window computed: what it rests on, and what it says by grouping. */
interface Computed {
  readonly states: LinkStates;
  readonly columns: readonly GroupValues[];
  readonly values: readonly IndexValue[];
}

/** From link states to indices: all groups each minute, kept each five minutes. */
export function createIndices({ network, db, clock, log, configs = INDEX_CONFIGS }: IndicesDeps) {
  const store = createIndicesStore(db);
  const keeper = createValueKeeper({ store, clock, log });
  const updated = createTopic<readonly IndexValue[]>((err) =>
    log.error({ err }, 'a listener of the indices failed'),
  );
  const groupings = groupingsOf(network);
  const reach = createIndexReach(network, groupings);
  const links_of_groups = groupings.map(({ links }) => links);
  const slots = createFreeFlowStore(db, network.meta.version);
  const freeFlow = createFreeFlow({
    network,
    store: slots,
    configs,
    clock,
    log,
  });
  const newest = new Map<IndexScope, ReadonlyMap<string, IndexValue>>();
  let last: Computed | null = null;

  function compute(states: LinkStates): Computed {
    const config = indexConfigAt(configs, states.window_start_ms);
    const columns = aggregateLinks(network, states, links_of_groups, config);
    const values = groupings.flatMap((grouping, i) => valuesOf(grouping, columns[i], states, config));
    return { states, columns, values };
  }

  function groupsOf(scope: IndexScope): readonly IndexGroup[] {
    return groupings.find(({ groups }) => groups[0]?.scope === scope)?.groups ?? [];
  }

  function requireGroup(scope: IndexScope, key: string): { grouping: Grouping; position: number } {
    const grouping = groupings.find(({ groups }) => groups[0]?.scope === scope);
    const position = grouping?.groups.findIndex((group) => group.key === key) ?? -1;
    if (!grouping || position < 0) throw indicesErrors.no_such_key({ scope, key });
    return { grouping, position };
  }

  const live = (): IndexValue[] => last?.values.filter(({ scope }) => TOLD.has(scope)) ?? [];

  const service = {
    /** What an area may see. */
    reach,
    /** City, districts and classes after each window. */
    updated,
    /** What {@link updated} said last; empty before the first window. */
    live,
    /** Free-flow speed of each link, km/h. */
    freeFlow_kmh: freeFlow.speeds_kmh,
    /** Whether these are measured yet. */
    freeFlowStatus: freeFlow.status,
    /** State of a link, 1–5 of TRAFFIC_STATES. */
    stateOf: (speed_kmh: number, link_free_flow_kmh: number): number =>
      trafficStateOf(indexConfigAt(configs, clock.now()).gb, speed_kmh, link_free_flow_kmh),
    /** What the states of links are named by now. */
    stateStandard: (): string => indexConfigAt(configs, clock.now()).gb.standard,
    /** Computes and publishes a window; one that ends at a full five minutes is kept. */
    onLinkStates(states: LinkStates): void {
      freeFlow.onLinkStates(states);
      last = compute(states);
      for (const scope of new Set(last.values.map((value) => value.scope)))
        newest.set(
          scope,
          new Map(last.values.filter((value) => value.scope === scope).map((value) => [value.key, value])),
        );
      if (states.window_end_ms % STEP_MS === 0) keeper.keep(last.values);
      updated.publish(live());
    },
    /** Keeps the values of a window that is told a second time, with what came late, beside the first ones. */
    onSettledStates: (states: LinkStates): void => keeper.keep(compute(states).values),
    /** All values of a window, published nowhere: for days that are filled in later. */
    computeAt: (states: LinkStates): IndexValue[] => [...compute(states).values],
    /** Keeps values of past windows; what differs from a value kept before becomes its restatement. */
    storeValues: (values: readonly IndexValue[]): Promise<void> => store.saveValues(values, clock.now()),
    /** All values of a scope now, links excepted: there are too many, each is asked for by {@link ofLink}. */
    current: (scope: IndexScope): IndexValue[] => [...(newest.get(scope)?.values() ?? [])],
    /** The value of one link now. @throws AppError when there is no such link or no value yet */
    ofLink(link: number): IndexValue {
      if (!(link < network.link_count)) throw indicesErrors.no_such_key({ scope: 'link', key: link });
      if (!last) throw indicesErrors.no_value_yet();
      const config = indexConfigAt(configs, last.states.window_start_ms);
      const grouping = groupingOfLink(network, link);
      const [columns] = aggregateLinks(network, last.states, [grouping.links], config);
      return valuesOf(grouping, columns, last.states, config)[0];
    },
    /**
     * A day and the same day one week before. @param day yyyy-mm-dd in the city's time zone
     * @throws AppError when it is no day
     */
    async curve(scope: IndexScope, key: string, day: string, step_s: number): Promise<IndexCurve> {
      const start_ms = cityDayStartOf(day);
      if (Number.isNaN(start_ms)) throw indicesErrors.no_such_day({ day });
      const points = (from_ms: number) =>
        store.listPoints(scope, key, from_ms, from_ms + DAY_MS, step_s * 1000);
      const [today, last_week] = await Promise.all([points(start_ms), points(start_ms - WEEK_MS)]);
      return { scope, key, step_s, day, today, last_week };
    },
    /** The most congested roads now within an area, worst first. */
    worstRoads(limit: number, area: Area = null): WorstRoad[] {
      const roads = groupings.findIndex(({ groups }) => groups[0]?.scope === 'road');
      if (!last || roads < 0) return [];
      return worstRoadsOf(network, groupings[roads], last.columns[roads], limit, ({ key }) =>
        reach.value(area, 'road', key),
      );
    },
    /** @throws AppError when the scope has no such key. */
    async periods(
      scope: IndexScope,
      key: string,
      period: IndexPeriod,
      span: Span,
    ): Promise<IndexPeriodValue[]> {
      requireGroup(scope, key);
      const spans = periodsIn(period, span, (at_ms) => indexConfigAt(configs, at_ms).peaks.spans);
      const means = await store.listMeans(scope, key, spans);
      return spans.map((one, i) => ({ period, ...one, ...meansOf(means[i], one) }));
    },
    /** What is usual by weekday and step. @throws AppError when the scope has no such key. */
    async typical(scope: IndexScope, key: string, span: Span, step_s: number): Promise<IndexTypicalPoint[]> {
      requireGroup(scope, key);
      return store.listTypical(scope, key, span, step_s * 1000);
    },
    /** All keys of a scope in two intervals, the largest rise first. */
    async compare(scope: IndexScope, a: Span, b: Span): Promise<IndexComparison[]> {
      const [inA, inB] = await Promise.all([a, b].map((span) => store.listMeansByKey(scope, span)));
      return compareMeans(groupsOf(scope), { span: a, means: inA }, { span: b, means: inB });
    },
    /** The links behind a value now. @throws AppError when the scope has no such key or there is no value yet */
    links(scope: IndexScope, key: string, limit: number): IndexLinks {
      const { grouping, position } = requireGroup(scope, key);
      const value = newest.get(scope)?.get(key);
      if (!last || !value) throw indicesErrors.no_value_yet();
      const config = indexConfigAt(configs, last.states.window_start_ms);
      return linksBehind(network, last.states, config, membersOf(grouping, position), value, limit);
    },
    /** What was stated of one window, the first value first. */
    revisions: store.listRevisions,
    /**
     * A corridor along its length and through a day of the last weeks.
     * @throws AppError when there is no such corridor or it is no day
     */
    async roadProfile(key: string, day: string): Promise<RoadProfile> {
      const { grouping, position } = requireGroup('corridor', key);
      const start_ms = cityDayStartOf(day);
      if (Number.isNaN(start_ms)) throw indicesErrors.no_such_day({ day });
      const links = membersOf(grouping, position);
      return {
        key,
        name: grouping.groups[position].name,
        day,
        links: placesAlong(network, links, freeFlow.speeds_kmh()),
        slots: speedsAlong(links, await slots.listSlots(start_ms, start_ms + DAY_MS)),
      };
    },
    /** Forgets what is past its {@link KEPT_DAYS}. */
    sweep: (): Promise<void> => store.dropBefore(clock.now() - KEPT_DAYS * DAY_MS, SHORT_LIVED),
    /** The configurations, oldest first. */
    listConfigs: (): readonly IndexConfig[] => configs,
    /** Resolves when what was computed is kept, or has to wait for the database. */
    flush: async (): Promise<void> => {
      await Promise.all([keeper.flush(), freeFlow.flush()]);
    },
  };
  return { ...service, routes: (http: Http) => indicesRoutes(http, service) };
}

export type Indices = ReturnType<typeof createIndices>;
