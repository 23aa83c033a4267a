import type {
  Agent,
  CallBrief,
  CallsMessage,
  CasesMessage,
  FollowedTrip,
  FreightAlarm,
  FreightMessage,
  IndexValue,
  LiveFrame,
  LiveMessage,
  LiveTopic,
  Signal,
  SignalsMessage,
  SituationBrief,
  SituationsMessage,
  WarningsMessage,
} from '@opentocc/contract';
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

/** The telephones of the hotline. */
export interface Telephones {
  /** Calls that ring or are spoken, by number. */
  readonly calls: ReadonlyMap<number, CallBrief>;
  /** Who takes calls, by principal. */
  readonly agents: ReadonlyMap<string, Agent>;
}

/** Cross-border trips under way by their codes, and alarms that are not closed by number. */
export interface FreightNow {
  readonly trips: ReadonlyMap<string, FollowedTrip>;
  readonly alarms: ReadonlyMap<number, FreightAlarm>;
}

/** The living city as a screen holds it: boards for the map, stores for the panels. */
export interface CityFeed {
  readonly links: LinksBoard;
  readonly vehicles: VehiclesBoard;
  readonly status: Store<FeedStatus>;
  /** Index values by `scope/key`. */
  readonly indices: Store<ReadonlyMap<string, IndexValue>>;
  /** Number of the newest message to a screen: when it grows, the reader's own are asked for. */
  readonly messages: Store<number>;
  /** The newest change among the warnings; null before the channel said anything. */
  readonly warnings: Store<WarningsMessage | null>;
  /** Open situations by number; null before any were sent. */
  readonly situations: Store<ReadonlyMap<number, SituationBrief> | null>;
  /** Null before the channel said anything of them. */
  readonly telephones: Store<Telephones | null>;
  /** The newest change among the cases of the hotline; null before the channel said anything. */
  readonly cases: Store<CasesMessage | null>;
  /** Null before the channel said anything of them. */
  readonly freight: Store<FreightNow | null>;
  /** Open signals of detection by id; null before any were said. */
  readonly signals: Store<ReadonlyMap<number, Signal> | null>;
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
  const messages = createStore(0);
  const warnings = createStore<WarningsMessage | null>(null);
  const situations = createStore<ReadonlyMap<number, SituationBrief> | null>(null);
  const telephones = createStore<Telephones | null>(null);
  const cases = createStore<CasesMessage | null>(null);
  const signals = createStore<ReadonlyMap<number, Signal> | null>(null);
  const freight = createStore<FreightNow | null>(null);
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
  const heard: { [M in LiveMessage as M['type']]: (message: M) => void } = {
    hello({ server_ms, network_version }) {
      setPlatformTime(server_ms);
      update({ network_version });
    },
    messages: ({ newest }) => messages.set(newest),
    warnings: (message) => warnings.set(message),
    calls: (message) => telephones.set(withCalls(telephones.get(), message)),
    cases: (message) => cases.set(message),
    situations: (message) => situations.set(withSituations(situations.get(), message)),
    freight: (message) => freight.set(withFreight(freight.get(), message)),
    signals: (message) => signals.set(openSignals(signals.get(), message)),
    indices: ({ values }) => indices.set(merged(indices.get(), values)),
  };
  // A message of a newer server is not known here, and nothing is lost with it.
  const onMessage = (message: LiveMessage) => (heard[message.type] as (said: LiveMessage) => void)?.(message);
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
    messages,
    warnings,
    situations,
    telephones,
    cases,
    signals,
    freight,
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

function withSituations(
  old: ReadonlyMap<number, SituationBrief> | null,
  { whole, changed, gone }: SituationsMessage,
) {
  const next = new Map(whole ? null : old);
  for (const one of changed) next.set(one.id, one);
  for (const id of gone) next.delete(id);
  return next;
}

function withCalls(old: Telephones | null, { whole, changed, gone, agents }: CallsMessage): Telephones {
  const calls = new Map(whole ? null : old?.calls);
  for (const one of changed) calls.set(one.id, one);
  for (const id of gone) calls.delete(id);
  const seats = new Map(whole ? null : old?.agents);
  for (const one of agents) seats.set(one.principal, one);
  return { calls, agents: seats };
}

function withFreight(
  old: FreightNow | null,
  { whole, trips: moved, over, alarms: changed, closed }: FreightMessage,
): FreightNow {
  const trips = new Map(whole ? null : old?.trips);
  for (const trip of moved) trips.set(trip.trip, trip);
  for (const trip of over) trips.delete(trip);
  const alarms = new Map(whole ? null : old?.alarms);
  for (const alarm of changed) alarms.set(alarm.id, alarm);
  for (const id of closed) alarms.delete(id);
  return { trips, alarms };
}

function openSignals(old: ReadonlyMap<number, Signal> | null, { all, signals }: SignalsMessage) {
  const next = new Map(all ? [] : old);
  for (const signal of signals)
    if (signal.ended_ms === null) next.set(signal.id, signal);
    else next.delete(signal.id);
  return next;
}

function tell(listeners: ReadonlySet<() => void>): void {
  for (const listener of listeners) listener();
}

function joined(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
