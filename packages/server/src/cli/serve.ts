import { once, setMaxListeners } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RoadNetwork } from '@opentocc/core/network';
import { HOUR_MS } from '@opentocc/core/time';
import type { Tocc } from '../compose.ts';
import { type Config, readConfig, type ServeFlags } from '../config.ts';
import { cityDayStart, systemClock } from '../kit/clock.ts';
import type { DemoDoor } from '../kit/demo.ts';
import { defineErrors } from '../kit/errors.ts';
import { createLog, type Logger } from '../kit/log.ts';
import { watchUncaught } from '../kit/unattended.ts';
import { openDatabase } from './database.ts';
import type { DemoRun } from './demo.ts';
import { demoNetwork, readNetworkFile, writeNetworkFile } from './networks.ts';

const errors = defineErrors('serve', {
  data_folder: {
    status: 500,
    zh: '无法使用数据目录 {folder}（{reason}），请检查权限和磁盘空间，或用 --data 指定其他目录',
    en: 'The data folder {folder} cannot be used ({reason}); check rights and disk space, or choose another with --data',
  },
  port_taken: {
    status: 500,
    zh: '控制台端口 {port} 已被占用，请停止占用者或用 --port 指定其他端口',
    en: 'Port {port} of the console is in use; stop what uses it, or choose another with --port',
  },
  no_network: {
    status: 500,
    zh: '没有指定路网：用 --network FILE 指定，或用 --demo 载入示范城市',
    en: 'No road network given: name one with --network FILE, or use --demo for the demo city',
  },
});

/** `tocc serve`: starts everything, prints the addresses, runs until a signal ends it; a failed start leaves nothing running. */
export async function serve(flags: ServeFlags): Promise<void> {
  const config = readConfig(flags, process.env);
  const log = createLog(config.log_level);
  const uncaught = watchUncaught(log);
  makeDataFolder(config.data_dir);
  const network = loadNetwork(config);
  const ended_by_signal = endSignal();
  const database = await openDatabase(config, log);
  try {
    // Loaded only now: what is wrong with a start is said without waiting for it.
    const { compose } = await import('../compose.ts');
    const tocc = await compose({
      config,
      database_url: database.url,
      network,
      clock: systemClock,
      log,
      uncaught,
    });
    try {
      await run({ tocc, network, config, log, ended_by_signal });
    } finally {
      await tocc.stop();
    }
  } catch (error) {
    const explained = database.explain(error);
    await database.release();
    throw explained;
  }
  await database.stop();
}

interface Run {
  readonly tocc: Tocc;
  readonly network: RoadNetwork;
  readonly config: Config;
  readonly log: Logger;
  readonly ended_by_signal: Promise<void>;
}

async function run({ tocc, network, config, log, ended_by_signal }: Run): Promise<void> {
  const gateway_port = await tocc.start();
  const http_port = await listen(tocc, config);
  const url = `http://${reachable(config.http.host)}:${http_port}`;
  const first = await tocc.accounts.ensureFirstAdministrator();
  const city = { network, network_file: networkFile(config), ...demoOf(config, systemClock.now()) };
  const demo = config.demo ? await (await import('./demo.ts')).loadDemo({ tocc, ...city }) : undefined;
  // A fleet waits until it is registered; who brings terminals of their own must not have to.
  if (demo && !config.demo_fleet) await demo.register(url, 'without_world');
  greet(tocc, config, { http_port, gateway_port, first });

  const ending = new AbortController();
  setMaxListeners(0, ending.signal); // each part of the demo waits for its end
  const gateway = { host: reachable(config.gateway.host), port: gateway_port };
  const door = { url, gateway, mqtt: brokerOf(tocc, config), signal: ending.signal, log };
  const playing = demo && config.demo_fleet ? play(demo, door, log) : undefined;
  await ended_by_signal;
  process.stderr.write('正在停止… stopping…\n');
  ending.abort();
  await playing;
}

const demoOf = ({ demo_vehicles, demo_trips, demo_hour, data_dir }: Config, now_ms: number) => ({
  vehicles: demo_vehicles,
  trips: demo_trips,
  shift_ms: demo_hour === undefined ? 0 : cityDayStart(now_ms) + demo_hour * HOUR_MS - now_ms,
  world_folder: join(data_dir, 'demo-world'),
});

/** Plays the demo city until it is ended, whatever becomes of its parts. */
async function play(demo: DemoRun, door: DemoDoor, log: Logger): Promise<void> {
  const now_ms = systemClock.now();
  const part = (name: string, played: Promise<void>) =>
    played.catch((err) => {
      if (!door.signal.aborted) log.error({ err }, `the demo city goes on without its ${name}`);
    });
  await part('registration', demo.register(door.url));
  await Promise.all([
    part('past', demo.makePast({ now_ms, signal: door.signal })),
    part('outside world', demo.playWorld(door)),
    part('officer on duty', demo.keepDuty(door)),
  ]);
}

/** The broker that detectors of this machine report to. */
function brokerOf({ detectors }: Tocc, { mqtt }: Config): DemoDoor['mqtt'] {
  const { host, port, state } = detectors.access();
  if (mqtt.url !== undefined) return { url: mqtt.url, own: false };
  // Where the port is taken, somebody else listens there, whom secrets of sources do not concern.
  return state === 'up' ? { url: `mqtt://${reachable(host)}:${port}`, own: true } : null;
}

/** Where a program of this machine reaches what listens at an address. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw errors.data_folder({ folder, reason: error instanceof Error ? error.message : String(error) });
  }
}

function loadNetwork(config: Config): RoadNetwork {
  if (config.network_file) return readNetworkFile(config.network_file);
  if (!config.demo) throw errors.no_network();
  const network = demoNetwork();
  writeNetworkFile(network, networkFile(config));
  return network;
}

function networkFile({ network_file, data_dir }: Config): string {
  return network_file ?? join(data_dir, 'demo-city.net');
}

async function listen({ http }: Tocc, { http: { host, port } }: Config): Promise<number> {
  try {
    await http.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw errors.port_taken({ port });
    throw error;
  }
  const address = http.server.address();
  return typeof address === 'object' && address ? address.port : port;
}

interface Greeting {
  readonly http_port: number;
  readonly gateway_port: number;
  /** The first administrator where this is the first start. */
  readonly first: Awaited<ReturnType<Tocc['accounts']['ensureFirstAdministrator']>>;
}

function greet(
  { sources, detectors }: Tocc,
  config: Config,
  { http_port, gateway_port, first }: Greeting,
): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const url = `http://${config.http.host}:${http_port}`;
  say(`控制台 console:   ${url}`);
  say(`大屏 wall:        ${url}/wall`);
  say(`终端接入 gateway: ${config.gateway.host}:${gateway_port} (JT/T 808)`);
  const { host, port, state, reason } = detectors.access();
  say(`检测器接入 mqtt:  ${host}:${port} (MQTT)${state === 'up' ? '' : ` — ${reason}`}`);
  if (!config.demo && !sources.listSources().some(({ id, retired_ms }) => id > 0 && retired_ms === null)) {
    say('还没有数据源：登录后在“数据源”页新建并导入车辆名册，步骤见 docs/your-own-city.md');
    say(
      'No source yet: make one on the page 数据源 (Sources) and import its vehicles; see docs/your-own-city.md',
    );
  }
  if (!first) return;
  say('首次启动，请用以下一次性密码登录并修改（只显示这一次）');
  say('First start: sign in with this one-time password and change it (it is shown only now)');
  say(`  账号 account:   ${first.account}`);
  say(`  密码 password:  ${first.one_time_password}`);
}

async function endSignal(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
