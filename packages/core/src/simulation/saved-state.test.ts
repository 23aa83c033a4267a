import { describe, expect, test } from 'vitest';
import { hash01 } from '../random/index.ts';
import type { MovementSpec } from './network-spec.ts';
import { restore, StateError, save } from './saved-state.ts';
import type { SimNetwork } from './sim-network.ts';
import { CAR, type SimChange, type SimMessage } from './sim-options.ts';
import { type SimVehicles, VehicleTable } from './sim-vehicles.ts';
import { Simulation } from './simulation.ts';
import { type RoadLink, road } from './test-roads.ts';

const SIZE = 4;

/** A city of 4 × 4 junctions with signals, turn pockets, yields, short blocks and too much traffic. */
function city(): SimNetwork {
  const links: RoadLink[] = [];
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const node = y * SIZE + x;
      const street = { length_m: 120, speed_mps: 12, groups: undefined as RoadLink['groups'] };
      if ((x + y) % 2 === 0)
        street.groups = [
          { lanes: 1, length_m: 30 },
          { lanes: 1, length_m: 30 },
        ];
      if (x + 1 < SIZE)
        links.push({ ...street, from: node, to: node + 1 }, { ...street, from: node + 1, to: node });
      if (y + 1 < SIZE)
        links.push({ ...street, from: node, to: node + SIZE }, { ...street, from: node + SIZE, to: node });
    }
  const movements: MovementSpec[] = links.flatMap((a, from) =>
    links.flatMap((b, to) =>
      a.to === b.from && a.from !== b.to
        ? [
            {
              from,
              to,
              group: a.groups && (from + to) % 2 === 0 ? 1 : 0,
              yields_to: (from + to) % 5 === 0 ? [0] : [],
            },
          ]
        : [],
    ),
  );
  const at = (node: number) => [...movements.keys()].filter((m) => links[movements[m].from].to === node);
  const controllers = [5, 6, 9].map((node, i) => ({
    id: `S${node}`,
    programs: [
      {
        actuated: i === 1,
        cycle_s: 60,
        offset_s: 7 * i,
        greens: at(node).map((movement) => {
          const phase = movements[movement].from % 2;
          return i === 1
            ? { movement, start: phase, end: phase }
            : { movement, start: 30 * phase, end: 30 * phase + 25 };
        }),
        phases: [0, 1].map(() => ({ min_s: 5, max_s: 30, extension_s: 3, clearance_s: 4, lost_s: 1 })),
      },
    ],
  }));
  return road({ links, movements, controllers });
}

function demand(network: SimNetwork): SimVehicles {
  const table = new VehicleTable(network);
  for (let n = 0; n < 2200; n++) {
    const origin = Math.floor(hash01(3, n, 0, 0) * network.link_count);
    const destination =
      (origin + 1 + Math.floor(hash01(3, n, 1, 0) * (network.link_count - 1))) % network.link_count;
    const spec = { id: `v${n}`, depart_s: 1200 * hash01(3, n, 2, 0), class: n % 7 === 0 ? 1 : 0 };
    table.addFree({ ...spec, speed_factor: 0.8 + 0.4 * hash01(3, n, 3, 0) }, origin, destination);
  }
  return table.build();
}

const CLASSES = [CAR, { id: 'truck', pcu: 2.5, max_speed_mps: 8 }];
const OPEN = { kind: 'link', closed: false, lane_share: 1, exit_share: 1, speed_mps: 12 } as const;
const CHANGES: SimChange[] = [
  { ...OPEN, at_s: 200, link: 3, closed: true },
  { ...OPEN, at_s: 350, link: 8, exit_share: 0, speed_mps: 5 },
  { ...OPEN, at_s: 500, link: 3 },
  { ...OPEN, at_s: 800, link: 8 },
];
const MESSAGES: SimMessage[] = [{ from_s: 210, to_s: 600, share: 0.3 }];
const OPTIONS = {
  classes: CLASSES,
  changes: CHANGES,
  messages: MESSAGES,
  deadlock_release_s: 60,
  informed_share: 0.5,
};

