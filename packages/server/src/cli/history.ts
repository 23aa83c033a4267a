import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createDuckDbParquet } from '../adapters/duckdb/index.ts';
import { type DamagedFile, listUnreadable } from '../base/history/index.ts';
import { dataDir } from '../config.ts';
import { createLog } from '../kit/log.ts';

/** Damaged files are set aside below it, in the folders they lay in, for whoever can mend them. */
const SET_ASIDE = 'damaged';
/** Every byte of a file is read. */
const READ_MS = 600_000;

/**
 * `tocc history repair`: reads every file of the history, says what the damaged ones held, and sets them aside, so that
 * nothing asks for them again. What the durable log still holds of the newest is filed again by the platform.
 */
export async function repairHistory(flags: { data?: string; dryRun?: boolean }): Promise<void> {
  const root = join(dataDir(flags.data, process.env), 'history');
  const damaged = existsSync(root) ? await findDamaged(root) : [];
  for (const one of damaged) {
    process.stdout.write(lineOf(one));
    if (!flags.dryRun) await setAside(root, one);
  }
  const rows = damaged.reduce((sum, { file }) => sum + file.rows, 0);
  const place = join(root, SET_ASIDE);
  process.stdout.write(
    damaged.length === 0
      ? '历史文件全部完好 · all files of the history are whole\n'
      : `${damaged.length} 个文件损坏，缺失 ${rows} 行${flags.dryRun ? '' : `，已移至 ${place}`}\n` +
          `${damaged.length} files are damaged, ${rows} rows are lost${flags.dryRun ? '' : `; they are in ${place} now`}\n`,
  );
}

async function findDamaged(root: string): Promise<DamagedFile[]> {
  const parquet = createDuckDbParquet({ log: createLog('error'), query_timeout_ms: READ_MS });
  try {
    return await listUnreadable(root, parquet);
  } finally {
    await parquet.stop();
  }
}

function lineOf({ dataset, file, reason }: DamagedFile): string {
  const [from, to] = [file.min_ms, file.max_ms].map((at_ms) => new Date(at_ms).toISOString());
  return `${dataset} ${file.day}: ${file.rows} 行 rows, ${from} – ${to} (${basename(file.path)}: ${reason})\n`;
}

async function setAside(root: string, { dataset, file }: DamagedFile): Promise<void> {
  const place = join(root, SET_ASIDE, dataset, basename(dirname(file.path)));
  await mkdir(place, { recursive: true });
  await rename(file.path, join(place, basename(file.path)));
}
