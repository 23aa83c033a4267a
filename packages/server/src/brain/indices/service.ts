import type {
  IndexConfigurationPreview,
  IndexConfigurationTrial,
  IndexLinks,
  IndexScope,
  IndexValue,
  WorstRoad,
} from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { DAY_MS } from '@opentocc/core/time';
import { INDEX_CONFIGS, type IndexConfig, type LinkStates, trafficStateOf } from '@opentocc/core/traffic';
import type { Area } from '../../kit/area.ts';
import { type Clock, cityDayStart } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Logger } from '../../kit/log.ts';
import { createTopic } from '../../kit/topic.ts';
import { createIndexReach } from './area.ts';
import { type ConfigBook, createConfigBook } from './config-book.ts';
import { createConfigStore } from './config-store.ts';
import { createFreeFlow, type FreeFlow } from './free-flow.ts';
import { createFreeFlowStore, type FreeFlowStore } from './free-flow-store.ts';
import type { Grouping } from './grouping.ts';
import { groupingsOf } from './groups.ts';
import { IndexNow } from './index-now.ts';
import { IndexThen } from './index-then.ts';
import type { LinkPast } from './link-past.ts';
import { STEP_MS } from './model.ts';
import { createIndexPast } from './past-service.ts';
import { previewOf } from './preview.ts';
import { createIndicesStore, type IndicesStore } from './store.ts';
import { createTypicalSpeeds } from './typical-speeds.ts';
import { createValueKeeper } from './value-keeper.ts';

export interface IndicesDeps {
  readonly network: RoadNetwork;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  /** Configurations that come with the product, oldest first. */
  readonly configs?: readonly IndexConfig[];
  /** States of links as they were; without it, values of the past do not open down to their links. */
  readonly linkPast?: LinkPast;
}

const NO_PAST: LinkPast = { statesOf: async () => [], statesAt: async () => null };
/** Days back that a preview looks for one whose speeds are stored. */
const PREVIEW_DAYS = 7;

/** Values of the many small groups are retained for a year and a month to compare it with; all others without limit. */
const SHORT_LIVED: readonly IndexScope[] = ['road', 'corridor', 'hub'];
const RETENTION_DAYS = 400;

/** From link states to indices: all groups each minute, stored each five minutes. */
export function createIndices(deps: IndicesDeps) {
  const { network, db, clock, log, configs = INDEX_CONFIGS, linkPast = NO_PAST } = deps;
  const store = createIndicesStore(db);
  const book = createConfigBook({ store: createConfigStore(db), clock, built_in: configs });
  const keeper = createValueKeeper({ store, clock, log });
  const updated = createTopic<readonly IndexValue[]>((err) =>
    log.error({ err }, 'a listener of the indices failed'),
  );
  const groupings = groupingsOf(network);
  const reach = createIndexReach(network, groupings);
  const now = new IndexNow({ network, book, groupings, reach });
  const slots = createFreeFlowStore(db, network.meta.version);
  const freeFlow = createFreeFlow({
    network,
    store: slots,
    configAt: book.at,
    clock,
    log,
  });
  const typical = createTypicalSpeeds({ link_count: network.link_count, store: slots, clock, log });
  const past = createIndexPast({
    network,
    store,
    slots,
    freeFlow,
    book,
    groupings,
    linkPast,
    recentStates: (window_end_ms) => now.recentStates(window_end_ms),
  });
  const ofMinute = new IndexThen({ statesAt: past.statesAt, now });
  return {
    ...past,
    /** What an area may see. */
    reach,
    /** What has indices of its own, with its links. */
    groupings,
    /** Stored values of several keys, oldest first. */
    listSeries: store.listSeries,
    /** City, districts and classes after each window. */
    updated,
    /** What {@link updated} said last; empty before the first window. */
    live: (): IndexValue[] => now.live(),
    /** Free-flow speed of each link, km/h. */
    freeFlow_kmh: freeFlow.speeds_kmh,
    /** Speed usual on each link at this time of the week, km/h; see {@link createTypicalSpeeds}. */
    typical_kmh: typical.at,
    /** Speeds and passes of all links by quarter-hour, as they are stored: what calibration learns from. */
    listSlotStarts: slots.listSlotStarts,
    listSlots: slots.listSlots,
    /** Whether these are measured yet. */
    freeFlowStatus: freeFlow.status,
    /** State of a link, 1–5 of TRAFFIC_STATES. */
    stateOf: (speed_kmh: number, link_free_flow_kmh: number): number =>
      trafficStateOf(book.at(clock.now()).gb, speed_kmh, link_free_flow_kmh),
    /** What the states of links are named by now. */
    stateStandard: (): string => book.at(clock.now()).gb.standard,
    /** Computes and publishes a window; one that ends at a full five minutes is stored. */
    onLinkStates(states: LinkStates): void {
      freeFlow.onLinkStates(states);
      const values = now.take(states);
      if (states.window_end_ms % STEP_MS === 0) keeper.keep(values);
      updated.publish(now.live());
    },
    /** Stores the values of a settled window, with what came late, beside the first ones. */
    onSettledStates: (states: LinkStates): void => keeper.keep(now.compute(states).values),
    current: (scope: IndexScope): IndexValue[] => now.current(scope),
    ofLink: (link: number): IndexValue => now.ofLink(link),
    worstRoads: (limit: number, area: Area = null): WorstRoad[] => now.worstRoads(limit, area),
    /** What was, by minute. */
    ofMinute,
    /** The links behind a value now. @throws AppError when the scope has no such key or there is no value yet */
    links: (scope: IndexScope, key: string, limit: number): IndexLinks =>
      now.links(scope, key, past.requireGroup(scope, key), limit),
    ...createFilling({ now, store, slots, clock }),
    /** What a draft would have said of the newest whole day whose speeds are stored. @throws AppError when it cannot be used */
    preview: (draft: IndexConfigurationTrial): Promise<IndexConfigurationPreview> =>
      preview({ network, groupings, book, slots, freeFlow, today_ms: cityDayStart(clock.now()) }, draft),
    /** Reads the configurations that operators set; before it, only those of the product count. */
    start: book.load,
    /** Forgets what is past its {@link RETENTION_DAYS}. */
    sweep: (): Promise<void> => store.dropBefore(clock.now() - RETENTION_DAYS * DAY_MS, SHORT_LIVED),
    /** The configurations as the contract says them, oldest first. */
    describeConfigs: book.describe,
    configFor: book.before,
    addConfig: book.add,
    withdrawConfig: book.withdraw,
    /** Resolves when what was computed is stored, or has to wait for the database. */
    flush: async (): Promise<void> => {
      await Promise.all([keeper.flush(), freeFlow.flush(), typical.flush()]);
    },
  };
}

