import { hash01 } from '../../random/index.ts';
import type { SimNetwork } from '../sim-network.ts';
import { RouteGapError, type StopSpec, type VehicleSpec, VehicleTable } from '../sim-vehicles.ts';
import { flowOf } from './compile-links.ts';
import type { Findings, Ids } from './findings.ts';
import type { Scenario, ScenarioBusLine, ScenarioDemand } from './scenario.ts';

export interface DemandContext {
  readonly network: SimNetwork;
  readonly linkIds: Ids;
  readonly classIds: Ids;
  /** Connector link of a node where trips begin or end. */
  readonly connectorOf: (node: string, end: 'origin' | 'destination') => number | undefined;
  readonly findings: Findings;
  readonly seed: number;
  readonly start_s: number;
  readonly end_s: number | undefined;
}

/** Vehicles of a scenario, with the item of demand or the bus line that each belongs to. */
export interface CompiledDemand {
  readonly table: VehicleTable;
  readonly source: string[];
}

const DRAW_ARRIVAL = 11;

export function compileDemand(
  { demand = [], bus_lines = [] }: Scenario,
  context: DemandContext,
): CompiledDemand {
  const compiled: CompiledDemand = { table: new VehicleTable(context.network), source: [] };
  demand.forEach((item, i) => {
    addDemand(item, i, context, compiled);
  });
  bus_lines.forEach((line, i) => {
    addBusLine(line, `bus_lines[${i}]`, context, compiled);
  });
  return compiled;
}

function addDemand(
  item: ScenarioDemand,
  index: number,
  context: DemandContext,
  compiled: CompiledDemand,
): void {
  const at = `demand[${index}]`;
  const id = item.id ?? `d${index + 1}`;
  const departures = departuresOf(item, index, at, context);
  const vehicle_class = context.classIds.get(item.class ?? 'car', at);
  if (!departures || vehicle_class === undefined) return;
  const add = adderOf(item, at, context, compiled.table);
  if (!add) return;
  departures.forEach((depart_s, n) => {
    add({ id: `${id}.${n + 1}`, depart_s, class: vehicle_class }, n);
    compiled.source.push(id);
  });
}

/** Of one item of demand: more than a city has in a day, and as many as memory holds. */
const MOST_VEHICLES = 5_000_000;

type Add = (vehicle: VehicleSpec, n: number) => void;

/** How the vehicles of an item of demand are added: by its routes in turn, or free to choose between its ends. */
function adderOf(
  item: ScenarioDemand,
  at: string,
  context: DemandContext,
  table: VehicleTable,
): Add | undefined {
  const { linkIds, findings, connectorOf } = context;
  const routes = item.routes ?? (item.route ? [{ links: item.route, share: 1 }] : undefined);
  if (routes) {
    const links = routes.map((route) => route.links.map((id) => linkIds.get(id, at)));
    if (routes.length === 0 || links.some((route) => route.length === 0 || route.includes(undefined)))
      return findings.error('no_ends', at);
    const turn = new Turns(routes.map(({ share }) => share));
    return routeAdder(links as number[][], () => turn.next(), at, findings, table);
  }
  const origin =
    item.from_link !== undefined ? linkIds.get(item.from_link, at) : connector(item.from_node, 'origin');
  const destination =
    item.to_link !== undefined ? linkIds.get(item.to_link, at) : connector(item.to_node, 'destination');
  if (origin === undefined || destination === undefined) return undefined;
  return (vehicle) => table.addFree(vehicle, origin, destination);

  function connector(node: string | undefined, end: 'origin' | 'destination'): number | undefined {
    return node === undefined ? findings.error('no_ends', at) : connectorOf(node, end);
  }
}

function routeAdder(
  routes: readonly (readonly number[])[],
  choose: () => number,
  at: string,
  findings: Findings,
  table: VehicleTable,
): Add {
  const first = new Map<number, number>();
  let failed = false;
  return (vehicle) => {
    const route = choose();
    const like = first.get(route);
    if (like !== undefined) table.addLike(vehicle, like);
    else if (!failed)
      try {
        first.set(route, table.addRouted(vehicle, routes[route]));
      } catch (error) {
        if (!(error instanceof RouteGapError)) throw error;
        failed = true;
        findings.error('no_route', at, { from: error.from, to: error.to });
      }
  };
}

/** Deals items out by shares, as evenly as whole numbers allow: each time to who is furthest behind. */
class Turns {
  readonly #shares: readonly number[];
  readonly #served: number[];

