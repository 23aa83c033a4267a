import { expect, test } from 'vitest';
import { CAR } from './sim-options.ts';
import { load, road } from './test-roads.ts';

/** Link 0 ends at a signal that is green from 100 s on in a cycle of 200; on link 1 there is room to pass. */
const network = road({
  links: [
    { from: 0, to: 1 },
    { from: 1, to: 2, lanes: 20 },
  ],
  controllers: [
    {
      id: 'S',
      programs: [
        { actuated: false, cycle_s: 200, offset_s: 0, greens: [{ movement: 0, start: 100, end: 200 }] },
      ],
    },
  ],
});

const arrivals = (from_s: number, accel_mps2?: number): number[] => {
  const classes = [{ ...CAR, ...(accel_mps2 === undefined ? {} : { accel_mps2 }) }];
  const flow = { route: [0, 1], rate_vps: 0.5, from_s, to_s: from_s + 20 };
  const simulation = load(network, [flow], { classes });
  simulation.run(Infinity);
  return [...simulation.state.columns.arrived_s];
};

test('who stood at the stop line needs v / 2a more, who stood behind less and less, who did not stop nothing', () => {
  const [first, second, ...others] = arrivals(0, 2).map((at_s, i) => at_s - arrivals(0)[i]);
  // 20 m/s at 2 m/s².
  expect(first).toBeCloseTo(5, 6);
  // It stood 5 m before the line, so it crosses it at √20 m/s: (20 − √20)² / (2 · 20 · 2).
  expect(second).toBeCloseTo((20 - Math.sqrt(20)) ** 2 / 80, 6);
  others.forEach((lost_s, i) => void expect(lost_s).toBeLessThanOrEqual([second, ...others][i] + 1e-9));
  expect(arrivals(60, 2)[0]).toBeCloseTo(160, 6);
});