const network = city();
const vehicles = demand(network);
const begin = () => new Simulation(network, vehicles, OPTIONS);
const bytes = (simulation: Simulation) => Buffer.from(save(simulation));

describe('a saved state', () => {
  test('continued from any of N instants at any later one, the run is equal to the byte', () => {
    const instants = [0, 61.5, 205, 350, 499.99, 777, 1500, 4000];
    const straight = begin();
    const states = instants.map((at_s) => {
      straight.run(at_s);
      return save(straight);
    });
    for (let from = 0; from < instants.length; from++) {
      const simulation = restore(states[from], network, vehicles, OPTIONS);
      for (let to = from; to < instants.length; to++) {
        simulation.run(instants[to]);
        expect(bytes(simulation).equals(Buffer.from(states[to]))).toBe(true);
      }
    }
    expect(straight.count('reroutes')).toBeGreaterThan(20);
    expect(straight.count('releases')).toBeGreaterThan(0);
    expect(straight.count('arrived')).toBeGreaterThan(500);
  });

  test('two runs are equal whatever the steps in which they are run, and differ by seed', () => {
    const [a, b] = [begin(), begin()];
    a.run(1000);
    for (let at_s = 0; at_s <= 1000; at_s += 7.3) b.run(at_s);
    b.run(1000);
    expect(bytes(a).equals(bytes(b))).toBe(true);
    const other = new Simulation(network, vehicles, { ...OPTIONS, seed: 2 });
    other.run(1000);
    expect(bytes(other).equals(bytes(a))).toBe(false);
  });

  test('no vehicle is lost: entered = left + on links, departed = entered + waiting, at every event (check 17)', () => {
    const simulation = begin();
    const { count } = simulation.state.columns;
    let steps = 0;
    while (simulation.next_s < 1500) {
      simulation.run(simulation.next_s + 1e-9);
      if (steps++ % 20 > 0) continue;
      const on_links = count.subarray(0, network.section_count).reduce((a, b) => a + b, 0);
      const waiting = count.subarray(network.section_count).reduce((a, b) => a + b, 0);
      expect(simulation.count('entered')).toBe(simulation.count('arrived') + on_links);
      expect(simulation.count('departed')).toBe(simulation.count('entered') + waiting);
    }
    expect(steps).toBeGreaterThan(5000);
  });

  test.each([
    ['a text', () => new ArrayBuffer(40), 'damaged'],
    ['cut off', () => save(begin()).slice(0, 5000), 'damaged'],
    ['of another version', () => withWord(1, 99), 'version'],
    ['of another network', () => withWord(2, 99), 'network'],
    ['of other vehicles', () => withWord(3, 99), 'demand'],
  ])('%s is refused', (_name, saved, reason) => {
    expect(refusal(() => restore(saved(), network, vehicles, OPTIONS))).toBe(reason);
  });

  test('a scenario that changes what lies before the state is refused, one that changes what follows is not', () => {
    const base = begin();
    base.run(400);
    const saved = save(base);
    const early = [...CHANGES, { ...OPEN, at_s: 100, link: 5, closed: true }];
    expect(refusal(() => restore(saved, network, vehicles, { ...OPTIONS, changes: early }))).toBe(
      'before_base',
    );
    const later = [...CHANGES, { ...OPEN, at_s: 450, link: 5, closed: true }];
    const scenario = restore(saved, network, vehicles, { ...OPTIONS, changes: later });
    scenario.run(700);
    base.run(700);
    expect(bytes(scenario).equals(bytes(base))).toBe(false);
  });
});

function withWord(word: number, value: number): ArrayBuffer {
  const saved = save(begin());
  new Uint32Array(saved, 0, 8)[word] = value;
  return saved;
}

function refusal(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof StateError) return error.reason;
    throw error;
  }
  return 'none';
}
