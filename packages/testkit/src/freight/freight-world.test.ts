import { generateDemoCity } from '@opentocc/core/demo-city';
import { beginState, FreightMap, TripFollower, tunnelsOf } from '@opentocc/core/freight';
import { buildNetwork, networkFor } from '@opentocc/core/network';
import { expect, it } from 'vitest';
import { COMES_WITH, FreightCity, FreightWorld, type WorldTrip } from './index.ts';

const city = new FreightCity(networkFor(buildNetwork(generateDemoCity()), 'truck'), 1);
const map = new FreightMap(city.places, city.abroad, tunnelsOf(city.network));
const start_ms = Date.UTC(2026, 2, 2, 16);
const tripsOf = (seed: number, wrong: number, count: number): WorldTrip[] => {
  const world = new FreightWorld(city, map, { seed, wrong, start_ms });
  return Array.from({ length: count }, (_, n) => world.trip(n));
};

/** Kinds of alarms that a trip raises, fix by fix, as it is heard. */
function raisedBy({ plan, fixes, sightings }: WorldTrip): string[] {
  const [follower, state] = [new TripFollower(map), beginState(plan.trip)];
  const heard = [
    ...fixes.map((fix) => ({ at_ms: fix.at_ms, take: () => follower.takeFix(plan, state, fix) })),
    ...sightings.map((one) => ({ at_ms: one.heard_ms, take: () => follower.takeSighting(plan, state, one) })),
  ].sort((a, b) => a.at_ms - b.at_ms);
  const ticks = (until_ms: number, from_ms: number) =>
    Array.from({ length: Math.floor((until_ms - from_ms) / 60_000) }, (_, i) =>
      follower.tick(plan, state, from_ms + (i + 1) * 60_000 - 1),
    ).flat();
  return heard
    .flatMap(({ at_ms, take }, i) => [...ticks(at_ms, heard[Math.max(0, i - 1)].at_ms), ...take()])
    .flatMap((event) => (event.kind === 'raised' ? [event.alarm.kind] : []));
}

it('no road lies abroad, and every port has a way to every site and back', () => {
  const { node_lon, node_lat, node_count } = city.network;
  let abroad = 0;
  for (let node = 0; node < node_count; node++) if (map.isAbroad(node_lon[node], node_lat[node])) abroad++;
  expect([abroad, node_count > 5000]).toEqual([0, true]);
  for (const port of city.ports)
    for (const site of city.sites.slice(0, 10))
      expect(city.path(port, site).length_m + city.path(site, port).length_m).toBeGreaterThan(6000);
});

it('the same seed gives the same trips, another one others', () => {
  const shown = (seed: number) =>
    JSON.stringify(tripsOf(seed, 0.5, 5).map(({ fixes, wrong }) => [fixes, wrong]));
  expect(shown(7)).toBe(shown(7));
  expect(shown(7)).not.toBe(shown(8));
});

it('trips as declared raise next to no alarm; those that do wrong are found', () => {
  const honest = tripsOf(21, 0, 150);
  expect(honest.filter(({ wrong }) => wrong !== null)).toEqual([]);
  expect(honest.flatMap(raisedBy).length).toBeLessThanOrEqual(1);
  const wrong = tripsOf(22, 1, 120).filter((trip) => trip.wrong !== null);
  const found = wrong.filter((trip) => trip.wrong !== null && raisedBy(trip).includes(trip.wrong.kind));
  expect(wrong.length).toBeGreaterThan(90);
  expect(new Set(wrong.map((trip) => trip.wrong?.kind)).size).toBe(Object.keys(COMES_WITH).length);
  expect(found.length / wrong.length).toBeGreaterThan(0.95);
});
