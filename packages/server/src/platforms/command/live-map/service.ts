import {
  encodeLiveFrame,
  type IndexValue,
  type LinksFrame,
  type LiveMessage,
  type LiveTopic,
  VEHICLE_CLASSES,
  type Vehicle,
  type VehicleClass,
  type VehiclesFrame,
} from '@opentocc/contract';
import { NONE_U32, type RoadNetwork } from '@opentocc/core/network';
import type { LinkStates } from '@opentocc/core/traffic';
import { type Area, districtOfLink, isWithin } from '../../../kit/area.ts';
import type { Clock } from '../../../kit/clock.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { Logger } from '../../../kit/log.ts';
import type { Topic } from '../../../kit/topic.ts';
import { every } from '../../../kit/unattended.ts';
import { LastPlaces } from './last-places.ts';
import { LinksBoard } from './links-board.ts';
import { indicesWithin, type LiveAreas, linksWithin, vehiclesWithin, WHOLE_CITY } from './live-area.ts';
import { LiveChannel, type LiveSocket } from './live-channel.ts';
import type { LastPlaceStore } from './store.ts';
import { VehicleBoard, type VehiclePositions } from './vehicle-board.ts';

/** Who asks for vehicles: whether they may know plates, and how far the reader may see. */
export interface VehicleReader {
  readonly plates: boolean;
  readonly area: Area;
}

/** What the registry knows of a vehicle. */
export interface RegisteredVehicle {
  readonly id: number;
  readonly plate: string;
  readonly vehicle_class: VehicleClass;
  readonly source: number;
  readonly protocol: Vehicle['protocol'];
  readonly online: boolean;
}

export interface LiveMapDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly lastPlaces: LastPlaceStore;
  readonly network: RoadNetwork;
  readonly link_states: Topic<LinkStates>;
  readonly positions: Topic<VehiclePositions>;
  readonly indices: Topic<readonly IndexValue[]>;
  readonly currentIndices: () => readonly IndexValue[];
  readonly findVehicle: (id: number) => RegisteredVehicle | undefined;
  /** Vehicles whose plate or phone holds the fragment, best first; in full for who may know plates. */
  readonly searchVehicles: (fragment: string, limit: number, inFull: boolean) => readonly RegisteredVehicle[];
  readonly maskPlate: (plate: string) => string;
}

/** A vehicle that has not reported for this long leaves the map. */
const SILENT_AFTER_MS = 5 * 60_000;
/** A crash loses no more: places of the last six minutes come back from the durable log. */
const SAVE_EVERY_MS = 60_000;
/** As long as traces are stored: a place is one. */
const FORGET_AFTER_MS = 183 * 86_400_000;

