import { type CalibratedArea, calibrateArea, cutArea, flowsNow } from '@opentocc/core/demand';
import type { RoadNetwork } from '@opentocc/core/network';
import { RADIUS_M, spread } from './base-state.ts';
import type { BaseState, Preparation, Question, ScenarioKind } from './model.ts';

/** An area with its traffic, ready for scenarios; moved to the threads that run them. */
export interface PreparedArea extends CalibratedArea {
  readonly speed_kmh: Float32Array;
  readonly free_flow_kmh: Float32Array;
  readonly radius_m: number;
  readonly place: Preparation['place'];
}

/** Vehicle-metres of an hour that can be simulated in time: a run of them takes about half a second of one core. Assumed, 2026-11-27. */
const MOST_VEHICLE_M = 1.8e8;
/** Seed of the ways through the area: the same in all runs, so that scenarios differ by what happens alone. */
const WAYS_SEED = 1;

/** Cuts the area round the incidents and calibrates its demand. @param network as cars find it */
export function prepare(network: RoadNetwork, state: BaseState, { incidents }: Question): PreparedArea {
  const [incident] = incidents;
  const city = spread(network, state);
  const flow_vps = flowsNow(network, city);
  const centres = incidents.map(({ link }) => link);
  const cut = cutArea(network, flow_vps, centres, {
    radius_m: RADIUS_M,
    most_vehicle_m: MOST_VEHICLE_M,
  });
  const { speed_kmh, free_flow_kmh } = city;
  const place = { link: incident.link, at: incident.at };
  const input = { network, links: cut.links, flow_vps, speed_kmh, free_flow_kmh, incident, seed: WAYS_SEED };
  return { ...calibrateArea(input), speed_kmh, free_flow_kmh, radius_m: cut.radius_m, place };
}

/** What is published of an area. */
export function describe({ area, paths, calibration, radius_m, place }: PreparedArea): Preparation {
  return {
    links: area.links,
    radius_m,
    place,
    signals: area.signals.length,
    assumed_signals: area.signals.filter(({ isAssumed }) => isAssumed).length,
    calibration,
    fit: paths.fit,
    kinds: kindsOf(area.gate !== undefined),
  };
}

const kindsOf = (hasGate: boolean): ScenarioKind[] => [
  'none',
  'diversion',
  hasGate ? 'gate' : 'strong_diversion',
  'undisturbed',
];
