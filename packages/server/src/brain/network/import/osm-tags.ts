import { LINK_FLAG, type LinkClass } from '@opentocc/core/network';

export type Tags = Readonly<Record<string, string>>;

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

const KMH_PER_MILE = 1.609344;
const KMH_PER_KNOT = 1.852;
/** Keys of access for a car, the narrowest first. */
const ACCESS_KEYS = ['motorcar', 'motor_vehicle', 'vehicle', 'access'];
const LOCAL_ACCESS = new Set(['private', 'destination', 'delivery', 'customers', 'permit', 'residents']);
const CLOSED = new Set(['no', 'agricultural', 'forestry', 'emergency', 'military']);
const YES = new Set(['yes', 'true', '1']);

export interface RoadTags {
  readonly class: LinkClass;
  readonly flags: number;
  readonly layer: number;
  readonly name: string;
  readonly forward: boolean;
  readonly backward: boolean;
  readonly lanes_forward: number;
  readonly lanes_backward: number;
  /** km/h as tagged; null when not. */
  readonly limit_forward_kmh: number | null;
  readonly limit_backward_kmh: number | null;
}

/** What a way is as a road for cars, or the reason why it is none. */
export function readRoad(tags: Tags): RoadTags | string {
  const highway = tags.highway ?? '';
  const isRamp = highway.endsWith('_link');
  const link_class = CLASS_OF[isRamp ? highway.slice(0, -'_link'.length) : highway];
  if (!link_class) return highway === 'service' ? 'service_road' : 'not_a_road_for_cars';
  if (tags.area === 'yes') return 'area';
  const access = ACCESS_KEYS.map((key) => tags[key]).find((value) => value !== undefined) ?? 'yes';
  if (CLOSED.has(access)) return 'no_access';
  const direction = directionOf(tags, highway);
  const [lanes_forward, lanes_backward] = lanesOf(tags, link_class, direction !== 'both');
  return {
    class: link_class,
    flags: flagsOf(tags, isRamp, LOCAL_ACCESS.has(access)),
    layer: layerOf(tags),
    name: tags.name ?? tags.ref ?? '',
    forward: direction !== 'backward',
    backward: direction !== 'forward',
    lanes_forward,
    lanes_backward,
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

function directionOf(tags: Tags, highway: string): 'forward' | 'backward' | 'both' {
  const oneway = tags.oneway ?? '';
  if (oneway === '-1' || oneway === 'reverse') return 'backward';
  if (YES.has(oneway)) return 'forward';
  if (oneway === 'no') return 'both';
  const implied = highway === 'motorway' || isRoundabout(tags);
  return implied ? 'forward' : 'both';
}

function isRoundabout({ junction }: Tags): boolean {
  return junction === 'roundabout' || junction === 'circular';
}

/** Lanes of each direction: as tagged, an odd lane of a two-way road to the forward direction; else by class. */
function lanesOf(tags: Tags, link_class: LinkClass, oneway: boolean): [forward: number, backward: number] {
  const usual = link_class === 'motorway' || link_class === 'expressway' ? 2 : 1;
  const total = countOf(tags.lanes);
  if (oneway) return [total ?? usual, total ?? usual];
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
