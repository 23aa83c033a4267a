import { DAY_MS } from '@opentocc/core/time';
import type { Clock } from '../../kit/clock.ts';
import type { DecisionStore } from './decision-store.ts';
import { sourceErrors } from './errors.ts';
import type { Decision, Terminal } from './model.ts';
import type { Registry } from './registry.ts';

/** How long a decision can be undone (assumed, 2026-11-27). */
const UNDO_DAYS = 90;

/** A decision with whether it can be undone as things stand. */
export interface ListedDecision extends Decision {
  readonly can_undo: boolean;
}

export interface DecisionLogDeps {
  readonly registry: Pick<Registry, 'index' | 'save'>;
  readonly store: DecisionStore;
  readonly clock: Clock;
}

/** What was decided, and the way back. */
export function createDecisionLog({ registry, store, clock }: DecisionLogDeps) {
  const { index } = registry;

  return {
    /** The latest first. */
    async list(limit: number): Promise<ListedDecision[]> {
      const decisions = await store.list(limit);
      const changed_later = new Set<string>();
      return decisions.map((decision) => {
        const is_free = !decision.phones.some((phone) => changed_later.has(phone));
        if (decision.undone_ms === null) for (const phone of decision.phones) changed_later.add(phone);
        return { ...decision, can_undo: decision.undone_ms === null && is_free };
      });
    },
    /**
     * Puts its terminals back as they were before; what it added is retired.
     * @throws AppError when it is not known, was undone, or its terminals or plates were changed since.
     */
    async undo(id: string): Promise<Decision> {
      const decision = await store.find(id);
      if (!decision) throw sourceErrors.decision_unknown();
      if (decision.undone_ms !== null) throw sourceErrors.decision_undone();
      const rows = [...decision.before, ...retiredOf(decision.added)];
      const concerned = new Set(decision.phones);
      const isTaken = (terminal: Terminal) =>
        [index.findByPlate(terminal.plate), index.findByVehicle(terminal.vehicle)].some(
          (holder) => holder && !concerned.has(holder.phone),
        );
      const back = rows.filter(({ status }) => status === 'registered');
      if ((await store.isOvertaken(decision)) || back.some(isTaken)) throw sourceErrors.decision_overtaken();
      await registry.save(rows, (transaction) => store.setUndone(id, clock.now(), transaction));
      return decision;
    },
    sweep: () => store.removeBefore(clock.now() - UNDO_DAYS * DAY_MS),
  };

  function retiredOf(phones: readonly string[]): Terminal[] {
    return phones.flatMap((phone) => {
      const terminal = index.findByPhone(phone);
      return terminal ? [{ ...terminal, status: 'retired' as const }] : [];
    });
  }
}
