import {
  buildNetwork,
  LINK_FLAG,
  type NetworkArea,
  type RawLink,
  type RawNetwork,
} from '../network/index.ts';
import { type Alignment, isGradeSeparated, layOutRoutes } from './alignment.ts';
import { writeCarriageways } from './carriageways.ts';
import { composeDistricts } from './districts.ts';
import { extendToCross, type Interchange, planEnds, planInterchanges } from './interchanges.ts';
import { growLocalStreets } from './local-streets.ts';
import { NetworkRows } from './network-rows.ts';
import { listPlaces } from './places.ts';
import { type Point, toLonLat } from './plane.ts';
import { SegmentIndex } from './segment-index.ts';
import { composeStreetAreas } from './street-areas.ts';
import { joinStreets, type Street, type SurfaceGraph, tidyLocals } from './surface-graph.ts';

export interface DemoCityOptions {
  /** Seed of the synthetic local streets; the skeleton does not depend on it. Default 1. */
  readonly seed?: number;
}

/** Ramps of an interchange meet the surface road this far from the middle of the main road, m. */
const TERMINAL_M = 58;

/**
 * Shenzhen to learn and to demonstrate with: districts, expressways, main roads and places drawn by hand from public
 * geography, local streets generated around them. Strongly connected; the same seed gives the same rows on every
 * machine. About 15,000 directed links in about a second.
 */
export function generateDemoCity({ seed = 1 }: DemoCityOptions = {}): RawNetwork {
  const roads = extendToCross(layOutRoutes());
  const districts = composeDistricts();
  const interchanges = planInterchanges(roads);
  const ends = planEnds(roads, interchanges);
  const named = roads.flatMap((road, i) =>
    isGradeSeparated(road) ? [] : [{ road: i, street: streetOf(road) }],
  );
  const streetIndex = new Map(named.map(({ road }, i) => [road, i]));
  const streets = [
    ...named.map(({ street }) => street),
    ...growLocalStreets(
      seed,
      surroundings(
        roads,
        districts.map(({ ring }) => ring),
      ),
    ),
  ];
  const wanted = [
    ...interchanges.flatMap((x) =>
      x.free ? [] : terminalsOf(roads, x).map((at_m) => ({ line: streetIndex.get(x.other)!, at_m })),
    ),
    ...ends.flatMap(({ joins }) => (joins ? [{ line: streetIndex.get(joins.road)!, at_m: joins.at_m }] : [])),
  ];
  const graph = joinStreets(streets, wanted);
  const rows = new NetworkRows();
  const nodeOf = writeSurface(rows, graph, streets, roads);
  writeCarriageways(rows, roads, interchanges, ends, terminalNodes(interchanges, ends, graph, nodeOf));
  const raw: RawNetwork = {
    name_zh: '深圳（演示城市）',
    name_en: 'Shenzhen (demo city)',
    attribution: '© OpenTOCC, Apache-2.0',
    notice_zh:
      '骨架道路按公开地理知识手绘，精度约 100–300 米；支路和次干路为程序生成，并非真实道路；街道界线为近似。车队与首次启动之前的历史为仿真数据。',
    notice_en:
      'Main roads are drawn by hand from public knowledge, good to 100–300 m; local streets and collectors are synthetic, not surveyed; sub-district borders are approximate. The fleet, and the history before the first start, are simulated.',
    ...rows.rows(),
    bans: [],
    districts: districts.map(({ ring, ...names }) => ({ ...names, coordinates: [[closedRing(ring)]] })),
    streets: composeStreetAreas(districts),
    places: listPlaces(),
    dropped: {},
  };
  return keepMainComponent(raw);
}

/** The route's own line; names of its stretches are looked up piece by piece. */
function streetOf({ route, line }: Alignment): Street {
  const { class: roadClass, lanes, limit_kmh, stretches } = route;
  return { line, class: roadClass, lanes, limit_kmh, name: stretches[0].name };
}

function surroundings(roads: readonly Alignment[], land: readonly (readonly Point[])[]) {
  const surfaceLines = roads.filter((r) => !isGradeSeparated(r)).map(({ line }) => line);
  const separatedLines = roads.filter(isGradeSeparated).map(({ line }) => line);
  return {
    land,
    surfaceLines,
    separatedLines,
    surface: new SegmentIndex(surfaceLines),
    separated: new SegmentIndex(separatedLines),
  };
}

/** Where on the surface road the ramps of the forward and of the backward carriageway end. */
function terminalsOf(
  roads: readonly Alignment[],
  { road, at_m, other, other_m }: Interchange,
): [number, number] {
  const a = roads[road].line.direction(at_m);
  const b = roads[other].line.direction(other_m);
  const right = a.y * b.x - a.x * b.y > 0 ? 1 : -1;
  return [other_m + right * TERMINAL_M, other_m - right * TERMINAL_M];
}

