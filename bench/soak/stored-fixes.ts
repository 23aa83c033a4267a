import { type Acknowledged, fixMark } from '@opentocc/testkit/fleet';
import { createDuckDbParquet } from '../../packages/server/src/adapters/duckdb/index.ts';
import { decodeFixes } from '../../packages/server/src/base/history/batch-codec.ts';
import { createHistory } from '../../packages/server/src/base/history/index.ts';
import { createLogStore } from '../../packages/server/src/base/history/log-store.ts';
import { systemClock } from '../../packages/server/src/kit/clock.ts';
import { openDb } from '../../packages/server/src/kit/db.ts';
import { createLog } from '../../packages/server/src/kit/log.ts';

const BLOCKS_PER_PAGE = 64;

/** What the durable log holds after a run. */
export interface StoredFixes {
  readonly rows: number;
  /** Batches that it was written in. */
  readonly blocks: number;
  readonly bytes: number;
  /** Rows that questions see, over files and log. */
  readonly rows_seen: number;
  /** Rows that lie in Parquet files by now. */
  readonly rows_in_files: number;
  /** Vehicles whose fixes are not, each once, those that were acknowledged. */
  readonly vehicles_wrong: number;
}

/**
 * Reads every fix that a platform stored, after it has ended, and compares it with what its terminals had acknowledged. The
 * log holds an hour for a quarter of an hour after its end, so a run of up to fifteen minutes is still in it whole.
 */
export async function readStored(
  database_url: string,
  data_dir: string,
  { count, marks }: Acknowledged,
): Promise<StoredFixes> {
  const db = openDb(database_url);
  const parquet = createDuckDbParquet({ log: createLog('warn'), temp_dir: data_dir });
  try {
    const stored = { count: new Uint32Array(count.length + 1), marks: new Uint32Array(count.length + 1) };
    let [rows, blocks, bytes, seq] = [0, 0, 0, 0];
    const log = createLogStore(db, 'fixes');
    for (;;) {
      const page = await log.listAfter(seq, Number.MAX_SAFE_INTEGER, BLOCKS_PER_PAGE);
      if (page.length === 0) break;
      for (const block of page) {
        addBlock(block.payload, stored);
        rows += block.rows;
        blocks++;
        bytes += block.payload.length;
      }
      seq = page[page.length - 1].seq;
    }
    const clock = systemClock;
    const network = () => ({ version: '', link_count: 0 });
    const history = createHistory({ db, data_dir, clock, log: createLog('warn'), parquet, network });
    const [fixes] = (await history.datasets()).filter(({ code }) => code === 'fixes');
    return {
      ...{ rows, blocks, bytes },
      rows_seen: fixes.rows,
      rows_in_files: fixes.rows - fixes.pending_rows,
      vehicles_wrong: countWrong(stored, { count, marks }),
    };
  } finally {
    await parquet.stop();
    await db.destroy();
  }
}

function addBlock(payload: Uint8Array, stored: Acknowledged): void {
  const { length, vehicle, at_ms, lon, lat } = decodeFixes(payload);
  for (let row = 0; row < length; row++) {
    const id = vehicle[row];
    stored.count[id]++;
    stored.marks[id] += fixMark(at_ms[row] / 1000, Math.round(lon[row] * 1e6), Math.round(lat[row] * 1e6));
  }
}

/** Vehicle ids are given by class, not in the order of the roster: both sides are compared as sorted lists. */
function countWrong(stored: Acknowledged, acknowledged: Acknowledged): number {
  const pairs = ({ count, marks }: Acknowledged) =>
    Array.from(count, (n, v) => [n, marks[v]] as const).filter(([n]) => n > 0);
  const expected = new Map<string, number>();
  for (const pair of pairs(acknowledged)) expected.set(`${pair}`, (expected.get(`${pair}`) ?? 0) + 1);
  let wrong = 0;
  for (const pair of pairs(stored)) {
    const left = expected.get(`${pair}`) ?? 0;
    if (left === 0) wrong++;
    else expected.set(`${pair}`, left - 1);
  }
  return wrong + [...expected.values()].reduce((sum, left) => sum + left, 0);
}
