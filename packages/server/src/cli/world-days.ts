import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { createCityLife } from '@opentocc/testkit/city-life';
import { type DayKey, DayRun, encodeDay, layOutWorld } from '@opentocc/testkit/world';
import { cityDay } from '../kit/clock.ts';
import { endWithParent } from './end-with-parent.ts';
import { readNetworkFile } from './networks.ts';

export interface WorldDaysFlags {
  readonly network: string;
  readonly out: string;
  readonly seed: number;
  readonly trips: number;
  /** Begins of the days, UTC ms, in the order in which they are wanted. */
  readonly days: readonly number[];
  /** Until when the last of them is simulated, UTC ms. */
  readonly until: number;
}

/** Behind the platform, not so far that a busy machine never comes to it. */
const NICENESS = 5;

/** Name of the file of a day in the folder of the world. */
export const dayFile = (start_ms: number): string => `${cityDay(start_ms)}.day`;

/**
 * `tocc world-days`: simulates days of the demo city and writes each into a file, whole or not at all. A process of its own at
 * a low priority; it ends with the one that started it.
 */
export async function worldDays(flags: WorldDaysFlags): Promise<void> {
  endWithParent(() => process.exit(0));
  setPriority(NICENESS);
  const { seed, trips, until } = flags;
  const network = readNetworkFile(flags.network);
  const city = layOutWorld({ network, seed, trips, life: createCityLife(network, seed) });
  mkdirSync(flags.out, { recursive: true });
  for (const start_ms of flags.days) {
    const run = new DayRun(city, { start_ms });
    while (!run.isOver && run.now_s * 1000 <= until - start_ms) {
      run.advance();
      await breathe(); // so that the end of the parent is heard
    }
    const key: DayKey = { network_version: network.meta.version, seed, trips, start_ms };
    const file = join(flags.out, dayFile(start_ms));
    writeFileSync(`${file}.tmp`, encodeDay(run.record, key));
    renameSync(`${file}.tmp`, file);
  }
}
