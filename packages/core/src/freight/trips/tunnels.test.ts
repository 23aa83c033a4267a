import { expect, it } from 'vitest';
import { generateDemoCity } from '../../demo-city/index.ts';
import { buildNetwork, LINK_FLAG } from '../../network/index.ts';
import { FreightMap } from './freight-map.ts';
import { tunnelsOf } from './tunnels.ts';

it('tunnels of a network are links under ground that hang together, and are known near their ends', () => {
  const network = buildNetwork(generateDemoCity());
  const tunnels = tunnelsOf(network);
  const under = [...network.link_flags.keys()].filter((link) => network.link_flags[link] & LINK_FLAG.tunnel);
  const whole_m = under.reduce((sum, link) => sum + network.link_length_m[link], 0);
  const found_m = tunnels.reduce((sum, { length_m }) => sum + length_m, 0);
  expect(tunnels.length).toBeGreaterThan(1);
  expect(found_m).toBeGreaterThan(whole_m / 2 - 1);
  expect(found_m).toBeLessThan(whole_m + 1);
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
  expect(near([114.001, 22.5], [114, 22.5])).toBe(0);
  expect(near([114, 22.489], [114, 22.49])).toBe(0);
  expect(near([114, 22.518], [114, 22.517])).toBe(2215);
});
