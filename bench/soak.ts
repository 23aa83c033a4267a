import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../packages/server/src/adapters/postgres/index.ts';
import { createLog } from '../packages/server/src/kit/log.ts';
import type { Bench } from './harness.ts';
import { newDataFolder, type Platform, readMetrics, signIn, startPlatform } from './kit/platform.ts';
import { childrenCpuOf_s, cpuOf_s, mainThreadCpuOf_s, mallocOf_mb } from './kit/processes.ts';
import { type FleetProcess, type FleetResult, startFleet } from './soak/fleet-process.ts';
import { waitQuantile, waitsForStates, watchLinkStates } from './soak/link-states.ts';
import { memorySlope } from './soak/memory-slope.ts';
import { readStored, type StoredFixes } from './soak/stored-fixes.ts';

const LOOK_EVERY_MS = 5_000;
/** The log holds what a run of this length wrote, so that it can be counted by vehicle; of longer ones only the sum is. */
const COUNTED_SECONDS = 900;
const MOST_SECONDS = 4 * 3600;
/** Until code, caches and heaps have come to their size; of short runs a third. */
const WARM_MS = 300_000;
/** Until the states of the last minute have come. */
const LAST_STATES_MS = 65_000;
/** Looks at the start and the end over which memory is averaged. */
const STEADY_LOOKS = 3;

/**
 * The whole path for minutes on end: a fleet with its own process, connection for connection and frame for frame JT/T
 * 808-2019 over TCP, `tocc serve` with its durable log, matching and link states, and a screen that listens. Afterwards
 * every fix in the log is compared with what its terminal had acknowledged. `--minutes 60` goes on for an hour and reports
 * how fast memory grows. `--profile DIR` writes CPU profiles of the platform.
 */
export const run: Bench = async (args, report) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '600' },
      minutes: { type: 'string' },
      rate: { type: 'string', default: '50000' },
      connections: { type: 'string', default: '10000' },
      workers: { type: 'string', default: '1' },
      profile: { type: 'string' },
    },
  });
  const vehicles = Number(values.connections);
  const asked_s = values.minutes === undefined ? Number(values.seconds) : Number(values.minutes) * 60;
  const seconds = Math.min(asked_s, MOST_SECONDS);
  const step_ms = (1000 * vehicles) / Number(values.rate);
  const data_dir = newDataFolder();
  const database = await startEmbeddedPostgres({ data_dir, log: createLog('warn') });
  const platform = await startPlatform({
    vehicles,
    data_dir,
    database_url: database.url,
    flags: ['--workers', values.workers],
    node_flags: values.profile ? ['--cpu-prof', '--cpu-prof-dir', values.profile] : [],
  });
  try {
    const screen = watchLinkStates(platform, await signIn(platform));
    const network_file = join(data_dir, 'demo-city.net');
    const fleet = await startFleet({ network_file, port: platform.gateway_port, vehicles, step_ms });
    try {
      const looks = await observe({ platform, fleet, database_pid: database.pid }, seconds);
      screen.close();
      await platform.end();
      const waits = waitsForStates(looks.result.waits, screen.came_ms);
      const stored = await readStored(database.url, data_dir, looks.result.acknowledged);
      tell({ looks, waits, stored, seconds, note: `${vehicles} connections` }, report);
    } finally {
      fleet.end();
    }
  } finally {
    await platform.end();
    await database.stop();
    await platform.stop();
  }
};

interface Watched {
  readonly platform: Platform;
  readonly fleet: FleetProcess;
  readonly database_pid: number;
}

/** What one look at the running system sees; CPU times since the start of each process, s. */
interface Look {
  readonly at_ms: number;
  readonly acknowledged: number;
  readonly durable: number;
  readonly pending: number;
  readonly waiting: number;
  readonly rss_mb: number;
  /** Of the main thread: in use on its heap, and in buffers outside it. */
  readonly heap_mb: number;
  readonly external_mb: number;
  /** Of the C library's main arena, resident, whether in use or not. */
  readonly malloc_mb: number;
  readonly main_cpu_s: number;
  readonly platform_cpu_s: number;
  readonly history_cpu_s: number;
  readonly database_cpu_s: number;
  readonly fleet_cpu_s: number;
  readonly load: number;
}

interface Looks {
  readonly looks: readonly Look[];
  readonly result: FleetResult;
}

async function observe(watched: Watched, seconds: number): Promise<Looks> {
  const looks: Look[] = [await look(watched)];
  const until_ms = Date.now() + seconds * 1000;
  const driving = watched.fleet.drive(until_ms);
  driving.catch(() => undefined); // reported below
  while (Date.now() < until_ms) {
    await sleep(Math.min(LOOK_EVERY_MS, Math.max(0, until_ms - Date.now())));
    looks.push(await look(watched));
  }
  const result = await driving;
  await sleep(LAST_STATES_MS);
  return { looks, result };
}

async function look({ platform, fleet, database_pid }: Watched): Promise<Look> {
  const metric = await readMetrics(platform);
  return {
    at_ms: Date.now(),
    acknowledged: fleet.progress?.counts.acknowledged ?? 0,
    durable: metric('tocc_gateway_durable_rows'),
    pending: metric('tocc_gateway_pending_rows'),
    waiting: metric('tocc_perception_waiting_fixes'),
    rss_mb: metric('process_resident_memory_bytes') / 2 ** 20,
    heap_mb: metric('nodejs_heap_size_used_bytes') / 2 ** 20,
    external_mb: metric('nodejs_external_memory_bytes') / 2 ** 20,
    malloc_mb: mallocOf_mb(platform.pid),
    main_cpu_s: mainThreadCpuOf_s(platform.pid),
    platform_cpu_s: cpuOf_s(platform.pid),
    history_cpu_s: childrenCpuOf_s(platform.pid),
    database_cpu_s: cpuOf_s(database_pid) + childrenCpuOf_s(database_pid),
    fleet_cpu_s: cpuOf_s(fleet.pid),
    load: loadavg()[0],
  };
}

