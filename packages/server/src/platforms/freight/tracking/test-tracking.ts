import { type Driven, FIRST_REGIMES, type FreightTrip, type TripPlan } from '@opentocc/core/freight';
import { createFixBatch, type FixBatch, POSITIONED_BIT } from '@opentocc/core/telemetry';
import type { NewMessage } from '../../../base/messages/index.ts';
import { createWorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Db } from '../../../kit/db.ts';
import { createTopic } from '../../../kit/topic.ts';
import { createPermitUses } from '../trips/permit-uses.ts';
import type { DeclaredTripFacts, FilingPort, NamedPlace, Sanction, Sighting, TripsPort } from './doors.ts';
import { FreightRoads } from './freight-roads.ts';
import { createTracking, type TrackingDeps } from './service.ts';
import { createTrackingStore } from './store.ts';

/** 2026-11-28 23:00 in the city: trips of these tests run over midnight. */
export const START_MS = Date.parse('2026-11-28T23:00:00+08:00');
const LAT_M = 110_738;
const LON_M = 102_900;

/** km north of the border and m east of the route → degrees. */
export const at = (north_km: number, east_m = 0): [number, number] => [
  114 + east_m / LON_M,
  22.5 + (north_km * 1000) / LAT_M,
];

/** South of 22.5° north. */
const ABROAD: [number, number][][][] = [
  [
    [
      [113, 22],
      [115, 22],
      [115, 22.5],
      [113, 22.5],
      [113, 22],
    ],
  ],
];

const place = (code: string, kind: NamedPlace['kind'], [lon, lat]: [number, number], radius_m: number) => ({
  ...{ code, kind, lon, lat, radius_m, name: `${code}号`, name_en: '' },
});

const PLACES: readonly NamedPlace[] = [
  place('S1', 'site', at(12), 200),
  place('liantang', 'port', at(0, 6000), 500),
  place('huanggang', 'port', at(0), 500),
];

/** Road network without a road, and so without a tunnel. */
const NO_ROADS = { link_flags: new Uint8Array(0), link_count: 0 } as never;

const STAGES = [
  { after_min: 15, means: 'sms' },
  { after_min: 30, means: 'call' },
] as const;

const planOf = ({ id, plate, terminal, trip }: DeclaredTripFacts): TripPlan => ({
  ...{ trip: id, plate, terminal, class: trip.class, direction: trip.direction, route: null },
  ports: { in: 'huanggang', out: 'huanggang' },
  stops: [{ code: 'S1', kind: 'site', must: true }],
  watch: {
    stays: { at: ['port', 'site'], declared_only: true, stages: STAGES },
    ...{ route: { out_m: 50, in_m: 40 }, return_by_ms: null, ports: true },
  },
});

const NOTHING_DRIVEN: Driven = { crossings: [], stays: [], off_route: [], over: false };

/** An inbound trip by 皇岗 to site S1 and back. @param n number of its truck: its vehicle on the roster too */
export function declaration(n: number, firm = 'firm-a', id = `T${n}`): DeclaredTripFacts {
  const trip: FreightTrip = {
    ...{
      id,
      class: 'lorry',
      direction: 'in',
      destination: { city: '440300', street: null },
      judged_ms: null,
    },
    declared: {
      ...{ at_ms: START_MS - 9e6, entries_before: 0, mode: 'direct', bookings: [], documents: [] },
      crossings: [
        { port: 'huanggang', direction: 'in', at_ms: START_MS + 600_000 },
        { port: 'huanggang', direction: 'out', at_ms: START_MS + 7_200_000 },
      ],
      stops: [{ kind: 'site', code: 'S1', from_ms: START_MS + 1.8e6, to_ms: START_MS + 5.4e6 }],
      route: 'R1',
    },
    driven: NOTHING_DRIVEN,
  };
  const digits = String(n).padStart(4, '0');
  return {
    ...{ id, firm, truck: `C${digits}`, plate: `粤ZA${digits}港`, terminal: `1390000${digits}` },
    ...{ drivers: [`D${digits}`], trip },
  };
}

/** What is on file and what is declared, as plain objects: what other modules own. */
export class Ground {
  readonly trips = new Map<string, DeclaredTripFacts>();
  readonly driven = new Map<string, Driven>();
  readonly sanctions: Sanction[] = [];
  readonly sent: NewMessage[] = [];
  readonly failures: unknown[] = [];
  readonly audited: string[] = [];
  /** What the log of fixes holds. */
  readonly logged: FixBatch[] = [];
  /** Plates that ports and gates have read, and since when that is durable. */
  readonly read: { readonly durable_ms: number; readonly seen: Sighting }[] = [];
  readonly clock = { now_ms: START_MS, now: () => this.clock.now_ms };
  readonly onError = (error: unknown) => void this.failures.push(error);

  readonly tripsPort: TripsPort = {
    open: () => [...this.trips.values()],
    get: async (id) => this.trips.get(id),
    planOf: (id) => {
      const facts = this.trips.get(id);
      return facts && planOf(facts);
    },
    changes: createTopic(this.onError),
    noteDriven: async (id, driven) => void this.driven.set(id, driven),
    uses: createPermitUses({ regimes: { book: () => FIRST_REGIMES }, clock: this.clock }),
  };