function terminalNodes(
  interchanges: readonly Interchange[],
  ends: ReturnType<typeof planEnds>,
  graph: SurfaceGraph,
  nodeOf: (n: number) => number,
) {
  const first = new Map<number, number>();
  let next = 0;
  interchanges.forEach(({ free }, i) => {
    if (free) return;
    first.set(i, next);
    next += 2;
  });
  const firstEnd = new Map<number, number>();
  ends.forEach(({ joins }, i) => {
    if (joins) firstEnd.set(i, next++);
  });
  return {
    interchange: (i: number, way: 1 | -1) => nodeOf(graph.node_of_place[first.get(i)! + (way === 1 ? 0 : 1)]),
    end: (i: number) => nodeOf(graph.node_of_place[firstEnd.get(i)!]),
  };
}

/** Writes the streets at grade and returns the row of each node of the graph. */
function writeSurface(
  rows: NetworkRows,
  graph: SurfaceGraph,
  streets: readonly Street[],
  roads: readonly Alignment[],
): (node: number) => number {
  const edges = tidyLocals(graph, streets, new Set(graph.node_of_place));
  const names = new SegmentIndex(roads.map(({ line }) => line));
  const rowOf = new Map<number, number>();
  const nodeOf = (node: number) => {
    const known = rowOf.get(node) ?? rows.addNode(graph.nodes[node]);
    rowOf.set(node, known);
    return known;
  };
  const legs = new Map<number, Street[]>();
  for (const { from, to, street, points } of edges) {
    const { name, class: roadClass, lanes, limit_kmh } = streets[street];
    const shown =
      name === ''
        ? ''
        : nameAt(points[points.length >> 1], points[(points.length - 1) >> 1], street, names, roads);
    const source = name === '' ? 'demo:local' : `demo:${shown}`;
    const flags = name === '' ? LINK_FLAG.synthetic : 0;
    rows.addTwoWay(nodeOf(from), nodeOf(to), points.slice(1, -1), {
      class: roadClass,
      lanes,
      limit_kmh,
      name: shown,
      source,
      flags,
    });
    for (const node of [from, to]) legs.set(node, [...(legs.get(node) ?? []), streets[street]]);
  }
  for (const [node, at] of legs) if (wantsSignals(at)) rows.signal(nodeOf(node));
  return nodeOf;
}

/** Name of the surface road's stretch between two neighbouring points of a piece. */
function nameAt(
  a: Point,
  b: Point,
  street: number,
  names: SegmentIndex,
  roads: readonly Alignment[],
): string {
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const surface = roads.flatMap((road, i) => (isGradeSeparated(road) ? [] : [i]));
  const { route, starts_m } = roads[surface[street]];
  const place = names.nearest(middle, 400, (line) => line === surface[street]);
  let k = starts_m.length - 1;
  while (k > 0 && starts_m[k] > (place?.at_m ?? 0)) k -= 1;
  return route.stretches[k].name;
}

/** Lights stand where main roads meet, and where a collector meets a main road. */
function wantsSignals(legs: readonly Street[]): boolean {
  if (legs.length < 3) return false;
  const main = legs.filter((leg) => leg.class === 'arterial').length;
  const collectors = legs.filter((leg) => leg.class === 'collector').length;
  return main >= 3 || (main >= 1 && collectors >= 1) || collectors >= 4;
}

function closedRing(ring: readonly Point[]): NetworkArea['coordinates'][number][number] {
  const points = ring.map(toLonLat);
  return [...points, points[0]];
}

/** Leaves out what cannot be reached from everywhere and back, and renumbers the rest. */
function keepMainComponent(raw: RawNetwork): RawNetwork {
  const { link_flags } = buildNetwork({ ...raw, districts: [], streets: [] });
  const linkRow = new Map<number, number>();
  raw.links.forEach((_, i) => {
    if (link_flags[i] & LINK_FLAG.main_component) linkRow.set(i, linkRow.size);
  });
  const nodeRow = new Map<number, number>();
  for (const i of linkRow.keys()) {
    for (const node of [raw.links[i].from, raw.links[i].to])
      if (!nodeRow.has(node)) nodeRow.set(node, nodeRow.size);
  }
  const links = [...linkRow.keys()].map((i): RawLink => {
    const { from, to, reverse, ...link } = raw.links[i];
    const back = reverse === undefined ? undefined : linkRow.get(reverse);
    return {
      ...link,
      from: nodeRow.get(from)!,
      to: nodeRow.get(to)!,
      ...(back === undefined ? {} : { reverse: back }),
    };
  });
  const nodes = [...nodeRow.keys()].map((i) => raw.nodes[i]);
  return { ...raw, nodes, links, dropped: { unreachable: raw.links.length - links.length } };
}
