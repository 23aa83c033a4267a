import { between, distance, type Point } from './plane.ts';

/** A line with the distance of every point from its start, so that places on it are named by metres along it. */
export class Polyline {
  readonly points: readonly Point[];
  /** Metres from the start, one value for each point. */
  readonly along_m: readonly number[];

  constructor(points: readonly Point[]) {
    this.points = points;
    const along = [0];
    for (let i = 1; i < points.length; i += 1) along.push(along[i - 1] + distance(points[i - 1], points[i]));
    this.along_m = along;
  }

  get length_m(): number {
    return this.along_m[this.along_m.length - 1];
  }

  /** The point `s_m` along the line, held to its ends. */
  at(s_m: number): Point {
    const i = this.segmentAt(s_m);
    const length = this.along_m[i + 1] - this.along_m[i];
    const share = length === 0 ? 0 : (s_m - this.along_m[i]) / length;
    return between(this.points[i], this.points[i + 1], Math.min(1, Math.max(0, share)));
  }

  /** Unit vector of travel `s_m` along the line. */
  direction(s_m: number): Point {
    const i = this.segmentAt(s_m);
    const a = this.points[i];
    const b = this.points[i + 1];
    const length = distance(a, b) || 1;
    return { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
  }

  /** The point `side_m` to the right of the line at `s_m` (negative: to the left). */
  beside(s_m: number, side_m: number): Point {
    const p = this.at(s_m);
    const d = this.direction(s_m);
    return { x: p.x + d.y * side_m, y: p.y - d.x * side_m };
  }

  /** Corner points strictly between two places. */
  cornersBetween(from_m: number, to_m: number): number[] {
    return this.along_m.filter((s) => s > from_m && s < to_m);
  }

  private segmentAt(s_m: number): number {
    let low = 0;
    let high = this.points.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.along_m[middle] <= s_m) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Takes out points that change the line by less than `tolerance_m` (Douglas–Peucker). */
export function simplify(points: readonly Point[], tolerance_m: number): Point[] {
  if (points.length < 3) return [...points];
  const first = points[0];
  const last = points[points.length - 1];
  let worst = 0;
  let at = 0;
  for (let i = 1; i + 1 < points.length; i += 1) {
    const off = offLine(points[i], first, last);
    if (off > worst) {
      worst = off;
      at = i;
    }
  }
  if (worst <= tolerance_m) return [first, last];
  return [
    ...simplify(points.slice(0, at + 1), tolerance_m).slice(0, -1),
    ...simplify(points.slice(at), tolerance_m),
  ];
}

function offLine(p: Point, a: Point, b: Point): number {
  const length = distance(a, b);
  if (length === 0) return distance(p, a);
  return Math.abs((b.x - a.x) * (a.y - p.y) - (a.x - p.x) * (b.y - a.y)) / length;
}
