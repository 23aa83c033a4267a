import { enter, type FixMoment, type Moment, raise } from '../moment.ts';
import { homeward } from '../plan.ts';
import { finish } from './finish.ts';

/**
 * A truck on its way home that was last heard of in a port and stays silent has most likely crossed with its terminal off, and no
 * port said so: it is taken to be across. @returns whether that is so; a truck that is not on its way out of the city is silent.
 */
export function vanish(moment: Moment, port: string): boolean {
  const { state, plan, events } = moment;
  const isOnWayHome = plan.direction === 'in' && state.clear_of_port && state.crossings.length > 0;
  if (!isOnWayHome) return false;
  const at_ms = state.heard_ms ?? moment.at_ms;
  const crossing = { port, direction: homeward(plan), at_ms, seen: false };
  [state.abroad, state.vanished] = [true, true];
  state.crossings.push(crossing);
  events.push({ kind: 'crossed', crossing });
  enter(moment, 'returning');
  finish(moment);
  return true;
}

/** It is heard of in the city again: it had not crossed, and was silent. */
export function reappear(moment: FixMoment): void {
  const { state, map, fix, before } = moment;
  if (!state.vanished || map.isAbroad(fix.lon, fix.lat) || map.placeAt(moment.at)?.kind === 'port') return;
  state.vanished = false;
  state.crossings.pop();
  [state.abroad, state.port] = [false, null];
  enter(moment, 'across');
  raise(moment, 'silent', before, { minutes: Math.round(moment.since_ms / 60_000) });
}
