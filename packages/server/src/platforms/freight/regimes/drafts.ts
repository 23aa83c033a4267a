import type { FreightRegime, FreightRegimeDraft } from '@opentocc/contract';
import type { Regime, RegimeFault } from '@opentocc/core/freight';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { RegimeRecord } from './book.ts';
import { regimesErrors } from './errors.ts';
import { type DraftRow, shown } from './model.ts';
import type { Recorder } from './recorded.ts';
import { bookAhead, faultsOfDraft } from './schedule.ts';
import { nextVersionIn, versionsOf } from './snapshot.ts';
import type { RegimeStore } from './store.ts';

export interface DraftDeps {
  readonly store: RegimeStore;
  readonly record: RegimeRecord;
  readonly clock: Clock;
  readonly audited: Recorder;
}

export type DraftedRegime = Omit<FreightRegime, 'version'>;

const STATES: Readonly<Record<string, string>> = { announced: '公布 announced', discarded: '作废 discarded' };

/** Drafts: who writes what, and what is wrong with it beside the regimes that are planned. */
export function createDrafts({ store, record, clock, audited }: DraftDeps) {
  const nextVersion = (code: string) => nextVersionIn(record.snapshot.planned.map(({ row }) => row))(code);
  const faultsOf = (regime: Regime): RegimeFault[] =>
    faultsOfDraft(
      bookAhead(record.book(), clock.now()),
      regime,
      nextVersion,
      versionsOf(record.snapshot.planned),
    );
  const numbered = (regime: DraftedRegime): Regime => ({ ...regime, version: nextVersion(regime.code) });

  function shownTo({ session }: Acting, row: DraftRow): FreightRegimeDraft {
    const { id, version, state, purpose, writers, changed_ms, checked_ms, checked_by } = row;
    const isOpen = state === 'draft' || state === 'checked';
    return {
      ...{ id, version, state, purpose, changed_ms, regime: shown(row.regime) },
      written_by: writers.map(({ account }) => account),
      checked: checked_ms === null ? null : { at_ms: checked_ms, by: checked_by ?? '' },
      faults: isOpen ? faultsOf(row.regime).map((one) => ({ ...one, rules: [...one.rules] })) : [],
      is_own: writers.some(({ principal }) => principal === session.principal),
      announced:
        row.announced_code === null
          ? null
          : { code: row.announced_code, version: row.announced_version ?? 0 },
    };
  }

  /** @throws AppError where it is unknown, over, or was changed since it was seen */
  function checkSeen(row: DraftRow | undefined, id: number, seen: number): DraftRow {
    if (!row) throw regimesErrors.unknown_draft({ id });
    if (row.state in STATES) throw regimesErrors.draft_over({ id, state: STATES[row.state] });
    if (row.version !== seen) throw regimesErrors.changed({ id, now: row.version, seen });
    return row;
  }

  async function change(
    acting: Acting,
    { id, seen }: { readonly id: number; readonly seen: number },
    action: string,
    work: (row: DraftRow) => DraftRow,
    more: Record<string, string> = {},
  ): Promise<FreightRegimeDraft> {
    const saved = await store.transaction(async (tx) => {
      const queries = store.of(tx);
      const row = work(checkSeen(await queries.holdDraft(id), id, seen));
      await queries.saveDraft(row);
      return { ...row, version: row.version + 1 };
    });
    const { code, rules } = saved.regime;
    await audited(acting, action, `freight-regime-draft:${id}`, {
      ...{ code, version: saved.version, state: saved.state, rules: rules.length, ...more },
    });
    return shownTo(acting, saved);
  }

  const writerOf = ({ session: { principal, account } }: Acting) => ({ principal, account });

  return {
    ...{ shownTo, checkSeen, faultsOf },
    nextVersion,
    check: (regime: DraftedRegime) => faultsOf(numbered(regime)),
    async list(acting: Acting): Promise<FreightRegimeDraft[]> {
      return (await store.listDrafts()).map((row) => shownTo(acting, row));
    },
    async find(id: number): Promise<DraftRow> {
      const row = await store.findDraft(id);
      if (!row) throw regimesErrors.unknown_draft({ id });
      return row;
    },
    async add(acting: Acting, regime: DraftedRegime, purpose: string): Promise<FreightRegimeDraft> {
      const row = await store.addDraft({
        ...{ version: 1, state: 'draft', regime: numbered(regime), purpose, writers: [writerOf(acting)] },
        ...{ changed_ms: clock.now(), checked_ms: null, checked_by: null },
        ...{ announced_code: null, announced_version: null },
      });
      await audited(acting, 'draft', `freight-regime-draft:${row.id}`, { code: regime.code, purpose });
      return shownTo(acting, row);
    },
    /** What was checked before has to be checked again. */
    change: (
      acting: Acting,
      seen: { readonly id: number; readonly seen: number },
      regime: DraftedRegime,
      purpose: string,
    ) =>
      change(acting, seen, 'change', (row) => ({
        ...{ ...row, regime: numbered(regime), purpose, state: 'draft', changed_ms: clock.now() },
        ...{ checked_ms: null, checked_by: null },
        writers: row.writers.some(({ principal }) => principal === acting.session.principal)
          ? row.writers
          : [...row.writers, writerOf(acting)],
      })),
    /** @throws AppError with the first error of the draft, where it has any */
    markChecked: (acting: Acting, seen: { readonly id: number; readonly seen: number }) =>
      change(acting, seen, 'check', (row) => {
        refuseFaults(faultsOf(row.regime));
        return { ...row, state: 'checked', checked_ms: clock.now(), checked_by: acting.session.account };
      }),
    discard: (acting: Acting, seen: { readonly id: number; readonly seen: number }, reason: string) =>
      change(acting, seen, 'discard', (row) => ({ ...row, state: 'discarded', changed_ms: clock.now() }), {
        reason,
      }),
  };
}

/** @throws AppError with the first error and how many there are, where there is any */
export function refuseFaults(faults: readonly RegimeFault[]): void {
  const errors = faults.filter(({ level }) => level === 'error');
  if (errors.length === 0) return;
  const [{ text }] = errors;
  throw regimesErrors.faults({ count: errors.length, first_zh: text.zh, first_en: text.en });
}

export type Drafts = ReturnType<typeof createDrafts>;
