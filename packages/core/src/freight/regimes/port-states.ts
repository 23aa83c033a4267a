import { type DayHours, isWithinHours } from './clock-words.ts';
import type { Crossing, Direction, FreightClass } from './trip.ts';
import type { Words } from './words.ts';

/** Where a statement comes from. */
export interface Basis {
  readonly source: Words;
  /** Its source does not confirm it; screens say so. */
  readonly assumed: boolean;
}

/** How a port stands for an interval, for directions and classes; an empty list excludes none. */
export interface PortState extends Basis {
  readonly port: string;
  readonly directions: readonly Direction[];
  readonly classes: readonly FreightClass[];
  readonly from_ms: number;
  /** Null where no end is known. */
  readonly to_ms: number | null;
  /** A closure counts before what is open. */
  readonly state: 'open' | 'closed';
  /** When it is open within a day; of no meaning for a closure. */
  readonly hours: readonly DayHours[];
  readonly reason: Words | null;
}

export type PortStates = readonly PortState[];

/** Why a crossing cannot be made; null where it can. */
export interface PortShut {
  readonly code: 'port_unknown' | 'port_closed' | 'port_not_yet_open' | 'port_out_of_hours';
  readonly state: PortState | null;
}

export const isInForce = ({ from_ms, to_ms }: Pick<PortState, 'from_ms' | 'to_ms'>, at_ms: number): boolean =>
  at_ms >= from_ms && (to_ms === null || at_ms < to_ms);

/** Whether a state is about such crossings. */
export const isAbout = (
  { port, directions, classes }: PortState,
  of: string,
  direction: Direction,
  vehicle: FreightClass,
): boolean =>
  port === of &&
  (directions.length === 0 || directions.includes(direction)) &&
  (classes.length === 0 || classes.includes(vehicle));

/** Whether and why a port is shut for a crossing, by direction, class of vehicle and time. */
export function portShut(
  states: PortStates,
  { port, direction, at_ms }: Crossing,
  vehicle: FreightClass,
): PortShut | null {
  if (!states.some((state) => state.port === port)) return { code: 'port_unknown', state: null };
  const now = states.filter((state) => isAbout(state, port, direction, vehicle) && isInForce(state, at_ms));
  const closure = now.find(({ state }) => state === 'closed');
  if (closure) return { code: 'port_closed', state: closure };
  const open = now.filter(({ state }) => state === 'open');
  if (open.length === 0) return { code: 'port_not_yet_open', state: null };
  if (open.some(({ hours }) => isWithinHours(hours, at_ms))) return null;
  return { code: 'port_out_of_hours', state: open[0] };
}
