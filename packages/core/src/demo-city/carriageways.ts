import { LINK_FLAG } from '../network/index.ts';
import { type Alignment, isGradeSeparated, stretchAt } from './alignment.ts';
import { crossingsOf, type Interchange, type RoadEnd } from './interchanges.ts';
import type { NetworkRows, RowAttributes } from './network-rows.ts';
import { between, distance, type Point } from './plane.ts';
import { simplify } from './polyline.ts';
import { SegmentIndex } from './segment-index.ts';

/** From the middle of the road to the middle of one carriageway, m. */
const HALF_WIDTH_M = 13;
/** A longer piece of carriageway is split, so that a link state stands for at most this. */
const LONGEST_M = 900;
/** Ramps leave the main road at most this far before the crossing, m. */
const RAMP_M = { free: 420, diamond: 240 };

/** +1 is the carriageway in the direction of the alignment, −1 the other. */
type Way = 1 | -1;
const WAYS: readonly Way[] = [1, -1];

/** Where the roads at grade and the ramps meet; filled by the surface graph. */
export interface Terminals {
  /** Node on the surface road of interchange `i`, on the right of the carriageway `way`. */
  interchange(i: number, way: Way): number;
  /** Node on the surface road that end `i` joins. */
  end(i: number): number;
}

/** Writes all dual carriageways with their ramps into the rows. Interchanges and ends refer to `roads`. */
export function writeCarriageways(
  rows: NetworkRows,
  roads: readonly Alignment[],
  interchanges: readonly Interchange[],
  ends: readonly RoadEnd[],
  terminals: Terminals,
): void {
  const index = new SegmentIndex(roads.map(({ line }) => line));
  const ways = roads.map((road, i) =>
    isGradeSeparated(road) ? new DualCarriageway(rows, road, i) : undefined,
  );
  const reach = rampReach(roads, interchanges);
  interchanges.forEach((x, i) => {
    const main = ways[x.road]!;
    const other = ways[x.other];
    if (other)
      writeFreeRamps(rows, main, x.at_m, reach(x.road, x.at_m), other, x.other_m, reach(x.other, x.other_m));
    else
      writeDiamond(rows, main, x.at_m, Math.min(RAMP_M.diamond, reach(x.road, x.at_m)), (way) =>
        terminals.interchange(i, way),
      );
  });
  ends.forEach((end, i) => {
    writeEnd(rows, ways[end.road]!, end, end.joins && terminals.end(i));
  });
  for (const way of ways) way?.write(index);
}

/** Ramps of neighbouring interchanges must not overlap: each takes less than half of the way to the next. */
function rampReach(roads: readonly Alignment[], interchanges: readonly Interchange[]) {
  const places = roads.map((): number[] => []);
  for (const { road, at_m, other, other_m, free } of interchanges) {
    places[road].push(at_m);
    if (free) places[other].push(other_m);
  }
  return (road: number, at_m: number): number => {
    const gaps = places[road].filter((p) => p !== at_m).map((p) => Math.abs(p - at_m));
    return Math.min(RAMP_M.free, 0.4 * Math.min(...gaps, 2 * RAMP_M.free));
  };
}

/** One road with two carriageways; hands out nodes on them and writes the links between the nodes. */
class DualCarriageway {
  readonly alignment: Alignment;
  private readonly rows: NetworkRows;
  private readonly road: number;
  private readonly nodes: Record<Way, Map<number, number>> = { 1: new Map(), [-1]: new Map() };

  constructor(rows: NetworkRows, alignment: Alignment, road: number) {
    this.rows = rows;
    this.alignment = alignment;
    this.road = road;
  }

  has(at_m: number): boolean {
    return at_m > 25 && at_m < this.alignment.line.length_m - 25;
  }

  node(way: Way, at_m: number): number {
    const metre = Math.round(at_m);
    const known = this.nodes[way].get(metre);
    if (known !== undefined) return known;
    const node = this.rows.addNode(this.point(way, metre));
    this.nodes[way].set(metre, node);
    return node;
  }

  point(way: Way, at_m: number): Point {
    return this.alignment.line.beside(at_m, way * HALF_WIDTH_M);
  }

  heading(way: Way, at_m: number): Point {
    const d = this.alignment.line.direction(at_m);
    return { x: d.x * way, y: d.y * way };
  }

  rampAttributes(at_m: number): RowAttributes {
    const { route } = this.alignment;
    return { ...this.attributes(at_m), class: route.class, lanes: 1, limit_kmh: 40, layer: 1 };
  }

  write(index: SegmentIndex): void {
    const over = crossingsOf(this.alignment.line, this.road, index).map(({ at_m }) => at_m);
    for (const way of WAYS) this.writeWay(way, over);
  }

  private writeWay(way: Way, over: readonly number[]): void {
    const marks = [...this.nodes[way].keys()].sort((a, b) => a - b);
    const all = marks.flatMap((mark, i) => (i === 0 ? [mark] : [...splits(marks[i - 1], mark), mark]));
    for (let k = 0; k + 1 < all.length; k += 1) {
      const [a, b] = [all[k], all[k + 1]];
      const { line } = this.alignment;
      const points = [a, ...line.cornersBetween(a + 30, b - 30), b].map((s) => this.point(way, s));
      const inner = simplify(points, 3).slice(1, -1);
      const bridge = over.some((s) => s > a && s < b);
      const attributes = this.attributes((a + b) / 2, bridge);
      if (way === 1) this.rows.addLink(this.node(1, a), this.node(1, b), inner, attributes);
      else this.rows.addLink(this.node(-1, b), this.node(-1, a), inner.reverse(), attributes);
    }
  }

