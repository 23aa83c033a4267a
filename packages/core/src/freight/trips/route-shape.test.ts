import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RouteShape } from './route-shape.ts';
import { MAP, place } from './test-drive.ts';

const km = (north: number, east = 0) => place(north, east * 1000);
const near = (shape: RouteShape, north: number) => {
  shape.distance_m(MAP.toPlane(...km(north)), 0, 0);
  return shape.nearest;
};

describe('a designated route', () => {
  it('is as far as its nearest segment, wherever the search begins', () => {
    const points = fc.array(
      fc.tuple(fc.double({ min: 0, max: 20, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })),
      {
        minLength: 2,
        maxLength: 60,
      },
    );
    const spot = fc.tuple(
      fc.double({ min: 0, max: 20, noNaN: true }),
      fc.double({ min: -9, max: 9, noNaN: true }),
    );
    fc.assert(
      fc.property(points, spot, fc.nat(70), (drawn, [north, east], last) => {
        const line = drawn.map(([n, e]) => km(n, e));
        const shape = new RouteShape(MAP, [{ points: line, limit_kmh: null }]);
        const at = MAP.toPlane(...km(north, east));
        const least = Math.min(
          ...line.slice(1).map((to, i) => segment(at, MAP.toPlane(...line[i]), MAP.toPlane(...to))),
        );
        expect(shape.distance_m(at, last, 0)).toBeCloseTo(least, 3);
        // What is near enough by the last segment may be taken, and is never nearer than the nearest.
        const taken = shape.distance_m(at, last, 40);
        expect(taken <= 40 || Math.abs(taken - least) < 1e-3).toBe(true);
        expect(taken).toBeGreaterThanOrEqual(least - 1e-3);
      }),
    );
  });

  it('has the highest limit of what lies within 250 m', () => {
    const shape = new RouteShape(MAP, [
      { points: [km(0), km(2), km(2.9)], limit_kmh: 60 },
      { points: [km(2.9), km(3.2)], limit_kmh: 60 },
      { points: [km(3.2), km(5)], limit_kmh: 100 },
    ]);
    expect([1, 2.5, 3, 4].map((north) => shape.limit_kmh(near(shape, north)))).toEqual([60, 60, 100, 100]);
    expect(new RouteShape(MAP, [{ points: [km(0), km(1)], limit_kmh: null }]).limit_kmh(0)).toBe(Infinity);
  });

  it('without a segment is infinitely far', () => {
    expect(new RouteShape(MAP, []).distance_m({ x: 0, y: 0 }, 0, 40)).toBe(Infinity);
  });
});

describe('the way between two places of a route', () => {
  const points = Array.from({ length: 13 }, (_, north) => km(north));
  const shape = new RouteShape(MAP, [
    { points: points.slice(0, 7), limit_kmh: 60 },
    { points: points.slice(6), limit_kmh: 100 },
  ]);
  const between = (from: [number, number], to: [number, number], top_kmh: number, route = shape) =>
    route.between(MAP.toPlane(...from), MAP.toPlane(...to), 0, 60, top_kmh);

  it('takes as long as its limits and that of the truck let it', () => {
    const way = between(km(2), km(8), 120);
    // The higher limit counts on the last kilometre before it already.
    expect(way?.length_m).toBeCloseTo(6000, -2);
    expect(way?.lawful_s).toBeCloseTo((3 / 60 + 3 / 100) * 3600, -1);
    expect(way?.most_kmh).toBe(100);
    expect(between(km(2), km(8), 80)?.lawful_s).toBeCloseTo((3 / 60 + 3 / 80) * 3600, -1);
    expect(between(km(8), km(2), 120)?.lawful_s).toBeCloseTo(way?.lawful_s ?? 0, 3);
  });

  it('is the shortest of several, and none beside the route', () => {
    const points = [km(0), km(3), km(6), km(3), km(0)];
    const thereAndBack = new RouteShape(MAP, [{ points, limit_kmh: 60 }]);
    expect(between(km(5), km(2), 100, thereAndBack)?.length_m).toBeCloseTo(3000, -2);
    expect(between(km(2), km(8, 0.2), 100)).toBeNull();
    expect(between(km(2, 0.2), km(8), 100)).toBeNull();
  });
});

type XY = ReturnType<typeof MAP.toPlane>;
function segment(at: XY, from: XY, to: XY): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length_2 = dx * dx + dy * dy;
  const share = length_2 === 0 ? 0 : ((at.x - from.x) * dx + (at.y - from.y) * dy) / length_2;
  const within = Math.min(1, Math.max(0, share));
  return Math.hypot(at.x - from.x - within * dx, at.y - from.y - within * dy);
}
