import type { IndexValue, LiveFrame, LiveMessage, LiveTopic } from '@opentocc/contract';
import { setPlatformTime } from '../platform-clock.ts';
import { noteSessionEnd } from '../session-end.ts';
import { createStore, type Store } from '../store.ts';
import { LinksBoard } from './links-board.ts';
import { LiveChannel, type LivePhase } from './live-channel.ts';
import { VehiclesBoard } from './vehicles-board.ts';

/** How fresh the screen is. Times are UTC ms of the server, 0 before any. */
export interface FeedStatus {
  readonly phase: LivePhase;
  readonly links_at_ms: number;
  readonly vehicles_at_ms: number;
  readonly vehicles: number;
  readonly network_version: string;
}

/** The living city as a screen holds it: boards for the map, stores for the panels. */
export interface CityFeed {
  readonly links: LinksBoard;
  readonly vehicles: VehiclesBoard;
  readonly status: Store<FeedStatus>;
  /** Index values by `scope/key`. */
  readonly indices: Store<ReadonlyMap<string, IndexValue>>;
  /** Called after each frame of that topic. */
  onLinks(listener: () => void): () => void;
  onVehicles(listener: () => void): () => void;
  close(): void;
}

const START: FeedStatus = {
  phase: 'connecting',
  links_at_ms: 0,
  vehicles_at_ms: 0,
  vehicles: 0,
  network_version: '',
};

const ALL_TOPICS: readonly LiveTopic[] = ['links', 'vehicles', 'indices'];

/** @param topics what the reader may hear; without any no channel is opened. */
export function createCityFeed(topics = ALL_TOPICS): CityFeed {
  const links = new LinksBoard();
  const vehicles = new VehiclesBoard();
  const status = createStore(START);
  const indices = createStore<ReadonlyMap<string, IndexValue>>(new Map());
  const linksListeners = new Set<() => void>();
  const vehiclesListeners = new Set<() => void>();
  const update = (part: Partial<FeedStatus>) => status.set({ ...status.get(), ...part });

  const onFrame = (frame: LiveFrame): boolean => {
    if ('link' in frame) {
      if (!links.apply(frame)) return false;
      update({ links_at_ms: frame.at_ms });
      tell(linksListeners);
      return true;
    }
    if (!vehicles.apply(frame, performance.now())) return false;
    update({ vehicles_at_ms: frame.at_ms, vehicles: vehicles.count });
    tell(vehiclesListeners);
    return true;
  };
  const onMessage = (message: LiveMessage) => {
    if (message.type === 'hello') {
      setPlatformTime(message.server_ms);
      update({ network_version: message.network_version });
    } else indices.set(merged(indices.get(), message.values));
  };
  const channel =
    topics.length === 0
      ? null
      : new LiveChannel({
          url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/live`,
          topics,
          open: (url) => new WebSocket(url),
          random: Math.random,
          onFrame,
          onMessage,
          onSessionEnd: noteSessionEnd,
          onPhase: (phase) => {
            if (status.get().phase !== phase) update({ phase });
          },
        });
  return {
    links,
    vehicles,
    status,
    indices,
    onLinks: (listener) => joined(linksListeners, listener),
    onVehicles: (listener) => joined(vehiclesListeners, listener),
    close: () => channel?.close(),
  };
}

function merged(old: ReadonlyMap<string, IndexValue>, values: readonly IndexValue[]) {
  const next = new Map(old);
  for (const value of values) next.set(`${value.scope}/${value.key}`, value);
  return next;
}

function tell(listeners: ReadonlySet<() => void>): void {
  for (const listener of listeners) listener();
}

function joined(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
