import { LINK_FLAG, type LinkClass, ROAD_USERS, type RoadUser, USER_BIT } from '@opentocc/core/network';
import {
  ACCESS_KEYS,
  accessOf,
  type Direction,
  isRoundabout,
  onewayOf,
  opennessOf,
  type Tags,
  usersOf,
} from './osm-access.ts';

/**
 * Class of a road by its `highway` value. Trunk roads are expressways (快速路); primary and secondary roads carry a
 * city's through traffic and are arterials (主干路); tertiary roads collect (次干路); the rest is local (支路).
 */
const CLASS_OF: Readonly<Record<string, LinkClass>> = {
  motorway: 'motorway',
  trunk: 'expressway',
  primary: 'arterial',
  secondary: 'arterial',
  tertiary: 'collector',
  unclassified: 'local',
  residential: 'local',
  living_street: 'local',
  road: 'local',
};
/** Kinds of ways that are roads of ours only where they belong to buses or taxis. */
const OWN_ROAD_CLASS_OF: Readonly<Record<string, LinkClass>> = {
  busway: 'collector',
  bus_guideway: 'collector',
  service: 'local',
  pedestrian: 'local',
};
/** On a road of their own, only what names them opens it: `access` is about the others. */
const OWN_KEYS: Readonly<Record<RoadUser, readonly string[]>> = {
  car: [],
  truck: [],
  bus: ['bus', 'psv'],
  taxi: ['taxi', 'psv'],
};

const KMH_PER_MILE = 1.609344;
const KMH_PER_KNOT = 1.852;

export interface RoadTags {
  readonly class: LinkClass;
  readonly flags: number;
  readonly layer: number;
  readonly name: string;
  /** Masks of the road users of each direction, not both 0. */
  readonly users_forward: number;
  readonly users_backward: number;
  readonly lanes_forward: number;
  readonly lanes_backward: number;
  /** km/h as tagged; null when not. */
  readonly limit_forward_kmh: number | null;
  readonly limit_backward_kmh: number | null;
}

/** What a way is as a road for motor vehicles, or the reason why it is none. */
export function readRoad(tags: Tags): RoadTags | string {
  const highway = tags.highway ?? '';
  const isRamp = highway.endsWith('_link');
  const link_class = CLASS_OF[isRamp ? highway.slice(0, -'_link'.length) : highway];
  if (!link_class) return readOwnRoad(tags);
  if (tags.area === 'yes') return 'area';
  // Which way it is driven at an hour nobody knows: as a road of both ways it would let half of the traffic drive wrong.
  if (tags.oneway === 'reversible') return 'reversible_road';
  const users = (direction: Direction) => usersOf(tags, direction, ACCESS_KEYS, () => 'yes');
  const [users_forward, users_backward] = [users('forward'), users('backward')];
  if ((users_forward | users_backward) === 0) return 'no_access';
  const [lanes_forward, lanes_backward] = lanesOf(tags, link_class);
  return {
    class: link_class,
    flags: flagsOf(tags, isRamp, isLocal(tags, users_forward | users_backward)),
    users_forward,
    users_backward,
    lanes_forward,
    lanes_backward,
    ...commonOf(tags),
  };
}

/** Roads that buses or taxis have to themselves: busways, and service roads and pedestrian streets open to them alone. */
function readOwnRoad(tags: Tags): RoadTags | string {
  const highway = tags.highway ?? '';
  const none = highway === 'service' ? 'service_road' : 'not_a_road_for_cars';
  const link_class = OWN_ROAD_CLASS_OF[highway];
  if (!link_class || tags.area === 'yes') return none;
  const is_busway = highway.startsWith('bus');
  const isClosed = opennessOf(accessOf(tags, ACCESS_KEYS.car)?.value ?? 'yes', 'car') !== 'open';
  if (highway === 'service' && !isClosed) return none;
  const otherwise = (user: RoadUser) => (is_busway && user === 'bus' ? 'designated' : 'no');
  const users = (direction: Direction) => usersOf(tags, direction, OWN_KEYS, otherwise);
  const [users_forward, users_backward] = [users('forward'), users('backward')];
  if ((users_forward | users_backward) === 0) return none;
  return {
    class: link_class,
    flags: flagsOf(tags, false, false),
    users_forward,
    users_backward,
    lanes_forward: 1,
    lanes_backward: 1,
    ...commonOf(tags),
  };
}

function commonOf(tags: Tags): Pick<RoadTags, 'layer' | 'name' | 'limit_forward_kmh' | 'limit_backward_kmh'> {
  return {
    layer: layerOf(tags),
    name: tags.name ?? tags.ref ?? '',
    limit_forward_kmh: speedOf_kmh(tags['maxspeed:forward'] ?? tags.maxspeed),
    limit_backward_kmh: speedOf_kmh(tags['maxspeed:backward'] ?? tags.maxspeed),
  };
}

/** km/h of a `maxspeed` value ("50", "30 mph", "10 knots"); null for zones ("PT:urban"), "none" and what is no speed. */
export function speedOf_kmh(value: string | undefined): number | null {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(km\/h|kmh|mph|knots)?$/.exec(value?.trim() ?? '') ?? [];
  if (number === undefined) return null;
  const factor = unit === 'mph' ? KMH_PER_MILE : unit === 'knots' ? KMH_PER_KNOT : 1;
  const speed = Math.round(Number(number) * factor);
  return speed >= 5 && speed <= 200 ? speed : null;
}

/** Whether the first of the users finds the road open only to those who have business there. */
function isLocal(tags: Tags, users: number): boolean {
  const user = ROAD_USERS.find((one) => (users & USER_BIT[one]) !== 0) ?? 'car';
  return opennessOf(accessOf(tags, ACCESS_KEYS[user])?.value ?? 'yes', user) === 'local';
}

/** Lanes of each direction: as tagged, an odd lane of a two-way road to the forward direction; else by class. */
function lanesOf(tags: Tags, link_class: LinkClass): [forward: number, backward: number] {
  const usual = link_class === 'motorway' || link_class === 'expressway' ? 2 : 1;
  const total = countOf(tags.lanes);
  if (onewayOf(tags, 'car') !== undefined) return [total ?? usual, total ?? usual];
  const half = total === undefined ? usual : Math.max(1, total / 2);
  return [
    countOf(tags['lanes:forward']) ?? Math.ceil(half),
    countOf(tags['lanes:backward']) ?? Math.floor(half),
  ];
}

function countOf(value: string | undefined): number | undefined {
  const count = Number.parseInt(value ?? '', 10);
  return count >= 1 && count <= 16 ? count : undefined;
}

function layerOf({ layer }: Tags): number {
  const level = Number.parseInt(layer ?? '0', 10);
  return level >= -5 && level <= 5 ? level : 0;
}

function flagsOf(tags: Tags, isRamp: boolean, localAccess: boolean): number {
  return (
    (isRoundabout(tags) ? LINK_FLAG.roundabout : 0) |
    (tags.bridge && tags.bridge !== 'no' ? LINK_FLAG.bridge : 0) |
    (tags.tunnel && tags.tunnel !== 'no' ? LINK_FLAG.tunnel : 0) |
    (tags.toll === 'yes' ? LINK_FLAG.toll : 0) |
    (isRamp ? LINK_FLAG.ramp : 0) |
    (localAccess ? LINK_FLAG.no_through : 0)
  );
}
