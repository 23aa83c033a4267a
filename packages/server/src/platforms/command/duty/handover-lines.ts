import type { Bilingual } from '@opentocc/contract';
import type { OpenItems } from './handover-sources.ts';
import type { LineRow, NewLineRow } from './handover-store.ts';
import type { HandoverItem } from './ports.ts';

/** Keys of lines that were written by hand begin so; no module lists them. */
export const BY_HAND = 'hand/';
/** Longest text of a line, letters: what modules say may be longer than a line. */
const MOST_LETTERS = 500;

/** What changed since the lines were made. */
export interface LineChanges {
  readonly added: readonly NewLineRow[];
  /** Stand open no more. */
  readonly ended: readonly LineRow[];
  /** Stand open again. */
  readonly again: readonly LineRow[];
}

/** Compares the lines of a handover with what stands open now. A kind that could not be asked changes nothing. */
export function changesOf(
  handover: number,
  lines: readonly LineRow[],
  { items, silent }: OpenItems,
  late: boolean,
): LineChanges {
  const known = new Map(lines.map((line) => [line.key, line]));
  const open = new Set(items.map(({ key }) => key));
  return {
    added: items.filter(({ key }) => !known.has(key)).map((item) => newLine(handover, item, late)),
    ended: lines.filter(
      ({ key, state, kind }) =>
        (state === 'waiting' || state === 'refused') &&
        !open.has(key) &&
        !key.startsWith(BY_HAND) &&
        !silent.includes(kind),
    ),
    again: lines.filter(({ key, state }) => state === 'ended' && open.has(key)),
  };
}

function newLine(handover: number, item: HandoverItem, late: boolean): NewLineRow {
  const { key, kind, since_ms, due_ms, opens } = item;
  const [title, detail] = [cut(item.title), cut(item.detail)];
  return { handover, key, kind, title, detail, since_ms, due_ms, opens, late };
}

const cut = ({ zh, en }: Bilingual): Bilingual => ({
  zh: zh.slice(0, MOST_LETTERS),
  en: en.slice(0, MOST_LETTERS),
});
