import { textNetwork } from '@opentocc/testkit';
import { describe, expect, test } from 'vitest';
import type { RoadUser } from '../network/index.ts';
import { UserMatcher } from './index.ts';

const START_MS = Date.UTC(2026, 10, 23, 0);

/** A busway CD beside a road AB, both reached from either end. */
const CITY = textNetwork(`
  E-A------B-F
    |      |
    C------D

  CD for=bus
`);
const { network } = CITY;

/** Where vehicles drove by the travel emitted, by slot. */
function driven(vehicles: Readonly<Record<number, readonly RoadUser[]>>, south_m: number) {
  const links: Record<number, number[]> = {};
  const matcher = new UserMatcher(network, {
    travel: (slot, link) => {
      links[slot] ??= [];
      if (links[slot].at(-1) !== link) links[slot].push(link);
    },
    stand: () => undefined,
    interrupt: () => undefined,
  });
  const a = CITY.node('A');
  for (const [slot, users] of Object.entries(vehicles).map(([key, of]) => [Number(key), of] as const))
    users.forEach((user, trip) => {
      matcher.use(slot, user);
      for (let i = 0; i < 6; i++)
        matcher.push(slot, {
          at_ms: START_MS + (trip * 6000 + i * 10) * 1000,
          lon: network.node_lon[a] + (100 + 80 * i) / 102_860,
          lat: network.node_lat[a] - south_m / 110_737,
          speed_kmh: 30,
          course_deg: 90,
        });
      matcher.finish(slot);
    });
  return Object.fromEntries(Object.entries(links).map(([slot, of]) => [slot, CITY.letters(of)]));
}

describe('vehicles of some kind', () => {
  test('on their own road do not speak for the road beside it', () => {
    expect(driven({ 0: ['bus'] }, 200)).toEqual({ 0: 'CD' });
    expect(driven({ 0: ['bus'] }, 0)).toEqual({ 0: 'AB' });
  });

  test('are never placed where they may not drive', () => {
    // Halfway between: a bus may be on either, a car on one only.
    expect(driven({ 0: ['car'], 1: ['truck'] }, 20)).toEqual({ 0: 'AB', 1: 'AB' });
    expect(driven({ 0: ['car'] }, 200)).toEqual({});
  });

  test('are emitted under their own slots, whatever stands beside them', () => {
    expect(driven({ 7: ['bus'], 3: ['bus'], 5: ['bus'] }, 200)).toEqual({ 3: 'CD', 5: 'CD', 7: 'CD' });
  });

  test('begin a new path when they become another kind', () => {
    expect(driven({ 2: ['car', 'bus'] }, 0)).toEqual({ 2: 'AB' });
    expect(driven({ 2: ['car', 'bus'] }, 200)).toEqual({ 2: 'CD' });
  });
});
