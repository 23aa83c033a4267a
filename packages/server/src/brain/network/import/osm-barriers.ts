import { ALL_USERS, ROAD_USERS, USER_BIT, usersMask } from '@opentocc/core/network';
import { ACCESS_KEYS, accessOf, opennessOf, type Tags } from './osm-access.ts';

/** A node that some road users cannot pass. */
export interface Barrier {
  /** Value of `barrier`. */
  readonly kind: string;
  /** Mask of the road users for whom it is no passage; never 0. */
  readonly closed: number;
}

/** Barriers that vehicles pass unless access says otherwise; all others stop them (as OSRM's car profile has it). */
const PASSABLE = new Set(
  'no border_control bump_gate cattle_grid checkpoint entrance gate hampshire_gate height_restrictor kerb lift_gate sally_port sliding_gate spikes swing_gate toll_booth width_restrictor'.split(
    ' ',
  ),
);
/** Traps that only vehicles with a wide track come over. */
const TRAPS = new Set(['bus_trap', 'sump_buster']);

/** Whom a node stops, or undefined when nobody. */
export function readBarrier(tags: Tags): Barrier | undefined {
  const kind = tags.barrier;
  if (kind === undefined) return undefined;
  const usual = closedByKind(kind, tags);
  let closed = 0;
  for (const user of ROAD_USERS) {
    const stated = accessOf(tags, ACCESS_KEYS[user])?.value;
    const is_closed =
      stated === undefined ? (usual & USER_BIT[user]) !== 0 : isShut(opennessOf(stated, user), stated);
    if (is_closed) closed |= USER_BIT[user];
  }
  return closed === 0 ? undefined : { kind, closed };
}

/** A private gate is shut to the traffic of the city, where a private road is only not for through traffic. */
function isShut(openness: ReturnType<typeof opennessOf>, stated: string): boolean {
  return openness === 'closed' || (openness === 'local' && stated === 'private');
}

function closedByKind(kind: string, { bollard, locked }: Tags): number {
  if (locked === 'yes') return ALL_USERS;
  if (TRAPS.has(kind)) return usersMask(['car', 'taxi']);
  return PASSABLE.has(kind) || (kind === 'bollard' && bollard === 'rising') ? 0 : ALL_USERS;
}
