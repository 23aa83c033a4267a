import type { ColdDeclaration } from '@opentocc/contract/freight-cold-parts';
import { nothingSeen } from '@opentocc/core/freight';
import { HOUR_MS } from '@opentocc/core/time';
import type { z } from 'zod';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDay, cityMinute } from '../../../kit/clock.ts';
import { coldErrors } from './errors.ts';
import { authorOf, type Filing } from './model.ts';
import { note } from './noting.ts';
import { isWithin, unitsOf } from './reach.ts';
import type { RuleBook } from './rule-book.ts';
import type { ColdQueries, ColdStore } from './store.ts';

export interface DeclaringDeps {
  readonly store: ColdStore;
  readonly clock: Clock;
  readonly filing: Filing;
  readonly rules: RuleBook;
}

export type Declared = z.output<typeof ColdDeclaration>;
/** Slots begin at whole hours; this many are looked at for the next one with room. */
const SLOT_MS = HOUR_MS;
const LOOK_SLOTS = 48;

/** Books the slot and stores the declaration, or says why there is no slot. @returns the code of the consignment */
export async function declare(
  { store, clock, filing, rules }: DeclaringDeps,
  acting: Acting,
  declared: Declared,
): Promise<string> {
  const by = authorOf(acting, clock.now());
  const { firm, truck, warehouse, lots: declaredLots } = declared;
  if (!isWithin(unitsOf(acting.session, 'cold-chain:declare'), firm))
    throw coldErrors.not_your_firm({ firm });
  requireFiled(filing, firm, truck);
  requireOnce(declaredLots.map(({ lot }) => lot));
  const slot_from_ms = Math.floor(declared.slot_from_ms / SLOT_MS) * SLOT_MS;
  if (slot_from_ms + SLOT_MS <= by.at_ms) throw coldErrors.slot_past();
  const { settings } = await rules.inForce(declared.goods_class, by.at_ms);
  return store.transaction(async (tx) => {
    const queries = store.of(tx);
    await queries.lockSlots(warehouse);
    await requireRoom(queries, warehouse, slot_from_ms);
    const known = await queries.findByForm(declared.customs_form);
    if (known) throw coldErrors.form_declared({ form: declared.customs_form, id: known.id });
    const id = await queries.nextCode('C', cityDay(by.at_ms));
    await queries.add({
      ...{ ...declared, id, version: 1, state: 'booked', slot_from_ms, slot_to_ms: slot_from_ms + SLOT_MS },
      ...{ settings, supervision: nothingSeen(settings), declared_ms: by.at_ms, declared_by: by.principal },
      ...{
        departed_ms: null,
        arrived_ms: null,
        tested_ms: null,
        fetch_by_ms: null,
        left_ms: null,
        test: null,
      },
    });
    await note(queries, id, by, 'declared', {
      zh: `申报并预约 ${warehouse} ${cityMinute(slot_from_ms)} 时段`,
      en: `Declared, and a slot booked at ${warehouse} for ${cityMinute(slot_from_ms)}`,
    });
    return id;
  });
}

async function requireRoom(queries: ColdQueries, code: string, slot_from_ms: number): Promise<void> {
  const warehouse = await queries.findWarehouse(code);
  if (!warehouse) throw coldErrors.unknown_warehouse({ code });
  const until_ms = slot_from_ms + LOOK_SLOTS * SLOT_MS;
  const booked = await queries.bookedBySlot(code, slot_from_ms, until_ms);
  const isFree = (at_ms: number) => (booked.get(at_ms) ?? 0) < warehouse.trucks_per_hour;
  if (isFree(slot_from_ms)) return;
  const next = Array.from({ length: LOOK_SLOTS }, (_, i) => slot_from_ms + i * SLOT_MS).find(isFree);
  throw coldErrors.slot_full({
    ...{ warehouse: warehouse.name, most: warehouse.trucks_per_hour },
    next: next === undefined ? '—' : cityMinute(next),
  });
}

function requireFiled(filing: Filing, firm: string, truck: string): void {
  const firm_fault = filing.firmFault(firm);
  if (firm_fault) throw coldErrors.firm({ firm, reason: firm_fault });
  const truck_fault = filing.truckFault(truck, firm);
  if (truck_fault) throw coldErrors.truck({ truck, reason: truck_fault });
}

function requireOnce(names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw coldErrors.same_lot({ lot: twice });
}
