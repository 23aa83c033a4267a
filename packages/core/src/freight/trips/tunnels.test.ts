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

it('a tunnel counts around its ends, and ahead for three kilometres', () => {
  const map = new FreightMap(
    [{ code: 'p', kind: 'port', lon: 114, lat: 22.5, radius_m: 500 }],
    [],
    [
      {
        points: [
          [114, 22.52],
          [114, 22.54],
        ],
        length_m: 2215,
      },
    ],
  );
  const near = (from: [number, number], at: [number, number]) =>
    map.tunnelNear_m(map.toPlane(...at), map.toPlane(...from));
  expect(near([114, 22.499], [114, 22.5])).toBe(2215);
  expect(near([114, 22.501], [114, 22.5])).toBe(0);
  expect(near([114, 22.506], [114, 22.505])).toBe(2215);
  expect(near([114.001, 22.5], [114, 22.5])).toBe(0);
  expect(near([114, 22.489], [114, 22.49])).toBe(0);
  expect(near([114, 22.518], [114, 22.517])).toBe(2215);
});
