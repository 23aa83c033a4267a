import { textNetwork } from '@opentocc/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildNetwork, type RoadNetwork } from '../network/index.ts';
import { planeOf } from './plane.ts';
import { SegmentGrid } from './segment-grid.ts';

const { network, link } = textNetwork(`
  A--B-----C
  |  |     |
  D--E>>>>>F
     |
     G
`);
const plane = planeOf(network.meta.bbox);
const grid = new SegmentGrid(network, plane);

/** The place of a node on the plane of its network. */
function placeOn({ meta, node_lon, node_lat }: RoadNetwork, node: number): [x: number, y: number] {
  const { lon0, lon_m, lat0, lat_m } = planeOf(meta.bbox);
  return [(node_lon[node] - lon0) * lon_m, (node_lat[node] - lat0) * lat_m];
}

/** Distance of a link, which is one straight piece here, on the plane. */
function slowDistance_m(id: number, x: number, y: number): number {
  const at = (node: number) => [
    (network.node_lon[node] - plane.lon0) * plane.lon_m,
    (network.node_lat[node] - plane.lat0) * plane.lat_m,
  ];
  const [[ax, ay], [bx, by]] = [at(network.link_from[id]), at(network.link_to[id])];
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

test('finds exactly the links within the radius, each once, at its distance', () => {
  const place = fc.double({ min: -700, max: 700, noNaN: true });
  fc.assert(
    fc.property(place, place, fc.double({ min: 1, max: 200, noNaN: true }), (x, y, radius_m) => {
      const count = grid.search(x, y, radius_m);
      const found = new Map(
        Array.from({ length: count }, (_, row) => [grid.found_link[row], grid.found_distance_m[row]]),
      );
      expect(found.size).toBe(count);
      for (let id = 0; id < network.link_count; id++) {
        const slow_m = slowDistance_m(id, x, y);
        if (Math.abs(slow_m - radius_m) < 0.01) continue;
        if (slow_m > radius_m) expect(found.has(id)).toBe(false);
        else expect(found.get(id)).toBeCloseTo(slow_m, 1);
      }
    }),
  );
});

test('finds the same however few its cells are', () => {
  const coarse = new SegmentGrid(network, plane, undefined, 4);
  const place = fc.double({ min: -700, max: 700, noNaN: true });
  const foundBy = (one: SegmentGrid, count: number) =>
    Array.from(
      { length: count },
      (_, row) => `${one.found_link[row]} ${one.found_offset_m[row]} ${one.found_distance_m[row]}`,
    ).sort();
  fc.assert(
    fc.property(place, place, fc.double({ min: 1, max: 200, noNaN: true }), (x, y, radius_m) => {
      const expected = foundBy(grid, grid.search(x, y, radius_m));
      expect(foundBy(coarse, coarse.search(x, y, radius_m))).toEqual(expected);
    }),
  );
});

test('a network with a part on the other side of the Earth has no more cells than are allowed', () => {
  const { raw } = textNetwork(`
    A--B
    C--D
  `);
  const nodes = raw.nodes.map((node, at) => (at < 2 ? node : { lon: node.lon - 290, lat: -node.lat }));
  const far = buildNetwork({ ...raw, nodes });
  const wide = new SegmentGrid(far, planeOf(far.meta.bbox));
  const count = wide.search(...placeOn(far, 0), 60);
  expect([...wide.found_link.subarray(0, count)].sort()).toEqual([0, 1]);
});

test('says where on the link and by which course', () => {
  const [x, y] = [
    (network.node_lon[4] - plane.lon0) * plane.lon_m,
    (network.node_lat[4] - plane.lat0) * plane.lat_m,
  ];
  const count = grid.search(x + 120, y - 10, 20);
  expect(count).toBe(1);
  expect(grid.found_link[0]).toBe(link('EF'));
  expect(grid.found_offset_m[0]).toBeCloseTo(120, 0);
  expect(grid.found_course_deg[0]).toBeCloseTo(90, 0);
});

test('a place far away or not a number finds nothing', () => {
  expect(grid.search(1e7, 0, 50)).toBe(0);
  expect(grid.search(Number.NaN, 0, 50)).toBe(0);
});
