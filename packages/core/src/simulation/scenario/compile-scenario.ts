import { buildSimNetwork } from '../build-sim-network.ts';
import type { LaneGroupSpec, LinkSpec, MovementSpec } from '../network-spec.ts';
import { ALL_CLASSES, type SimNetwork, type VehicleClass } from '../sim-network.ts';
import { CAR, type SimOptions } from '../sim-options.ts';
import type { SimVehicles } from '../sim-vehicles.ts';
import { checkReach } from './check-reach.ts';
import { compileDemand } from './compile-demand.ts';
import { compileIncidents, compileMessages } from './compile-incidents.ts';
import { compileLinks, speedOf } from './compile-links.ts';
import { compileMovements } from './compile-movements.ts';
import { compileSignals } from './compile-signals.ts';
import { type Finding, Findings, Ids } from './findings.ts';
import type { Scenario, ScenarioNode } from './scenario.ts';

/** A scenario that is ready to run. */
export interface CompiledScenario {
  readonly network: SimNetwork;
  readonly vehicles: SimVehicles;
  readonly options: Partial<SimOptions>;
  /** Links of the scenario; the links behind them connect nodes where trips begin or end. */
  readonly link_count: number;
  /** Item of demand or bus line of each vehicle. */
  readonly source: readonly string[];
}

export interface Compilation {
  /** Absent when some finding is an error. */
  readonly compiled?: CompiledScenario;
  readonly findings: readonly Finding[];
}

const TRUCK: VehicleClass = { id: 'truck', pcu: 2, max_speed_mps: 80 / 3.6 };
const BUS: VehicleClass = { id: 'bus', pcu: 2, max_speed_mps: 60 / 3.6 };
/** Links of a network on which every vehicle may ask for the travel times of its very instant. */
const SMALL_NETWORK = 500;
const MAX_CLASSES = 32;

/** Length of intervals where a scenario names none, s. */
export const DEFAULT_INTERVAL_S = 300;
/** Figures by link and interval: as many as memory holds. */
const MOST_CELLS = 20_000_000;

function checkIntervals(
  { links, start_s = 0, end_s, interval_s = DEFAULT_INTERVAL_S }: Scenario,
  { depart_s }: SimVehicles,
  findings: Findings,
): void {
  const last_s = end_s ?? depart_s.reduce((latest, t) => Math.max(latest, t), start_s);
  const cells = ((last_s - start_s) / interval_s) * links.length;
  if (!(cells <= MOST_CELLS))
    findings.error('too_many_intervals', 'interval_s', {
      intervals: (cells / links.length).toPrecision(3),
      most: Math.floor(MOST_CELLS / links.length),
    });
}

/** Makes a network, vehicles and options of a scenario; all that is wrong with it is named at once. */
export function compileScenario(given: Scenario): Compilation {
  const findings = new Findings();
  const scenario = { ...given, nodes: given.nodes ?? nodesOf(given) };
  const nodeIds = new Ids(scenario.nodes, 'nodes', 'unknown_node', findings);
  const linkIds = new Ids(scenario.links, 'links', 'unknown_link', findings);
  const classes = classesOf(scenario);
  const classIds = new Ids(classes, 'vehicle_classes', 'unknown_class', findings);
  const maskOf = (ids: readonly string[] | undefined, at: string) =>
    ids?.reduce((mask, id) => mask | (1 << (classIds.get(id, at) ?? 0)), 0);
  if (classes.length > MAX_CLASSES)
    findings.error('unknown_class', 'vehicle_classes', { id: `> ${MAX_CLASSES}` });
  const links = compileLinks(scenario, nodeIds, maskOf, findings);
  if (findings.hasErrors || !links.every((link) => link !== undefined)) return { findings: findings.list };
  const moves = compileMovements(scenario, links, linkIds, maskOf, findings);
  const signals = compileSignals(scenario, moves, nodeIds, linkIds, findings);
  const connectors = connect(scenario, nodeIds, moves.links, signals.movements, findings);
  const changes = compileIncidents(scenario, links, linkIds, findings);
  const messages = compileMessages(scenario, linkIds);
  if (findings.hasErrors) return { findings: findings.list };
  const network = buildSimNetwork({
    nodes: scenario.nodes.map(({ id }) => id),
    links: connectors.links,
    movements: connectors.movements,
    controllers: signals.controllers,
  });
  const { seed = 1, start_s = 0, end_s } = scenario;
  const connectorOf = connectors.of;
  const context = { network, linkIds, classIds, connectorOf, findings, seed, start_s, end_s };
  const { table, source } = compileDemand(scenario, context);
  const vehicles = table.build();
  checkIntervals(scenario, vehicles, findings);
  checkReach(network, vehicles, changes, findings);
  if (findings.hasErrors) return { findings: findings.list };
  const route_update_s = links.length > SMALL_NETWORK ? 60 : 0;
  const options = { route_update_s, ...scenario.options };
  return {
    compiled: {
      network,
      vehicles,
      options: { ...options, seed, start_s, classes, changes: [...changes, ...signals.changes], messages },
      link_count: links.length,
      source,
    },
    findings: findings.list,
  };
}