/** The city on one map: what is where now, told once to whoever opens the channel and then as it changes. */
export function createLiveMap(deps: LiveMapDeps) {
  const { clock, network } = deps;
  const channel = new LiveChannel();
  const links = new LinksBoard(network.link_count);
  const last = new LastPlaces(deps.lastPlaces, network.meta.version);
  const vehicles = new VehicleBoard(
    (id) => classCode(deps.findVehicle(id)),
    (id, place) => last.left(id, place),
  );
  let saver: NodeJS.Timeout | undefined;

  const isLinkIn = (area: Area) => (link: number) => isWithin(area, districtOfLink(network, link));
  /** Where a vehicle is, or was when it fell silent. */
  const placeOf = (vehicle: number) => vehicles.find(vehicle) ?? last.find(vehicle);
  /** What is on no link lies in no district. */
  const isVehicleIn = (area: Area) => (vehicle: number) =>
    area === null || isLinkIn(area)(placeOf(vehicle)?.link ?? NONE_U32);
  const linksIn = (frame: LinksFrame, area: Area) =>
    area === null ? frame : linksWithin(frame, isLinkIn(area));
  const vehiclesIn = (frame: VehiclesFrame, area: Area) =>
    area === null ? frame : vehiclesWithin(frame, isVehicleIn(area));
  const indicesIn = (values: readonly IndexValue[], area: Area): LiveMessage => ({
    type: 'indices',
    values: indicesWithin(values, area),
  });

  deps.link_states.subscribe((states) => {
    const frame = links.advance(states);
    channel.frame('links', (area) => linksIn(frame, area));
  });
  deps.positions.subscribe((positions) => {
    last.moved(positions.vehicle);
    const frame = vehicles.advance(positions, clock.now() - SILENT_AFTER_MS);
    channel.frame('vehicles', (area) => vehiclesIn(frame, area));
  });
  deps.indices.subscribe((values) => channel.message('indices', (area) => indicesIn(values, area)));

  const seen = (vehicle: RegisteredVehicle): Vehicle => {
    const place = placeOf(vehicle.id);
    return {
      id: vehicle.id,
      plate: deps.maskPlate(vehicle.plate),
      class: vehicle.vehicle_class,
      source: vehicle.source,
      protocol: vehicle.protocol,
      online: vehicle.online,
      last_fix_ms: place?.fix_ms ?? null,
      lon: place?.lon ?? null,
      lat: place?.lat ?? null,
      speed_kmh: vehicles.find(vehicle.id)?.speed_kmh ?? null,
      link: place?.link ?? null,
    };
  };

  const getRegistered = (id: number, area: Area): RegisteredVehicle => {
    const vehicle = deps.findVehicle(id);
    if (!vehicle || !isVehicleIn(area)(id)) throw kitErrors.not_found({ what: `${id}` });
    return vehicle;
  };

  const save = () => last.save((vehicle) => vehicles.find(vehicle));

  return {
    /** Takes up where vehicles were last, and writes it from now on. */
    async start(): Promise<void> {
      await last.load();
      saver = every(SAVE_EVERY_MS, deps.log, 'store last places', save);
    },
    /** Forgets places that are older than traces may be. */
    sweep: (): Promise<void> => last.forget(clock.now() - FORGET_AFTER_MS),
    async close(): Promise<void> {
      clearInterval(saver);
      await save();
    },
    /** Opens the channel to a client: greeting and snapshots now, changes from then on, all within its areas. */
    join(socket: LiveSocket, topics: ReadonlySet<LiveTopic>, areas: LiveAreas = WHOLE_CITY): void {
      const hello: LiveMessage = {
        type: 'hello',
        network_version: network.meta.version,
        server_ms: clock.now(),
      };
      socket.send(JSON.stringify(hello));
      if (topics.has('links')) socket.send(encodeLiveFrame(linksIn(links.snapshot(), areas.links)));
      if (topics.has('vehicles'))
        socket.send(encodeLiveFrame(vehiclesIn(vehicles.snapshot(clock.now()), areas.vehicles)));
      if (topics.has('indices')) socket.send(JSON.stringify(indicesIn(deps.currentIndices(), areas.indices)));
      channel.join(socket, topics, areas);
    },
    leave: (socket: LiveSocket): void => channel.leave(socket),
    /** Vehicles within the reader's area; one whose place is not known is seen by who reaches the whole city. */
    searchVehicles(fragment: string, limit: number, { plates, area }: VehicleReader): Vehicle[] {
      const found = deps.searchVehicles(fragment, area === null ? limit : Number.MAX_SAFE_INTEGER, plates);
      const isIn = isVehicleIn(area);
      return found
        .filter(({ id }) => isIn(id))
        .slice(0, limit)
        .map(seen);
    },
    /** @throws AppError when no such vehicle is registered or it is outside the reader's area, which looks the same. */
    getVehicle: (id: number, area: Area): Vehicle => seen(getRegistered(id, area)),
    /** The plate in full; the route keeps why. @throws AppError as {@link getVehicle}. */
    revealPlate: (id: number, area: Area): string => getRegistered(id, area).plate,
    /** How many clients listen and vehicles are shown. */
    metrics: () => ({ clients: channel.size, vehicles: vehicles.size }),
  };
}

export type LiveMap = ReturnType<typeof createLiveMap>;

function classCode(vehicle: RegisteredVehicle | undefined): number {
  return VEHICLE_CLASSES.indexOf(vehicle?.vehicle_class ?? 'other');
}
