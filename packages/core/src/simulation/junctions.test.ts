import { describe, expect, test } from 'vitest';
import { LinkCurves } from './link-curves.ts';
import type { LaneGroupSpec, MovementSpec, PhaseSpec } from './network-spec.ts';
import { load, longestTrip, road, totalDelay } from './test-roads.ts';

/** Link 1 of 1000 m with a signal at its end, then link 2. */
function signalRoad(green: { start: number; end: number }, cycle_s: number) {
  return road({
    links: [
      { from: 0, to: 1 },
      { from: 1, to: 2 },
    ],
    movements: [{ from: 0, to: 1, group: 0 }],
    controllers: [
      {
        id: 'S',
        programs: [{ actuated: false, cycle_s, offset_s: 50, greens: [{ movement: 0, ...green }] }],
      },
    ],
  });
}

describe('uniform signal delay, C 120, g 60, s 0.8 (check 6)', () => {
  test.each([
    [0.2, 20, 21.25],
    [0.3, 24, 24.8],
  ])('q %f: %f s in theory, %f with whole vehicles, and no random term', (rate_vps, theory_s, whole_s) => {
    const network = signalRoad({ start: 60, end: 120 }, 120);
    const simulation = load(network, [{ route: [0, 1], rate_vps, to_s: 2400 }]);
    simulation.run(Infinity);
    const mean_s = totalDelay(simulation) / simulation.vehicles.vehicle_count;
    expect(mean_s).toBeGreaterThanOrEqual(theory_s - 0.3);
    expect(Math.abs(mean_s - whole_s)).toBeLessThan(0.8);
  });
});

test.each([
  ['green', { start: 0, end: 60 }, 165],
  ['red', { start: 60, end: 120 }, 179],
])(
  'oversaturated, q 0.5 for 1200 s, %s first: %s → %f s for each vehicle (check 7)',
  (_first, green, mean_s) => {
    const simulation = load(signalRoad(green, 120), [{ route: [0, 1], rate_vps: 0.5, to_s: 1200 }]);
    simulation.run(Infinity);
    expect(Math.abs(totalDelay(simulation) / 600 - mean_s)).toBeLessThan(2);
  },
);

describe('merge of two links into one with R 0.8 (check 8)', () => {
  test.each([
    [0.6, 0.6, 1 / 3, 0.267, 0.533],
    [0.6, 0.3, 1 / 2, 0.5, 0.3],
    [0.6, 0.6, 1 / 6, 0.2, 0.6],
    [0.3, 0.4, 1 / 2, 0.3, 0.4],
  ])('demands %f and %f, priority %f → %f and %f', (s1, s2, p1, q1, q2) => {
    const network = road({
      links: [
        { from: 0, to: 2 },
        { from: 1, to: 2 },
        { from: 2, to: 3 },
      ],
      movements: [
        { from: 0, to: 2, group: 0, weight: p1 },
        { from: 1, to: 2, group: 0, weight: 1 - p1 },
      ],
    });
    const simulation = load(network, [
      { route: [0, 2], rate_vps: s1, to_s: 1200 },
      { route: [1, 2], rate_vps: s2, to_s: 1200 },
    ]);
    const curves = new LinkCurves([0, 1, 2]);
    simulation.observer = curves;
    simulation.run(200);
    const before = [curves.exits(0).length, curves.exits(1).length];
    simulation.run(1100);
    expect((curves.exits(0).length - before[0]) / 900).toBeCloseTo(q1, 2);
    expect((curves.exits(1).length - before[1]) / 900).toBeCloseTo(q2, 2);
  });
});

