import { calibrateArea, cutArea, flowsByDemand, flowsNow, TRAFFIC_PARAMETERS } from '@opentocc/core/demand';
import type { RoadNetwork } from '@opentocc/core/network';
import { aroundKey, linksAround } from './actions/demand.ts';
import { requestOf } from './actions/signal-plan.ts';
import { expectedFlows, radiusOf, spread } from './base-state.ts';
import { type BaseState, horizonOf, type Preparation, type Question } from './model.ts';
import type { PreparedArea } from './prepared-area.ts';
import { scenariosOf } from './preset.ts';
import { linksWithin, placesNamed } from './question-links.ts';
import { routesWithin } from './routes-within.ts';

/** Vehicle-metres of an hour that can be simulated in time: a run of them takes about half a second of one core. Assumed, 2026-11-27. */
const MOST_VEHICLE_M = 1.8e8;
/** Seed of the ways through the area: the same in all runs, so that scenarios differ by what happens alone. */
const WAYS_SEED = 1;

/** Cuts the area round all that the question names and calibrates its demand. @param network as cars find it */
export function prepare(network: RoadNetwork, state: BaseState, question: Question): PreparedArea {
  const city = spread(network, state);
  const { figures } = state;
  const expected = expectedFlows(network, state);
  const flow_vps = expected
    ? flowsByDemand(network, city, expected, figures)
    : flowsNow(network, city, figures);
  const cut = cutArea(network, flow_vps, linksWithin(question), {
    radius_m: radiusOf(question),
    most_vehicle_m: MOST_VEHICLE_M,
  });
  const { speed_kmh, free_flow_kmh } = city;
  const places = placesNamed(question);
  const actions = (question.scenarios ?? []).flatMap((one) => one.actions);
  const programs = actions.flatMap((one) => (one.kind === 'signal_plan' ? [requestOf(one)] : []));
  const roads = { network, links: cut.links, ...(figures && { figures }) };
  const input = { ...roads, flow_vps, speed_kmh, free_flow_kmh, places, programs };
  const made = calibrateArea({ ...input, seed: WAYS_SEED });
  const around = new Map<string, number[]>();
  for (const one of actions)
    if (one.kind === 'demand' && one.link !== null)
      around.set(aroundKey(one.link, one.radius_m), linksAround(network, cut.links, one.link, one.radius_m));
  const scenarios = scenariosOf(question, made.area.gate);
  return {
    ...{ ...made, speed_kmh, free_flow_kmh, radius_m: cut.radius_m, places, scenarios, around },
    routes: routesWithin(network, question, cut.links),
    horizon_min: horizonOf(question),
    figures_version: figures?.version ?? TRAFFIC_PARAMETERS.version,
  };
}

/** What is published of an area. */
export function describe(prepared: PreparedArea): Preparation {
  const { area, paths, calibration, radius_m, places, scenarios, routes, horizon_min, figures_version } =
    prepared;
  return {
    links: area.links,
    ...{ radius_m, places, scenarios, routes, horizon_min, figures_version },
    signals: area.signals.length,
    assumed_signals: area.signals.filter(({ isAssumed }) => isAssumed).length,
    calibration,
    fit: paths.fit,
  };
}