interface Measured {
  readonly looks: Looks;
  readonly waits: ReturnType<typeof waitsForStates>;
  readonly stored: StoredFixes;
  readonly seconds: number;
  readonly note: string;
}

function tell(
  { looks: { looks, result }, waits, stored, seconds, note }: Measured,
  report: Parameters<Bench>[1],
): void {
  const { counts } = result;
  const say = (figure: string, value: number, unit: string, more = note) =>
    report({ figure, value, unit, note: more });
  const [first, last] = [looks[0], looks[looks.length - 1]];
  const fixes = last.durable - first.durable;
  const per_fix = (key: keyof Look) => ((last[key] - first[key]) / fixes) * 1e6;
  const most = (key: keyof Look) => Math.max(...looks.map((each) => each[key]));
  const mean = (key: keyof Look, from: number) => {
    const some = looks.slice(from).slice(0, STEADY_LOOKS);
    return some.reduce((sum, each) => sum + each[key], 0) / some.length;
  };

  say('positions sent', counts.sent, 'frames');
  say('sent', counts.sent / seconds, '1/s');
  say('acknowledged', counts.acknowledged, 'frames');
  say('durable', (fixes * 1000) / (last.at_ms - first.at_ms), '1/s', 'between the first look and the last');
  say('refused', counts.refused, 'frames');
  say('unanswered', counts.sent - counts.acknowledged - counts.refused, 'frames');
  say('answered twice or unasked', counts.unasked, 'frames');
  say('left out by a late sender', counts.skipped, 'frames');
  say('connections lost', counts.lost, 'connections');
  say(
    'in the log',
    stored.rows,
    'fixes',
    `${stored.blocks} batches, ${(stored.bytes / stored.rows).toFixed(1)} bytes a fix`,
  );
  say('seen over files and log', stored.rows_seen, 'fixes', `${stored.rows_in_files} in files`);
  if (seconds <= COUNTED_SECONDS)
    say(
      'vehicles whose fixes are not those acknowledged',
      stored.vehicles_wrong,
      'vehicles',
      'number and sum of marks',
    );

  say('frame to acknowledgement, p50', result.p50_ms, 'ms');
  say('frame to acknowledgement, p99', result.p99_ms, 'ms');
  say('frame to link state on a screen, p50', waitQuantile(waits, 0.5), 'ms', 'upper bound; window of 60 s');
  say('frame to link state on a screen, p99', waitQuantile(waits, 0.99), 'ms', 'upper bound; window of 60 s');

  say(
    'most fixes received and not durable',
    most('pending'),
    'fixes',
    `looked at each ${LOOK_EVERY_MS / 1000} s`,
  );
  say(
    'most fixes waiting for a worker',
    most('waiting'),
    'fixes',
    `looked at each ${LOOK_EVERY_MS / 1000} s`,
  );
  for (const [when, from] of [
    ['start', 1],
    ['middle', Math.floor(looks.length / 2)],
    ['end', -STEADY_LOOKS],
  ] as const) {
    const note_of = `mean of ${STEADY_LOOKS} looks`;
    say(`platform memory, ${when}`, mean('rss_mb', from), 'MB', note_of);
    say(`main thread's heap in use, ${when}`, mean('heap_mb', from), 'MB', note_of);
    say(`main thread's buffers, ${when}`, mean('external_mb', from), 'MB', note_of);
    say(`main arena of the C library, ${when}`, mean('malloc_mb', from), 'MB', note_of);
  }
  tellSlopes(looks, seconds, report);

  say('CPU a fix: platform, main thread', per_fix('main_cpu_s'), 'µs', 'gateway, log, live channel, indices');
  say(
    'CPU a fix: platform, all threads',
    per_fix('platform_cpu_s'),
    'µs',
    'with matching and garbage collection',
  );
  say('CPU a fix: history process', per_fix('history_cpu_s'), 'µs', 'log to Parquet');
  say('CPU a fix: PostgreSQL', per_fix('database_cpu_s'), 'µs');
  say('CPU a fix: fleet', per_fix('fleet_cpu_s'), 'µs');
  say('load average, most', most('load'), '');
}

function tellSlopes(looks: readonly Look[], seconds: number, report: Parameters<Bench>[1]): void {
  const warm_ms = Math.min(WARM_MS, (seconds * 1000) / 3);
  for (const [figure, key] of [
    ['platform memory', 'rss_mb'],
    ["main thread's heap in use", 'heap_mb'],
    ["main thread's buffers", 'external_mb'],
    ['main arena of the C library', 'malloc_mb'],
  ] as const) {
    const of = looks.map((look) => ({ at_ms: look.at_ms, mb: look[key] }));
    const { mb_per_hour, error } = memorySlope(of, warm_ms);
    const note = `± ${error.toFixed(1)}, least of each minute, the first ${Math.round(warm_ms / 1000)} s left out`;
    report({ figure: `${figure}, growth`, value: mb_per_hour, unit: 'MB/h', note });
  }
}
