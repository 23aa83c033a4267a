import {
  type Bilingual,
  type FoundVehicle,
  VEHICLE_CLASSES,
  type Vehicle,
  type VehicleClass,
  type VehiclesFrame,
  vehiclesTopic,
} from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import { NONE_U32, type RoadNetwork } from '@opentocc/core/network';
import { type Area, districtOfLink, isWithin } from '../../../kit/area.ts';
import type { Clock } from '../../../kit/clock.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { serveTopic } from '../../../kit/live-topic.ts';
import type { Logger } from '../../../kit/log.ts';
import { createTopic, type Topic } from '../../../kit/topic.ts';
import { every } from '../../../kit/unattended.ts';
import { LastPlaces, type SilentPlace } from './last-places.ts';
import type { LastPlaceStore } from './store.ts';
import { VehicleBoard, type VehiclePositions } from './vehicle-board.ts';
import { vehiclesWithin } from './vehicles-within.ts';

/** Who asks for vehicles: whether they may know plates, and how far the reader may see. */
export interface VehicleReader {
  readonly plates: boolean;
  readonly area: Area;
}

/** What the registry knows of a vehicle. */
export interface RegisteredVehicle {
  readonly id: number;
  readonly plate: string;
  /** Number of its terminal. */
  readonly phone: string;
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
  readonly positions: Topic<VehiclePositions>;
  readonly findVehicle: (id: number) => RegisteredVehicle | undefined;
  /** Vehicles whose plate or phone holds the fragment, best first; in full for who may know plates. */
  readonly searchVehicles: (fragment: string, limit: number, inFull: boolean) => readonly RegisteredVehicle[];
  readonly maskPlate: (plate: string) => string;
  readonly maskPhone: (phone: string) => string;
  /** What a source is called. */
  readonly nameOf: (source: number) => Bilingual;
}

/** A vehicle that has not reported for this long leaves the map. */
const SILENT_AFTER_MS = 5 * 60_000;
/** A crash loses no more: places of the last six minutes come back from the durable log. */
const SAVE_EVERY_MS = 60_000;
/** As long as traces are stored: a place is one. */
const FORGET_AFTER_MS = 183 * 86_400_000;

