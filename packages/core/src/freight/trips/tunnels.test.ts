import { expect, it } from 'vitest';
import { generateDemoCity } from '../../demo-city/index.ts';
import { buildNetwork, LINK_FLAG } from '../../network/index.ts';
import { FreightMap } from './freight-map.ts';
import { tunnelsOf } from './tunnels.ts';

it('tunnels of a network are links under ground that hang together, and are known near their ends', () => {
  const network = buildNetwork(generateDemoCity());
  const tunnels = tunnelsOf(network);
  const under = [...network.link_flags.keys()].filter((link) => network.link_flags[link] & LINK_FLAG.tunnel);
  expect(tunnels.length).toBeGreaterThan(1);
  const nodes = under.flatMap((link) => [network.link_from[link], network.link_to[link]]);
  expect(tunnels.reduce((sum, { points }) => sum + points.length, 0)).toBe(new Set(nodes).size);
  const longest_m = Math.max(...under.map((link) => network.link_length_m[link]));
  const length_m = Math.max(...tunnels.map((tunnel) => tunnel.length_m));
  expect(length_m).toBeGreaterThanOrEqual(longest_m);
  expect(length_m).toBeLessThan(12_000);
});

const map = new FreightMap(
  [{ code: 'p', kind: 'port', lon: 114, lat: 22.5, radius_m: 500 }],
  [],
  [
    {
      points: [
        [114, 22.53],
        [114, 22.55],
      ],
      length_m: 2658,
    },
  ],
);
const plane = (lat: number, lon = 114) => map.toPlane(lon, lat);

it('a tunnel counts around its ends, and ahead as far as it can be reached', () => {
  const ahead = (from: number, at: number, reach_m: number) =>
    map.tunnelAhead_m(plane(at), plane(from), reach_m);
  expect(ahead(22.499, 22.5, 5000)).toBe(2658);
  expect(ahead(22.499, 22.5, 3000)).toBe(0);
  expect(ahead(22.501, 22.5, 5000)).toBe(0);
  expect(map.tunnelAhead_m(plane(22.5), plane(22.5, 114.001), 5000)).toBe(0);
  // So near that the bends of a road decide about the direction.
  expect(ahead(22.511, 22.51, 5000)).toBe(2658);
  expect(ahead(22.511, 22.51, 2000)).toBe(0);
});

it('a way through a tunnel is in the open up to its mouths, and on one side of it nowhere under ground', () => {
  const [way] = map.waysThrough(plane(22.52), plane(22.57));
  expect(way.open_m).toBeCloseTo(0.03 * 110_738, -1);
  expect(way.under_m).toBeCloseTo(0.02 * 110_738 * 1.2, -1);
  expect(map.waysThrough(plane(22.51), plane(22.52))[0].under_m).toBe(0);
  expect(map.waysThrough(plane(22.57), plane(22.58))[0].under_m).toBe(0);
});
