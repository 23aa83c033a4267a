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
  const [{ points, length_m }] = tunnels;
  const map = new FreightMap([{ code: 'p', kind: 'port', lon: 114, lat: 22.5, radius_m: 500 }], [], tunnels);
  expect(map.tunnelNear_m(map.toPlane(...points[0]))).toBeGreaterThanOrEqual(length_m);
  expect(map.tunnelNear_m(map.toPlane(116, 24))).toBe(0);
});
