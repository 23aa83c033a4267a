import type { TripDeclaration, TripSlot } from '@opentocc/contract';
import { clockText, type FreightTrip, type Judgement, judge, slotOf } from '@opentocc/core/freight';
import { tripErrors } from './errors.ts';
import { AHEAD_MS, CLOSES_AFTER_MS, spanOf, type TripRow } from './model.ts';
import { papersOf } from './papers.ts';
import type { FiledForTrip, TripFiling, TripRegimes } from './ports.ts';
import type { TripRoll } from './roll.ts';
import type { TripStore } from './store.ts';
import { requireFiled, requireTimes } from './well-declared.ts';

export interface LookingDeps {
  readonly roll: TripRoll;
  readonly store: Pick<TripStore, 'slipUsedBy'>;
  readonly filing: TripFiling;
  readonly regimes: TripRegimes;
}

/** A declaration that can be a trip, and how its rules judge it. */
export interface Looked {
  readonly filed: FiledForTrip;
  readonly trip: FreightTrip;
  readonly judgement: Judgement;
}

/** Looks at declarations before anything is written. */
export function createLooking({ roll, store, filing, regimes }: LookingDeps) {
  function requireSlipFree(slip: string, except: string | null): void {
    const other = roll.open().find((row) => row.slip === slip);
    if (other && other.id !== except) throw tripErrors.slip_used({ slip, other: other.id });
  }

  return {
    /** All that follows from the declaration alone. @throws AppError that says what to do */
    look(firm: string, declared: TripDeclaration, now_ms: number, id: string): Looked {
      const filed = requireFiled(filing, firm, declared);
      requireTimes(declared, now_ms, AHEAD_MS);
      const trip = tripFrom(id, declared, filed, now_ms);
      return { filed, trip, judgement: judge(trip, regimes.book()) };
    },
    /** @throws AppError when truck, driver or slip is on another open trip */
    requireFree(
      trip: FreightTrip,
      { truck, drivers }: FiledForTrip,
      slip: string | null,
      except: string | null,
    ): void {
      const span = spanOf(trip);
      const busy = roll.clash(`truck ${truck.id}`, span, except);
      if (busy) throw tripErrors.truck_busy({ plate: truck.plate, ...clashWords(busy) });
      for (const { id, name } of drivers) {
        const other = roll.clash(`driver ${id}`, span, except);
        if (other) throw tripErrors.driver_busy({ name, ...clashWords(other) });
      }
      if (slip !== null) requireSlipFree(slip, except);
    },
    /** @throws AppError when a slip was ever used by another trip */
    async requireSlip(slip: string | null, except: string | null): Promise<void> {
      const other = slip === null ? undefined : await store.slipUsedBy(slip);
      if (slip !== null && other && other.id !== except)
        throw tripErrors.slip_used({ slip, other: other.id });
    },
  };
}

function clashWords(row: TripRow) {
  const { from_ms, to_ms } = spanOf(row.trip);
  return { other: row.id, from: clockText(from_ms), to: clockText(to_ms) };
}

/** Whether rules keep it from going at all. */
export const isRefused = ({ outcome }: Pick<Judgement, 'outcome'>): boolean =>
  ['refuse', 'suspend', 'remove'].includes(outcome);

/** The slot of its first crossing. */
export function slotOfTrip({ declared, class: of }: FreightTrip): TripSlot {
  const [{ port, direction, at_ms }] = declared.crossings;
  return slotOf(port, direction, of, at_ms);
}

/** A declaration as rules look at it. */
function tripFrom(id: string, declared: TripDeclaration, filed: FiledForTrip, now_ms: number): FreightTrip {
  const { direction, mode, destination, crossings, stops, route } = declared;
  return {
    ...{ id, class: filed.truck.class, direction, destination, judged_ms: null },
    declared: {
      ...{ at_ms: now_ms, entries_before: 0, mode, crossings, route },
      stops: stops.map(({ kind, code, from_ms, to_ms }) => ({ kind, code, from_ms, to_ms })),
      bookings: stops.flatMap(({ booked, code, from_ms, to_ms }) =>
        booked ? [{ code, from_ms, to_ms }] : [],
      ),
      documents: papersOf(declared, filed),
    },
    driven: { crossings: [], stays: [], off_route: [], over: false },
  };
}

/** What is stored of a declaration, whatever becomes of it. */
export function declaredPart({ goods }: Pick<TripDeclaration, 'goods'>, { filed, trip, judgement }: Looked) {
  const { truck, drivers } = filed;
  const { from_ms, to_ms } = spanOf(trip);
  return {
    ...{ truck: truck.id, plate: truck.plate, plate_abroad: truck.plate_abroad, terminal: truck.terminal },
    ...{ class: truck.class, drivers: drivers.map(({ id }) => id), goods, slip: goods.hazmat?.slip ?? null },
    ...{ trip, outcome: judgement.outcome, reasons: [...judgement.reasons] },
    ...{ first_ms: trip.declared.crossings[0]?.at_ms ?? from_ms, last_ms: to_ms },
    closes_ms: to_ms + CLOSES_AFTER_MS,
  };
}
