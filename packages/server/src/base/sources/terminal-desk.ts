import type {
  PendingTerminal,
  TerminalCase,
  TerminalDecisionRecord,
  TerminalMismatch,
  VehicleClass,
} from '@opentocc/contract';
import type { ListedDecision } from './decision-log.ts';
import type { Decisions } from './decisions.ts';
import { sourceErrors } from './errors.ts';
import { likelySources } from './likely-source.ts';
import { type Decision, type Mismatch, maskPlate, type Terminal, UNKNOWN_SOURCE } from './model.ts';
import { normalPlate } from './normal-form.ts';
import type { Registry } from './registry.ts';

/** A decision on a terminal that waits, for the audit. */
export interface TerminalDecision {
  readonly phone: string;
  /** Masked. */
  readonly plate: string;
  readonly decision: 'approved' | 'refused';
  /** Where it belongs from now on; null when it was refused. */
  readonly taken_in: { readonly source: number; readonly vehicle_class: VehicleClass } | null;
  readonly by: Decider;
}

/** Who decides, by what name, and from where, as the audit records it. */
export interface Decider {
  readonly principal: string;
  readonly actor: string;
  readonly address: string | null;
}

/** What was and what is of a terminal, with its plate masked, as the audit records it. */
export interface TerminalChange {
  readonly before: AuditedTerminal;
  readonly after: AuditedTerminal;
}

interface AuditedTerminal {
  readonly status: string;
  readonly vehicle: number;
  readonly plate: string;
  readonly terminal_id: string;
}

export interface TerminalDeskDeps {
  readonly registry: Registry;
  readonly decisions: Decisions;
  readonly onChange: (decision: TerminalDecision) => void | Promise<void>;
}

/** Where people decide on terminals: what waits for them, what they may do, what they did. Plates are masked. */
export function createTerminalDesk({ registry, decisions, onChange }: TerminalDeskDeps) {
  const { index } = registry;

  /** Does something to a terminal. @returns what was and what is. */
  async function change(phone: string, act: () => Promise<Terminal>): Promise<TerminalChange> {
    const before = index.findByPhone(phone);
    const after = await act();
    return { before: audited(before ?? after), after: audited(after) };
  }

  function getPending(phone: string): Terminal {
    const terminal = index.findByPhone(phone);
    if (terminal?.status !== 'pending') throw sourceErrors.terminal_unknown({ phone });
    return terminal;
  }

  return {
    /** Terminals that wait, the latest first, with plates masked. */
    listPending: (): PendingTerminal[] =>
      registry
        .listPending()
        .map((terminal) => ({
          ...terminal,
          plate: maskPlate(terminal.plate),
          protocol: terminal.protocol ?? '2013',
        }))
        .sort((a, b) => b.last_seen_ms - a.last_seen_ms),
    /** What is needed to decide on a terminal that waits. @throws AppError when none of this phone waits. */
    getCase(phone: string): TerminalCase {
      const terminal = getPending(phone);
      const holder = index.findByPlate(terminal.plate);
      const known = [...index.listAll()].filter(({ source }) => source !== UNKNOWN_SOURCE);
      return {
        phone,
        likely: likelySources(terminal, known),
        plate_held_by: holder ? { phone: holder.phone, source: holder.source } : null,
        place: registry.claims.find(phone) ?? null,
      };
    },
    /** The plate in full; the route records why. @throws AppError when none of this phone waits. */
    revealPendingPlate: (phone: string): string => getPending(phone).plate,
    /** Registered terminals that say otherwise than the registry, the latest first. */
    listMismatches: (): TerminalMismatch[] =>
      registry.mismatches.list().flatMap((said) => mismatchOf(registry, said)),
    /** @throws AppError when none of this phone waits or the source is not known. */
    async approve(phone: string, source: number, vehicle_class: VehicleClass, by: Decider): Promise<void> {
      const taken_in = { source, vehicle_class };
      const { plate } = await decisions.approve(phone, taken_in, by.actor);
      await onChange({ phone, plate: maskPlate(plate), decision: 'approved', taken_in, by });
    },
    /** @throws AppError when none of this phone waits. */
    async refuse(phone: string, by: Decider): Promise<void> {
      const [{ plate }] = await decisions.refuse([phone], by.actor);
      await onChange({ phone, plate: maskPlate(plate), decision: 'refused', taken_in: null, by });
    },
    /** Turns away many at once, all or none. @throws AppError when one of these phones does not wait. */
    refuseAll: async (phones: readonly string[], actor: string): Promise<number> =>
      (await decisions.refuse([...new Set(phones)], actor)).length,
    /** See {@link Decisions}. */
    accept: (phone: string, actor: string) => change(phone, () => decisions.accept(phone, actor)),
    move: (phone: string, actor: string) => change(phone, () => decisions.move(phone, actor)),
    retire: (phone: string, actor: string) => change(phone, () => decisions.retire(phone, actor)),
    undo: (id: string): Promise<Decision> => decisions.undo(id),
    /** What people decided, the latest first. */
    listDecisions: async (limit: number): Promise<TerminalDecisionRecord[]> =>
      (await decisions.list(limit)).map((decision) => recordOf(decision, registry)),
    planRoster: decisions.plan,
    importRoster: decisions.importRoster,
  };
}

/** What a registered terminal says against what is registered; nothing for one that is not. */
function mismatchOf({ index }: Registry, said: Mismatch): TerminalMismatch[] {
  const known = index.findByPhone(said.phone);
  if (known?.status !== 'registered') return [];
  const holder = index.findByPlate(said.plate);
  const taken_by = holder && holder.phone !== said.phone ? holder.phone : null;
  const plate_differs = normalPlate(known.plate) !== normalPlate(said.plate);
  const { phone, result, protocol, address, first_seen_ms, last_seen_ms, attempts } = said;
  return [
    {
      ...{ phone, result, protocol, address, first_seen_ms, last_seen_ms, attempts },
      vehicle: known.vehicle,
      source: known.source,
      registered: deviceOf(known),
      said: deviceOf(said),
      plate_differs,
      taken_by,
      remedies: [
        ...(taken_by === null ? (['accept'] as const) : []),
        ...(plate_differs ? (['move'] as const) : []),
        'retire',
      ],
    },
  ];
}

function recordOf(decision: ListedDecision, { index }: Registry): TerminalDecisionRecord {
  const { id, at_ms, actor, kind, phones, before, undone_ms, can_undo } = decision;
  // Of several the last is the one decided on; those before it gave their vehicle over.
  const phone = phones[phones.length - 1];
  const plate = before.find((terminal) => terminal.phone === phone)?.plate ?? index.findByPhone(phone)?.plate;
  const terminals = phones.length;
  return { id, at_ms, actor, kind, phone, plate: maskPlate(plate ?? ''), terminals, undone_ms, can_undo };
}

function deviceOf({ plate, terminal_id, maker, model }: Terminal | Mismatch) {
  return { plate: maskPlate(plate), terminal_id, maker, model };
}

function audited({ status, vehicle, plate, terminal_id }: Terminal): AuditedTerminal {
  return { status, vehicle, plate: maskPlate(plate), terminal_id };
}
