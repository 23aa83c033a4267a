import type { VehicleClass } from '@opentocc/contract';
import type { LinkPass } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { expect, test, vi } from 'vitest';
import { PerceptionShard } from './shard.ts';
import { batchOf } from './test-batch.ts';
import { createVehicleClasses, userOf } from './vehicle-classes.ts';

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
  const classes = createVehicleClasses((vehicle) => (vehicle === BUS ? 'bus' : 'taxi'));
  const c = CITY.node('C');
  const fixes = Array.from({ length: 6 }, (_, i) => ({
    at_ms: START_MS + i * 10_000,
    lon: network.node_lon[c] + (100 + 80 * i) / 102_860,
    lat: network.node_lat[c],
    speed_kmh: 29,
  }));
  const placesOf = (vehicle: number) => {
    const shard = new PerceptionShard(network, { shards: 1, classes: classes.table });
    const batch = batchOf(fixes.map((fix) => ({ ...fix, vehicle })));
    classes.note(batch);
    shard.accept(batch);
    const [link] = shard.takePositions(START_MS + 60_000).link;
    return link;
  };
  expect(placesOf(BUS)).toBe(CITY.link('CD'));
  expect(placesOf(TAXI)).not.toBe(CITY.link('CD'));
  expect(userOf(classes.table[BUS])).toBe('bus');
});

/** Whether the passes of a vehicle that drives an expressway of 100 km/h at a speed are accepted. */
function isBelieved(vehicle_class: VehicleClass | undefined, speed_kmh: number): boolean {
  const { network, node } = textNetwork(`
    A----------B----------C----------D

    AB expressway 100
    BC expressway 100
    CD expressway 100
  `);
  const classes = createVehicleClasses(() => vehicle_class);
  const passes: LinkPass[] = [];
  const witness = { fix: vi.fn(), place: vi.fn(), pass: (pass: LinkPass) => passes.push(pass) };
  const shard = new PerceptionShard(network, { shards: 1, classes: classes.table, witness });
  const step_m = (speed_kmh / 3.6) * 5;
  const fixes = Array.from({ length: Math.floor(3200 / step_m) }, (_, i) => ({
    vehicle: 1,
    at_ms: START_MS + i * 5000,
    lon: network.node_lon[node('A')] + (50 + step_m * i) / 102_860,
    lat: network.node_lat[node('A')],
    speed_kmh,
    course_deg: 90,
  }));
  const batch = batchOf(fixes);
  classes.note(batch);
  shard.accept(batch);
  shard.readWindow(START_MS + 600_000);
  const reasons = new Set(passes.map(({ left_out }) => left_out));
  expect(passes.length).toBeGreaterThanOrEqual(2);
  expect(reasons.size).toBe(1);
  return !reasons.has('too_fast');
}

test.each([
  ['bus', 95, 115],
  ['dangerous_goods', 95, 115],
  ['freight', 120, 140],
  ['coach', 120, 140],
  ['taxi', 140, undefined],
  ['other', 140, undefined],
  [undefined, 140, undefined],
] as const)('a pass of a %s is believed at %s km/h, not at %s', (vehicle_class, slow_kmh, fast_kmh) => {
  expect(isBelieved(vehicle_class, slow_kmh)).toBe(true);
  if (fast_kmh !== undefined) expect(isBelieved(vehicle_class, fast_kmh)).toBe(false);
});

test('a class that changes holds from the next fix on', () => {
  let now: VehicleClass = 'taxi';
  const classes = createVehicleClasses(() => now);
  const batch = batchOf([{ vehicle: BUS, at_ms: START_MS, lon: 114, lat: 22.5, speed_kmh: 10 }]);
  classes.note(batch);
  now = 'bus';
  classes.note(batch);
  expect(userOf(classes.table[BUS])).toBe('bus');
});
