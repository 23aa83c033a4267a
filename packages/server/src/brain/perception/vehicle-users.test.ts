import { ROAD_USERS } from '@opentocc/core/network';
import { textNetwork } from '@opentocc/testkit';
import { expect, test } from 'vitest';
import { PerceptionShard } from './shard.ts';
import { batchOf } from './test-batch.ts';
import { createVehicleUsers } from './vehicle-users.ts';

const START_MS = Date.UTC(2026, 10, 23, 0);
/** A busway CD 100 m south of a road AB. */
const CITY = textNetwork(`
  E-A------B-F
    C------D

  CD for=bus
`);
const [BUS, TAXI] = [1, 2];

test('a bus is on its busway, and a taxi that states the same places is not', () => {
  const { network } = CITY;
  const users = createVehicleUsers(network, (vehicle) => (vehicle === BUS ? 'bus' : 'taxi'));
  const c = CITY.node('C');
  const fixes = Array.from({ length: 6 }, (_, i) => ({
    at_ms: START_MS + i * 10_000,
    lon: network.node_lon[c] + (100 + 80 * i) / 102_860,
    lat: network.node_lat[c],
    speed_kmh: 29,
  }));
  const placesOf = (vehicle: number) => {
    const shard = new PerceptionShard(network, { shards: 1, users: users.table });
    const batch = batchOf(fixes.map((fix) => ({ ...fix, vehicle })));
    users.note(batch);
    shard.accept(batch);
    const [link] = shard.takePositions(START_MS + 60_000).link;
    return link;
  };
  expect(placesOf(BUS)).toBe(CITY.link('CD'));
  expect(placesOf(TAXI)).not.toBe(CITY.link('CD'));
  expect(ROAD_USERS[users.table?.[BUS] ?? 0]).toBe('bus');
});

test('nothing is written down in a city where all may drive the same', () => {
  const { network } = textNetwork(`
    A-B
  `);
  expect(createVehicleUsers(network, () => 'bus').table).toBeUndefined();
});