interface FillingDeps extends Pick<IndicesDeps, 'clock'> {
  readonly now: IndexNow;
  readonly store: IndicesStore;
  readonly slots: FreeFlowStore;
}

/** What fills in days that are past. */
function createFilling({ now, store, slots, clock }: FillingDeps) {
  return {
    /** Computes and stores a window of the past, published nowhere; as live, only one that ends at a full five minutes. */
    async storePast(states: LinkStates): Promise<void> {
      if (states.window_end_ms % STEP_MS === 0)
        await store.saveValues(now.compute(states).values, clock.now());
    },
    /** All values of a window, published nowhere: for days that are filled in later. */
    computeAt: (states: LinkStates): IndexValue[] => [...now.compute(states).values],
    /** Stores values of past windows; what differs from a value stored before becomes its restatement. */
    storeValues: (values: readonly IndexValue[]): Promise<void> => store.saveValues(values, clock.now()),
    /** Keeps the speeds of a past quarter of an hour, for days that are filled in later. */
    storeSlot: slots.saveSlot,
    /** Whether speeds of a quarter of an hour that starts in [from_ms, to_ms) are stored. */
    hasSlotsIn: async (from_ms: number, to_ms: number): Promise<boolean> =>
      (await slots.listSlotStarts(from_ms)).some((start_ms) => start_ms < to_ms),
  };
}

interface PreviewDeps extends Pick<IndicesDeps, 'network'> {
  readonly groupings: readonly Grouping[];
  readonly book: ConfigBook;
  readonly slots: FreeFlowStore;
  readonly freeFlow: FreeFlow;
  readonly today_ms: number;
}

async function preview(
  { network, groupings, book, slots, freeFlow, today_ms }: PreviewDeps,
  draft: IndexConfigurationTrial,
): Promise<IndexConfigurationPreview> {
  const config = book.configOf(draft, draft.valid_from);
  const starts = await slots.listSlotStarts(today_ms - PREVIEW_DAYS * DAY_MS);
  const newest_ms = starts.findLast((start_ms) => start_ms < today_ms);
  const day_ms = newest_ms === undefined ? today_ms : cityDayStart(newest_ms);
  const found = newest_ms === undefined ? [] : await slots.listSlots(day_ms, day_ms + DAY_MS);
  const [before, after] = [book.at(day_ms), config].map((one) => ({
    config: one,
    free_flow_kmh: freeFlow.under(one),
  }));
  return previewOf(network, groupings, found, before, after);
}

export type Indices = ReturnType<typeof createIndices>;
