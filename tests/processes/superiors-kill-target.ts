import { setTimeout as sleep } from 'node:timers/promises';
import { createFixBatch, type FixBatch } from '../../packages/core/src/telemetry/index.ts';
import { createHistory } from '../../packages/server/src/base/history/index.ts';
import type { ParquetPort } from '../../packages/server/src/base/history/parquet-port.ts';
import { testKeys } from '../../packages/server/src/base/keys/test-keys.ts';
import { openRegistry } from '../../packages/server/src/base/sources/index.ts';
import { createSuperiors } from '../../packages/server/src/base/superiors/index.ts';
import { systemClock } from '../../packages/server/src/kit/clock.ts';
import { openDb } from '../../packages/server/src/kit/db.ts';
import { createLog } from '../../packages/server/src/kit/log.ts';

export interface KillTarget {
  readonly url: string;
  readonly folder: string;
  /** Of the platform above. */
  readonly above: { readonly port: number; readonly password: string; readonly centre: number };
  readonly source: number;
  readonly vehicle: number;
  /** Number of the first batch; null: nothing more is written, and what is in the log goes up. */
  readonly first: number | null;
  readonly from_ms: number;
}

export const BATCH_ROWS = 5;

/** Positions of batch `number`, one a second from `from_ms` on over all batches. */
function batchOf({ vehicle, source, from_ms }: KillTarget, number: number): FixBatch {
  const batch = createFixBatch(BATCH_ROWS);
  batch.length = BATCH_ROWS;
  for (let row = 0; row < BATCH_ROWS; row++) {
    [batch.vehicle[row], batch.source[row]] = [vehicle, source];
    batch.at_ms[row] = from_ms + (number * BATCH_ROWS + row) * 1000;
    batch.received_ms[row] = Date.now();
    [batch.lon[row], batch.lat[row]] = [114.057865, 22.543096];
    [batch.speed_dkmh[row], batch.direction_deg[row], batch.status[row]] = [610, 90, 3];
  }
  return batch;
}

/** A program that is there to be killed: writes positions into the durable log, says which are, and reports them upwards. */
async function killTarget(target: KillTarget): Promise<void> {
  const [db, log] = [openDb(target.url, 6), createLog('error')];
  const registry = await openRegistry({ db, clock: systemClock, log, keys: testKeys });
  const history = createHistory({
    ...{ db, data_dir: target.folder, clock: systemClock, log },
    // Nothing grows old enough here to go into a file.
    parquet: {} as ParquetPort,
    network: () => ({ version: 'a'.repeat(64), link_count: 1 }),
  });
  await history.start();
  const superiors = await createSuperiors({
    ...{ db, clock: systemClock, log, registry, keys: testKeys, positions: history },
    ...{ randomU32: () => 7, sweep_ms: 10, limits: { redial_ms: 20 } },
  });
  await superiors.start();
  const { port, password, centre } = target.above;
  if (superiors.list().length === 0)
    await superiors.add({
      ...{ name: '省平台', host: '127.0.0.1', port, edition: '2019', centre, user: 77, password },
      ...{ sub_link_port: 0, sources: [target.source], counts: true, enabled: true },
    });
  process.stdout.write('started\n');
  for (let number = target.first; number !== null; number++) {
    await history.append(batchOf(target, number));
    process.stdout.write(`${number}\n`);
    await sleep(4);
  }
}

const [, script, given] = process.argv;
if (script === import.meta.filename) await killTarget(JSON.parse(given) as KillTarget);
