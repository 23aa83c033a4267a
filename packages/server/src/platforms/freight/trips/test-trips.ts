import type { NewTrip } from '@opentocc/contract';
import { FIRST_REGIMES, type RegimeBook, SLOT_MS } from '@opentocc/core/freight';
import { testKeys } from '../../../base/keys/test-keys.ts';
import type { Db } from '../../../kit/db.ts';
import { createSm2KeyPair, signSm2 } from '../../../kit/sm.ts';
import { createTopic } from '../../../kit/topic.ts';
import type { TripChange } from './door.ts';
import type { TripDriver, TripFiling, TripPlace, TripTruck } from './ports.ts';
import { createTrips, type Trips } from './service.ts';
import { createTripStore } from './store.ts';

/** Saturday 28 November 2026, 08:10. */
export const START_MS = Date.parse('2026-11-28T08:10:00+08:00');
/** 14:00 of that day. */
export const SLOT_FROM_MS = Date.parse('2026-11-28T14:00:00+08:00');

const OK = { state: 'in_order' as const, reason: '' };
const UNTIL = { until: '2027-12-31' };

const truckOf = (id: string, firm: string, more: Partial<TripTruck> = {}): TripTruck => ({
  ...{
    id,
    firm,
    plate: `粤Z${id}港`,
    plate_abroad: null,
    class: 'container',
    terminal: `013800${id}`,
    ...OK,
  },
  documents: [{ kind: 'cross_border', ...UNTIL }],
  ...more,
});
const driverOf = (id: string, firm: string, more: Partial<TripDriver> = {}): TripDriver => ({
  ...{ id, firm, name: '王**', ...OK, documents: [{ kind: 'driving_licence', ...UNTIL }] },
  ...more,
});
const place = (code: string, kind: TripPlace['kind']): TripPlace => ({
  ...{ code, kind, lon: 114.1, lat: 22.55, radius_m: 200, name: code, name_en: code },
});

/** What is on file, in a map that tests change: any truck and driver of any firm, by "T1@firm" and "D1@firm". */
export function createFiling() {
  const changed = new Map<string, Partial<TripTruck & TripDriver>>();
  const [ID, FIRM] = [0, 1];
  const filing: TripFiling = {
    truck(id) {
      const parts = id.split('@');
      return parts[ID].startsWith('T') && parts[FIRM]
        ? truckOf(id, parts[FIRM], changed.get(id) as Partial<TripTruck>)
        : undefined;
    },
    driver(id) {
      const parts = id.split('@');
      return parts[ID].startsWith('D') && parts[FIRM]
        ? driverOf(id, parts[FIRM], changed.get(id) as Partial<TripDriver>)
        : undefined;
    },
    firm: (code) => ({ name: `企业${code}`, name_en: `Firm ${code}` }),
    places: () => [
      place('liantang', 'port'),
      place('huanggang', 'port'),
      place('S001', 'site'),
      place('S002', 'site'),
    ],
    route: (code) =>
      code === 'R01'
        ? {
            points: [
              [114, 22.5],
              [114.1, 22.6],
            ],
            limit_kmh: 60,
          }
        : undefined,
    changes: createTopic<{ kind: string; id: string }>(() => undefined),
  };
  return { filing, set: (id: string, part: Partial<TripTruck & TripDriver>) => void changed.set(id, part) };
}

const PAIR = createSm2KeyPair((bytes) => new Uint8Array(bytes).fill(7));
export const signingKeys = {
  ...testKeys,
  sign: async (_purpose: string, message: Uint8Array) => ({
    key_id: 'freight-permit-1',
    signature: signSm2(message, PAIR),
  }),
  publicKeys: () => new Map([['freight-permit-1', PAIR.public_key]]),
};

export interface OpenedTrips {
  readonly trips: Trips;
  readonly clock: { now_ms: number; now(): number };
  readonly changes: TripChange[];
  readonly failures: unknown[];
  readonly file: ReturnType<typeof createFiling>;
  rule(book: RegimeBook): void;
}

/** Trips of a database as one process has them, on what is filed and ruled in plain values. */
export async function openTrips(db: Db, now_ms = START_MS): Promise<OpenedTrips> {
  const clock = { now_ms, now: () => clock.now_ms };
  const file = createFiling();
  let book = FIRST_REGIMES;
  const [changes, failures]: [TripChange[], unknown[]] = [[], []];
  const topic = createTopic<TripChange>((error) => void failures.push(error));
  topic.subscribe((change) => void changes.push(change));
  let seed = 0;
  const trips = createTrips({
    ...{ store: createTripStore(db), clock, audit: { record: async () => undefined }, keys: signingKeys },
    ...{ filing: file.filing, regimes: { book: () => book }, changes: topic },
    random: (bytes) => new Uint8Array(bytes).fill(++seed),
    addressOf: (token) => `https://tocc.example/freight/p/${token}`,
    onError: (error) => void failures.push(error),
  });
  await trips.load();
  const rule = (next: RegimeBook) => {
    book = next;
  };
  return { trips, clock, changes, failures, file, rule };
}

/** A trip of its own truck and driver, in at Liantang at ten past two. */
export const asked = (n: number, firm: string, more: Partial<NewTrip> = {}): NewTrip => ({
  ...{ key: `key-${firm}-${n}`, truck: `T${n}@${firm}`, drivers: [`D${n}@${firm}`], direction: 'in' },
  ...{ mode: 'direct', goods: { name: '电子产品', weight_kg: 8000, hazmat: null } },
  destination: { city: '440300', street: null },
  crossings: [
    { port: 'liantang', direction: 'in', at_ms: SLOT_FROM_MS + 10 * 60_000 },
    { port: 'liantang', direction: 'out', at_ms: SLOT_FROM_MS + 5 * SLOT_MS },
  ],
  stops: [
    {
      kind: 'site',
      code: 'S001',
      from_ms: SLOT_FROM_MS + SLOT_MS,
      to_ms: SLOT_FROM_MS + 3 * SLOT_MS,
      booked: false,
    },
  ],
  ...{ route: null, documents: [], wait: true, standby: false, ...more },
});

/** Sets how many a slot of Liantang takes from now on, and which share a firm has. */
export const setCapacity = ({ trips, clock }: OpenedTrips, places: number, firm_share = 1) => {
  const of = { port: 'liantang', direction: 'in', class: 'container' } as const;
  return trips.addCapacity(
    { session: { account: 'officer', principal: 'account:1' }, address: '::1' } as never,
    {
      ...{ ...of, firm_share, per_hour: new Array(24).fill(places), assumed: true, reason: '测试', seen: 0 },
      seen: trips.capacities.newestOf(of)?.version ?? 0,
      ...{ from_ms: clock.now_ms - (clock.now_ms % SLOT_MS), source: { zh: '测试', en: 'test' } },
    },
  );
};
