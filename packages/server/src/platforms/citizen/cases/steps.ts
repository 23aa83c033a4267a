import type { Changer, Draft } from './changes.ts';
import { startRound } from './changes.ts';
import { casesErrors } from './errors.ts';
import type { CaseQueries } from './store.ts';

/** Gives a case to a unit, from the hotline or from another unit. */
export async function dispatch(
  draft: Draft,
  queries: CaseQueries,
  unit: { readonly code: string; readonly name: { readonly zh: string; readonly en: string } },
  note: string,
): Promise<void> {
  const { row, by } = draft;
  if (row.unit === unit.code) throw casesErrors.same_unit({ unit: unit.name });
  await queries.requests.endOf(row.id);
  draft.set({
    ...{ state: 'dispatched', unit: unit.code, dispatched_ms: by.at_ms, accepted_ms: null },
    ...{ dispatches: row.dispatches + 1, requests: 0 },
  });
  draft.note({
    ...{ kind: 'dispatched', detail: { from: row.unit, to: unit.code, note } },
    zh: `转办 ${unit.name.zh}${note ? `：${note}` : ''}`,
    en: `Dispatched to ${unit.name.en}${note ? `: ${note}` : ''}`,
  });
}

/** Puts an answer on record and stops the clocks that wait for it. */
export async function answer(draft: Draft, queries: CaseQueries, text: string): Promise<void> {
  const { row, by } = draft;
  const at_once = row.unit === null;
  const added = await queries.answers.add({
    ...{ case: row.id, text, author: by.actor, unit: row.unit, at_ms: by.at_ms, at_once, refused: false },
  });
  await queries.requests.endOf(row.id);
  const accepted_ms = at_once ? null : (row.accepted_ms ?? by.at_ms);
  draft.set({ state: 'answered', answered_ms: by.at_ms, at_once, accepted_ms, requests: 0 });
  draft.clocks.finish([draft.code('first_response'), draft.code('answer')], by.at_ms, by.actor);
  draft.note({
    ...{ kind: 'answered', detail: { answer: added.id, at_once, unit: row.unit } },
    zh: `${at_once ? '即时答复' : '答复'}：${text}`,
    en: `${at_once ? 'Answered at once' : 'Answered'}: ${text}`,
  });
}

/** Nothing of a closed case runs on: neither our clocks nor that of another hotline. */
export async function close(draft: Draft, queries: CaseQueries, note: string): Promise<void> {
  const { by, clocks } = draft;
  await queries.requests.endOf(draft.row.id);
  clocks.finish(clocks.runningCodes(), by.at_ms, by.actor);
  draft.set({ state: 'closed', closed_ms: by.at_ms, requests: 0, supervision: 'none', card: 'none' });
  draft.note({
    kind: 'closed',
    zh: `办结${note ? `：${note}` : ''}`,
    en: `Closed${note ? `: ${note}` : ''}`,
  });
}

/** Goes out of our hands unanswered: what waits is ended unjudged. */
export async function leave(
  draft: Draft,
  queries: CaseQueries,
  state: 'withdrawn' | 'referred',
  entry: Parameters<Draft['note']>[0],
): Promise<void> {
  const { clocks, by } = draft;
  await queries.requests.endOf(draft.row.id);
  clocks.withdraw(clocks.runningCodes(), by.at_ms, `${entry.zh} ${entry.en}`);
  draft.set({ state, closed_ms: by.at_ms, requests: 0, supervision: 'none', card: 'none' });
  draft.note(entry);
}

/** A new round at the hotline, with clocks of its own: what the round before was judged by stays as it was. */
export function reopen(
  draft: Draft,
  { rule }: Pick<Changer, 'rule'>,
  reason: string,
  who: { readonly zh: string; readonly en: string },
): void {
  const { row, by } = draft;
  draft.set({
    ...{ state: 'received', unit: null, dispatched_ms: null, accepted_ms: null, answered_ms: null },
    ...{ closed_ms: null, at_once: false, round: row.round + 1, referred_to: null },
  });
  startRound(draft, rule, by.at_ms, '重新打开 opened again');
  draft.note({
    ...{ kind: 'reopened', detail: { reason, round: row.round + 1, from: row.state, unit: row.unit } },
    zh: `${who.zh}重新打开（第 ${row.round + 1} 轮）：${reason}`,
    en: `Opened again by ${who.en} (round ${row.round + 1}): ${reason}`,
  });
}
