import type {
  FreightGate,
  FreightGateCamera,
  FreightGatePage,
  FreightGateRead,
  FreightGateSite,
  GateAvailability,
  GateExpected,
  GateKeeperView,
} from '@opentocc/contract';
import { plainPlate } from '@opentocc/core/freight';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import { groupBy } from '../../../kit/group-by.ts';
import type { Arrivals } from './arrivals.ts';
import type { CameraGuard } from './camera-guard.ts';
import { gatesErrors } from './errors.ts';
import type { CameraIntake } from './intake.ts';
import type { LiveLocks } from './live-locks.ts';
import type { GateRow, ReadRow, SiteRow } from './model.ts';
import type { Register } from './register.ts';
import type { GateStore } from './store.ts';
import type { Yard } from './yard.ts';

/** Units that somebody reaches; null: all, and what belongs to none. */
export type Units = readonly string[] | null;

const MOST_DAYS = 92;

export interface ViewsDeps {
  readonly store: GateStore;
  readonly clock: Clock;
  readonly register: Register;
  readonly locks: LiveLocks;
  readonly yard: Yard;
  readonly intake: Pick<CameraIntake, 'heardAt'>;
  readonly guard: Pick<CameraGuard, 'lockedUntil'>;
  readonly arrivals: Pick<Arrivals, 'bookedAt'>;
}

/** What screens see of sites and gates, each within the units of who asks. */
export function createViews(deps: ViewsDeps) {
  const { store, clock, register, locks, yard, intake, guard } = deps;
  const reaches = (units: Units, { unit }: SiteRow): boolean =>
    units === null || (unit !== null && units.includes(unit));

  /** @throws AppError as if it were not there, where it is of another unit */
  function requireGate(units: Units, code: string): GateRow {
    const gate = register.getGate(code);
    if (!reaches(units, register.siteOfGate(code))) throw gatesErrors.unknown_gate({ code });
    return gate;
  }

  function requireSite(units: Units, code: string): SiteRow {
    const site = register.getSite(code);
    if (!reaches(units, site)) throw gatesErrors.unknown_site({ code });
    return site;
  }

  function gateOf(row: GateRow, waiting: ReadonlyMap<string, number>): FreightGate {
    const { state, since_ms, heard_ms, opened_by, loop, out } = locks.gateOf(row.code);
    return {
      ...{ ...row, state, since_ms, heard_ms, opened_by, loop, out },
      ...{ has_controller: register.hasController(row.lock), waiting: waiting.get(row.code) ?? 0 },
    };
  }

  function siteOf(row: SiteRow, waiting: ReadonlyMap<string, number>): FreightGateSite {
    const { code } = row;
    return {
      ...row,
      gates: register.gatesOf(code).map((gate) => gateOf(gate, waiting)),
      ...{ inside: yard.platesIn(code).size, queue: yard.queue(code) },
      ...{ wait_min: yard.wait_min(code), dwell_min: yard.dwell_min(code) },
    };
  }

  async function readsOf(rows: readonly ReadRow[]): Promise<FreightGateRead[]> {
    const pictures = groupBy(await store.picturesOf(rows.map(({ id }) => id)), ({ read }) => read);
    return rows.map(({ event: _event, received_ms: _received, permit: _permit, decided_by, ...row }) => ({
      ...{ ...row, near: [...row.near], by: decided_by },
      gate_name: register.getGate(row.gate).name,
      pictures: (pictures.get(row.id) ?? []).map(({ id, kind }) => ({ id, kind })),
    }));
  }

  const cameraOf = (gate: string): FreightGateCamera[] =>
    register.camerasOf(gate).map(({ code, maker, towards, address, retired_ms }) => ({
      ...{ code, gate, maker, towards, address, retired_ms },
      ...{ heard_ms: intake.heardAt(code), locked_until_ms: guard.lockedUntil(code) },
    }));

  return {
    ...{ requireGate, requireSite, readsOf },
    async sites(units: Units): Promise<FreightGateSite[]> {
      const waiting = await store.countWaiting();
      return register
        .sites()
        .filter((site) => reaches(units, site))
        .map((site) => siteOf(site, waiting));
    },
    site: async (code: string) => siteOf(register.getSite(code), await store.countWaiting()),
    gate: async (code: string) => gateOf(register.getGate(code), await store.countWaiting()),
    async keeper(units: Units, code: string): Promise<GateKeeperView> {
      const row = requireGate(units, code);
      const [waiting, newest, counts, expected] = await Promise.all([
        ...([store.listWaiting(code), store.listNewest(code, 20)] as const),
        ...([store.countWaiting(), expectedAt(deps, row.site)] as const),
      ]);
      const rest = newest.filter(({ state }) => state !== 'new' && state !== 'waiting');
      return {
        gate: gateOf(row, counts),
        site: siteOf(register.siteOfGate(code), counts),
        reads: await readsOf([...waiting, ...rest]),
        expected,
      };
    },
    async page(units: Units, code: string): Promise<FreightGatePage> {
      const row = requireGate(units, code);
      const since_ms = Math.floor(clock.now() / HOUR_MS) * HOUR_MS - 7 * DAY_MS;
      const [reads, events, hours, counts] = await Promise.all([
        ...([store.listNewest(code, 50), store.listEvents(code, 100)] as const),
        ...([store.listHours(since_ms, clock.now(), code), store.countWaiting()] as const),
      ]);
      return {
        ...{ gate: gateOf(row, counts), site: siteOf(register.siteOfGate(code), counts) },
        ...{ cameras: cameraOf(code), reads: await readsOf(reads) },
        events: events.map(({ gate: _, ...event }) => event),
        hours: hours.map(({ at_ms, numerator, denominator }) => ({ at_ms, numerator, denominator })),
      };
    },
    async picture(units: Units, id: number) {
      const picture = await store.findPicture(id);
      const read = picture && (await store.findRead(picture.read));
      if (!picture || !read || !reaches(units, register.siteOfGate(read.gate)))
        throw gatesErrors.unknown_picture({ days: PICTURE_DAYS });
      return picture;
    },
    async availability(units: Units, from_ms: number, to_ms: number): Promise<GateAvailability> {
      if (!(from_ms < to_ms && to_ms - from_ms <= MOST_DAYS * DAY_MS))
        throw gatesErrors.span({ days: MOST_DAYS });
      const hours = groupBy(await store.listHours(from_ms, to_ms), ({ gate }) => gate);
      const gates = register
        .gates()
        .filter(({ code }) => reaches(units, register.siteOfGate(code)))
        .map(({ code, name, site }) => ({ gate: code, name, site, ...sumOf(hours.get(code) ?? []) }));
      return { from_ms, to_ms, all: sumOf(gates), gates };
    },
  };
}

