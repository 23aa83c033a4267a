import { isDeepStrictEqual } from 'node:util';
import type { Bilingual } from '@opentocc/contract';
import { clockText, type Driven, type Settlement } from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import { requirePlanned, type SeenTrip } from './declaring.ts';
import type { TripEnd } from './door.ts';
import type { Draft } from './draft.ts';
import { dueOf, type Ended } from './due.ts';
import { tripErrors } from './errors.ts';
import { isOpen, isPlanned, SYSTEM, type TripRow } from './model.ts';
import type { Permits } from './permits.ts';
import { promote } from './promote.ts';
import type { TripRoll } from './roll.ts';
import type { Sequencer } from './sequencer.ts';
import type { TripStore } from './store.ts';

export interface LifecycleDeps {
  readonly roll: TripRoll;
  readonly sequencer: Sequencer;
  readonly clock: Clock;
  readonly permits: Permits;
  readonly uses: Pick<TripStore['uses'], 'listUsed'>;
}

/** How trips go on and end: called off, driven, given up, settled by a switch of regimes. Nothing ends without a cause. */
export function createLifecycle({ roll, sequencer, clock, permits, uses }: LifecycleDeps) {
  /** Ends a trip; its place goes to the next one that waits. */
  function finish(draft: Draft, row: TripRow, state: Ended, cause: Bilingual, by: string): TripRow {
    const change = state === 'over' ? 'ended' : 'called_off';
    const part = { state, cause, ended_ms: draft.now_ms, ended_by: by, place: null };
    const ended = draft.set(row, part, [state, cause, by, change]);
    permits.revoke(draft, row, cause);
    const freed = roll.slots.release(row.id);
    if (freed) promote(draft, freed, permits);
    return ended;
  }

  function drive(draft: Draft, row: TripRow, driven: Driven): void {
    const trip = { ...row.trip, driven };
    const isAcross = driven.crossings.length > 0;
    const sets_out = isAcross && row.state !== 'under_way';
    // One that crosses while it waits has driven without its slot: it waits for none any more.
    if (sets_out && row.state === 'waiting') roll.slots.release(row.id);
    const part = { trip, state: isAcross ? ('under_way' as const) : row.state };
    const change = sets_out ? 'under_way' : 'changed';
    const next = draft.set(row, part, ['under_way', drivenWords(driven), SYSTEM, change]);
    if (driven.over) finish(draft, next, 'over', OVER, SYSTEM);
  }

  /** A trip as a switch of regimes leaves it; one that was left so already is left alone. */
  function settle(draft: Draft, row: TripRow, settlement: Settlement): void {
    const { how, next, ends_by_ms, judgement } = settlement;
    if (how === 'cancelled') {
      if (isPlanned(row)) finish(draft, row, 'called_off', switchedWords(judgement.reasons[0]?.text), SYSTEM);
      return;
    }
    if (row.trip.judged_ms === next.judged_ms && row.closes_ms === ends_by_ms) return;
    const trip = { ...row.trip, judged_ms: next.judged_ms };
    const { outcome, reasons } = judgement;
    const part = { trip, closes_ms: ends_by_ms, outcome, reasons: [...reasons] };
    const settled = draft.set(row, part, ['settled', SETTLED, SYSTEM, 'changed']);
    if (row.permit === null || row.state === 'waiting') return;
    permits.revoke(draft, row, SETTLED);
    permits.issue(draft, settled);
  }

  const openOr = (id: string): TripRow | undefined => {
    const row = roll.find(id);
    return row && isOpen(row) ? row : undefined;
  };

  function byTheClock(draft: Draft): void {
    for (const { id } of roll.open()) {
      const row = openOr(id);
      const due = row && dueOf(row, roll, draft.now_ms);
      if (due) finish(draft, row, ...due, SYSTEM);
    }
    for (const slot of roll.slots.slotsWithLine()) promote(draft, slot, permits);
  }

  return {
    callOff: (of: SeenTrip, reason: string, by: string): Promise<TripRow> =>
      sequencer.submit((draft) =>
        finish(draft, requirePlanned(roll, of), 'called_off', { zh: reason, en: reason }, by),
      ),
    noteDriven: (id: string, driven: Driven): Promise<void> =>
      sequencer.submit((draft) => {
        const row = openOr(id);
        if (row && !isDeepStrictEqual(row.trip.driven, driven)) drive(draft, row, driven);
      }),
    end: (id: string, { cause, by }: TripEnd): Promise<void> =>
      sequencer.submit((draft) => {
        if (!roll.find(id)) throw tripErrors.unknown({ id });
        const row = openOr(id);
        if (row) finish(draft, row, 'over', cause, by);
      }),
    settle: (settlements: readonly Settlement[]): Promise<void> =>
      sequencer.submit((draft) => {
        for (const one of settlements) {
          const row = one.how === 'unaffected' ? undefined : openOr(one.trip);
          if (row) settle(draft, row, one);
        }
      }),
    /** Gives free places to those that wait, and ends what the clock ends; what was cut short is done the next time. */
    async tick(): Promise<void> {
      const now_ms = clock.now();
      // Gates count uses in the database: who was let through somewhere did come.
      const absent = roll.open().filter((row) => dueOf(row, roll, now_ms)?.[0] === 'no_show');
      for (const trip of await uses.listUsed(absent.map(({ id }) => id))) roll.noteUsed(trip);
      const isDue = roll.open().some((row) => dueOf(row, roll, now_ms) !== null);
      if (!isDue && roll.slots.slotsWithLine().length === 0) return;
      await sequencer.submit(byTheClock);
    },
  };
}

export type Lifecycle = ReturnType<typeof createLifecycle>;

const OVER: Bilingual = { zh: '全程走完', en: 'Driven to its end' };
const SETTLED: Bilingual = {
  zh: '管理规则切换，换发凭证',
  en: 'The regimes were switched; a new permit is given',
};

const switchedWords = (why: Bilingual | undefined): Bilingual => ({
  zh: `管理规则切换，车次取消${why ? `：${why.zh}` : ''}`,
  en: `Called off by a switch of regimes${why ? `: ${why.en}` : ''}`,
});

function drivenWords({ crossings }: Driven): Bilingual {
  const last = crossings.at(-1);
  if (!last) return { zh: '途中有停留', en: 'It was seen at a place' };
  return { zh: `${clockText(last.at_ms)} 过境`, en: `Crossed at ${clockText(last.at_ms)}` };
}
