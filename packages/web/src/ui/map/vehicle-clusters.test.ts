import { expect, test } from 'vitest';
import { clustersOf } from './vehicle-clusters.ts';

/** Five in one street of Futian, two of them at the same place, and one in Pingshan, 40 km away. */
const ALL = [0, 1, 2, 3, 4, 5];
const PLACES = Float64Array.from([
  ...[114.0579, 22.5431, 114.0579, 22.5431, 114.0585, 22.5433, 114.0582, 22.5431, 114.0581, 22.5432],
  ...[114.3463, 22.6908],
]);

test('vehicles near each other are one cluster with their number, and none is lost', () => {
  const { clusters, single } = clustersOf(PLACES, ALL, 9.7);
  expect(clusters.map(({ count }) => count)).toEqual([5]);
  expect(clusters[0].lon).toBeCloseTo(114.05812, 5);
  expect(single).toEqual([5]);
});

test('few vehicles are shown each for itself', () => {
  expect(clustersOf(PLACES, [0, 1, 2], 9.7)).toEqual({ clusters: [], single: [0, 1, 2] });
});

test('the cells lie still while the map is zoomed within one level', () => {
  expect(clustersOf(PLACES, ALL, 9.05)).toEqual(clustersOf(PLACES, ALL, 9.95));
});
