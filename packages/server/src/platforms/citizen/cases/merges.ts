import type { Acting } from '../../../kit/acting.ts';
import type { Changer, Draft } from './changes.ts';
import { casesErrors } from './errors.ts';
import { isOpen } from './model.ts';
import { reachOf } from './reach.ts';

export interface MergeOf {
  readonly id: number;
  readonly version: number;
  readonly other: number;
  readonly other_version: number;
  readonly reason: string;
}

/** Makes two cases one and, when that was wrong, two again. Nothing of either is lost: both stand in the record. */
export function createCaseMerges(changer: Changer) {
  const reach = ({ session }: Acting) => reachOf(session, 'cases:take');
  return {
    /** The one that was received later goes into the earlier one, so that no time of its clocks is lost. */
    async merge(acting: Acting, { id, version, other, other_version, reason }: MergeOf): Promise<void> {
      if (id === other) throw casesErrors.merge_itself();
      const seen = [
        { id, version },
        { id: other, version: other_version },
      ];
      await changer.change(seen, reach(acting), changer.authorOf(acting), async ([into, gone], queries) => {
        check(into, gone);
        await queries.requests.endOf(other);
        join(into, gone, reason);
      });
    },
    async split(
      acting: Acting,
      { id, version, other, reason }: Omit<MergeOf, 'other_version'>,
    ): Promise<void> {
      const seen = [
        { id, version },
        { id: other, version: null },
      ];
      await changer.change(seen, reach(acting), changer.authorOf(acting), async ([from, again]) => {
        if (again.row.merged_into !== id)
          throw casesErrors.not_merged({ number: from.row.number, other: again.row.number });
        part(from, again, reason);
      });
    },
  };
}

function check({ row: into }: Draft, { row: gone }: Draft): void {
  for (const { number, ...row } of [into, gone]) if (!isOpen(row)) throw casesErrors.merge_over({ number });
  const earlier = gone.received_ms - into.received_ms || gone.id - into.id;
  if (earlier < 0) throw casesErrors.merge_later({ other: gone.number });
  const isSeenByOthers = into.unit !== null && gone.unit !== into.unit;
  if (gone.secret && isSeenByOthers) throw casesErrors.merge_secret();
}

function join(into: Draft, gone: Draft, reason: string): void {
  const [a, b] = [into.row, gone.row];
  gone.set({ merged_into: a.id, requests: 0, card: 'none', supervision: 'none' });
  gone.clocks.withdraw(
    gone.clocks.runningCodes(),
    into.by.at_ms,
    `并入工单 ${a.number} merged into ${a.number}`,
  );
  into.note({
    ...{ kind: 'merged', detail: { other: b.id, number: b.number } },
    zh: `并入工单 ${b.number}：${reason}`,
    en: `Case ${b.number} was merged into this one: ${reason}`,
  });
  gone.note({
    ...{ kind: 'merged_into', detail: { into: a.id, number: a.number } },
    zh: `已并入工单 ${a.number}：${reason}`,
    en: `Merged into case ${a.number}: ${reason}`,
  });
}

function part(from: Draft, again: Draft, reason: string): void {
  const [a, b] = [from.row, again.row];
  again.set({ merged_into: null });
  again.clocks.reopenWithdrawn(`并入工单 ${a.number} `, from.by.at_ms, `拆分 split from ${a.number}`);
  from.note({
    ...{ kind: 'split_off', detail: { other: b.id, number: b.number } },
    zh: `拆出工单 ${b.number}：${reason}`,
    en: `Case ${b.number} was taken out again: ${reason}`,
  });
  again.note({
    ...{ kind: 'split', detail: { from: a.id, number: a.number } },
    zh: `从工单 ${a.number} 拆出，恢复独立：${reason}`,
    en: `Taken out of case ${a.number}, by itself again: ${reason}`,
  });
}

export type CaseMerges = ReturnType<typeof createCaseMerges>;
