import { between, crossing, distance, nearestShare, type Point } from './plane.ts';
import type { Polyline } from './polyline.ts';

const CELL_M = 300;

/** A place on one of the indexed lines. */
export interface Place {
  readonly line: number;
  readonly at_m: number;
  readonly point: Point;
}

/** Finds segments of many lines by place: a grid of 300 m cells. */
export class SegmentIndex {
  private readonly lines: readonly Polyline[];
  private readonly cells = new Map<number, { line: number; segment: number }[]>();

  constructor(lines: readonly Polyline[]) {
    this.lines = lines;
    lines.forEach((line, i) => {
      for (let s = 0; s + 1 < line.points.length; s += 1) this.insert(i, s);
    });
  }

  /** The nearest place within `radius_m` on any line that `accept` admits. */
  nearest(
    p: Point,
    radius_m: number,
    accept: (line: number) => boolean = () => true,
  ): (Place & { off_m: number }) | undefined {
    let best: (Place & { off_m: number }) | undefined;
    for (const { line, segment } of this.around(p, p, radius_m)) {
      if (!accept(line)) continue;
      const { points, along_m } = this.lines[line];
      const share = nearestShare(p, points[segment], points[segment + 1]);
      const point = between(points[segment], points[segment + 1], share);
      const off_m = distance(p, point);
      if (off_m > (best?.off_m ?? radius_m)) continue;
      best = {
        line,
        point,
        off_m,
        at_m: along_m[segment] + share * (along_m[segment + 1] - along_m[segment]),
      };
    }
    return best;
  }

  /** Places where the segment a–b crosses a line, with the share along a–b. */
  crossings(a: Point, b: Point): (Place & { share: number })[] {
    const found: (Place & { share: number })[] = [];
    for (const { line, segment } of this.around(a, b, 0)) {
      const { points, along_m } = this.lines[line];
      const hit = crossing(a, b, points[segment], points[segment + 1]);
      if (!hit) continue;
      const at_m = along_m[segment] + hit.u * (along_m[segment + 1] - along_m[segment]);
      found.push({ line, at_m, share: hit.t, point: between(a, b, hit.t) });
    }
    return found;
  }

  private insert(line: number, segment: number): void {
    const { points } = this.lines[line];
    for (const key of cellsOf(points[segment], points[segment + 1], 0)) {
      const cell = this.cells.get(key);
      if (cell) cell.push({ line, segment });
      else this.cells.set(key, [{ line, segment }]);
    }
  }

  private around(a: Point, b: Point, margin_m: number): Set<{ line: number; segment: number }> {
    const seen = new Map<number, { line: number; segment: number }>();
    for (const key of cellsOf(a, b, margin_m)) {
      for (const entry of this.cells.get(key) ?? []) seen.set(entry.line * 4096 + entry.segment, entry);
    }
    return new Set(seen.values());
  }
}

function* cellsOf(a: Point, b: Point, margin_m: number): Generator<number> {
  const x0 = Math.floor((Math.min(a.x, b.x) - margin_m) / CELL_M);
  const x1 = Math.floor((Math.max(a.x, b.x) + margin_m) / CELL_M);
  const y0 = Math.floor((Math.min(a.y, b.y) - margin_m) / CELL_M);
  const y1 = Math.floor((Math.max(a.y, b.y) + margin_m) / CELL_M);
  for (let x = x0; x <= x1; x += 1) for (let y = y0; y <= y1; y += 1) yield x * 100_000 + y;
}
