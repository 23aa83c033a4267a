import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { expect, test } from 'vitest';
import { createFreightLife } from '../freight/index.ts';
import { gateMomentsOf, SimulatedBarrier } from './index.ts';

const NOON = Date.parse('2026-11-25T12:00:00+08:00');

test('trucks of a day come in and go out at gates, the same ones for who asks again', () => {
  const life = createFreightLife(buildNetwork(generateDemoCity()), 1);
  const trips = life.tripsOfDay(NOON).slice(0, 24);
  const moments = trips.flatMap((trip) => gateMomentsOf(life, trip));
  expect(moments.length).toBeGreaterThan(12);
  expect(new Set(moments.map(({ gate }) => gate.direction))).toEqual(new Set(['in', 'out']));
  const right = moments.filter(({ plate, read }) => plate === read).length / moments.length;
  expect(right).toBeGreaterThan(0.7);
  const again = trips.slice(0, 4).flatMap((trip) => gateMomentsOf(life, trip));
  expect(moments.slice(0, again.length)).toEqual(again);
});

test('a barrier takes its time, and one that is stuck stays where it is', () => {
  const said: string[] = [];
  const barrier = new SimulatedBarrier((state) => void said.push(state));
  barrier.move('open', 0);
  barrier.step(1000);
  barrier.step(2000);
  barrier.stick(9000);
  barrier.move('close', 3000);
  barrier.step(6000);
  barrier.move('close', 9000);
  barrier.step(11_000);
  expect(said).toEqual(['opening', 'opening', 'open', 'open', 'closing', 'closed']);
});
