import type { Direction } from '../../regimes/index.ts';
import type { PlateSeen, TruckFix } from '../fix.ts';
import { isAt, type PlacedPoint } from '../freight-map.ts';
import { end, enter, type FixMoment, type Moment, raise } from '../moment.ts';
import { homeward } from '../plan.ts';
import type { DrivenCrossing } from '../state.ts';
import { finish } from './finish.ts';

/** Believed fixes on the other side before it is certain that the border was crossed. */
const CERTAIN_FIXES = 3;
/** A port may tell of a crossing so long after fixes already showed it. */
const SAME_CROSSING_MS = 3 * 3_600_000;
/** A detour by a port is no worse than the shortest while it is within this of it. */
const PORT_SHARE = 1.3;
const PORT_SPARE_M = 1500;

/** In which area of a port it is, if any: there the side of the border is not judged. */
export function visitPort({ state, map, at, fix }: FixMoment): void {
  const current = state.port === null ? undefined : map.findPlace(state.port.code);
  if (current !== undefined && isAt(current, at, 60)) {
    state.port = { code: current.code, last_ms: fix.at_ms };
    return;
  }
  const place = map.placeAt(at);
  state.port = place?.kind === 'port' ? { code: place.code, last_ms: fix.at_ms } : null;
}

/** Notices that the border was crossed, also where no fix and no port says at which instant. */
export function cross(moment: FixMoment): void {
  const { state, map, fix, plan } = moment;
  if (state.port !== null) {
    if (state.crossings.length === 0) enter(moment, 'at_port');
    else if (state.stage === 'across' && state.clear_of_port) enter(moment, 'at_port_back');
    if (state.abroad === null) state.abroad = plan.direction === 'in';
    return;
  }
  state.clear_of_port ||= isAway(moment);
  const abroad = map.isAbroad(fix.lon, fix.lat);
  const home = plan.direction === 'in';
  if (state.abroad === null) {
    state.abroad = home;
    // Switched on when it was already across: it crossed before the first fix.
    if (abroad !== home) state.crossing_from = fix;
  }
  if (abroad === state.abroad) {
    [state.crossing_from, state.crossing_fixes] = [null, 0];
    settleStage(moment);
    return;
  }
  state.crossing_from ??= moment.before ?? fix;
  if (++state.crossing_fixes >= CERTAIN_FIXES) infer(moment, state.crossing_from);
}

/** So far from the port by which it crossed that it has left it, and not only its bridge. */
const AWAY_M = 2000;

function isAway({ state, map, at }: FixMoment): boolean {
  const last = state.crossings.at(-1);
  const port = last && map.findPlace(last.port);
  return port !== undefined && Math.hypot(port.x - at.x, port.y - at.y) > AWAY_M;
}

/** A port says that the truck crossed. */
export function crossSeen(moment: Moment, { place, direction, at_ms }: PlateSeen): void {
  if (direction === null) return;
  const { state } = moment;
  if (state.stage === 'over' && !state.vanished) return;
  const crossing: DrivenCrossing = { port: place, direction, at_ms, seen: true };
  const same = state.crossings.findIndex(
    (one) => one.direction === direction && Math.abs(one.at_ms - at_ms) <= SAME_CROSSING_MS,
  );
  if (same >= 0) {
    const { port } = state.crossings[same];
    state.crossings[same] = crossing;
    state.vanished = false;
    if (port === place) return;
    end(moment, 'wrong_port');
    judgePort(moment, crossing);
  } else take(moment, crossing);
}

function infer(moment: FixMoment, from: TruckFix): void {
  const { state, fix, plan } = moment;
  const direction: Direction = state.abroad ? 'in' : 'out';
  const port = likelyPort(moment, from, plan.ports[direction]);
  const at_ms = Math.round((from.at_ms + (state.recent.at(-CERTAIN_FIXES) ?? fix).at_ms) / 2);
  take(moment, { port: port?.code ?? '', direction, at_ms, seen: false });
}

/** The port by which it is least far between two fixes; the declared one where it is not much farther. */
function likelyPort(
  { map, at }: FixMoment,
  from: TruckFix,
  declared: string | null,
): PlacedPoint | undefined {
  const start = map.toPlane(from.lon, from.lat);
  const detour = (port: PlacedPoint) =>
    Math.hypot(port.x - start.x, port.y - start.y) + Math.hypot(port.x - at.x, port.y - at.y);
  const ports = map.places.filter(({ kind }) => kind === 'port');
  const nearest = ports.reduce<PlacedPoint | undefined>(
    (best, port) => (best === undefined || detour(port) < detour(best) ? port : best),
    undefined,
  );
  const own = declared === null ? undefined : map.findPlace(declared);
  if (nearest === undefined || own === undefined) return nearest ?? own;
  return detour(own) <= detour(nearest) * PORT_SHARE + PORT_SPARE_M ? own : nearest;
}

function take(moment: Moment, crossing: DrivenCrossing): void {
  const { state, plan, events } = moment;
  [state.abroad, state.clear_of_port] = [crossing.direction === 'out', false];
  [state.crossing_from, state.crossing_fixes, state.stand, state.leaving] = [null, 0, null, null];
  state.crossings.push(crossing);
  events.push({ kind: 'crossed', crossing });
  judgePort(moment, crossing);
  const back = crossing.direction === homeward(plan);
  enter(moment, back ? 'returning' : 'across');
  // A truck from abroad is out of sight and of reach once it is back there.
  if (back && plan.direction === 'in') finish(moment);
}

function judgePort(moment: Moment, { port, direction }: DrivenCrossing): void {
  const { plan, state } = moment;
  const declared = plan.ports[direction];
  if (!plan.watch.ports || declared === null || port === '' || port === declared) return;
  raise(
    moment,
    'wrong_port',
    null,
    { declared, crossed: port, direction },
    { stage: state.crossings.length - 1 },
  );
}

/** The stage of a truck that is on a road or at a site. */
function settleStage(moment: FixMoment): void {
  const { state, plan, fix } = moment;
  if (state.stage === 'over') return;
  const back = state.crossings.some(({ direction }) => direction === homeward(plan));
  if (back) enter(moment, 'returning');
  else if (state.crossings.length > 0) enter(moment, 'across');
  else if (state.stage !== 'waiting' || fix.speed_kmh > 10) enter(moment, 'to_port');
}
