import { ALL_USERS, ROAD_USERS, type RoadUser, USER_BIT, usersMask } from '@opentocc/core/network';

export type Tags = Readonly<Record<string, string>>;
export type Direction = 'forward' | 'backward';

/** Keys of the access of each road user, the narrowest first (OSM wiki, "Key:access", transport mode hierarchy). */
export const ACCESS_KEYS: Readonly<Record<RoadUser, readonly string[]>> = {
  car: ['motorcar', 'motor_vehicle', 'vehicle', 'access'],
  taxi: ['taxi', 'psv', 'motorcar', 'motor_vehicle', 'vehicle', 'access'],
  bus: ['bus', 'psv', 'motor_vehicle', 'vehicle', 'access'],
  truck: ['hgv', 'motor_vehicle', 'vehicle', 'access'],
};
/** Road users by the names that stand in values of access (`access=psv`) and in `except`. */
const USERS_OF_NAME: Readonly<Record<string, number>> = {
  ...{ vehicle: ALL_USERS, motor_vehicle: ALL_USERS, motorcar: usersMask(['car', 'taxi']) },
  ...{ psv: usersMask(['bus', 'taxi']), bus: USER_BIT.bus, taxi: USER_BIT.taxi },
  ...{ hgv: USER_BIT.truck, goods: USER_BIT.truck },
};
const CLOSED = new Set(
  'no agricultural forestry emergency military restricted foot pedestrian bicycle horse tram moped motorcycle use_sidepath'.split(
    ' ',
  ),
);
const LOCAL = new Set(['private', 'destination', 'delivery', 'customers', 'permit', 'residents']);
const YES = new Set(['yes', 'true', '1']);
const BACKWARDS = new Set(['-1', 'reverse']);

/** The parts of a value that lists several (`motor_vehicle=bus|psv`, `agricultural;forestry`). */
export function partsOf(value: string): string[] {
  return value.split(/[;|,]/).map((part) => part.trim());
}

/** Mask of the road users that a list names. */
export function usersNamed(value: string): number {
  return partsOf(value).reduce((mask, name) => mask | (USERS_OF_NAME[name] ?? 0), 0);
}

/** What a user finds of an access value: closed, open, or open to those who have business there. */
export function opennessOf(value: string, user: RoadUser): 'closed' | 'local' | 'open' {
  const open = partsOf(value).filter((part) => {
    const named = USERS_OF_NAME[part];
    return named === undefined ? !CLOSED.has(part) : (named & USER_BIT[user]) !== 0;
  });
  if (open.length === 0) return 'closed';
  return open.every((part) => LOCAL.has(part)) ? 'local' : 'open';
}

/**
 * The value that decides for a user, by the first of the keys that stands: its own for the direction before its own for
 * both, and each before those of wider modes. A value with a condition is not one of every hour and does not stand.
 */
export function accessOf(
  tags: Tags,
  keys: readonly string[],
  direction?: Direction,
): { readonly value: string; readonly is_directed: boolean } | undefined {
  for (const key of keys) {
    const directed = direction && tags[`${key}:${direction}`];
    if (directed !== undefined && !directed.includes('@')) return { value: directed, is_directed: true };
    const value = tags[key];
    if (value !== undefined && !value.includes('@')) return { value, is_directed: false };
  }
  return undefined;
}

/** Direction in which a user must drive a way; undefined when both are open to him. */
export function onewayOf(tags: Tags, user: RoadUser): Direction | undefined {
  const keys = [...ACCESS_KEYS[user].map((key) => `oneway:${key}`), 'oneway'];
  const value = keys.map((key) => tags[key]).find((stated) => stated !== undefined);
  if (value !== undefined && BACKWARDS.has(value)) return 'backward';
  if (value !== undefined && YES.has(value)) return 'forward';
  if (value === 'no') return undefined;
  return tags.highway === 'motorway' || isRoundabout(tags) ? 'forward' : undefined;
}

export function isRoundabout({ junction }: Tags): boolean {
  return junction === 'roundabout' || junction === 'circular';
}

/** Mask of the users that may drive a way in a direction. `keys` and `otherwise` say how access is found for each. */
export function usersOf(
  tags: Tags,
  direction: Direction,
  keys: Readonly<Record<RoadUser, readonly string[]>>,
  otherwise: (user: RoadUser) => string,
): number {
  return usersMask(
    ROAD_USERS.filter((user) => {
      const found = accessOf(tags, keys[user], direction) ?? {
        value: otherwise(user),
        is_directed: false,
      };
      if (opennessOf(found.value, user) === 'closed') return false;
      const oneway = onewayOf(tags, user);
      const goes_along = oneway === undefined || oneway === direction;
      return goes_along || found.is_directed || hasContraflowLane(tags, user, direction);
    }),
  );
}

/** A lane of buses (or of buses and taxis) against a one-way street. */
function hasContraflowLane(tags: Tags, user: RoadUser, direction: Direction): boolean {
  if (user !== 'bus' && user !== 'taxi') return false;
  const lanes = [`lanes:${user}:${direction}`, `lanes:psv:${direction}`].some((key) => Number(tags[key]) > 0);
  const keys = ['busway', 'busway:left', 'busway:right'];
  return lanes || (user === 'bus' && keys.some((key) => /^opposite/.test(tags[key] ?? '')));
}
