import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textNetwork } from '../text-network.ts';
import { fleetRoster, runFleet } from './index.ts';
import { TestPlatform } from './test-platform.ts';
import { TestSuperior } from './test-superior.ts';

const { network } = textNetwork(`
  A-----B-----C
  |     |     |
  D-----E-----F

  signals B E`);
let platform: TestPlatform;
let port: number;
beforeEach(async () => {
  platform = new TestPlatform();
  port = await platform.listen();
});
afterEach(() => platform.close());

describe('a fleet over TCP', () => {
  it('registers as the roster says, sends positions that decode, and counts every answer', async () => {
    const report = await runFleet({
      network,
      host: '127.0.0.1',
      port,
      vehicles: 40,
      seed: 1,
      interval_s: 1,
      duration_s: 2.5,
    });
    const plates = fleetRoster(40, 1).map(({ plate }) => plate);
    expect(platform.registered.map(({ plate }) => plate).sort()).toEqual(plates.sort());
    expect(platform.positions.length).toBeGreaterThan(40);
    expect(report.sent).toBe(platform.positions.length);
    expect([report.acknowledged, report.unanswered, report.rejected]).toEqual([report.sent, 0, 0]);
    expect(report.latency_p99_ms).toBeLessThan(2000);
    const [west, south, east, north] = network.meta.bbox;
    for (const { lat_e6, lon_e6, at_ms, status } of platform.positions) {
      expect(lat_e6 / 1e6 > south - 0.01 && lat_e6 / 1e6 < north + 0.01).toBe(true);
      expect(lon_e6 / 1e6 > west - 0.01 && lon_e6 / 1e6 < east + 0.01).toBe(true);
      expect(Math.abs(Date.now() - at_ms)).toBeLessThan(10_000);
      expect(status & 2).toBe(2);
    }
  });

  it('comes back after it was cut off, with the code it has', async () => {
    platform.cutAfter = 5;
    const report = await runFleet({
      network,
      host: '127.0.0.1',
      port,
      vehicles: 5,
      seed: 1,
      interval_s: 1,
      duration_s: 3.6,
    });
    expect(report.reconnects).toBe(5);
    expect(report.online).toBe(5);
    expect(platform.registered.length).toBe(5);
  });

  it('sends nothing when it is refused, and says so', async () => {
    platform.result = 4;
    const report = await runFleet({
      network,
      host: '127.0.0.1',
      port,
      vehicles: 5,
      seed: 1,
      interval_s: 1,
      duration_s: 1.2,
    });
    expect([report.refused, report.sent, report.online]).toEqual([5, 0, 0]);
  });
});

describe('trucks of a firm with a platform', () => {
  it('are forwarded by it, and the other vehicles report themselves', async () => {
    const superior = new TestSuperior();
    const forwarding = {
      ...{ host: '127.0.0.1', port: await superior.listen(), edition: '2019' as const },
      ...{ centre: 440_301, user: 7, password: 'p4ssw0rd' },
    };
    const report = await runFleet({
      ...{ network, host: '127.0.0.1', port, vehicles: 40, seed: 1, interval_s: 1, duration_s: 2.5 },
      forwarding,
    });
    await superior.close();
    const trucks = fleetRoster(40, 1).filter(({ vehicle_class }) => vehicle_class === 'freight');
    const plates = trucks.map(({ plate }) => plate).sort();
    expect(plates.length).toBeGreaterThan(3);
    expect([...new Set(superior.plates)].sort()).toEqual(plates);
    expect(platform.registered.some(({ plate }) => plates.includes(plate))).toBe(false);
    expect(report.sent).toBe(platform.positions.length + superior.plates.length);
    expect([report.acknowledged, report.unanswered]).toEqual([report.sent, 0]);
  });
});
