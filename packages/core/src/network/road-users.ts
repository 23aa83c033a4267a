/** Kinds of motor vehicles that roads and turns are open or closed to apart from each other. */
export const ROAD_USERS = ['car', 'taxi', 'bus', 'truck'] as const;
export type RoadUser = (typeof ROAD_USERS)[number];

/** The bit of each in a mask of users. */
export const USER_BIT: Readonly<Record<RoadUser, number>> = { car: 1, taxi: 2, bus: 4, truck: 8 };
/** The mask of a road that is open to all of them. */
export const ALL_USERS = 15;

/** A mask of some users. */
export function usersMask(users: Iterable<RoadUser>): number {
  let mask = 0;
  for (const user of users) mask |= USER_BIT[user];
  return mask;
}
