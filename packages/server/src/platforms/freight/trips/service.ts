import type { Bilingual, DeclaredTrip, DeclaredTripList, SlotCapacity } from '@opentocc/contract';
import { SLOT_MS } from '@opentocc/core/freight';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { KeyService } from '../../../base/keys/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Topic } from '../../../kit/topic.ts';
import { CapacityBook } from './capacities.ts';
import { createDeclaring } from './declaring.ts';
import type { TripChange, TripsDoor } from './door.ts';
import { createDoor } from './door-of.ts';
import type { DriverView } from './driver-page.ts';
import { tripErrors } from './errors.ts';
import { createLifecycle } from './lifecycle.ts';
import { createLinks } from './links.ts';
import type { TripRow } from './model.ts';
import { createPermitUses } from './permit-uses.ts';
import { createPermits } from './permits.ts';
import type { TripFiling, TripRegimes } from './ports.ts';
import { createReader } from './reader.ts';
import { TripRoll } from './roll.ts';
import type { TripSearch } from './search-store.ts';
import { Sequencer } from './sequencer.ts';
import { createSlots } from './slots.ts';
import type { TripStore } from './store.ts';

export interface TripsDeps {
  readonly store: TripStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly keys: Pick<KeyService, 'sign' | 'publicKeys'>;
  readonly filing: TripFiling;
  readonly regimes: TripRegimes;
  readonly changes: Topic<TripChange>;
  readonly random: (bytes: number) => Uint8Array;
  readonly addressOf: (token: string) => string;
  readonly onError: (error: unknown) => void;
}

/** Trips: declared, booked, permitted, and ended. */
export function createTrips(deps: TripsDeps) {
  const { store, clock, audit, filing, regimes, changes, onError } = deps;
  const { book } = regimes;
  const capacities = new CapacityBook(book);
  const roll = new TripRoll(capacities.sizeOf);
  const sequencer = new Sequencer({
    ...{ roll, store, clock, onError },
    committed(all) {
      for (const one of all) changes.publish(one);
    },
  });
  const uses = createPermitUses({ regimes, clock });
  const permits = createPermits({
    ...{ ...deps, roll },
    refusalOf: async (permit, where) =>
      (await uses.refusals(store.root, [permit], where)).get(permit) ?? null,
  });
  const slots = createSlots({ roll, capacities, book });
  const declaring = createDeclaring({ ...deps, roll, sequencer, slots, permits });
  const lifecycle = createLifecycle({ roll, sequencer, clock, permits, uses: store.uses });
  const reader = createReader({ roll, filing, permits, clock, uses: store.uses });
  const links = createLinks({ ...deps, roll });
  const find = async (id: string): Promise<TripRow | undefined> => roll.find(id) ?? store.find(id);
  const door: TripsDoor = createDoor({ ...deps, roll, lifecycle, permits, uses, shown: reader.shown, find });

  async function addCapacity(
    { session }: Acting,
    { seen, ...body }: Omit<SlotCapacity, 'version' | 'made_by' | 'made_ms'> & { readonly seen: number },
  ): Promise<SlotCapacity> {
    const now_ms = clock.now();
    if (body.from_ms < now_ms - (now_ms % SLOT_MS)) throw tripErrors.capacity_past();
    if ((capacities.newestOf(body)?.version ?? 0) !== seen) throw tripErrors.capacity_changed();
    const row = { ...body, version: seen + 1, made_by: session.account, made_ms: now_ms };
    if (!(await store.addCapacity(row))) throw tripErrors.capacity_changed();
    capacities.put(row);
    return row;
  }

  return {
    ...{
      store,
      declaring,
      lifecycle,
      reader,
      links,
      capacities,
      door,
      roll,
      sequencer,
      permits,
      now: clock.now,
    },
    async load(): Promise<void> {
      for (const row of await store.listCapacities()) capacities.put(row);
      await roll.load(store, clock.now());
    },
    /** Each some seconds: what the clock decides, and what is to be forgotten. */
    async tick(): Promise<void> {
      await lifecycle.tick();
      roll.sweep(clock.now());
    },
    async record(
      { session, address }: Acting,
      action: string,
      { id, firm }: Pick<TripRow, 'id' | 'firm'>,
      detail: Record<string, Json>,
    ): Promise<void> {
      await audit.record({
        ...{ principal: session.principal, actor: session.account, address, action, result: 'done' },
        ...{ target: `trip:${id}`, detail: { firm, ...detail } },
      });
    },
    /** One of another firm is as unknown as one that there is not. */
    async get(id: string, reaches: (row: TripRow) => boolean): Promise<TripRow> {
      const row = await find(id);
      if (!row || !reaches(row)) throw tripErrors.unknown({ id });
      return row;
    },
    async list(search: TripSearch): Promise<DeclaredTripList> {
      const [rows, total] = await Promise.all([store.list(search), store.count(search)]);
      return { trips: rows.map((row): DeclaredTrip => reader.shown(roll.find(row.id) ?? row)), total };
    },
    day: (of: Parameters<typeof slots.day>[0], firm: string | null) => slots.day(of, firm, clock.now()),
    async addCapacity(acting: Acting, body: Parameters<typeof addCapacity>[1]): Promise<SlotCapacity> {
      const row = await addCapacity(acting, body);
      await audit.record({
        ...{ principal: acting.session.principal, actor: acting.session.account, address: acting.address },
        ...{ action: 'trips.capacity', target: `slot-capacity:${row.port}`, result: 'done' },
        detail: { direction: row.direction, class: row.class, version: row.version, reason: row.reason },
      });
      await lifecycle.tick();
      return row;
    },
    async firms(from_ms: number, to_ms: number) {
      const counts = await store.countByFirm(from_ms, to_ms);
      const of = (firm: string, state: TripRow['state']) =>
        Number(counts.find((one) => one.firm === firm && one.state === state)?.n ?? 0);
      return [...new Set(counts.map(({ firm }) => firm))].sort().map((firm) => ({
        ...{ firm, firm_name: nameOfFirm(filing, firm), booked: of(firm, 'booked') + of(firm, 'under_way') },
        ...{ waiting: of(firm, 'waiting'), no_shows: of(firm, 'no_show') },
      }));
    },
    /** What a driver sees who opens a link. */
    async driverView(token: string): Promise<DriverView> {
      const row = await links.tripOf(token);
      const places = new Map(
        filing.places().map(({ code, name, name_en }) => [code, { zh: name, en: name_en || name }]),
      );
      return {
        ...{ trip: reader.shown(row), permit: row.permit === null ? null : await reader.permit(row) },
        ...{ nameOf: (code) => places.get(code) ?? { zh: code, en: code } },
        ...{ ports: book().ports, now_ms: clock.now() },
      };
    },
  };
}

export type Trips = ReturnType<typeof createTrips>;

function nameOfFirm(filing: Pick<TripFiling, 'firm'>, code: string): Bilingual {
  const { name = code, name_en = code } = filing.firm(code) ?? {};
  return { zh: name, en: name_en || name };
}