/** Where every vehicle is, or was last. */
export function createLiveMap(deps: LiveMapDeps) {
  const { clock, network } = deps;
  const last = new LastPlaces(deps.lastPlaces, network.meta.version);
  const vehicles = new VehicleBoard(
    (id) => classCode(deps.findVehicle(id)),
    (id, place) => last.left(id, place),
  );

  const isLinkIn = (area: Area) => (link: number) => isWithin(area, districtOfLink(network, link));
  /** Where a vehicle is, or was when it fell silent. */
  const placeOf = (vehicle: number) => vehicles.find(vehicle) ?? last.find(vehicle);
  /** What is on no link lies in no district. */
  const isVehicleIn = (area: Area) => (vehicle: number) =>
    area === null || isLinkIn(area)(placeOf(vehicle)?.link ?? NONE_U32);
  const vehiclesIn = (frame: VehiclesFrame, area: Area) =>
    area === null ? frame : vehiclesWithin(frame, isVehicleIn(area));
  const changes = createTopic<(area: Area) => VehiclesFrame>((err) =>
    deps.log.error({ err }, 'live vehicles'),
  );

  deps.positions.subscribe((positions) => {
    last.moved(positions.vehicle);
    const frame = vehicles.advance(positions, clock.now() - SILENT_AFTER_MS);
    changes.publish((area) => vehiclesIn(frame, area));
  });

  const seen = (vehicle: RegisteredVehicle): Vehicle => ({
    ...describe(vehicle, deps.maskPlate(vehicle.plate)),
    ...whereabouts(placeOf(vehicle.id)),
    speed_kmh: vehicles.find(vehicle.id)?.speed_kmh ?? null,
  });

  const found = (vehicle: RegisteredVehicle): FoundVehicle => {
    const shown = seen(vehicle);
    return {
      ...shown,
      terminal: deps.maskPhone(vehicle.phone),
      source_name: deps.nameOf(vehicle.source),
      ...whereOf(network, shown.link),
    };
  };

  const getRegistered = (id: number, area: Area): RegisteredVehicle => {
    const vehicle = deps.findVehicle(id);
    if (!vehicle || !isVehicleIn(area)(id)) throw kitErrors.not_found({ what: `${id}` });
    return vehicle;
  };

  const save = () => last.save((vehicle) => vehicles.find(vehicle));

  return {
    ...createSaving({ clock, log: deps.log, last, save }),
    /** The topic `vehicles`: where every vehicle is, and each second those that moved. */
    topic: serveTopic(vehiclesTopic, {
      snapshot: (area) => vehiclesIn(vehicles.snapshot(clock.now()), area),
      changes,
    }),
    /** Vehicles within the reader's area; one whose place is not known is seen by who reaches the whole city. */
    searchVehicles(fragment: string, limit: number, { plates, area }: VehicleReader): FoundVehicle[] {
      const matching = deps.searchVehicles(fragment, area === null ? limit : Number.MAX_SAFE_INTEGER, plates);
      const isIn = isVehicleIn(area);
      return matching
        .filter(({ id }) => isIn(id))
        .slice(0, limit)
        .map(found);
    },
    /** @throws AppError when no such vehicle is registered or it is outside the reader's area, which looks the same. */
    getVehicle: (id: number, area: Area): Vehicle => seen(getRegistered(id, area)),
    /** The plate in full; who shows it records why. @throws AppError as {@link getVehicle}. */
    revealPlate: (id: number, area: Area): string => getRegistered(id, area).plate,
    /** How many vehicles are shown. */
    metrics: () => ({ vehicles: vehicles.size }),
  };
}

export type LiveMap = ReturnType<typeof createLiveMap>;

/** The road and the district of a link. */
function whereOf(network: RoadNetwork, link: number | null): Pick<FoundVehicle, 'road' | 'district'> {
  if (link === null) return { road: null, district: null };
  const code = districtOfLink(network, link);
  const district = network.meta.districts.find((one) => one.code === code);
  const road = network.strings[network.link_name[link]];
  return {
    road: road ? bilingualRoadName(road) : null,
    district: district ? { zh: district.name_zh, en: district.name_en } : null,
  };
}

interface SavingDeps extends Pick<LiveMapDeps, 'clock' | 'log'> {
  readonly last: LastPlaces;
  readonly save: () => Promise<void>;
}

/** When last places are read, written and forgotten. */
function createSaving({ clock, log, last, save }: SavingDeps) {
  let saver: NodeJS.Timeout | undefined;

  return {
    /** Takes up where vehicles were last, and writes it from now on. */
    async start(): Promise<void> {
      await last.load();
      saver = every(SAVE_EVERY_MS, log, 'store last places', save);
    },
    /** Forgets places that are older than traces may be. */
    sweep: (): Promise<void> => last.forget(clock.now() - FORGET_AFTER_MS),
    async close(): Promise<void> {
      clearInterval(saver);
      await save();
    },
  };
}

const describe = ({ id, vehicle_class, source, protocol, online }: RegisteredVehicle, plate: string) => ({
  ...{ id, plate, class: vehicle_class, source, protocol, online },
});

const whereabouts = (place: Partial<Pick<SilentPlace, 'fix_ms' | 'lon' | 'lat' | 'link'>> = {}) => ({
  last_fix_ms: place.fix_ms ?? null,
  lon: place.lon ?? null,
  lat: place.lat ?? null,
  link: place.link ?? null,
});

function classCode(vehicle: RegisteredVehicle | undefined): number {
  return VEHICLE_CLASSES.indexOf(vehicle?.vehicle_class ?? 'other');
}
