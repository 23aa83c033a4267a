import {
  encodeLiveFrame,
  type IndexValue,
  type LiveMessage,
  type LiveTopic,
  VEHICLE_CLASSES,
  type Vehicle,
  type VehicleClass,
} from '@opentocc/contract';
import type { LinkStates } from '@opentocc/core/traffic';
import type { Clock } from '../../../kit/clock.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { Topic } from '../../../kit/topic.ts';
import { LinksBoard } from './links-board.ts';
import { LiveChannel, type LiveSocket } from './live-channel.ts';
import { VehicleBoard, type VehiclePositions } from './vehicle-board.ts';

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
  readonly network: { readonly link_count: number; readonly meta: { readonly version: string } };
  readonly link_states: Topic<LinkStates>;
  readonly positions: Topic<VehiclePositions>;
  readonly indices: Topic<readonly IndexValue[]>;
  readonly currentIndices: () => readonly IndexValue[];
  readonly findVehicle: (id: number) => RegisteredVehicle | undefined;
  /** Vehicles whose plate or phone holds the fragment, best first. */
  readonly searchVehicles: (fragment: string, limit: number) => readonly RegisteredVehicle[];
  readonly maskPlate: (plate: string) => string;
}

/** A vehicle that has not reported for this long leaves the map. */
const SILENT_AFTER_MS = 5 * 60_000;

/** The city on one map: what is where now, told once to whoever opens the channel and then as it changes. */
export function createLiveMap(deps: LiveMapDeps) {
  const { clock, network } = deps;
  const channel = new LiveChannel();
  const links = new LinksBoard(network.link_count);
  const vehicles = new VehicleBoard((id) => classCode(deps.findVehicle(id)));

  deps.link_states.subscribe((states) => channel.frame('links', links.advance(states)));
  deps.positions.subscribe((positions) =>
    channel.frame('vehicles', vehicles.advance(positions, clock.now() - SILENT_AFTER_MS)),
  );
  deps.indices.subscribe((values) => channel.message('indices', { type: 'indices', values: [...values] }));

  const seen = (vehicle: RegisteredVehicle, plates: boolean): Vehicle => {
    const position = vehicles.find(vehicle.id);
    return {
      id: vehicle.id,
      plate: plates ? vehicle.plate : deps.maskPlate(vehicle.plate),
      class: vehicle.vehicle_class,
      source: vehicle.source,
      protocol: vehicle.protocol,
      online: vehicle.online,
      last_fix_ms: position?.at_ms ?? null,
      lon: position?.lon ?? null,
      lat: position?.lat ?? null,
      speed_kmh: position?.speed_kmh ?? null,
      link: position?.link ?? null,
    };
  };

  return {
    /** Opens the channel to a client: greeting and snapshots now, changes from then on. */
    join(socket: LiveSocket, topics: ReadonlySet<LiveTopic>): void {
      const hello: LiveMessage = {
        type: 'hello',
        network_version: network.meta.version,
        server_ms: clock.now(),
      };
      socket.send(JSON.stringify(hello));
      if (topics.has('links')) socket.send(encodeLiveFrame(links.snapshot()));
      if (topics.has('vehicles')) socket.send(encodeLiveFrame(vehicles.snapshot(clock.now())));
      if (topics.has('indices'))
        socket.send(JSON.stringify({ type: 'indices', values: [...deps.currentIndices()] }));
      channel.join(socket, topics);
    },
    leave: (socket: LiveSocket): void => channel.leave(socket),
    searchVehicles: (fragment: string, limit: number, plates: boolean): Vehicle[] =>
      deps.searchVehicles(fragment, limit).map((vehicle) => seen(vehicle, plates)),
    /** @throws AppError when no such vehicle is registered. */
    getVehicle(id: number, plates: boolean): Vehicle {
      const vehicle = deps.findVehicle(id);
      if (!vehicle) throw kitErrors.not_found({ what: `${id}` });
      return seen(vehicle, plates);
    },
    /** How many clients listen and vehicles are shown. */
    metrics: () => ({ clients: channel.size, vehicles: vehicles.size }),
  };
}

export type LiveMap = ReturnType<typeof createLiveMap>;

function classCode(vehicle: RegisteredVehicle | undefined): number {
  return VEHICLE_CLASSES.indexOf(vehicle?.vehicle_class ?? 'other');
}
