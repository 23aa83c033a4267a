import type { Consignment } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import type { DemoOfficer } from '../../../kit/demo.ts';
import { atDesk, type ColdDesks, type Listed, ROOT, tryTo } from './demo-desk.ts';
import { declarationOf, isDemoSensor, type Load, loadsAround } from './demo-loads.ts';

export const dispatcherOf = (firm: string): string => `${firm}-cold`;

/** How long before a truck sets out its goods are declared. */
const AHEAD_MS = 6 * HOUR_MS;

/** Dispatchers of the demo city's firms, with their own accounts. */
export class ColdDispatchers {
  /** Forms whose declaration is over: departed, or refused. */
  readonly #over = new Set<string>();
  readonly #declared = new Set<string>();

  constructor(private readonly desks: ColdDesks) {}

  /** They declare what sets out within hours, and say what departed. */
  async dispatch(now_ms: number): Promise<void> {
    const due = new Map<string, Load[]>();
    for (const load of loadsAround(this.desks.life, now_ms, this.desks.shift_ms).values()) {
      const { form, sets_out_ms, due_ms, trip } = load;
      const inTime = sets_out_ms <= now_ms + AHEAD_MS && slotEnd(due_ms) > now_ms;
      const isDue = !this.#declared.has(form) || sets_out_ms <= now_ms;
      if (!inTime || !isDue || this.#over.has(form)) continue;
      due.set(trip.truck.firm.code, [...(due.get(trip.truck.firm.code) ?? []), load]);
    }
    for (const [firm, loads] of due)
      await atDesk(this.desks, dispatcherOf(firm), async (desk) => {
        const { consignments } = await desk.call<Listed>('GET', `${ROOT}/consignments?limit=100`);
        const known = new Map(consignments.map((one) => [one.customs_form, one]));
        for (const load of loads) await this.#see(desk, load, known.get(load.form), now_ms);
        for (const one of consignments) await this.#callOff(desk, one, now_ms);
      });
  }

  async #see(desk: DemoOfficer, load: Load, known: Consignment | undefined, now_ms: number): Promise<void> {
    const { form, sets_out_ms } = load;
    // What is refused, as for a truck whose papers ended, is left at that.
    const row =
      known ??
      (await tryTo(
        this.desks,
        desk.call<Consignment>('POST', `${ROOT}/consignments`, declarationOf(load)),
        form,
      ));
    this.#declared.add(form);
    if (row === null || row.state !== 'booked') this.#over.add(form);
    else if (sets_out_ms <= now_ms) {
      const { id, version } = row;
      // Its truck may still have other goods, which the keeper takes in first.
      if (await tryTo(this.desks, desk.call('POST', `${ROOT}/consignments/${id}/departure`, { version }), id))
        this.#over.add(form);
    }
  }

  /** Goods that were never driven, as while the demo city stood still. */
  async #callOff(desk: DemoOfficer, one: Consignment, now_ms: number): Promise<void> {
    const { id, state, version, sensor, slot_to_ms } = one;
    if (state !== 'booked' || !isDemoSensor(sensor) || slot_to_ms > now_ms - HOUR_MS) return;
    const body = { version, reason: '未按预约发车' };
    await tryTo(this.desks, desk.call('POST', `${ROOT}/consignments/${id}/calling-off`, body), id);
  }
}

const slotEnd = (due_ms: number): number => Math.floor(due_ms / HOUR_MS) * HOUR_MS + HOUR_MS;
