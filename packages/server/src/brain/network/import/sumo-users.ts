import { ALL_USERS, ROAD_USERS, type RoadUser, usersMask } from '@opentocc/core/network';

/** Vehicle classes of SUMO for ours (SUMO user documentation, "Abstract Vehicle Class"). */
const SUMO_CLASS: Readonly<Record<RoadUser, string>> = {
  car: 'passenger',
  taxi: 'taxi',
  bus: 'bus',
  truck: 'truck',
};

/** Mask of the road users that a lane or a connection is open to by its `allow` or `disallow`; all without either. */
export function usersOfPermission(allow: string | undefined, disallow: string | undefined): number {
  if (allow !== undefined) return named(allow);
  return disallow === undefined ? ALL_USERS : ALL_USERS & ~named(disallow);
}

function named(classes: string): number {
  const names = classes.split(' ');
  if (names.includes('all')) return ALL_USERS;
  return usersMask(ROAD_USERS.filter((user) => names.includes(SUMO_CLASS[user])));
}
