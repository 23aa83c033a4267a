import { expect, test } from 'vitest';
import type { SimNetwork } from './sim-network.ts';
import { findTurn } from './sim-vehicles.ts';
import { load, road } from './test-roads.ts';

/** Two ways from link 1 on: over 2 and 4, or over 3 and 5. */
const network = road({
  links: [
    { from: 0, to: 1 },
    { from: 1, to: 2 },
    { from: 2, to: 3 },
    { from: 2, to: 4 },
    { from: 3, to: 5 },
    { from: 4, to: 5 },
  ],
});
const UPPER = turnsOf(network, [0, 1, 2, 4]);
const LOWER = turnsOf(network, [0, 1, 3, 5]);

function turnsOf(on: SimNetwork, links: readonly number[]): number[] {
  const turns = links.slice(1).map((link, i) => findTurn(on, links[i], link)!);
  return [...turns, on.turn_count + links[links.length - 1]];
}

const seen = () => {
  const simulation = load(network, [{ route: [0, 1, 2, 4], rate_vps: 1, to_s: 1 }]);
  const links: number[] = [];
  simulation.observer = { enter: (link) => void links.push(link), leave: () => undefined };
  return { simulation, links };
};

test('a vehicle drives the way that it is given before it departs, or on the way behind its next link', () => {
  const early = seen();
  early.simulation.giveRoute(0, LOWER);
  early.simulation.run(Infinity);
  expect(early.links).toEqual([0, 1, 3, 5]);

  const late = seen();
  late.simulation.run(20);
  expect([...late.simulation.routeAhead(0)]).toEqual(UPPER);
  expect(() => late.simulation.giveRoute(0, LOWER.slice(1))).toThrow(RangeError);
  late.simulation.giveRoute(0, UPPER);
  late.simulation.run(Infinity);
  expect(late.links).toEqual([0, 1, 2, 4]);
});

test('what comes next cannot be changed any more', () => {
  const { simulation, links } = seen();
  simulation.run(60);
  expect(links).toEqual([0, 1]);
  expect([...simulation.routeAhead(0)]).toEqual(UPPER.slice(1));
  expect(() => simulation.giveRoute(0, LOWER.slice(1))).toThrow('vehicle 0 has begun another way');
});
