import { end, type FixMoment, raise } from '../moment.ts';
import { STANDING_KMH } from './bounds.ts';

/** Without a fix for longer, it is judged by how far it came meanwhile. */
const GAP_MS = 180_000;
/** Least speed that is assumed of the way through a gap; the rest of its time it stood. */
const GAP_KMH = 40;

/**
 * Driving for longer than the law permits without a rest. Traffic that stands is no rest before it lasted as long as one; of a
 * gap, what the way through it did not take counts as standing.
 */
export function watchFatigue(moment: FixMoment): void {
  const { state, fix, before, moved_m, since_ms, options } = moment;
  const isMoving = fix.speed_kmh >= STANDING_KMH;
  if (before !== null && since_ms > GAP_MS) {
    const stood_ms = since_ms - (moved_m / GAP_KMH) * 3600;
    const began_ms = moved_m < options.stand_radius_m ? state.standing_since_ms : null;
    if (stood_ms + (began_ms === null ? 0 : before.at_ms - began_ms) >= options.rest_ms) rest(moment);
    // It drove meanwhile: a stand after the gap is another one than that before it.
    state.standing_since_ms = began_ms;
  }
  if (!isMoving) {
    state.standing_since_ms ??= fix.at_ms;
    if (fix.at_ms - state.standing_since_ms >= options.rest_ms) rest(moment);
    return;
  }
  state.standing_since_ms = null;
  state.driving_since_ms ??= fix.at_ms;
  const driven_ms = fix.at_ms - state.driving_since_ms;
  if (driven_ms > options.fatigue_ms)
    raise(...([moment, 'fatigue', null, { minutes: Math.round(driven_ms / 60_000) }] as const), {
      began_ms: state.driving_since_ms,
    });
}

function rest(moment: FixMoment): void {
  moment.state.driving_since_ms = null;
  end(moment, 'fatigue');
}