describe('diverge of 0.8 in the ratio 2 : 1 (check 9)', () => {
  const links = [
    { from: 0, to: 1 },
    { from: 1, to: 2, capacity_vps: 0.4, jam_density_vpm: 0.1 },
    { from: 1, to: 3, capacity_vps: 0.4, jam_density_vpm: 0.1 },
  ];
  /** Vehicles go to links 2, 2, 3 in turn. */
  function diverge(total_vps: number, closes: boolean, groups?: LaneGroupSpec[]) {
    const movements: MovementSpec[] = [
      { from: 0, to: 1, group: 0 },
      { from: 0, to: 2, group: groups ? 1 : 0 },
    ];
    const network = road({ links: links.map((l, i) => (i === 0 ? { ...l, groups } : l)), movements });
    const rate_vps = total_vps / 3;
    const gap_s = 1 / total_vps;
    const simulation = load(
      network,
      [
        { route: [0, 1], rate_vps, to_s: 1200 },
        { route: [0, 1], rate_vps, from_s: gap_s, to_s: 1200 + gap_s },
        { route: [0, 2], rate_vps, from_s: 2 * gap_s, to_s: 1200 + 2 * gap_s },
      ],
      {
        changes: closes
          ? [{ kind: 'link', at_s: 300, link: 1, closed: true, lane_share: 1, exit_share: 1, speed_mps: 20 }]
          : [],
      },
    );
    const curves = new LinkCurves([0, 1, 2]);
    simulation.observer = curves;
    return { simulation, curves };
  }

  test('first in, first out: 0.4 and 0.2, not 0.4 and 0.267', () => {
    const { simulation, curves } = diverge(0.8, false);
    simulation.run(200);
    const before = [curves.entries(1).length, curves.entries(2).length];
    simulation.run(1100);
    expect((curves.entries(1).length - before[0]) / 900).toBeCloseTo(0.4, 2);
    expect((curves.entries(2).length - before[1]) / 900).toBeCloseTo(0.2, 2);
  });

  test('with one branch closed nothing moves', () => {
    const { simulation, curves } = diverge(0.8, true);
    simulation.run(310);
    const before = curves.exits(0).length;
    simulation.run(1000);
    expect(curves.exits(0).length).toBe(before);
  });

  test('with pockets the other branch goes on until the pocket is full', () => {
    // 100 m at 0.2 veh/m: the pocket of the closed branch holds 20, which 0.267 veh/s fill in 75 s.
    const groups = [
      { lanes: 1, length_m: 100 },
      { lanes: 1, length_m: 100 },
    ];
    const { simulation, curves } = diverge(0.4, true, groups);
    simulation.run(300);
    const before = curves.entries(2).length;
    simulation.run(370);
    expect(curves.entries(2).length).toBeGreaterThanOrEqual(before + 9);
    simulation.run(400);
    const full = curves.entries(2).length;
    simulation.run(1000);
    expect(curves.entries(2).length).toBe(full);
    expect(simulation.state.columns.count[1]).toBe(20);
  });
});

describe('green wave, C 60, g 30, 300 m at 15 m/s (check 15)', () => {
  test.each([
    [20, 0],
    [50, 30],
  ])('offset %i: %i s for each vehicle at the second signal', (offset_s, delay_s) => {
    const controller = (id: string, movement: number, offset: number) => ({
      id,
      programs: [
        { actuated: false, cycle_s: 60, offset_s: offset, greens: [{ movement, start: 0, end: 30 }] },
      ],
    });
    const street = { speed_mps: 15, jam_density_vpm: 0.8 / 15 + 0.8 / 5 };
    const network = road({
      links: [
        { from: 0, to: 1, length_m: 15, ...street },
        { from: 1, to: 2, length_m: 300, ...street },
        { from: 2, to: 3, length_m: 300, ...street },
      ],
      movements: [
        { from: 0, to: 1, group: 0 },
        { from: 1, to: 2, group: 0 },
      ],
      controllers: [controller('A', 0, 0), controller('B', 1, offset_s)],
    });
    // Saturated, so that every platoon fills the green.
    const simulation = load(network, [{ route: [0, 1, 2], rate_vps: 0.7, to_s: 600 }]);
    const curves = new LinkCurves([1]);
    simulation.observer = curves;
    simulation.run(Infinity);
    // From the second platoon on: the first is thinner, for its vehicles came while it was green.
    const delays = curves.exits(1).map((t, i) => t - curves.entries(1)[i] - 20);
    for (const own_s of delays.slice(24, -24)) expect(Math.abs(own_s - delay_s)).toBeLessThan(1.25);
  });
});

