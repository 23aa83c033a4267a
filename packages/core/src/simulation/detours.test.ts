import { describe, expect, test } from 'vitest';
import { restore, save } from './saved-state.ts';
import type { LinkChange, SimOptions } from './sim-options.ts';
import { Simulation } from './simulation.ts';
import { load, road } from './test-roads.ts';

/** A → B → C closed between 100 s and 2500 s, with a way round it from the end of A by D and E; all drive A, B, C. */
const network = road({
  links: [
    { from: 0, to: 1 },
    { from: 1, to: 2, length_m: 400 },
    { from: 2, to: 4, length_m: 400 },
    { from: 1, to: 3, length_m: 700 },
    { from: 3, to: 4, length_m: 700 },
    { from: 4, to: 5 },
  ],
});
const OPEN: LinkChange = {
  ...{ kind: 'link', at_s: 2500, link: 2, closed: false, lane_share: 1, exit_share: 1, speed_mps: 20 },
};
const closure = [{ ...OPEN, at_s: 100, closed: true }, OPEN];
const FLOW = [{ route: [0, 1, 2, 5], rate_vps: 0.4, to_s: 2000 }];
const run = (options: Partial<SimOptions>) => {
  const simulation = load(network, FLOW, { changes: closure, ...options });
  simulation.run(2400);
  return simulation;
};

describe('drivers who look for another way by themselves', () => {
  test('without the option all wait until the road is open again', () => {
    const simulation = run({});
    expect(simulation.count('arrived')).toBeLessThan(60);
    simulation.run(Infinity);
    expect(simulation.isEmpty).toBe(true);
    expect(simulation.count('reroutes')).toBe(0);
  });

  test('who sees the closure from the junction before it drives round it', () => {
    const simulation = run({ detour: { share: 1, sight_m: 500, patience_s: Infinity } });
    // Only those wait who had passed the junction when it was closed.
    expect(simulation.vehicles.vehicle_count - simulation.count('arrived')).toBeLessThan(30);
    expect(simulation.count('reroutes')).toBeGreaterThan(700);
  });

  test('the share that does not look waits with the queue', () => {
    const half = run({ detour: { share: 0.5, sight_m: 500, patience_s: Infinity } });
    expect(half.count('reroutes')).toBeGreaterThan(50);
    expect(half.count('arrived')).toBeLessThan(500);
  });

  test('who sees nothing but stands at the junction for long turns off there', () => {
    const blind = { sight_m: 0, share: 1 };
    const patient = run({ detour: { ...blind, patience_s: Infinity } });
    const impatient = run({ detour: { ...blind, patience_s: 60 } });
    expect(patient.count('reroutes')).toBe(0);
    expect(impatient.count('reroutes')).toBeGreaterThan(20);
    expect(impatient.count('arrived')).toBeGreaterThan(patient.count('arrived') + 20);
  });

  test('who can only end behind the closure ends the trip elsewhere after a long wait, and is counted', () => {
    const stuck = [...FLOW, { route: [0, 1, 2], rate_vps: 0.08, to_s: 2000 }];
    const simulation = load(network, stuck, {
      changes: closure,
      detour: { share: 1, sight_m: 500, patience_s: 120 },
    });
    simulation.run(2400);
    expect(simulation.count('given_up')).toBeGreaterThan(0);
    expect(simulation.count('arrived')).toBeGreaterThan(650);
    simulation.run(Infinity);
    expect(simulation.isEmpty).toBe(true);
  });

  test('nobody is lost, and a run continued from any instant is equal to the byte', () => {
    const options = { changes: closure, detour: { share: 0.7, sight_m: 500, patience_s: 90 } };
    const whole = load(network, FLOW, options);
    whole.run(2600);
    for (const at_s of [150, 420.5, 777, 1801, 2500]) {
      const first = load(network, FLOW, options);
      first.run(at_s);
      const continued = restore(save(first), network, first.vehicles, options);
      continued.run(2600);
      expect(Buffer.from(save(continued)).equals(Buffer.from(save(whole)))).toBe(true);
    }
    whole.run(Infinity);
    expect(whole.isEmpty).toBe(true);
  });

  test('without closures and with patience for ever the option changes nothing', () => {
    const free = load(network, FLOW, {});
    const looking = load(network, FLOW, { detour: { share: 1, sight_m: 500, patience_s: Infinity } });
    for (const simulation of [free, looking]) simulation.run(2600);
    expect(looking).toBeInstanceOf(Simulation);
    expect(Buffer.from(save(looking)).equals(Buffer.from(save(free)))).toBe(true);
  });
});