  private attributes(at_m: number, bridge = false): RowAttributes {
    const { route } = this.alignment;
    const { name, form } = stretchAt(this.alignment, at_m);
    const tunnel = form === 'tunnel';
    const raised = !tunnel && (form === 'elevated' || bridge);
    return {
      class: route.class,
      lanes: route.lanes,
      limit_kmh: route.limit_kmh,
      name,
      source: `demo:${name}`,
      flags: tunnel ? LINK_FLAG.tunnel : raised ? LINK_FLAG.bridge : 0,
      layer: tunnel ? -1 : raised ? 1 : 0,
    };
  }
}

function splits(from_m: number, to_m: number): number[] {
  const parts = Math.ceil((to_m - from_m) / LONGEST_M);
  return Array.from({ length: parts - 1 }, (_, k) =>
    Math.round(from_m + ((to_m - from_m) * (k + 1)) / parts),
  );
}

/** All eight turns between two dual carriageways: each ramp leaves one before the crossing and joins the other after. */
function writeFreeRamps(
  rows: NetworkRows,
  a: DualCarriageway,
  a_m: number,
  reachA_m: number,
  b: DualCarriageway,
  b_m: number,
  reachB_m: number,
): void {
  const turn = (
    from: DualCarriageway,
    fromWay: Way,
    leave_m: number,
    to: DualCarriageway,
    toWay: Way,
    join_m: number,
  ) => {
    if (!from.has(leave_m) || !to.has(join_m)) return;
    const curve = bend(
      from.point(fromWay, leave_m),
      from.heading(fromWay, leave_m),
      to.point(toWay, join_m),
      to.heading(toWay, join_m),
    );
    rows.addRamp(from.node(fromWay, leave_m), to.node(toWay, join_m), curve, from.rampAttributes(leave_m));
  };
  for (const wayA of WAYS) {
    for (const wayB of WAYS) {
      turn(a, wayA, a_m - wayA * reachA_m, b, wayB, b_m + wayB * reachB_m);
      turn(b, wayB, b_m - wayB * reachB_m, a, wayA, a_m + wayA * reachA_m);
    }
  }
}

/** Off and on ramps of both carriageways to one node each on the surface road. */
function writeDiamond(
  rows: NetworkRows,
  main: DualCarriageway,
  at_m: number,
  reach_m: number,
  terminal: (way: Way) => number,
): void {
  for (const way of WAYS) {
    const node = terminal(way);
    const leave_m = at_m - way * reach_m;
    const join_m = at_m + way * reach_m;
    const corner = main.alignment.line.beside(at_m, way * 55);
    const heading = main.heading(way, at_m);
    if (main.has(leave_m)) {
      const curve = bend(main.point(way, leave_m), main.heading(way, leave_m), corner, heading);
      rows.addRamp(main.node(way, leave_m), node, curve, main.rampAttributes(leave_m));
    }
    if (main.has(join_m)) {
      const curve = bend(corner, heading, main.point(way, join_m), main.heading(way, join_m));
      rows.addRamp(node, main.node(way, join_m), curve, main.rampAttributes(join_m));
    }
    rows.signal(node);
  }
}

/** At an end both carriageways join one surface node, or, at the edge of the city, each other. */
function writeEnd(
  rows: NetworkRows,
  main: DualCarriageway,
  { at }: RoadEnd,
  joined: number | undefined,
): void {
  const at_m = at === 'start' ? 0 : main.alignment.line.length_m;
  const arriving: Way = at === 'start' ? -1 : 1;
  const leaving: Way = at === 'start' ? 1 : -1;
  const last = main.node(arriving, at_m);
  const first = main.node(leaving, at_m);
  const attributes = main.rampAttributes(at_m);
  if (joined === undefined) {
    const ahead = main.heading(arriving, at_m);
    const a = main.point(arriving, at_m);
    const b = main.point(leaving, at_m);
    const tip = { x: (a.x + b.x) / 2 + ahead.x * 30, y: (a.y + b.y) / 2 + ahead.y * 30 };
    rows.addRamp(last, first, [tip], attributes);
    return;
  }
  rows.addRamp(last, joined, [], attributes);
  rows.addRamp(joined, first, [], attributes);
  rows.signal(joined);
}

/** Inner points of a cubic curve that leaves `a` along `da` and arrives at `b` along `db` (unit vectors). */
function bend(a: Point, da: Point, b: Point, db: Point): Point[] {
  const handle = distance(a, b) * 0.42;
  const c1 = { x: a.x + da.x * handle, y: a.y + da.y * handle };
  const c2 = { x: b.x - db.x * handle, y: b.y - db.y * handle };
  return [1, 2, 3, 4, 5, 6, 7].map((k) => {
    const t = k / 8;
    const ab = between(a, c1, t);
    const bc = between(c1, c2, t);
    const cd = between(c2, b, t);
    return between(between(ab, bc, t), between(bc, cd, t), t);
  });
}
