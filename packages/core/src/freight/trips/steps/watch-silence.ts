import type { FreightMap } from '../freight-map.ts';
import { end, type Moment, raise } from '../moment.ts';
import type { TripState } from '../state.ts';
import { vanish } from './vanish.ts';
import { isAtAllowed } from './visit-places.ts';

/** No word of the terminal for longer than it may be without one where it is. Abroad nobody watches. */
export function watchSilence(moment: Moment): void {
  const { state, at_ms } = moment;
  const { heard_ms, last } = state;
  if (heard_ms === null || state.abroad !== false || state.stage === 'over') return;
  const silent_ms = at_ms - heard_ms;
  if (silent_ms <= moment.options.silent_ms || silent_ms <= limit_ms(moment, heard_ms)) return;
  if (state.port !== null && vanish(moment, state.port.code)) return;
  raise(moment, 'silent', last, { minutes: Math.round(silent_ms / 60_000) }, { began_ms: heard_ms });
}

function limit_ms({ state, options, ...rest }: Moment, heard_ms: number): number {
  if (state.port !== null) return options.silent_port_ms;
  const { stand } = state;
  const stood = stand !== null && stand.outside === 0 && heard_ms - stand.first.at_ms >= STOOD_MS;
  if (stood || isAtAllowed({ state, options, ...rest })) return options.silent_standing_ms;
  const tunnel_m = tunnelAhead_m(state, rest.map);
  return options.silent_ms + (tunnel_m * 3600) / options.tunnel_kmh;
}

function tunnelAhead_m({ recent }: TripState, map: FreightMap): number {
  const [at, from] = [recent.at(-1), recent.at(-4) ?? recent[0]];
  if (at === undefined) return 0;
  return map.tunnelNear_m(map.toPlane(at.lon, at.lat), map.toPlane(from.lon, from.lat));
}

/** Having stood so long, the engine may be off. */
const STOOD_MS = 180_000;

/** Something was heard again. */
export function heard(moment: Moment): void {
  watchSilence(moment);
  end(moment, 'silent');
  const { state, at_ms } = moment;
  state.heard_ms = Math.max(state.heard_ms ?? 0, at_ms);
}
