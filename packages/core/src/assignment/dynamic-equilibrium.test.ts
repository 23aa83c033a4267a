import { expect, test } from 'vitest';
import { load, road } from '../simulation/test-roads.ts';
import { replanRoutes } from './dynamic-equilibrium.ts';

/** From link 0 either over link 1, of 100 s and a capacity of 0.4 veh/s at its end, or over link 2, of 200 s, to link 3. */
const network = road({
  links: [
    { from: 0, to: 1, length_m: 20, capacity_vps: 2, jam_density_vpm: 1 },
    { from: 1, to: 2, length_m: 2000, exit_vps: 0.4, storage_pcu: 1000 },
    { from: 1, to: 2, length_m: 4000 },
    { from: 2, to: 3, length_m: 20, capacity_vps: 2, jam_density_vpm: 1 },
  ],
});

test('drivers who all begin on the shorter road end shared between both (check 14: 440 and 360), with a smaller gap', () => {
  const { vehicles } = load(network, [{ route: [0, 1, 3], rate_vps: 0.8, to_s: 1000 }]);
  const { vehicles: last, rounds } = replanRoutes(
    network,
    vehicles,
    { seed: 1 },
    { iterations: 25, share: 0.5, interval_s: 20 },
  );
  expect(rounds[0].gap).toBeGreaterThan(0.2);
  expect(rounds[24].gap).toBeLessThan(0.05);
  expect(rounds.every(({ finished }) => finished === 800)).toBe(true);
  const onLong = last.route_start.filter((start) => network.turn_to[last.route_turn[start]] === 2).length;
  expect(Math.abs(onLong - 360)).toBeLessThan(40);
});
