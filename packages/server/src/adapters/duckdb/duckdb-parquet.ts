import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Columns, historyErrors, type ParquetPort } from '../../base/history/index.ts';
import type { Logger } from '../../kit/log.ts';
import { programOf } from '../../kit/program.ts';
import { guarded } from '../../kit/unattended.ts';
import type { EngineSettings, Envelope, Reply, Request } from './protocol.ts';

export interface DuckDbOptions {
  /** Folder for what sorting spills, made when it is missing; by default one in the system's temporary folder. */
  readonly temp_dir?: string;
  readonly log: Logger;
  /** Memory of the engine, MB; beyond it, it spills. */
  readonly memory_mb?: number;
  readonly threads?: number;
  readonly query_timeout_ms?: number;
}

/** A {@link ParquetPort} whose engine runs in a process of its own. */
export interface DuckDbParquet extends ParquetPort {
  /** Process id of the engine; undefined when none runs. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

interface Pending {
  resolve(value: Columns): void;
  reject(error: Error): void;
}

/**
 * Starts the engine's process at the first request, and again at the next one when it has crashed; what was under way
 * in a crash is rejected.
 */
export function createDuckDbParquet(options: DuckDbOptions): DuckDbParquet {
  const {
    log,
    temp_dir = join(tmpdir(), 'opentocc-duckdb'),
    memory_mb = 1024,
    threads = 2,
    query_timeout_ms = 30_000,
  } = options;
  const settings: EngineSettings = { memory_mb, threads, temp_dir };
  const pending = new Map<number, Pending>();
  let child: ChildProcess | undefined;
  let nextId = 1;
  let nextJob = 1;

  function running(): ChildProcess {
    if (child) return child;
    mkdirSync(temp_dir, { recursive: true });
    const started = startChild(settings, log);
    const ended = (reason: unknown) => {
      if (child === started) child = undefined;
      if (pending.size > 0) log.error({ reason }, 'history engine ended with work under way');
      for (const { reject } of pending.values()) reject(new Error(`history engine ended (${reason})`));
      pending.clear();
    };
    started.on('message', guarded(log, 'the history engine answers', settle));
    // No process to be had, or no way to speak to it: without a listener that would end the platform.
    started.on('error', guarded(log, 'the history engine fails', ended));
    started.on(
      'exit',
      guarded(log, 'the history engine ends', (code, signal) => ended(signal ?? code)),
    );
    child = started;
    return started;
  }

  function settle(reply: Reply): void {
    const waiting = pending.get(reply.id);
    pending.delete(reply.id);
    if (reply.ok) waiting?.resolve(reply.value);
    else if (reply.timeout)
      waiting?.reject(historyErrors.query_timeout({ seconds: query_timeout_ms / 1000 }));
    else waiting?.reject(new Error(reply.message));
  }

  function request(message: Request): Promise<Columns> {
    const envelope: Envelope = { ...message, id: nextId++ };
    return new Promise((resolve, reject) => {
      pending.set(envelope.id, { resolve, reject });
      running().send(envelope);
    });
  }

  return {
    async write(dataset, blocks, path) {
      const job = nextJob++;
      try {
        for await (const page of blocks) await request({ type: 'append', job, dataset, blocks: page });
        await request({ type: 'finish', job, dataset, path });
      } catch (error) {
        if (child) await request({ type: 'abandon', job });
        throw error;
      }
    },
    async merge(dataset, paths, path) {
      await request({ type: 'merge', dataset, paths, path });
    },
    query: (sql, paths, params) =>
      request({ type: 'query', sql, paths, params, timeout_ms: query_timeout_ms }),
    pid: () => child?.pid,
    async stop() {
      const stopping = child;
      if (!stopping) return;
      const ended = once(stopping, 'exit');
      stopping.disconnect();
      await ended;
    },
  };
}

/**
 * Compaction of minutes of a whole city would take both cores from terminals that wait for answers: the child runs below
 * normal priority. Its source runs by tsx, whatever runs this process.
 */
function startChild(settings: EngineSettings, log: Logger): ChildProcess {
  const program = fileURLToPath(programOf(new URL('./child.ts', import.meta.url)));
  const tsx = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = fork(program, [JSON.stringify(settings)], {
    execArgv: program.endsWith('.ts') ? ['--import', tsx()] : [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (err) {
    log.warn({ err, pid: child.pid }, 'the priority of the history engine could not be lowered');
  }
  return child;
}
