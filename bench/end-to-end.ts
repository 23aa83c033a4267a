import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeLiveFrame } from '@opentocc/contract/live-frame';
import { type FleetCounters, fleetRoster, Latency, TerminalClient } from '@opentocc/testkit/fleet';
import WebSocket from 'ws';
import { type Bench, quantile } from './harness.ts';
import { end, type Platform, readMetrics, signIn, startPlatform, TOCC } from './kit/platform.ts';
import { cpuOf_s } from './kit/processes.ts';

const SEED = 1;
/** Terminals that the bench plays itself, to know when each position was written. */
const PROBES = 40;
const PROBE_EVERY_MS = 2000;
const WARM_UP_S = 20;
const MEASURED_S = 30;
/** Connections and what they send: as many vehicles, each once a second; the last is the load of the target. */
const LOADS = [1_000, 10_000, 20_000];

/**
 * The whole path on this machine, fleet included: terminals → TCP → durable log → acknowledgement → matching → live
 * channel → a WebSocket client. Platform, database and fleet are processes of their own; the fleet takes its share of
 * the same cores.
 */
export const run: Bench = async (args, report) => {
  const loads = args.length > 0 ? args.map(Number) : LOADS;
  for (const vehicles of loads) {
    const platform = await startPlatform({ vehicles: vehicles + PROBES });
    try {
      await measure(platform, vehicles, report);
    } finally {
      await platform.stop();
    }
  }
};

async function measure(platform: Platform, vehicles: number, report: Parameters<Bench>[1]): Promise<void> {
  const session = await signIn(platform);
  const probes = await startProbes(platform, session, vehicles);
  const fleet = startFleet(platform, vehicles);
  await sleep((WARM_UP_S + vehicles / 500) * 1000);
  probes.delays_ms.length = 0;
  const before = await snapshot(platform, fleet);
  await sleep(MEASURED_S * 1000);
  const after = await snapshot(platform, fleet);
  probes.stop();
  await end(fleet);
  const per_s = (key: keyof Snapshot) => (after[key] - before[key]) / (after.at_s - before.at_s);
  const note = `${vehicles} connections, one position a second each`;
  const say = (figure: string, value: number, unit: string) => report({ figure, value, unit, note });
  say('frames decoded', per_s('frames'), '1/s');
  say('fixes durable and acknowledged', per_s('durable_rows'), '1/s');
  say('fixes waiting for the matcher at the end', after.waiting_fixes, 'fixes');
  say('platform CPU (gateway, log, matching, live)', per_s('platform_cpu_s'), 'cores');
  say('fleet CPU', per_s('fleet_cpu_s'), 'cores');
  say('platform memory', after.platform_rss_mb, 'MB');
  say('TCP frame to browser, p50', quantile(probes.delays_ms, 0.5), 'ms');
  say('TCP frame to browser, p99', quantile(probes.delays_ms, 0.99), 'ms');
  say('TCP frame to browser, measured', probes.delays_ms.length, 'frames');
}

/** Terminals beyond the fleet's that report in turn, and a client of the live channel that waits for them. */
async function startProbes(platform: Platform, cookie: string, vehicles: number) {
  const roster = fleetRoster(vehicles + PROBES, SEED).slice(vehicles);
  const delays_ms: number[] = [];
  const sent_ms = new Map<number, number>();
  const counters: FleetCounters = {
    ...{ connected: 0, online: 0, refused: 0, reconnects: 0 },
    ...{ sent: 0, acknowledged: 0, rejected: 0, skipped: 0 },
  };
  const port = {
    host: '127.0.0.1',
    port: platform.gateway_port,
    counters,
    latency: new Latency(),
    now: () => performance.now(),
    random: () => 0.5,
    window: Number.POSITIVE_INFINITY,
  };
  const ids = await Promise.all(
    roster.map(async ({ phone }) => {
      const answer = await fetch(`${platform.url}/api/v1/vehicles?query=${phone}`, { headers: { cookie } });
      return ((await answer.json()) as { id: number }[])[0].id;
    }),
  );
  const terminals = roster.map((entry) => new TerminalClient(entry, port));
  for (const terminal of terminals) terminal.open();
  const socket = new WebSocket(`${platform.url.replace('http', 'ws')}/api/v1/live?topics=vehicles`, {
    headers: { cookie },
  });
  socket.binaryType = 'arraybuffer';
  socket.on('message', (data: ArrayBuffer, binary) => {
    if (!binary) return;
    const frame = decodeLiveFrame(data);
    if (frame.kind !== 'vehicles_delta') return;
    for (const vehicle of frame.vehicle) {
      const at = sent_ms.get(vehicle);
      if (at === undefined) continue;
      delays_ms.push(performance.now() - at);
      sent_ms.delete(vehicle);
    }
  });
  let turn = 0;
  const timer = setInterval(() => {
    const i = turn++ % PROBES;
    sent_ms.set(ids[i], performance.now());
    // Each stands at its own place in Futian; a position says it is there, whatever the road.
    terminals[i].send({
      at_ms: Date.now(),
      lon: 114.05 + 0.0002 * i,
      lat: 22.54 + 0.0001 * (turn % 7),
      speed_dkmh: 0,
      direction_deg: 0,
      status: 3,
    });
  }, PROBE_EVERY_MS / PROBES);
  return {
    delays_ms,
    stop() {
      clearInterval(timer);
      socket.close();
      for (const terminal of terminals) terminal.close();
    },
  };
}

function startFleet({ gateway_port, data_dir }: Platform, vehicles: number): ChildProcess {
  const network = join(data_dir, 'demo-city.net');
  const args = ['--network', network, '--port', `${gateway_port}`, '--vehicles', `${vehicles}`];
  return spawn(
    process.execPath,
    [TOCC, 'fleet', ...args, '--interval', '1', '--seed', `${SEED}`, '--no-wait', '--quiet'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

interface Snapshot {
  readonly at_s: number;
  readonly frames: number;
  readonly durable_rows: number;
  readonly waiting_fixes: number;
  readonly platform_cpu_s: number;
  readonly platform_rss_mb: number;
  readonly fleet_cpu_s: number;
}

async function snapshot(platform: Platform, fleet: ChildProcess): Promise<Snapshot> {
  const metric = await readMetrics(platform);
  return {
    at_s: performance.now() / 1000,
    frames: metric('tocc_gateway_frames'),
    durable_rows: metric('tocc_gateway_durable_rows'),
    waiting_fixes: metric('tocc_perception_waiting_fixes'),
    platform_cpu_s: metric('process_cpu_seconds_total'),
    platform_rss_mb: metric('process_resident_memory_bytes') / 2 ** 20,
    fleet_cpu_s: cpuOf_s(fleet.pid ?? 0),
  };
}
