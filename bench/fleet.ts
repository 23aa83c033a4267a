import { fork } from 'node:child_process';
import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork, type RoadNetwork } from '@opentocc/core/network';
import { type FleetReport, runFleet, simulateFleet } from '@opentocc/testkit/fleet';
import { createGateway, DEFAULT_GATEWAY_LIMITS } from '../packages/server/src/base/sources/index.ts';
import { systemClock } from '../packages/server/src/kit/clock.ts';
import { createLog } from '../packages/server/src/kit/log.ts';
import { type Bench, cpuSeconds } from './harness.ts';

/** Monday 2026-11-23, 08:00 Asia/Shanghai. */
const PEAK_MS = Date.UTC(2026, 10, 23);
const OFFLINE = { vehicles: 10_000, seconds: 600, interval_s: 10 };
const LOADS = [
  { vehicles: 1000, interval_s: 1 },
  { vehicles: 10_000, interval_s: 1 },
  { vehicles: 10_000, interval_s: 0.5 },
] as const;
const DURATION_S = 60;

/**
 * The load generator itself: what it costs to make the load. The real gateway answers from a process of its own, with a
 * log that is durable at once.
 */
export const run: Bench = async (_args, report) => {
  const began = cpuSeconds();
  const raw = generateDemoCity();
  report({
    figure: 'demo city generated',
    value: cpuSeconds() - began,
    unit: 'CPU-s',
    note: `${raw.links.length} links`,
  });
  const network = buildNetwork(raw);
  const offline = driveOffline(network);
  report({
    figure: `offline, ${OFFLINE.vehicles} vehicles every ${OFFLINE.interval_s} s`,
    value: offline.fixes_per_s,
    unit: 'fixes/CPU-s',
  });
  report({
    figure: 'offline, faster than real time',
    value: offline.times_real_time,
    unit: '×',
    note: `${OFFLINE.vehicles} vehicles, one core`,
  });
  for (const { vehicles, interval_s } of LOADS) {
    const { fleet, cpu_share } = await driveOverTcp(network, vehicles, interval_s);
    const name = `TCP, ${vehicles} connections every ${interval_s} s`;
    const note = `p99 ${fleet.latency_p99_ms.toFixed(0)} ms, ${fleet.unanswered} unanswered, ${fleet.skipped} skipped, ${fleet.reconnects} reconnects`;
    report({ figure: name, value: fleet.acknowledged / fleet.seconds, unit: 'fixes/s', note });
    report({ figure: `${name}: cost`, value: cpu_share, unit: 'cores' });
  }
};

function driveOffline(network: RoadNetwork): { fixes_per_s: number; times_real_time: number } {
  const { vehicles, seconds, interval_s } = OFFLINE;
  const to_ms = PEAK_MS + seconds * 1000;
  const { batches } = simulateFleet({ network, seed: 1, vehicles, interval_s, from_ms: PEAK_MS, to_ms });
  const before = cpuSeconds();
  let fixes = 0;
  for (const { length } of batches) fixes += length;
  const spent_s = cpuSeconds() - before;
  return { fixes_per_s: fixes / spent_s, times_real_time: seconds / spent_s };
}

async function driveOverTcp(
  network: RoadNetwork,
  vehicles: number,
  interval_s: number,
): Promise<{ fleet: FleetReport; cpu_share: number }> {
  const gateway = await startGateway();
  try {
    const before = cpuSeconds();
    const fleet = await runFleet({
      network,
      host: '127.0.0.1',
      port: gateway.port,
      vehicles,
      seed: 1,
      interval_s,
      duration_s: DURATION_S,
      connect_per_s: 1000,
    });
    return { fleet, cpu_share: (cpuSeconds() - before) / fleet.seconds };
  } finally {
    gateway.end();
  }
}

function startGateway(): Promise<{ port: number; end(): void }> {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, ['gateway'], { execArgv: ['--import', 'tsx'] });
    child.on('error', reject);
    child.on('message', (port) => resolve({ port: Number(port), end: () => child.kill() }));
  });
}

/** Child process: a gateway that admits everybody. */
async function beGateway(): Promise<void> {
  const gateway = createGateway({
    clock: systemClock,
    log: createLog('warn'),
    directory: {
      register: () => ({ result: 0, code: 'bench' }),
      claimPlace: () => undefined,
      authenticate: (phone) => ({
        phone,
        vehicle: Number(phone) % 1_000_000,
        plate: phone,
        plate_colour: 1,
        vehicle_class: 'taxi',
        source: 1,
        protocol: '2013',
        terminal_id: '',
        maker: '',
        model: '',
        auth_code: 'bench',
        status: 'registered',
        first_seen_ms: 0,
        last_seen_ms: 0,
        attempts: 0,
        address: '',
      }),
    },
    telemetryLog: { append: async () => undefined },
    limits: DEFAULT_GATEWAY_LIMITS,
    quality: { count: () => undefined, received: () => undefined, phoneShared: () => undefined },
  });
  process.send?.(await gateway.listen('127.0.0.1', 0));
}

if (process.send && process.argv[2] === 'gateway') await beGateway();
