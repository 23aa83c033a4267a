import { DAY_MS } from '@opentocc/core/time';
import { concealed } from './askers.ts';
import type { Changer, Draft } from './changes.ts';
import { casesErrors } from './errors.ts';
import type { Author, CaseRow, NewEntry } from './model.ts';
import { everywhere, type Reach } from './reach.ts';
import { reopen } from './steps.ts';
import type { CaseQueries, CaseStore } from './store.ts';
import { rootOf } from './telling.ts';

export interface Remark {
  readonly text: string;
  /** Made by who sends it: the same remark sent twice, as after a lost answer, is one. */
  readonly key?: string;
}

/** What is added to a case by words: notes of people who work on it, remarks of who asked. */
export function createRemarks({ store, changer }: { readonly store: CaseStore; readonly changer: Changer }) {
  /** What is said to a case that was merged is said to the one in which it is handled now. */
  async function add(
    id: number,
    reach: Reach,
    by: Author,
    kind: 'note' | 'remark',
    { text, key }: Remark,
  ): Promise<void> {
    const isSecret = (await store.find(id))?.secret === true;
    await onRoot(id, reach, by, async (draft, queries) => {
      const root = draft.row.id;
      if (key !== undefined && (await queries.hasKey(root, key))) return;
      // The case in which it is handled now need not be secret, and hides nothing by itself then.
      const shown = isSecret && root !== id ? concealed(text, { name: '' }) : text;
      draft.note(entryOf(kind, shown, key, root === id ? null : id));
    });
  }

  /** Changes the case in which one is handled now; one that is merged before its row is held is followed to where it went. */
  async function onRoot(
    id: number,
    reach: Reach,
    by: Author,
    work: (draft: Draft, queries: CaseQueries) => Promise<void>,
  ): Promise<void> {
    const root = await rootOf(store, id);
    const isDone = await changer.change(
      [{ id: root, version: null }],
      reach,
      by,
      async ([draft], queries) => {
        if (draft.row.merged_into !== null) return false;
        await work(draft, queries);
        return true;
      },
    );
    if (!isDone) await onRoot(root, reach, by, work);
  }

  return {
    note: (id: number, reach: Reach, by: Author, remark: Remark) => add(id, reach, by, 'note', remark),
    /** Of who asked. It does not open a closed case again: that is asked for by itself. */
    remark: (id: number, by: Author, remark: Remark) => add(id, everywhere, by, 'remark', remark),
    /** By who asked, within the days that the rule gives; by a return visit without a word being satisfied, at any time. */
    async reopen(id: number, by: Author, reason: string, who: 'asker' | 'visit'): Promise<void> {
      await onRoot(id, everywhere, by, async (draft) => {
        draft.requires('reopen');
        if (who === 'asker') checkInTime(changer, draft);
        reopen(draft, changer, reason, WHO[who]);
      });
    },
    /** Until when who asked may open it again; null where it is not closed. */
    reopenableUntil(row: CaseRow): number | null {
      if (row.closed_ms === null || row.state === 'withdrawn') return null;
      return row.closed_ms + changer.rule('reopening', row, row.closed_ms).length;
    },
  };
}

const WHO = {
  asker: { zh: '诉求人', en: 'the asker' },
  visit: { zh: '回访不满意，', en: 'a return visit' },
} as const;

function checkInTime({ rule }: Changer, { row, by }: Draft): void {
  const closed_ms = row.closed_ms ?? by.at_ms;
  const { length } = rule('reopening', row, closed_ms);
  if (by.at_ms > closed_ms + length) throw casesErrors.reopen_late({ days: Math.round(length / DAY_MS) });
}

function entryOf(
  kind: 'note' | 'remark',
  text: string,
  key: string | undefined,
  of: number | null,
): NewEntry {
  const detail = { ...(key !== undefined && { key }), ...(of !== null && { of }) };
  if (kind === 'note') return { kind, zh: text, en: text, detail };
  return { kind, zh: `诉求人补充：${text}`, en: `The asker adds: ${text}`, detail };
}

export type Remarks = ReturnType<typeof createRemarks>;