export type Views = ReturnType<typeof createViews>;

/** Who may come in the hours around now, those first whose time is nearest. */
async function expectedAt(
  { clock, register, yard, arrivals }: ViewsDeps,
  site: string,
): Promise<GateExpected[]> {
  const [now_ms, inside] = [clock.now(), yard.platesIn(site)];
  const booked = (await arrivals.bookedAt(site))
    .filter(({ from_ms, to_ms }) => to_ms > now_ms - 2 * HOUR_MS && from_ms < now_ms + 6 * HOUR_MS)
    .map(({ plates, trip, from_ms, to_ms, note }) => ({
      ...{ plate: plates[0], kind: 'booking' as const, trip, from_ms, to_ms, note },
      inside: plates.some((plate) => inside.has(plainPlate(plate))),
    }));
  const listed = register
    .listOf(site)
    .filter(({ until_ms }) => until_ms > now_ms)
    .map(({ plate, until_ms, note }) => ({
      ...{ plate, kind: 'list' as const, trip: null, from_ms: 0, to_ms: until_ms, note },
      inside: inside.has(plainPlate(plate)),
    }));
  return [...booked.sort((a, b) => a.from_ms - b.from_ms).slice(0, 200), ...listed.slice(0, 200)];
}

/** How long pictures and reads are stored, days. Assumed, 2026-11-28: personal data no longer than a dispute takes. */
export const PICTURE_DAYS = 30;
export const READ_DAYS = 365;

const sumOf = (rows: readonly { numerator: number; denominator: number }[]) => ({
  numerator: rows.reduce((sum, one) => sum + one.numerator, 0),
  denominator: rows.reduce((sum, one) => sum + one.denominator, 0),
});
