import type { VehicleClass } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import { createDecisionLog } from './decision-log.ts';
import type { DecisionStore } from './decision-store.ts';
import { sourceErrors } from './errors.ts';
import type { DecisionKind, Mismatch, Terminal, TerminalEntry } from './model.ts';
import { comparablePhone, normalPlate } from './normal-form.ts';
import { planRegistration, type RegistrationPlan } from './registration-plan.ts';
import type { Registry } from './registry.ts';

export interface DecisionsDeps {
  readonly registry: Registry;
  readonly store: DecisionStore;
  readonly clock: Clock;
  /** Unguessable hexadecimal digits for codes and ids. */
  readonly randomCode: () => string;
}

/** What people decide on terminals. Each decision is saved with what was before, and can be undone. */
export function createDecisions({ registry, store, clock, randomCode }: DecisionsDeps) {
  const { index } = registry;

  async function decide(kind: DecisionKind, actor: string, rows: readonly Terminal[]): Promise<void> {
    const before = rows.flatMap(({ phone }) => index.findByPhone(phone) ?? []);
    const known = new Set(before.map(({ phone }) => phone));
    const phones = rows.map(({ phone }) => phone);
    const added = phones.filter((phone) => !known.has(phone));
    const decision = { id: randomCode(), at_ms: clock.now(), actor, kind, phones, before, added };
    await registry.save(rows, (transaction) => store.add({ ...decision, undone_ms: null }, transaction));
  }

  function getPending(phone: string): Terminal {
    const terminal = index.findByPhone(comparablePhone(phone));
    if (terminal?.status !== 'pending') throw sourceErrors.terminal_unknown({ phone });
    return terminal;
  }

  const plan = (entries: readonly TerminalEntry[]): RegistrationPlan =>
    planRegistration(index, entries, { now_ms: clock.now(), randomCode });

  return {
    /**
     * Registers a terminal that waits. When its plate has a terminal already, that one is replaced and the vehicle keeps
     * its id, and so its history.
     * @throws AppError when none of this phone waits, or the source is not known or is retired.
     */
    async approve(phone: string, to: TakenIn, actor: string): Promise<Terminal> {
      const waiting = getPending(phone);
      const source = registry.getSource(to.source);
      if (source.retired_ms !== null) throw sourceErrors.source_retired({ name: source.name });
      const holder = index.findByPlate(waiting.plate);
      const resting =
        waiting.vehicle > 0 && !index.findByVehicle(waiting.vehicle) ? waiting.vehicle : undefined;
      const vehicle = holder?.vehicle ?? index.findResting(waiting.plate) ?? resting ?? index.nextVehicle();
      const approved: Terminal = {
        ...waiting,
        ...to,
        vehicle,
        auth_code: randomCode(),
        status: 'registered',
      };
      await decide('approved', actor, [...replaced(holder), approved]);
      return approved;
    },
    /** Turns away all of them or none. @throws AppError when one of these phones does not wait. */
    async refuse(phones: readonly string[], actor: string): Promise<Terminal[]> {
      const refused = phones.map((phone): Terminal => ({ ...getPending(phone), status: 'refused' }));
      await decide('refused', actor, refused);
      return refused;
    },
    ...createMismatchDecisions({ registry, randomCode }, decide),
    /** Takes a terminal out of service. @throws AppError when it is not registered. */
    async retire(phone: string, actor: string): Promise<Terminal> {
      const known = index.findByPhone(comparablePhone(phone));
      if (known?.status !== 'registered') throw sourceErrors.terminal_not_registered({ phone });
      const retired: Terminal = { ...known, status: 'retired' };
      await decide('retired', actor, [retired]);
      return retired;
    },
    /** What registering a roster would come to; changes nothing. */
    plan,
    /** Registers a roster in one transaction; see {@link planRegistration}. */
    register: (entries: readonly TerminalEntry[]): Promise<void> => registry.save(plan(entries).rows),
    /** The same by a person's decision. @returns what it came to. */
    async importRoster(entries: readonly TerminalEntry[], actor: string): Promise<RegistrationPlan> {
      const planned = plan(entries);
      if (planned.rows.length > 0) await decide('imported', actor, planned.rows);
      return planned;
    },
    ...createDecisionLog({ registry, store, clock }),
  };
}

type Decide = (kind: DecisionKind, actor: string, rows: readonly Terminal[]) => Promise<void>;

/** What people decide on registered terminals that say otherwise than the registry. */
function createMismatchDecisions(
  { registry, randomCode }: Pick<DecisionsDeps, 'registry' | 'randomCode'>,
  decide: Decide,
) {
  const { index, mismatches } = registry;

  function getMismatch(phone: string): { known: Terminal; said: Mismatch } {
    const said = mismatches.find(comparablePhone(phone));
    const known = index.findByPhone(comparablePhone(phone));
    if (!said || known?.status !== 'registered') throw sourceErrors.mismatch_unknown({ phone });
    return { known, said };
  }

  /** What a terminal is from now on, that says so of itself. The code is a new one: another device may know the old. */
  const asSaid = (
    known: Terminal,
    { plate, plate_colour, terminal_id, maker, model }: Mismatch,
  ): Terminal => ({
    ...known,
    ...{ plate, plate_colour, terminal_id, maker, model },
    auth_code: randomCode(),
  });

  return {
    /**
     * The vehicle stays, and what the registry holds of it becomes what its terminal says: a device that was changed, a
     * vehicle with another plate.
     * @throws AppError when nothing is to be decided, or the plate belongs to another terminal.
     */
    async accept(phone: string, actor: string): Promise<Terminal> {
      const { known, said } = getMismatch(phone);
      const holder = index.findByPlate(said.plate);
      if (holder && holder.phone !== known.phone) throw sourceErrors.plate_held({ phone: holder.phone });
      const accepted = asSaid(known, said);
      await decide('accepted', actor, [accepted]);
      return accepted;
    },
    /**
     * The terminal is in another vehicle now, the one of the plate that it says; that one's terminal, if it has one, is
     * replaced. Its vehicle until now keeps its past and has no terminal.
     * @throws AppError when nothing is to be decided, or the plate is the same.
     */
    async move(phone: string, actor: string): Promise<Terminal> {
      const { known, said } = getMismatch(phone);
      if (normalPlate(known.plate) === normalPlate(said.plate)) throw sourceErrors.plate_unchanged({ phone });
      const holder = index.findByPlate(said.plate);
      const vehicle = holder?.vehicle ?? index.findResting(said.plate) ?? index.nextVehicle();
      const moved = { ...asSaid(known, said), vehicle };
      await decide('moved', actor, [...replaced(holder), moved]);
      return moved;
    },
  };
}

/** Where an approved terminal belongs. */
export interface TakenIn {
  readonly source: number;
  readonly vehicle_class: VehicleClass;
}

export type Decisions = ReturnType<typeof createDecisions>;

function replaced(holder: Terminal | undefined): Terminal[] {
  return holder ? [{ ...holder, status: 'replaced' }] : [];
}
