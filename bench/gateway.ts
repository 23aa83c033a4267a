import { fork } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import type { FixBatch } from '@opentocc/core/telemetry';
import { createFrameSplitter, encodeFrame, type Message } from '@opentocc/protocols/jt808';
import {
  createGateway,
  DEFAULT_GATEWAY_LIMITS,
  type TerminalDirectory,
} from '../packages/server/src/base/sources/index.ts';
import { systemClock } from '../packages/server/src/kit/clock.ts';
import { createLog } from '../packages/server/src/kit/log.ts';
import { type Bench, cpuSeconds } from './harness.ts';

const CONNECTIONS = 1000;
/** As the peers of the target were measured. */
const PACED_PER_S = 50_000;
const PACED_S = 6;
const BURST = 50;
const BURST_FRAMES = 1_000_000;

interface Load {
  readonly port: number;
  /** Frames in one write. */
  readonly burst: number;
  readonly frames: number;
  /** 0 = as fast as answers come back. */
  readonly frames_per_s: number;
}

/**
 * The gateway alone (frames decoded, gathered, answered; a log that is durable at once), the fleet in a process of its own
 * so that its CPU time is not counted.
 */
export const run: Bench = async (_args, report) => {
  let fixes = 0;
  const gateway = createGateway({
    clock: systemClock,
    log: createLog('warn'),
    directory: anyTerminal(),
    telemetryLog: {
      async append(batch: FixBatch) {
        fixes += batch.length;
      },
    },
    limits: DEFAULT_GATEWAY_LIMITS,
    quality: {
      count(_source, reason) {
        throw new Error(reason);
      },
      received: () => undefined,
      phoneShared: () => undefined,
    },
  });
  const port = await gateway.listen('127.0.0.1', 0);
  const measure = async (load: Omit<Load, 'port'>) => {
    fixes = 0;
    const fleet = await startFleet({ ...load, port });
    const before = cpuSeconds();
    await fleet.drive();
    if (fixes !== load.frames) throw new Error(`${fixes} of ${load.frames} fixes arrived`);
    return load.frames / (cpuSeconds() - before);
  };
  const paced = PACED_PER_S * PACED_S;
  report({
    figure: `paced ${PACED_PER_S}/s, one frame a write, ${CONNECTIONS} connections`,
    value: await measure({ burst: 1, frames: paced, frames_per_s: PACED_PER_S }),
    unit: 'frames/CPU-s',
    note: 'target 80,000; decoded and answered',
  });
  report({
    figure: `bursts of ${BURST} frames a write, ${CONNECTIONS} connections`,
    value: await measure({ burst: BURST, frames: BURST_FRAMES, frames_per_s: 0 }),
    unit: 'frames/CPU-s',
  });
  await gateway.close();
};

function anyTerminal(): TerminalDirectory {
  return {
    register: () => ({ result: 0, code: 'bench' }),
    claimPlace: () => undefined,
    authenticate: (phone) => ({
      phone,
      vehicle: Number(phone),
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
  };
}

/** Resolves when all connections have authenticated. */
function startFleet(load: Load): Promise<{ drive(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const fleet = fork(import.meta.filename, [], { execArgv: ['--import', 'tsx'] });
    const ended = new Promise<void>((done) => {
      fleet.on('exit', (code) => (code === 0 ? done() : reject(new Error(`the fleet ended with ${code}`))));
    });
    const drive = () => {
      fleet.send('drive');
      return ended;
    };
    fleet.on('message', () => resolve({ drive }));
    fleet.send(load);
  });
}

/** Child process: opens the connections, sends on request, and ends when every frame is answered. */
async function beFleet(load: Load): Promise<void> {
  const terminals = await Promise.all(
    Array.from({ length: CONNECTIONS }, (_, i) => openTerminal(load.port, i + 1)),
  );
  process.send?.('ready');
  await new Promise((resolve) => process.once('message', resolve));
  await drive(terminals, load);
  for (const { socket } of terminals) socket.destroy();
}

async function drive(
  terminals: readonly BenchTerminal[],
  { burst, frames, frames_per_s }: Load,
): Promise<void> {
  let sent = 0;
  let answered = 0;
  const started_ms = Date.now();
  const due = () =>
    frames_per_s === 0
      ? answered + CONNECTIONS * burst * 2
      : ((Date.now() - started_ms) / 1000) * frames_per_s;
  const timer = setInterval(() => {
    for (const until = Math.min(frames, due()); sent + burst <= until; sent += burst) {
      const terminal = terminals[(sent / burst) % CONNECTIONS];
      terminal.socket.write(terminal.burstOf(burst));
    }
  }, 5);
  await new Promise<void>((resolve) => {
    for (const { splitter } of terminals)
      splitter.onAnswer = () => {
        if (++answered === frames) resolve();
      };
  });
  clearInterval(timer);
}

interface BenchTerminal {
  readonly socket: Socket;
  readonly splitter: { onAnswer: () => void };
  burstOf(frames: number): Uint8Array;
}

function openTerminal(port: number, number: number): Promise<BenchTerminal> {
  const header = { version: '2013', phone: `${number}`, serial: 1 } as const;
  const frame = encodeFrame(header, POSITION);
  const bursts = new Map<number, Uint8Array>();
  return new Promise((resolve, reject) => {
    const state: BenchTerminal['splitter'] = { onAnswer: () => undefined };
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(encodeFrame(header, { kind: 'authenticate', code: 'bench' })),
    );
    const terminal: BenchTerminal = {
      socket,
      splitter: state,
      burstOf(frames) {
        const made = bursts.get(frames) ?? Buffer.concat(Array.from({ length: frames }, () => frame));
        bursts.set(frames, made);
        return made;
      },
    };
    let authenticated = false;
    const splitter = createFrameSplitter({
      frame() {
        if (authenticated) return state.onAnswer();
        authenticated = true;
        resolve(terminal);
      },
      fault: (fault) => reject(new Error(fault)),
    });
    socket.on('data', (chunk) => splitter.push(chunk));
    socket.on('error', reject);
  });
}

const POSITION: Message = {
  kind: 'position',
  alarm: 0,
  status: 3,
  lat_e6: 22_543_000,
  lon_e6: 114_057_000,
  altitude_m: 10,
  speed_dkmh: 360,
  direction_deg: 0,
  at_ms: Date.parse('2026-01-01T00:00:00Z'),
  extras: [],
};

if (process.send) process.once('message', (load) => beFleet(load as Load).then(() => process.exit(0)));
