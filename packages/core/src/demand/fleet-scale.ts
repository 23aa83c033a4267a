import { hash01 } from '../random/index.ts';
import { type FlowScore, scoreFlows } from './scores.ts';

/** One detector in one hour: what it counted, and the vehicles that report and were expected there. */
export interface CountedHour {
  readonly link: number;
  readonly zone: number;
  readonly vehicles: number;
  readonly passes: number;
}

export interface FleetScale {
  /** Vehicles that an expected pass stands for, by zone. */
  readonly vehicles_per_pass: Float64Array;
  readonly used: number;
  readonly held_out: number;
  /** Of the detectors held out, by the scale of the others; undefined without any. */
  readonly score: FlowScore | undefined;
}

/** Least number of detectors that a scale rests on. */
const LEAST_DETECTORS = 6;
/** Passes that the city's scale is worth beside a zone's own. Assumed, 2026-11-27. */
const WORTH_PASSES = 300;
const HELD_OUT = 1 / 3;
const DRAW_HELD = 81;

/**
 * How many vehicles a pass of one that reports stands for, by zone, from detectors: reporting vehicles are not evenly spread
 * (Yang, Lu and Hao 2017). A third of the detectors is left out and says how well the others predict them; the scale that is
 * used is that of all. Undefined with too few detectors: the scale of demand cannot be known from vehicles that report alone.
 */
export function fleetScale(hours: readonly CountedHour[], zone_count: number): FleetScale | undefined {
  const links = new Set(hours.map(({ link }) => link));
  if (links.size < LEAST_DETECTORS) return undefined;
  const isHeldOut = (link: number) => hash01(1, link, 0, DRAW_HELD) < HELD_OUT;
  const all = scales(hours, zone_count);
  if (!all) return undefined;
  const held = hours.filter(({ link }) => isHeldOut(link));
  const others = scales(
    hours.filter(({ link }) => !isHeldOut(link)),
    zone_count,
  );
  const held_out = [...links].filter(isHeldOut).length;
  const score =
    others && held.length > 0
      ? scoreFlows(
          held.map(({ passes, zone }) => passes * others[zone]),
          held.map(({ vehicles }) => vehicles),
        )
      : undefined;
  return { vehicles_per_pass: all, used: links.size - held_out, held_out, score };
}

function scales(hours: readonly CountedHour[], zone_count: number): Float64Array | undefined {
  const [vehicles, passes] = [new Float64Array(zone_count), new Float64Array(zone_count)];
  for (const hour of hours) {
    vehicles[hour.zone] += hour.vehicles;
    passes[hour.zone] += hour.passes;
  }
  const sum = (of: Float64Array) => of.reduce((a, b) => a + b, 0);
  if (sum(passes) === 0 || sum(vehicles) === 0) return undefined;
  const city = sum(vehicles) / sum(passes);
  return vehicles.map((own, zone) => (own + WORTH_PASSES * city) / (passes[zone] + WORTH_PASSES));
}