function nodesOf({ links }: Scenario): ScenarioNode[] {
  return [...new Set(links.flatMap(({ from, to }) => [from, to]))].map((id) => ({ id }));
}

function classesOf({ vehicle_classes = [] }: Scenario): VehicleClass[] {
  const classes = new Map([CAR, TRUCK, BUS].map((vehicle) => [vehicle.id, vehicle]));
  for (const { id, pcu, max_speed_mps, max_speed_kmh } of vehicle_classes) {
    const known = classes.get(id) ?? { ...CAR, id };
    const limit_mps = speedOf(max_speed_mps, max_speed_kmh) ?? known.max_speed_mps;
    classes.set(id, { id, pcu: pcu ?? known.pcu, max_speed_mps: limit_mps });
  }
  return [...classes.values()];
}

/** What a connector can hold and pass: no trip waits on it but for the links behind it. */
const CONNECTOR = {
  length_m: 0.001,
  lanes: 1,
  speed_mps: 1000,
  capacity_vps: 1e4,
  wave_mps: 1000,
  jam_density_vpm: 20,
};

/** Whoever begins at a node enters each link by a group of their own; whoever ends there may do so from every lane group. */
function joinsOf(
  links: readonly LinkSpec[],
  beside: readonly number[],
  { connector, end }: { readonly connector: number; readonly end: 'origin' | 'destination' },
): MovementSpec[] {
  if (end === 'origin') return beside.map((link, group) => ({ from: connector, to: link, group }));
  return beside.flatMap((link) =>
    Array.from({ length: links[link].groups?.length ?? 1 }, (_, group) => ({
      from: link,
      to: connector,
      group,
    })),
  );
}

/**
 * Connectors at nodes where trips begin or end. Who starts at a node queues by the link that he takes first, so that
 * one full link does not hold up those who take another.
 */
function connect(
  { demand = [], nodes = [] }: Scenario,
  nodeIds: Ids,
  links: readonly LinkSpec[],
  movements: readonly MovementSpec[],
  findings: Findings,
) {
  const all = [...links];
  const joins = [...movements];
  const made = new Map<string, number>();
  const build = (id: string, end: 'origin' | 'destination'): void => {
    const node = nodeIds.has(id) ? nodes.findIndex((other) => other.id === id) : -1;
    const key = `${end}:${id}`;
    if (node < 0 || made.has(key)) return;
    const beside = [...links.keys()].filter((link) => links[link][end === 'origin' ? 'from' : 'to'] === node);
    const groups: LaneGroupSpec[] = beside.map(() => ({ lanes: 1, length_m: CONNECTOR.length_m }));
    const connector = all.push({
      ...CONNECTOR,
      id: key,
      from: node,
      to: node,
      classes: ALL_CLASSES,
      storage_pcu: 1e6,
      groups: end === 'origin' && beside.length > 0 ? groups : undefined,
    });
    made.set(key, connector - 1);
    joins.push(...joinsOf(links, beside, { connector: connector - 1, end }));
  };
  demand.forEach(({ from_node, to_node }, i) => {
    for (const node of [from_node, to_node]) if (node !== undefined) nodeIds.get(node, `demand[${i}]`);
    if (from_node !== undefined) build(from_node, 'origin');
    if (to_node !== undefined) build(to_node, 'destination');
  });
  return {
    links: all,
    movements: joins,
    of: (node: string, end: 'origin' | 'destination') =>
      made.get(`${end}:${node}`) ?? findings.error('unknown_node', 'demand', { id: node }),
  };
}
