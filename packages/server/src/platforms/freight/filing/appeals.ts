import { DAY_MS } from '@opentocc/core/time';
import { cityDay } from '../../../kit/clock.ts';
import { type Changing, nextState } from './changing.ts';
import { filingErrors } from './errors.ts';
import type { AppealRow, Author, EntryRow } from './model.ts';
import type { Firms } from './reach.ts';
import { settingsOn } from './settings.ts';

/** Appeals against a suspension or removal: made by the firm, decided by somebody else than who sanctioned. */
export function createAppeals(changing: Changing) {
  return {
    appeal: (
      by: Author,
      firms: Firms,
      { id, version, text }: { id: string; version: number; text: string },
    ) =>
      changing.change(by, { id, version, firms }, async (row, queries) => {
        const { against, sanctioned_by } = requireSanction(row, by);
        if (await queries.findOpenAppeal(id)) throw filingErrors.appeal_open();
        const due_ms = by.at_ms + settingsOn(cityDay(by.at_ms)).appeal_decided_days * DAY_MS;
        const added: Omit<AppealRow, 'id'> = {
          ...{ entry: id, against, sanctioned_by, text, ...by, due_ms, reason: '' },
          ...{ granted: null, decided_ms: null, decided_by: null },
        };
        return {
          ...{ act: 'appealed', reason: text, set: { appeal_due_ms: due_ms } },
          within: (each) => each.addAppeal(added),
        };
      }),
    decide: (
      by: Author,
      firms: Firms,
      { id, version, granted, reason }: { id: string; version: number; granted: boolean; reason: string },
    ) =>
      changing.change(by, { id, version, firms }, async (row, queries) => {
        const open = await queries.findOpenAppeal(id);
        if (!open) throw filingErrors.no_appeal();
        if (open.sanctioned_by === by.principal) throw filingErrors.appeal_self();
        const decided = { ...open, granted, reason, decided_ms: by.at_ms, decided_by: by.actor };
        const set = granted ? { ...reinstated(row), appeal_due_ms: null } : { appeal_due_ms: null };
        return {
          ...{ act: granted ? 'appeal_granted' : 'appeal_refused', reason, set },
          within: (each) => each.saveAppeal(decided),
        };
      }),
  };
}

export type Appeals = ReturnType<typeof createAppeals>;

/** Back on the list; one that was reinstated meanwhile is there already. */
const reinstated = (row: EntryRow): Partial<EntryRow> =>
  row.state === 'approved'
    ? {}
    : {
        ...{ state: nextState(row, 'appeal_granted'), reason: '', sanctioned_by: null },
        suspended_until_ms: null,
      };

/** @throws AppError when there is nothing to appeal against, or it is too late */
function requireSanction(row: EntryRow, { at_ms }: Author) {
  const { id, state, sanctioned_by, decided_ms } = row;
  if (state !== 'suspended' && state !== 'removed') throw filingErrors.no_sanction({ id });
  if (sanctioned_by === null) throw filingErrors.own_removal({ id });
  const since_ms = decided_ms ?? 0;
  const days = settingsOn(cityDay(since_ms)).appeal_within_days;
  const until_ms = since_ms + days * DAY_MS;
  if (at_ms > until_ms) throw filingErrors.appeal_late({ days, day: cityDay(until_ms) });
  return { against: state, sanctioned_by };
}
