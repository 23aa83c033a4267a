import { type Alignment, isGradeSeparated } from './alignment.ts';
import { Polyline } from './polyline.ts';
import { type Place, SegmentIndex } from './segment-index.ts';

/** A place where a dual carriageway is joined to another road by ramps. */
export interface Interchange {
  /** Position of the dual carriageway in the list of alignments, and where on it. */
  readonly road: number;
  readonly at_m: number;
  /** The other road, and where on it. */
  readonly other: number;
  readonly other_m: number;
  /** Whether the other road is a dual carriageway too. */
  readonly free: boolean;
}

/** What happens at an end of a dual carriageway. */
export interface RoadEnd {
  readonly road: number;
  readonly at: 'start' | 'end';
  /** The road at grade that goes on from here; undefined = traffic turns round (the edge of the city). */
  readonly joins: { readonly road: number; readonly at_m: number } | undefined;
}

/** Least distance between interchanges on one road, m. */
const SPACING_M = { motorway: 620, expressway: 340 };
/** How far an end reaches for a road to join, m. */
const REACH_M = 420;

/** Draws the ends of dual carriageways across the road that they run up to, so that the two cross. */
export function extendToCross(roads: readonly Alignment[]): Alignment[] {
  const index = new SegmentIndex(roads.map(({ line }) => line));
  return roads.map((road, i) => {
    if (!isGradeSeparated(road)) return road;
    const { points } = road.line;
    const separated = (other: number) => other !== i && isGradeSeparated(roads[other]);
    const head = index.nearest(points[0], REACH_M, separated);
    const tail = index.nearest(points[points.length - 1], REACH_M, separated);
    const before = head && head.off_m > 20 ? [head.point] : [];
    const after = tail && tail.off_m > 20 ? [tail.point] : [];
    const line = new Polyline([...before, ...points, ...after]);
    const shift_m = head && head.off_m > 20 ? head.off_m : 0;
    return { ...road, line, starts_m: road.starts_m.map((s, k) => (k === 0 ? 0 : s + shift_m)) };
  });
}

/** Chooses the interchanges: where two dual carriageways cross first, then main roads by their lanes. */
export function planInterchanges(roads: readonly Alignment[]): Interchange[] {
  const taken = roads.map((): number[] => []);
  const clear = (road: number, at_m: number) => {
    const spacing = roads[road].route.class === 'motorway' ? SPACING_M.motorway : SPACING_M.expressway;
    return taken[road].every((other) => Math.abs(other - at_m) >= spacing);
  };
  const weight = ({ free, other }: Interchange) => (free ? 100 : roads[other].route.lanes);
  const wanted = findCrossings(roads).sort(
    (a, b) => weight(b) - weight(a) || a.road - b.road || a.at_m - b.at_m,
  );
  return wanted.filter(({ road, at_m, other, other_m, free }) => {
    if (!clear(road, at_m) || (free && !clear(other, other_m))) return false;
    taken[road].push(at_m);
    if (free) taken[other].push(other_m);
    return true;
  });
}

function findCrossings(roads: readonly Alignment[]): Interchange[] {
  const index = new SegmentIndex(roads.map(({ line }) => line));
  const found: Interchange[] = [];
  roads.forEach((alignment, road) => {
    if (!isGradeSeparated(alignment)) return;
    for (const { at_m, other, other_m } of crossingsOf(alignment.line, road, index)) {
      const free = isGradeSeparated(roads[other]);
      if (free && other < road) continue;
      found.push({ road, at_m, other, other_m, free });
    }
  });
  return found;
}

/** Every place where a line crosses another, in order along it; the ends touching another road count. */
export function crossingsOf(line: Polyline, road: number, index: SegmentIndex) {
  const found: { at_m: number; other: number; other_m: number }[] = [];
  const add = (at_m: number, { line: other, at_m: other_m }: Place) => {
    if (other !== road && !found.some((f) => f.other === other && Math.abs(f.at_m - at_m) < 30))
      found.push({ at_m, other, other_m });
  };
  for (let s = 0; s + 1 < line.points.length; s += 1) {
    const length = line.along_m[s + 1] - line.along_m[s];
    for (const hit of index.crossings(line.points[s], line.points[s + 1]))
      add(line.along_m[s] + hit.share * length, hit);
  }
  for (const at_m of [0, line.length_m]) {
    const touched = index.nearest(line.at(at_m), 5, (other) => other !== road);
    if (touched) add(at_m, touched);
  }
  return found;
}

/** What each dual carriageway does at its two ends; an end at an interchange of two of them needs nothing. */
export function planEnds(roads: readonly Alignment[], interchanges: readonly Interchange[]): RoadEnd[] {
  const index = new SegmentIndex(roads.map(({ line }) => line));
  const near = (road: number, at_m: number) =>
    interchanges.some(
      (x) =>
        x.free &&
        ((x.road === road && Math.abs(x.at_m - at_m) < 60) ||
          (x.other === road && Math.abs(x.other_m - at_m) < 60)),
    );
  return roads.flatMap((alignment, road) => {
    if (!isGradeSeparated(alignment)) return [];
    return (['start', 'end'] as const)
      .map((at) => ({ at, at_m: at === 'start' ? 0 : alignment.line.length_m }))
      .filter(({ at_m }) => !near(road, at_m))
      .map(({ at, at_m }) => {
        const joined = index.nearest(
          alignment.line.at(at_m),
          REACH_M,
          (other) => !isGradeSeparated(roads[other]),
        );
        return { road, at, joins: joined && { road: joined.line, at_m: joined.at_m } };
      });
  });
}