describe('an actuated signal', () => {
  /** Links 0 (phase 0) and 1 (phase 1) lead into link 2. */
  const phase = { min_s: 5, max_s: 20, extension_s: 3, clearance_s: 4, lost_s: 1 };
  const signalled = (phases: readonly PhaseSpec[]) => {
    const greens = [0, 1].map((movement) => ({ movement, start: movement, end: movement }));
    const program = { actuated: true, cycle_s: 0, offset_s: 0, greens, phases };
    return road({
      links: [
        { from: 0, to: 2 },
        { from: 1, to: 2 },
        { from: 2, to: 3 },
      ],
      controllers: [{ id: 'X', programs: [program] }],
    });
  };
  const network = signalled([phase, phase]);

  test('serves a phase on recall in its turn, though nobody calls', () => {
    const recall = { ...phase, recall: true };
    const simulation = load(signalled([recall, recall]), [
      { route: [1, 2], rate_vps: 1, from_s: 5, to_s: 6 },
    ]);
    const curves = new LinkCurves([1]);
    simulation.observer = curves;
    simulation.run(1000);
    // At the line at 55 s; phases of 5 + 4 s in turn: the second one was green until 50 and is again from 63 + 1 lost.
    expect(curves.exits(1)).toEqual([64]);
  });

  test('rests in green without an event until somebody calls, who goes after the clearance and the lost time', () => {
    const simulation = load(network, [{ route: [1, 2], rate_vps: 1, from_s: 1000, to_s: 1001 }]);
    simulation.run(900);
    expect(simulation.next_s).toBe(1000);
    const curves = new LinkCurves([1]);
    simulation.observer = curves;
    simulation.run(Infinity);
    // 50 s to the stop line, 4 s of clearance, 1 s lost.
    expect(curves.exits(1)).toEqual([1055]);
    expect(simulation.next_s).toBe(Infinity);
  });

  test('whose own stream is steady gives way to a call at its longest green', () => {
    const simulation = load(network, [
      { route: [0, 2], rate_vps: 0.5, to_s: 200 },
      { route: [1, 2], rate_vps: 1, from_s: 40, to_s: 41 },
    ]);
    const curves = new LinkCurves([1]);
    simulation.observer = curves;
    simulation.run(Infinity);
    // Called at 90 s, long after its longest green.
    expect(curves.exits(1)).toEqual([95]);
  });
});

describe('gap acceptance', () => {
  /** Link 0 crosses link 2 → 3 and gives way to it. */
  function crossing(length_m: number, major_vps: number) {
    const network = road({
      links: [
        { from: 0, to: 2 },
        { from: 2, to: 3, capacity_vps: 2, jam_density_vpm: 0.5 },
        { from: 1, to: 2, length_m },
        { from: 2, to: 4 },
      ],
      movements: [
        { from: 0, to: 1, group: 0, yields_to: [1], critical_gap_s: 5, saturation_vps: 1 / 3 },
        { from: 2, to: 3, group: 0 },
      ],
    });
    // Poisson arrivals of the major stream, the minor stream always waiting.
    const table = [];
    let at_s = 0;
    let state = 7;
    while (at_s < 20_000) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      at_s += -Math.log((state + 1) / 4294967297) / major_vps;
      table.push({ route: [2, 3], rate_vps: 1, from_s: at_s, to_s: at_s + 1 });
    }
    return load(network, [...table, { route: [0, 1], rate_vps: 0.4, to_s: 20_000 }], {
      impatience_s: Infinity,
    });
  }

  test.each([
    [1000, 0.1],
    [1000, 0.2],
    [10, 0.2],
  ])('on %i m in sight and %f veh/s above it the capacity is that of Siegloch', (length_m, major_vps) => {
    const simulation = crossing(length_m, major_vps);
    const curves = new LinkCurves([0]);
    simulation.observer = curves;
    simulation.run(20_000);
    // One looks twice a second at most, so that some of each gap is lost.
    const siegloch_vps = Math.exp(-major_vps * (5 - 1.5)) / 3;
    expect(curves.exits(0).length / 20_000 / siegloch_vps).toBeGreaterThan(0.85);
    expect(curves.exits(0).length / 20_000 / siegloch_vps).toBeLessThan(1.1);
  });

  test('four who give way to each other in a circle all get through', () => {
    const arms = [0, 1, 2, 3];
    const network = road({
      links: [
        ...arms.map((arm) => ({ from: arm, to: 4, length_m: 200 })),
        ...arms.map((arm) => ({ from: 4, to: 5 + arm, length_m: 200 })),
      ],
      movements: arms.map((arm) => ({
        from: arm,
        to: 4 + ((arm + 2) % 4),
        group: 0,
        yields_to: [(arm + 1) % 4],
      })),
    });
    const simulation = load(
      network,
      arms.map((arm) => ({ route: [arm, 4 + ((arm + 2) % 4)], rate_vps: 0.2, to_s: 100 })),
      { impatience_s: Infinity },
    );
    simulation.run(2000);
    expect(simulation.isEmpty).toBe(true);
    expect(longestTrip(simulation).time_s).toBeGreaterThan(20);
  });
});
