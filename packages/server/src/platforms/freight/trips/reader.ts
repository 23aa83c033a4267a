import type { DeclaredTrip, TripDeclaration, TripPermit } from '@opentocc/contract';
import { renderSVG } from 'uqr';
import type { Clock } from '../../../kit/clock.ts';
import { lineEnds } from './due.ts';
import { tripErrors } from './errors.ts';
import type { PermitRow, TripRow } from './model.ts';
import type { Permits } from './permits.ts';
import type { TripFiling } from './ports.ts';
import type { TripRoll } from './roll.ts';
import type { TripStore } from './store.ts';
import { STATE_WORDS } from './words.ts';

export interface ReaderDeps {
  readonly roll: TripRoll;
  readonly filing: TripFiling;
  readonly permits: Pick<Permits, 'text'>;
  readonly clock: Clock;
  readonly uses: Pick<TripStore['uses'], 'listUses' | 'listDoubles'>;
}

/** Trips as screens show them. */
export function createReader({ roll, filing, permits, clock, uses }: ReaderDeps) {
  function waitingOf({ id, slot, standby, state }: TripRow): DeclaredTrip['waiting'] {
    const place = state === 'waiting' ? roll.slots.lineOf(id) : null;
    if (place === null || slot === null) return null;
    return { place, until_ms: lineEnds({ standby }, slot.from_ms), standby };
  }

  function shown(row: TripRow): DeclaredTrip {
    const { id, version, firm, plate, plate_abroad, declared_ms, state, slot, outcome, reasons, cause } = row;
    const { name = firm, name_en = firm } = filing.firm(firm) ?? {};
    return {
      ...declarationOf(row),
      ...{ id, version, firm, firm_name: { zh: name, en: name_en || name }, plate, plate_abroad },
      ...{ class: row.class, declared_ms, state, slot, outcome, reasons: [...reasons], cause },
      driver_names: row.drivers.map((driver) => filing.driver(driver)?.name ?? driver),
      ...{ waiting: waitingOf(row), ended_ms: row.ended_ms, permit: row.permit },
    };
  }

  function stateOf({ content, revoked_ms }: PermitRow): TripPermit['state'] {
    const now_ms = clock.now();
    if (revoked_ms !== null) return 'revoked';
    if (now_ms >= content.to_ms) return 'over';
    return now_ms < content.from_ms ? 'early' : 'valid';
  }

  /** Of every permit of a trip, with those that were not allowed. */
  async function usesOf(trip: string): Promise<TripPermit['uses']> {
    const [counted, doubles] = await Promise.all([uses.listUses([trip]), uses.listDoubles(trip)]);
    return [
      ...counted.map((use) => ({ ...use, against: null })),
      ...doubles.map((use) => ({ ...use, against: use.text })),
    ]
      .map(({ place, passage, at_ms, by, against }) => ({ place, passage, at_ms, by, against }))
      .sort((a, b) => a.at_ms - b.at_ms);
  }

  return {
    shown,
    /** @throws AppError when the trip has none */
    async permit(row: TripRow): Promise<TripPermit> {
      const permit = row.permit === null ? undefined : roll.findPermit(row.permit);
      const { zh, en } = STATE_WORDS[row.state];
      if (!permit) throw tripErrors.no_permit({ id: row.id, state: `${zh} ${en}` });
      const { number, content, revoked_ms, cause } = permit;
      const text = await permits.text(permit);
      return {
        ...{ number, trip: row.id, plate: row.plate, plate_abroad: row.plate_abroad, class: row.class },
        ...{ direction: row.trip.direction, port: row.trip.declared.crossings[0].port },
        ...{ from_ms: content.from_ms, to_ms: content.to_ms, state: stateOf(permit), text, svg: qrOf(text) },
        revoked: revoked_ms === null || cause === null ? null : { at_ms: revoked_ms, cause },
        uses: await usesOf(row.id),
      };
    },
  };
}

export type TripReader = ReturnType<typeof createReader>;

/** Read by cameras of gates at an arm's length and on scratched screens: 15 % of it may be missing. */
const qrOf = (text: string): string => renderSVG(text, { ecc: 'M', border: 2 });

/** What the firm declared, as it would declare it once more. */
export function declarationOf({ truck, drivers, goods, trip }: TripRow): TripDeclaration {
  const { direction, destination, declared } = trip;
  const { mode, crossings, stops, bookings, route, documents } = declared;
  return {
    ...{ truck, drivers: [...drivers], direction, mode, goods, destination, route },
    crossings: [...crossings],
    stops: stops.flatMap(({ kind, code, from_ms, to_ms }) => {
      if (kind === null || code === null) return [];
      const booked = bookings.some((one) => one.code === code && one.from_ms === from_ms);
      return [{ kind, code, from_ms, to_ms, booked }];
    }),
    documents: documents.filter(({ kind }) => !['permit', 'licence', 'hazmat_slip'].includes(kind)),
  };
}
