import type { Bilingual } from '@opentocc/contract';
import type { Db } from '../../../kit/db.ts';
import { marked } from './herald.ts';
import type { EventRow, RunRow } from './store.ts';

/** Where others write down what plans do, in the same transaction: the duty log, the timeline of a situation. */
export interface Chronicle {
  log(tx: Db, entry: { at_ms: number; by: string; text: Bilingual; run: number }): Promise<void>;
  situation(tx: Db, id: number, entry: Bilingual & { run: number }): Promise<void>;
}

/** What of a run others want to read; the rest stands in its own record. */
const NEWS: ReadonlySet<EventRow['kind']> = new Set([
  ...(['asked', 'approved', 'refused', 'started', 'phase', 'ended', 'task_overdue'] as const),
]);

/** Writes a line of a run where others read it. */
export async function chronicle(
  to: Chronicle,
  tx: Db,
  { id, drill, situation }: Pick<RunRow, 'id' | 'drill' | 'situation'>,
  plan: Bilingual,
  { kind, at_ms, by, text }: Pick<EventRow, 'kind' | 'at_ms' | 'by' | 'text'>,
): Promise<void> {
  if (!NEWS.has(kind)) return;
  const said = marked({ zh: `${plan.zh}：${text.zh}`, en: `${plan.en}: ${text.en}` }, drill);
  await to.log(tx, { at_ms, by, text: said, run: id });
  if (situation !== null) await to.situation(tx, situation, { ...said, run: id });
}
