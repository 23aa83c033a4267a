import type { Dataset } from '@opentocc/contract';
import type { Shelf } from './compaction.ts';
import { leftOutOf } from './damage.ts';
import { DATASETS, type RetentionRule, retentionDays } from './dataset.ts';

/** What a shelf holds, in files and in the log. @param today the day that retention counts from, yyyy-mm-dd */
export async function describeShelf(
  { dataset, files, log: store }: Shelf,
  retention: readonly RetentionRule[],
  today: string,
): Promise<Dataset> {
  const listed = files.list();
  const pending = await store.sumAfter(files.coveredSeq());
  const from = [...listed.map(({ min_ms }) => min_ms), ...asList(pending.from_ms)];
  const to = [...listed.map(({ max_ms }) => max_ms), ...asList(pending.to_ms)];
  return {
    code: dataset,
    name: DATASETS[dataset].name,
    rows: listed.reduce((sum, { rows }) => sum + rows, pending.rows),
    bytes: listed.reduce((sum, { bytes }) => sum + bytes, pending.bytes),
    files: listed.length,
    damaged_files: files.damaged().map(({ file }) => leftOutOf(file)),
    from_ms: from.length > 0 ? Math.min(...from) : null,
    to_ms: to.length > 0 ? Math.max(...to) : null,
    pending_rows: pending.rows,
    retention_days: retentionDays(retention, dataset, today),
  };
}

function asList(value: number | null): number[] {
  return value === null ? [] : [value];
}