  readonly filing: FilingPort = {
    truck: (id) => this.#filed(id, 'truck'),
    driver: (id) => {
      const filed = this.#filed(id, 'drivers');
      return filed && { ...filed, name: '陈*明' };
    },
    firm: (code) => ({ name: `${code} 货运`, name_en: code, state: 'in_order', reason: '' }),
    places: () => PLACES,
    route: (code) =>
      code === 'R1' ? { name: '皇岗—S1', name_en: '', points: [at(0), at(12)], limit_kmh: 80 } : undefined,
    contactOf: async (driver) => ({ name: '陈大明', phone: `+852${driver.slice(1).padStart(8, '6')}` }),
    sanction: async (sanction) => void this.sanctions.push(sanction),
    changes: createTopic(this.onError),
  };

  #filed(id: string, by: 'truck' | 'drivers') {
    const facts = [...this.trips.values()].find((one) => one[by].includes(id));
    return facts && { id, firm: facts.firm, plate: facts.plate, state: 'in_order', reason: '' };
  }

  declare(facts: DeclaredTripFacts): DeclaredTripFacts {
    this.trips.set(facts.id, facts);
    return facts;
  }

  vehicle = (n: number) => {
    const facts = [...this.trips.values()].find(({ truck }) => truck === `C${String(n).padStart(4, '0')}`);
    return facts && { plate: facts.plate, phone: facts.terminal };
  };
}

type More = Partial<Pick<TrackingDeps, 'audit' | 'officers'>>;

/** Tracking as a process of its own has it, on what the ground holds. */
export function openTracking(db: Db, ground: Ground, more: More = {}) {
  return createTracking({
    ...{ store: createTrackingStore(db), clock: ground.clock, calendar: createWorkingCalendar() },
    audit: { record: async ({ action }) => void ground.audited.push(action) },
    outbox: { queue: async (_, message) => ground.sent.push(message) },
    roads: new FreightRoads(NO_ROADS, ground.filing, ABROAD),
    ...{ trips: ground.tripsPort, filing: ground.filing, onError: ground.onError },
    findVehicle: ground.vehicle,
    toWgs84: (_, lon, lat) => [lon, lat],
    recall: async function* (from_ms) {
      for (const batch of ground.logged) if (batch.received_ms[batch.length - 1] >= from_ms) yield batch;
    },
    recallSightings: async (from_ms) =>
      ground.read.filter(({ durable_ms }) => durable_ms >= from_ms).map(({ seen }) => seen),
    traceOf: async () => ({ points: [], truncated: false }),
    officers: async () => [{ principal: 'account:1' }],
    ...more,
  });
}

export interface DrivenFix {
  readonly at_ms: number;
  readonly lon: number;
  readonly lat: number;
  readonly kmh: number;
}

/** A truck that is driven by hand, with a position every 15 s. */
export class Drive {
  readonly fixes: DrivenFix[] = [];
  now_ms = START_MS;
  #at = at(-3);

  to(to: [number, number], kmh = 60): this {
    const [from, length_m] = [this.#at, metres(this.#at, to)];
    const steps = Math.max(1, Math.round(length_m / ((kmh / 3.6) * 15)));
    for (let i = 1; i <= steps; i++) {
      this.#at = [from[0] + ((to[0] - from[0]) * i) / steps, from[1] + ((to[1] - from[1]) * i) / steps];
      this.#fix(kmh);
    }
    return this;
  }

  stand(minutes: number): this {
    for (let i = 0; i < minutes * 4; i++) this.#fix(0);
    return this;
  }

  silent(minutes: number): this {
    this.now_ms += minutes * 60_000;
    return this;
  }

  #fix(kmh: number): void {
    this.now_ms += 15_000;
    this.fixes.push({ at_ms: this.now_ms, lon: this.#at[0], lat: this.#at[1], kmh });
  }
}

const metres = (a: [number, number], b: [number, number]): number =>
  Math.hypot((b[0] - a[0]) * LON_M, (b[1] - a[1]) * LAT_M);

/** Off its route for 2.5 km, standing where it may not, then to its site and home. */
export const naughty = () =>
  new Drive()
    .to(at(4))
    .to(at(4, 300), 40)
    .to(at(6.5, 300))
    .to(at(6.5), 40)
    .to(at(8))
    .stand(20)
    .to(at(12))
    .stand(30)
    .to(at(-3)).fixes;

export function batchOf(vehicle: number, fixes: readonly DrivenFix[]): FixBatch {
  const batch = createFixBatch(fixes.length);
  batch.length = fixes.length;
  for (const [row, { at_ms, lon, lat, kmh }] of fixes.entries()) {
    batch.vehicle[row] = vehicle;
    [batch.at_ms[row], batch.received_ms[row]] = [at_ms, at_ms + 500];
    [batch.lon[row], batch.lat[row]] = [lon, lat];
    batch.speed_dkmh[row] = kmh * 10;
    batch.status[row] = POSITIONED_BIT | 1;
  }
  return batch;
}
