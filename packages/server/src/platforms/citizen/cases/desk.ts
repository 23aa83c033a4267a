import type { CaseSuggestion } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { Changer, Draft } from './changes.ts';
import { type Reach, reachOf } from './reach.ts';
import { answer, close, dispatch, leave, reopen } from './steps.ts';
import type { CaseQueries } from './store.ts';
import type { Teller } from './telling.ts';
import type { CaseUnits } from './units.ts';

export interface CaseDeskDeps {
  readonly changer: Changer;
  readonly units: CaseUnits;
  readonly tell: Teller;
}

interface Numbered {
  readonly version: number;
}

/** What the hotline does with a case. What it does is in the database when it is answered. */
export function createCaseDesk({ changer, units, tell }: CaseDeskDeps) {
  const change = (
    acting: Acting,
    id: number,
    version: number | null,
    work: (draft: Draft, queries: CaseQueries) => unknown,
    reach: Reach = reachOf(acting.session, 'cases:take'),
  ): Promise<void> =>
    changer.change([{ id, version }], reach, changer.authorOf(acting), async ([draft], queries) => {
      await work(draft, queries);
    });

  return {
    /** @throws AppError where nobody at the unit could take it */
    async dispatch(
      acting: Acting,
      id: number,
      given: Numbered & { unit: string; note: string; suggested: readonly CaseSuggestion[] },
    ): Promise<void> {
      const unit = await units.requireStaffed(given.unit);
      await change(acting, id, given.version, async (draft, queries) => {
        draft.requires('dispatch');
        await dispatch(draft, queries, unit, given.note);
        if (given.suggested.length === 0) return;
        const { category } = draft.row;
        const { at_ms } = draft.by;
        await queries.suggested.add({
          case: id,
          suggested: given.suggested,
          category,
          unit: unit.code,
          at_ms,
        });
      });
    },
    /** By the hotline while it is there, else by who has to answer. */
    async answer(
      acting: Acting,
      id: number,
      given: Numbered & { text: string; close: boolean },
    ): Promise<void> {
      const [desk, unit] = (['cases:take', 'cases:handle'] as const).map((name) =>
        reachOf(acting.session, name),
      );
      const reach: Reach = (row) => (row.unit === null ? desk(row) : unit(row));
      await changer.change(
        [{ id, version: given.version }],
        reach,
        changer.authorOf(acting),
        async ([draft], queries, tx) => {
          draft.requires('answer');
          await answer(draft, queries, given.text);
          if (!given.close) return;
          // Whether an answer of a unit will do is for the hotline to say.
          if (!desk(draft.row)) throw kitErrors.out_of_area();
          await close(draft, queries, '');
          await tell(tx, queries, draft);
        },
      );
    },
    close: (acting: Acting, id: number, { version, note }: Numbered & { note: string }) =>
      changer.change(
        [{ id, version }],
        reachOf(acting.session, 'cases:take'),
        changer.authorOf(acting),
        async ([draft], queries, tx) => {
          draft.requires('close');
          await close(draft, queries, note);
          await tell(tx, queries, draft);
        },
      ),
    /** The answer will not do: the clock of the answer goes on from where it was stopped. */
    rework: (acting: Acting, id: number, { version, reason }: Numbered & { reason: string }) =>
      change(acting, id, version, async (draft, queries) => {
        draft.requires('rework');
        await queries.answers.refuseAll(id);
        const { row, by } = draft;
        const to = row.unit === null ? 'received' : 'dispatched';
        draft.set({ state: to, answered_ms: null, at_once: false, reworks: row.reworks + 1 });
        draft.clocks.reopen(draft.code('answer'), by.at_ms, `重办 rework: ${reason}`);
        draft.note({
          kind: 'rework',
          zh: `退回重办：${reason}`,
          en: `Sent back to be done again: ${reason}`,
          detail: { reason },
        });
      }),
    reopen: (acting: Acting, id: number, { version, reason }: Numbered & { reason: string }) =>
      change(acting, id, version, (draft) => {
        draft.requires('reopen');
        reopen(draft, changer, reason, { zh: '热线', en: 'the hotline' });
      }),
    withdraw: (acting: Acting, id: number, { version, reason }: Numbered & { reason: string }) =>
      change(acting, id, version, (draft, queries) => {
        draft.requires('withdraw');
        return leave(draft, queries, 'withdrawn', {
          ...{ kind: 'withdrawn', detail: { reason } },
          ...{ zh: `撤回：${reason}`, en: `Withdrawn: ${reason}` },
        });
      }),
    refer: (acting: Acting, id: number, { version, to, body, reason }: Numbered & Referral) =>
      change(acting, id, version, (draft, queries) => {
        draft.requires('refer');
        draft.set({ referred_to: body });
        return leave(draft, queries, 'referred', {
          ...{ kind: 'referred', detail: { to, body, reason } },
          ...{ zh: `移送${body}：${reason}`, en: `Referred to ${body}: ${reason}` },
        });
      }),
  };
}

interface Referral {
  readonly to: string;
  readonly body: string;
  readonly reason: string;
}

export type CaseDesk = ReturnType<typeof createCaseDesk>;
