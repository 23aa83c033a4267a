import type { TruckFix } from '../fix.ts';
import type { XY } from '../freight-map.ts';
import { type FixMoment, isWatched, raise } from '../moment.ts';
import { ON_ROUTE_M, STANDING_KMH } from './bounds.ts';

/** Between two fixes in a row their speeds and their distance agree within this, m, unless one of them is stray. */
const AGREE_M = 250;
/** The way along the route is believed up to this share of the straight line: it may have gone by a shorter one beside it. */
const CURVE_SHARE = 1.1;

/**
 * Speed over a gap between fixes, as over the section between two cameras (区间测速): who came farther than the limits of
 * the way between allow was too fast in the gap. A fix at either end that was too fast itself says that the rest of it
 * lies in the gap: then somewhat less is enough, as a lorry does not gain or lose so much speed within seconds. Judged one fix
 * after the gap, so that a stray end is noticed.
 */
export function watchSection(moment: FixMoment): void {
  const { state, fix, options } = moment;
  const [earlier, from, to] = [state.recent.at(-4), state.recent.at(-3), state.recent.at(-2)];
  if (earlier === undefined || from === undefined || to === undefined) return;
  const took_ms = to.at_ms - from.at_ms;
  if (took_ms < options.section_ms || !isWatched(state) || state.leaving !== null) return;
  if (!agree(moment, earlier, from) || !agree(moment, to, fix)) return;
  judge(moment, from, to);
}

function judge(moment: FixMoment, from: TruckFix, to: TruckFix): void {
  const { state, map, options, plan } = moment;
  const top_kmh = options.top_kmh[plan.class];
  const ends = [from, to].map(({ lon, lat }) => map.toPlane(lon, lat)) as [XY, XY];
  const way = plan.watch.route && plan.route?.between(...ends, state.segment, ON_ROUTE_M, top_kmh);
  if (!way || way.length_m <= options.section_error_m) return;
  const took_s = (to.at_ms - from.at_ms) / 1000;
  const most_m = Math.hypot(ends[1].x - ends[0].x, ends[1].y - ends[0].y) * CURVE_SHARE;
  const driven_m = Math.min(way.length_m, most_m) - options.section_error_m;
  const [mean_kmh, limit_kmh] = [(driven_m / took_s) * 3.6, (way.length_m / way.lawful_s) * 3.6];
  const wasTooFast = [from, to].some(({ speed_kmh }) => speed_kmh > way.most_kmh * options.speed_share);
  if (mean_kmh <= limit_kmh * (wasTooFast ? options.section_share : options.speed_share)) return;
  const most_kmh = Math.max(mean_kmh, from.speed_kmh, to.speed_kmh);
  const [most, mean, limit, length_m] = [most_kmh, mean_kmh, limit_kmh, driven_m].map(Math.round);
  raise(moment, 'speeding', from, { most_kmh: most, mean_kmh: mean, limit_kmh: limit, length_m });
}

/** Whether one follows from the other at the speeds that they tell; a receiver that repeats its place tells none. */
function agree({ map }: FixMoment, a: TruckFix, b: TruckFix): boolean {
  const [from, to] = [map.toPlane(a.lon, a.lat), map.toPlane(b.lon, b.lat)];
  const moved_m = Math.hypot(to.x - from.x, to.y - from.y);
  if (moved_m === 0 && b.speed_kmh >= STANDING_KMH) return false;
  const [slow_m, fast_m] = [Math.min, Math.max].map(
    (of) => (of(a.speed_kmh, b.speed_kmh) * (b.at_ms - a.at_ms)) / 3600,
  );
  return moved_m >= slow_m - AGREE_M && moved_m <= fast_m + AGREE_M;
}
