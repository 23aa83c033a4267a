import { createHash } from 'node:crypto';
import type { RoadFigures } from '@opentocc/core/demand';
import { latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import type { RoadNetwork } from '@opentocc/core/network';
import type { LinkStates } from '@opentocc/core/traffic';
import type { BaseState, Question } from './model.ts';
import { linksWithin } from './question-links.ts';

const USUAL_RADIUS_M = 5000;

/** How far round what a question names the state of the roads is taken, m. */
export const radiusOf = ({ radius_m = USUAL_RADIUS_M }: Question): number => radius_m;

/** The state of the roads round all that a question names, from what perception published last. */
export function baseStateOf(
  network: RoadNetwork,
  states: LinkStates,
  question: Question,
  penetration_rate: number | undefined,
  calibrated?: Calibrated,
): BaseState {
  const link = linksRound(network, linksWithin(question), radiusOf(question));
  const tenth = (value: number) => (Number.isFinite(value) ? Math.round(value * 10) / 10 : null);
  return {
    base_ms: states.window_end_ms,
    window_s: (states.window_end_ms - states.window_start_ms) / 1000,
    penetration_rate: penetration_rate ?? null,
    link,
    speed_kmh: link.map((one) => tenth(states.speed_kmh[one])),
    free_flow_kmh: link.map((one) => tenth(states.free_flow_kmh[one]) ?? network.link_limit_kmh[one]),
    passes: link.map((one) => states.samples[one]),
    ...calibratedState(link, states.window_end_ms, calibrated),
  };
}

/** What simulations take of the city besides its state: from `brain/calibration`. */
export interface Calibrated {
  figures(): RoadFigures;
  /** Undefined before the first typical day, and where nobody knows how many drive. */
  flowsNow(
    links: readonly number[],
    at_ms: number,
  ): { readonly version: string; readonly flow_vph: readonly number[] } | undefined;
}

function calibratedState(
  link: readonly number[],
  at_ms: number,
  calibrated: Calibrated | undefined,
): Pick<BaseState, 'demand' | 'figures'> {
  if (!calibrated) return {};
  const expected = calibrated.flowsNow(link, at_ms);
  const whole = (value: number) => (Number.isFinite(value) ? Math.round(value) : null);
  return {
    figures: calibrated.figures(),
    ...(expected && {
      demand: { version: expected.version, flow_vph: expected.flow_vph.map(whole) },
    }),
  };
}

function linksRound(network: RoadNetwork, centres: readonly number[], radius_m: number): number[] {
  const { link_count, link_from, link_to, node_lon, node_lat } = network;
  const isNear = (node: number) =>
    centres.some((centre) => {
      const at = link_from[centre];
      const [lon_m, lat_m] = [lonDegree_m(node_lat[at]), latDegree_m(node_lat[at])];
      const [east, north] = [node_lon[node] - node_lon[at], node_lat[node] - node_lat[at]];
      return Math.hypot(east * lon_m, north * lat_m) <= radius_m;
    });
  const found: number[] = [];
  for (let link = 0; link < link_count; link++)
    if (isNear(link_from[link]) || isNear(link_to[link])) found.push(link);
  return found;
}

/** The stored columns as columns over the whole city; links that are not in them are not known. */
export function spread({ link_count, link_limit_kmh }: RoadNetwork, state: BaseState) {
  const speed_kmh = new Float32Array(link_count).fill(Number.NaN);
  const free_flow_kmh = Float32Array.from(link_limit_kmh);
  const passes = new Uint16Array(link_count);
  state.link.forEach((link, i) => {
    speed_kmh[link] = state.speed_kmh[i] ?? Number.NaN;
    free_flow_kmh[link] = state.free_flow_kmh[i];
    passes[link] = state.passes[i];
  });
  const { window_s, penetration_rate } = state;
  return { speed_kmh, free_flow_kmh, passes, window_s, penetration_rate: penetration_rate ?? undefined };
}

/** Vehicles that are expected in an hour, by link of the city; undefined of studies without typical demand. */
export function expectedFlows(
  { link_count }: RoadNetwork,
  { link, demand }: BaseState,
): Float32Array | undefined {
  if (!demand) return undefined;
  const flow_vph = new Float32Array(link_count).fill(Number.NaN);
  link.forEach((one, i) => {
    flow_vph[one] = demand.flow_vph[i] ?? Number.NaN;
  });
  return flow_vph;
}

/**
 * Names what demand is estimated from: the typical demand, where there is one, and the state; equal for equal ones, however they
 * were stored.
 */
export function demandVersion(state: BaseState): string {
  const { base_ms, window_s, penetration_rate, link, speed_kmh, free_flow_kmh, passes, demand, figures } =
    state;
  const columns = [base_ms, window_s, penetration_rate, link, speed_kmh, free_flow_kmh, passes];
  // Column by column: a database gives members back in another order.
  const calibrated = demand || figures ? [demand?.version, demand?.flow_vph, figures?.version] : [];
  const hash = createHash('sha256')
    .update(JSON.stringify([...columns, ...calibrated]))
    .digest('hex');
  return [demand?.version, hash.slice(0, 12)].filter(Boolean).join(' ');
}
