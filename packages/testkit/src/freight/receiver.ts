import type { TruckFix } from '@opentocc/core/freight';
import { lonDegree_m } from '@opentocc/core/geo';
import type { Random } from '../random.ts';
import type { TrackPoint } from './truck.ts';

const LAT_M = 110_738;

/** How a receiver and its terminal err, besides what the place does. Distances m. */
interface Flaws {
  /** Slow wander of positions: deviation in the open and between high houses. */
  readonly open_m: number;
  readonly canyon_m: number;
  /** Shares of fixes that stray by 100 to 1,500 m, and by 5 to 50 km. */
  readonly stray: number;
  readonly far_stray: number;
  /** Gaps of one to three minutes, an hour. */
  readonly gaps_h: number;
}

const FLAWS: Flaws = { open_m: 7, canyon_m: 28, stray: 0.003, far_stray: 0.0005, gaps_h: 1 };
/** Share of the way that lies between high houses, in stretches. */
const CANYON = 0.12;
/** Positions wander within about this time. */
const WANDER_MS = 75_000;

/** Slow error of positions, m: it wanders, more so between high houses. */
class Wander {
  east_m = 0;
  north_m = 0;
  #canyon = false;

  step(random: Random, step_ms: number): void {
    if (random.next() < step_ms / 300_000) this.#canyon = random.next() < CANYON;
    const share = Math.exp(-step_ms / WANDER_MS);
    const fresh = (this.#canyon ? FLAWS.canyon_m : FLAWS.open_m) * Math.sqrt(1 - share * share);
    this.east_m = this.east_m * share + fresh * random.normal();
    this.north_m = this.north_m * share + fresh * random.normal();
  }
}

/** What a terminal reports of a way: wandering, stray and missing positions, frozen ones in tunnels. */
export function reported(track: readonly TrackPoint[], terminal: string, random: Random): TruckFix[] {
  const freezes = random.next() < 0.35;
  const fixes: TruckFix[] = [];
  const wander = new Wander();
  let [quiet_ms, before_ms, isBack] = [0, track[0]?.at_ms ?? 0, false];
  for (const point of track) {
    const { at_ms, speed_kmh, tunnel } = point;
    const step_ms = Math.min(at_ms - before_ms, WANDER_MS);
    before_ms = at_ms;
    wander.step(random, step_ms);
    if (at_ms < quiet_ms) {
      isBack = true;
      continue;
    }
    // A gap begins neither within another nor right at its end: none lasts longer than three minutes.
    if (random.next() < (FLAWS.gaps_h * step_ms) / 3_600_000 && !isBack) {
      quiet_ms = at_ms + 60_000 + random.next() * 120_000;
      continue;
    }
    isBack = false;
    const last = fixes.at(-1);
    if (!tunnel) fixes.push(seen(point, wander, random, terminal));
    else if (freezes && last !== undefined) fixes.push({ ...last, at_ms, speed_kmh });
  }
  return fixes;
}

function seen(
  { at_ms, lon, lat, speed_kmh }: TrackPoint,
  wander: Wander,
  random: Random,
  terminal: string,
): TruckFix {
  const [stray_east, stray_north] = strayOf(random);
  return {
    ...{ at_ms, terminal },
    lon: lon + (wander.east_m + stray_east) / lonDegree_m(lat),
    lat: lat + (wander.north_m + stray_north) / LAT_M,
    speed_kmh: Math.max(0, speed_kmh === 0 ? random.next() * 1.5 : speed_kmh + random.normal() * 1.5),
  };
}

function strayOf(random: Random): [number, number] {
  const drawn = random.next();
  if (drawn >= FLAWS.stray + FLAWS.far_stray) return [0, 0];
  const far_m = drawn < FLAWS.stray ? 100 + 1400 * random.next() : 5_000 + 45_000 * random.next();
  const angle = random.next() * 2 * Math.PI;
  return [far_m * Math.cos(angle), far_m * Math.sin(angle)];
}