  constructor(shares: readonly number[]) {
    this.#shares = shares;
    this.#served = shares.map(() => 0);
  }

  next(): number {
    let best = 0;
    this.#shares.forEach((share, i) => {
      if ((this.#served[i] + 0.5) / share < (this.#served[best] + 0.5) / this.#shares[best]) best = i;
    });
    this.#served[best]++;
    return best;
  }
}

function departuresOf(
  item: ScenarioDemand,
  index: number,
  at: string,
  { findings, seed, start_s, end_s }: DemandContext,
): number[] | undefined {
  if (item.departures_s) return item.departures_s.filter((t) => t >= start_s);
  const from_s = item.start_s ?? start_s;
  const to_s = item.end_s ?? end_s ?? from_s + 3600;
  const flow_vps = flowOf(item.flow_vps, item.flow_vph);
  const isAmount = flow_vps !== undefined || item.count !== undefined || item.profile !== undefined;
  if (!isAmount) return findings.error('no_amount', at);
  if (to_s < from_s) return findings.error('bad_interval', at, { start_s: from_s, end_s: to_s });
  const span_s = Math.max(to_s - from_s, 1e-9);
  const parts = item.profile?.map((part) => ({
    from_s: part.start_s,
    to_s: part.end_s,
    rate_vps: flowOf(part.flow_vps, part.flow_vph) ?? 0,
  })) ?? [{ from_s, to_s, rate_vps: flow_vps ?? (item.count ?? 0) / span_s }];
  const vehicles = parts.reduce((sum, part) => sum + (part.to_s - part.from_s) * part.rate_vps, 0);
  if (!(vehicles <= MOST_VEHICLES))
    return findings.error('too_many_vehicles', at, {
      vehicles: vehicles.toPrecision(3),
      most: MOST_VEHICLES,
    });
  return item.arrivals === 'poisson'
    ? parts.flatMap((part, i) =>
        poissonArrivals(part, (n) => hash01(seed, index * 1000 + i, n, DRAW_ARRIVAL)),
      )
    : evenArrivals(parts);
}

interface Part {
  readonly from_s: number;
  readonly to_s: number;
  readonly rate_vps: number;
}

/** One vehicle whenever the flow since the beginning reaches a whole number; the first at the beginning. */
function evenArrivals(parts: readonly Part[]): number[] {
  const times: number[] = [];
  let done = 0;
  for (const { from_s, to_s, rate_vps } of parts) {
    const total = done + (to_s - from_s) * rate_vps;
    while (times.length < total - 1e-6) times.push(from_s + (times.length - done) / rate_vps);
    done = total;
  }
  return times;
}

function poissonArrivals({ from_s, to_s, rate_vps }: Part, draw: (n: number) => number): number[] {
  const times: number[] = [];
  if (rate_vps <= 0) return times;
  for (let at_s = from_s, n = 0; ; n++) {
    at_s -= Math.log(1 - draw(n)) / rate_vps;
    if (at_s >= to_s) return times;
    times.push(at_s);
  }
}

function addBusLine(
  line: ScenarioBusLine,
  at: string,
  context: DemandContext,
  compiled: CompiledDemand,
): void {
  const { linkIds, classIds, findings, start_s, end_s } = context;
  const route = line.route.map((id) => linkIds.get(id, at));
  const vehicle_class = classIds.get(line.class ?? 'bus', at);
  const stops = (line.stops ?? []).map(({ link, dwell_s = 20, bay = false }) => ({
    link: linkIds.get(link, at),
    dwell_s,
    bay,
  }));
  if (
    vehicle_class === undefined ||
    route.includes(undefined) ||
    stops.some(({ link }) => link === undefined)
  )
    return;
  const from_s = line.start_s ?? start_s;
  const to_s = line.end_s ?? end_s ?? from_s + 3600;
  if (!(line.headway_s > 0) || to_s < from_s) {
    findings.error('bad_interval', at, { start_s: from_s, end_s: to_s });
    return;
  }
  const add = routeAdder([route as number[]], () => 0, at, findings, compiled.table);
  for (let n = 0; from_s + n * line.headway_s < to_s; n++) {
    add(
      {
        id: `${line.id}.${n + 1}`,
        depart_s: from_s + n * line.headway_s,
        class: vehicle_class,
        stops: stops as StopSpec[],
      },
      n,
    );
    compiled.source.push(line.id);
  }
}
