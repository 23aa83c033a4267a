import type { LinkClass } from '../network/index.ts';
import { distance, type Point } from './plane.ts';
import { Polyline, simplify } from './polyline.ts';
import { type Place, SegmentIndex } from './segment-index.ts';

/** A two-way street at grade. */
export interface Street {
  readonly line: Polyline;
  readonly class: LinkClass;
  readonly lanes: number;
  readonly limit_kmh: number | null;
  /** Empty for a synthetic street. */
  readonly name: string;
}

/** A piece of street between two junctions. */
export interface SurfaceEdge {
  readonly from: number;
  readonly to: number;
  readonly street: number;
  /** All points, the two junctions included. */
  readonly points: readonly Point[];
}

export interface SurfaceGraph {
  readonly nodes: readonly Point[];
  readonly edges: readonly SurfaceEdge[];
  /** Node of each place that was asked for. */
  readonly node_of_place: readonly number[];
}

/** Junctions nearer to each other than this become one. */
const MERGE_M = 42;
/** A longer piece of road is split, so that a link state stands for at most this. */
const LONGEST_M = 900;
/** How far the end of a named road, or of a local street, reaches for a road to join. */
const REACH_M = { named: 280, local: 5 };

interface Cut {
  readonly street: number;
  readonly at_m: number;
  readonly point: Point;
}

/**
 * Joins streets into a planar graph: every crossing at grade, every end that touches another street and every place
 * of `places` becomes a node; nodes within 42 m of each other become one.
 */
export function joinStreets(given: readonly Street[], places: readonly Omit<Place, 'point'>[]): SurfaceGraph {
  const streets = reachOut(given);
  const cuts: Cut[] = places.map(({ line, at_m }) => cutAt(streets, line, at_m));
  cuts.push(...endCuts(streets), ...crossingCuts(streets));
  const { nodes, node_of } = mergeCuts(cuts);
  const edges = cutStreets(streets, cuts, node_of, nodes);
  return { nodes, edges: withoutDoubles(edges, streets), node_of_place: places.map((_, i) => node_of[i]) };
}

function cutAt(streets: readonly Street[], street: number, at_m: number): Cut {
  const { line } = streets[street];
  const held = Math.min(line.length_m, Math.max(0, at_m));
  return { street, at_m: held, point: line.at(held) };
}

/** Draws the ends of named roads on to the nearest other road in reach. */
function reachOut(streets: readonly Street[]): Street[] {
  const named = streets.map(({ line, name }) =>
    name ? line : new Polyline([line.points[0], line.points[0]]),
  );
  const index = new SegmentIndex(named);
  return streets.map((street, i) => {
    if (!street.name) return street;
    const points = [...street.line.points];
    const others = (line: number) => line !== i && streets[line].name !== '';
    const head = index.nearest(points[0], REACH_M.named, others);
    const tail = index.nearest(points[points.length - 1], REACH_M.named, others);
    if (head && head.off_m > 1) points.unshift(head.point);
    if (tail && tail.off_m > 1) points.push(tail.point);
    return { ...street, line: new Polyline(points) };
  });
}

/** The ends of every street, and the places of other streets that they touch. */
function endCuts(streets: readonly Street[]): Cut[] {
  const index = new SegmentIndex(streets.map(({ line }) => line));
  const cuts: Cut[] = [];
  streets.forEach(({ line, name }, street) => {
    for (const at_m of [0, line.length_m]) {
      const cut = cutAt(streets, street, at_m);
      cuts.push(cut);
      const touched = index.nearest(
        cut.point,
        REACH_M.local,
        (other) => other !== street && (name === '' ? streets[other].name !== '' : true),
      );
      if (touched) cuts.push({ street: touched.line, at_m: touched.at_m, point: touched.point });
    }
  });
  return cuts;
}

function crossingCuts(streets: readonly Street[]): Cut[] {
  const index = new SegmentIndex(streets.map(({ line }) => line));
  const cuts: Cut[] = [];
  streets.forEach(({ line }, street) => {
    for (let s = 0; s + 1 < line.points.length; s += 1) {
      const length = line.along_m[s + 1] - line.along_m[s];
      for (const hit of index.crossings(line.points[s], line.points[s + 1])) {
        if (hit.line <= street) continue;
        cuts.push({ street, at_m: line.along_m[s] + hit.share * length, point: hit.point });
        cuts.push({ street: hit.line, at_m: hit.at_m, point: hit.point });
      }
    }
  });
  return cuts;
}

/** Groups cuts into nodes: each joins the first node within reach, which stands where its first member stood. */
function mergeCuts(cuts: readonly Cut[]): { nodes: Point[]; node_of: number[] } {
  const nodes: Point[] = [];
  const cells = new Map<number, number[]>();
  const key = (x: number, y: number) => x * 1_000_000 + y;
  const node_of = cuts.map(({ point }) => {
    const cx = Math.floor(point.x / MERGE_M);
    const cy = Math.floor(point.y / MERGE_M);
    for (let x = cx - 1; x <= cx + 1; x += 1) {
      for (let y = cy - 1; y <= cy + 1; y += 1) {
        const near = cells.get(key(x, y))?.find((n) => distance(nodes[n], point) < MERGE_M);
        if (near !== undefined) return near;
      }
    }
    nodes.push(point);
    const cell = cells.get(key(cx, cy)) ?? [];
    cell.push(nodes.length - 1);
    cells.set(key(cx, cy), cell);
    return nodes.length - 1;
  });
  return { nodes, node_of };
}

