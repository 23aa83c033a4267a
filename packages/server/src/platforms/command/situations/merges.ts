import type { Acting } from '../../../kit/acting.ts';
import type { Area } from '../../../kit/area.ts';
import type { Changer, Draft } from './changes.ts';
import { situationsErrors } from './errors.ts';
import type { SituationQueries } from './store.ts';

export interface MergeOf {
  readonly id: number;
  readonly version: number;
  readonly other: number;
  readonly other_version: number;
  readonly reason: string;
}

/** Makes two situations one and, when that was wrong, two again. Nothing of either is lost: both stand in the record. */
export function createMerges(changer: Changer) {
  return {
    /** The one that was received later goes into the earlier one, so that no time of its clocks is lost. */
    merge: (acting: Acting, area: Area, { id, version, other, other_version, reason }: MergeOf) => {
      if (id === other) throw situationsErrors.merge_itself();
      const seen = [
        { id, version },
        { id: other, version: other_version },
      ];
      return changer.change(seen, area, changer.authorOf(acting), async ([into, gone], queries) => {
        check(into, gone);
        const reports = await queries.reports.listOf(gone.row.id);
        await queries.reports.move(
          reports.map((one) => one.id),
          id,
        );
        await queries.proposals.endOf(other);
        await queries.proposals.decidePair(
          Math.min(id, other),
          Math.max(id, other),
          'accepted',
          into.by.at_ms,
        );
        join(
          into,
          gone,
          reports.map((one) => one.id),
          reason,
        );
      });
    },
    /** What was merged stands by itself again, with the reports that it brought and those that followed on them. */
    split: (acting: Acting, area: Area, { id, version, other, reason }: Omit<MergeOf, 'other_version'>) => {
      const seen = [
        { id, version },
        { id: other, version: null },
      ];
      return changer.change(seen, area, changer.authorOf(acting), async ([from, again], queries) => {
        if (again.row.merged_into !== id) throw situationsErrors.not_merged({ id, other });
        const brought = await broughtBy(queries, other);
        await queries.reports.move(brought, other);
        await queries.proposals.decidePair(
          Math.min(id, other),
          Math.max(id, other),
          'refused',
          from.by.at_ms,
        );
        part(from, again, brought, reason);
      });
    },
    refuse: (acting: Acting, area: Area, id: number, proposal: number, reason: string) =>
      changer.change([{ id, version: null }], area, changer.authorOf(acting), async ([draft], queries) => {
        const found = await queries.proposals.find(proposal);
        const isOf = found && (found.earlier === id || found.later === id);
        if (!isOf || !(await queries.proposals.decide(proposal, 'refused')))
          throw situationsErrors.unknown_proposal();
        const other = found.earlier === id ? found.later : found.earlier;
        draft.note({
          ...{ kind: 'proposal', detail: { proposal, other, score: found.score } },
          zh: `与事件 ${other} 不是同一事件：${reason}`,
          en: `Not the same as situation ${other}: ${reason}`,
        });
      }),
  };
}

function check({ row: into }: Draft, { row: gone }: Draft): void {
  if (into.header !== gone.header) throw situationsErrors.merge_header();
  const earlier = gone.received_ms - into.received_ms || gone.id - into.id;
  if (earlier < 0) throw situationsErrors.merge_later({ other: gone.id });
}

function join(into: Draft, gone: Draft, reports: readonly number[], reason: string): void {
  const { at_ms } = into.by;
  const [a, b] = [into.row, gone.row];
  const start_ms = Math.min(a.validity.start_ms, b.validity.start_ms);
  into.set({ validity: { ...a.validity, start_ms } });
  gone.set({ merged_into: a.id });
  gone.clocks.withdraw(gone.clocks.runningCodes(), at_ms, `并入事件 ${a.id} merged into ${a.id}`);
  into.note({
    ...{ kind: 'merged', detail: { other: b.id, reports } },
    zh: `并入事件 ${b.id}（${b.title}）：${reason}`,
    en: `Situation ${b.id} (${b.title}) was merged into this one: ${reason}`,
  });
  gone.note({
    ...{ kind: 'merged_into', detail: { into: a.id, reports } },
    zh: `已并入事件 ${a.id}（${a.title}）：${reason}`,
    en: `Merged into situation ${a.id} (${a.title}): ${reason}`,
  });
}

/** Reports that the other one brought with it, by its own last word on it. */
async function broughtBy(queries: SituationQueries, other: number): Promise<readonly number[]> {
  const entries = await queries.listEntries(other);
  const last = entries.findLast(({ kind }) => kind === 'merged_into');
  return (last?.detail.reports as readonly number[] | undefined) ?? [];
}

function part(from: Draft, again: Draft, reports: readonly number[], reason: string): void {
  const { at_ms } = from.by;
  again.set({ merged_into: null });
  again.clocks.reopenWithdrawn(`并入事件 ${from.row.id} `, at_ms, `拆分 split from ${from.row.id}`);
  from.note({
    ...{ kind: 'split_off', detail: { other: again.row.id, reports } },
    zh: `拆出事件 ${again.row.id}（${again.row.title}）：${reason}`,
    en: `Situation ${again.row.id} (${again.row.title}) was taken out again: ${reason}`,
  });
  again.note({
    ...{ kind: 'split', detail: { from: from.row.id, reports } },
    zh: `从事件 ${from.row.id} 拆出，恢复独立：${reason}`,
    en: `Taken out of situation ${from.row.id}, by itself again: ${reason}`,
  });
}
