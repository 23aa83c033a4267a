import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY_MS } from '@opentocc/core/time';
import {
  BIN_S,
  createTrafficField,
  type DayKey,
  type DayRecord,
  decodeDay,
  fieldOver,
  worldDayStart,
} from '@opentocc/testkit/world';
import type { DemoCity, DemoSpan, DemoTraffic } from '../kit/demo.ts';
import { dayFile } from './world-days.ts';

type City = Omit<DemoCity, 'traffic' | 'vehicles' | 'shift_ms'>;

interface Recorded extends City {
  /** Folder of the recorded days. */
  readonly folder: string;
}

/** Simulated in this process, which waits for it: for cities of a few streets. */
export function simulatedTraffic(city: City): DemoTraffic {
  const field = createTrafficField(city.network, city);
  return { over: async () => field };
}

/**
 * The traffic of days of the demo city, which a process of its own simulates and records as they are asked for, the newest
 * first. What is recorded is read again at the next start; a file that is damaged, or of another world, is made again.
 */
export function recordedTraffic(city: Recorded): DemoTraffic {
  return {
    async over(span) {
      const days = daysOf(span);
      const known = await readDays(city, days, span);
      const missing = days.filter((start_ms) => !known.has(start_ms));
      if (missing.length > 0) {
        await simulateDays(city, missing, span);
        for (const [start_ms, record] of await readDays(city, missing, span)) known.set(start_ms, record);
      }
      return fieldOver(city, (at_ms) => {
        const record = known.get(worldDayStart(at_ms));
        if (!record) throw new RangeError(`no day is recorded that holds ${new Date(at_ms).toISOString()}`);
        return record;
      });
    },
  };
}

/** Begins of the days of the world that a span touches, the newest first, UTC ms. */
function daysOf({ from_ms, to_ms }: { from_ms: number; to_ms: number }): number[] {
  const days: number[] = [];
  const first_ms = worldDayStart(from_ms);
  for (let start_ms = worldDayStart(to_ms); start_ms >= first_ms; start_ms -= DAY_MS) days.push(start_ms);
  return days;
}

/** Those of the days that are recorded, as far as `to_ms`. */
async function readDays(city: Recorded, days: readonly number[], { to_ms, passages = false }: DemoSpan) {
  const known = new Map<number, DayRecord>();
  for (const start_ms of days) {
    const bytes = await readFile(join(city.folder, dayFile(start_ms))).catch(() => undefined);
    const record = bytes && (await decodeDay(bytes, keyOf(city, start_ms), passages));
    const known_ms = record && start_ms + record.bin_count * BIN_S * 1000;
    if (record && known_ms && known_ms >= Math.min(to_ms, start_ms + DAY_MS)) known.set(start_ms, record);
  }
  return known;
}

const keyOf = ({ network, seed, trips }: City, start_ms: number): DayKey => ({
  network_version: network.meta.version,
  seed,
  trips,
  start_ms,
});

/** @throws Error when the process that simulates ends before its work. */
async function simulateDays(
  { network_file, folder, seed, trips }: Recorded,
  days: readonly number[],
  { to_ms, signal }: { to_ms: number; signal: AbortSignal },
): Promise<void> {
  if (signal.aborted) return;
  const what = ['--network', network_file, '--out', folder, '--seed', `${seed}`, '--trips', `${trips}`];
  const when = ['--until', `${to_ms}`, '--days', days.join(',')];
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../bin/tocc.mjs'), 'world-days', ...what, ...when],
    // The channel carries nothing: it closes when this process ends, in whatever way.
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const ended = once(child, 'exit');
  await Promise.race([ended, once(signal, 'abort')]);
  if (signal.aborted) child.kill('SIGTERM');
  const [code] = await ended;
  if (code !== 0 && !signal.aborted)
    throw new Error(`the days of the demo city were not simulated: exit code ${code}`);
}