function cutStreets(
  streets: readonly Street[],
  cuts: readonly Cut[],
  node_of: readonly number[],
  nodes: Point[],
): SurfaceEdge[] {
  const byStreet: number[][] = streets.map(() => []);
  cuts.forEach(({ street }, i) => {
    byStreet[street].push(i);
  });
  const edges: SurfaceEdge[] = [];
  streets.forEach(({ line }, street) => {
    const ordered = byStreet[street].sort((a, b) => cuts[a].at_m - cuts[b].at_m);
    for (let k = 0; k + 1 < ordered.length; k += 1) {
      const [a, b] = [ordered[k], ordered[k + 1]];
      if (node_of[a] === node_of[b]) continue;
      edges.push(
        ...splitLong(line, { street, from: node_of[a], to: node_of[b] }, cuts[a].at_m, cuts[b].at_m, nodes),
      );
    }
  });
  return edges;
}

function splitLong(
  line: Polyline,
  ends: { street: number; from: number; to: number },
  from_m: number,
  to_m: number,
  nodes: Point[],
): SurfaceEdge[] {
  const parts = Math.ceil((to_m - from_m) / LONGEST_M);
  const edges: SurfaceEdge[] = [];
  let from = ends.from;
  for (let k = 1; k <= parts; k += 1) {
    const a = from_m + ((to_m - from_m) * (k - 1)) / parts;
    const b = from_m + ((to_m - from_m) * k) / parts;
    const to = k === parts ? ends.to : nodes.push(line.at(b)) - 1;
    const inner = line.cornersBetween(a + 20, b - 20).map((s) => line.at(s));
    edges.push({ street: ends.street, from, to, points: simplify([nodes[from], ...inner, nodes[to]], 4) });
    from = to;
  }
  return edges;
}

/** Of several pieces between the same two nodes the most important stays. */
function withoutDoubles(edges: readonly SurfaceEdge[], streets: readonly Street[]): SurfaceEdge[] {
  const by_nodes = new Map<number, SurfaceEdge>();
  for (const edge of edges) {
    const key = Math.min(edge.from, edge.to) * 1_000_000 + Math.max(edge.from, edge.to);
    const rival = by_nodes.get(key);
    if (!rival || streets[edge.street].lanes > streets[rival.street].lanes) by_nodes.set(key, edge);
  }
  return [...by_nodes.values()];
}

/** Takes out local streets that end nowhere, and joins local pieces that follow each other without a junction. */
export function tidyLocals(
  graph: SurfaceGraph,
  streets: readonly Street[],
  fixed: ReadonlySet<number>,
): SurfaceEdge[] {
  const edges = new Map<number, SurfaceEdge>(graph.edges.entries());
  const at = new Map<number, number[]>();
  for (const [id, { from, to }] of edges) for (const n of [from, to]) at.set(n, [...(at.get(n) ?? []), id]);
  const local = (id: number) => streets[edges.get(id)!.street].name === '';
  const remove = (id: number) => {
    const { from, to } = edges.get(id)!;
    edges.delete(id);
    for (const n of [from, to])
      at.set(
        n,
        at.get(n)!.filter((other) => other !== id),
      );
  };
  const queue = [...at.keys()];
  const join = (first: number, second: number, node: number) => {
    const joined = joinEdges(edges.get(first)!, edges.get(second)!, node);
    if (joined.from === joined.to || lengthOf(joined.points) > LONGEST_M) return;
    remove(first);
    remove(second);
    edges.set(first, joined);
    for (const n of [joined.from, joined.to]) at.get(n)!.push(first);
  };
  while (queue.length > 0) {
    const node = queue.pop()!;
    const [first, second, third] = at.get(node)!;
    if (first === undefined || third !== undefined || fixed.has(node) || !local(first)) continue;
    if (second === undefined) {
      const { from, to } = edges.get(first)!;
      remove(first);
      queue.push(from === node ? to : from);
    } else if (local(second)) join(first, second, node);
  }
  return [...edges.values()];
}

function joinEdges(a: SurfaceEdge, b: SurfaceEdge, node: number): SurfaceEdge {
  const into = a.to === node ? a : { ...a, from: a.to, to: a.from, points: [...a.points].reverse() };
  const out = b.from === node ? b : { ...b, from: b.to, to: b.from, points: [...b.points].reverse() };
  const points = simplify([...into.points, ...out.points.slice(1)], 4);
  return { street: a.street, from: into.from, to: out.to, points };
}

function lengthOf(points: readonly Point[]): number {
  return points.reduce((sum, p, i) => sum + (i === 0 ? 0 : distance(points[i - 1], p)), 0);
}
