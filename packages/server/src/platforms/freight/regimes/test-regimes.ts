import type { FreightRegime } from '@opentocc/contract';
import { FIRST_REGIMES, type FreightTrip, type OpenTrip, type Settlement } from '@opentocc/core/freight';
import { HOUR_MS } from '@opentocc/core/time';
import { createAppointer, identityMigrations, startIdentity } from '../../../base/accounts/test-identity.ts';
import type { NewMessage } from '../../../base/messages/index.ts';
import { migrate } from '../../../kit/db.ts';
import { migrations } from './migrations/index.ts';
import type { FirmTrip, RegimeTrips } from './ports.ts';
import { serveRegimes } from './routes.ts';
import { createRegimes } from './service.ts';
import { createRegimeStore } from './store.ts';

/** Saturday 28 November 2026, 10:00. */
export const START_MS = Date.parse('2026-11-28T10:00:00+08:00');

/** An inbound lorry to 东莞 by 皇岗 and back six hours later, declared the day before, in order by the regime in force. */
export function tripAt(id: string, in_ms: number, more: Partial<FirmTrip> = {}): FirmTrip {
  return {
    ...{ id, class: 'container', direction: 'in', judged_ms: null, firm: 'firm-a' },
    destination: { city: '441900', street: null },
    declared: {
      ...{ at_ms: in_ms - 24 * HOUR_MS, entries_before: 0, mode: 'direct', route: 'R1', bookings: [] },
      crossings: [
        { port: 'huanggang', direction: 'in', at_ms: in_ms },
        { port: 'huanggang', direction: 'out', at_ms: in_ms + 6 * HOUR_MS },
      ],
      stops: [{ kind: 'site', code: 'S1', from_ms: in_ms + 2 * HOUR_MS, to_ms: in_ms + 4 * HOUR_MS }],
      documents: (['permit', 'licence'] as const).map((kind) => ({ kind, valid_to_ms: null })),
    },
    driven: { crossings: [], stays: [], off_route: [], over: false },
    ...more,
  };
}

/** Trips of plain objects, as the module of trips hands them in: a settlement that came before changes nothing. */
export function createTrips() {
  const all: FirmTrip[] = [];
  const settled = new Map<string, Settlement>();
  let handed = 0;
  const firstOf = ({ declared }: FreightTrip) => declared.crossings[0].at_ms;
  return {
    ...{ all, settled },
    handed: () => handed,
    async trips(from_ms, to_ms) {
      return all.filter((trip) => firstOf(trip) >= from_ms && firstOf(trip) < to_ms);
    },
    async open(): Promise<OpenTrip[]> {
      return all.map((trip) => ({ trip, stage: 'planned' as const }));
    },
    async settle(settlements) {
      for (const one of settlements) {
        handed++;
        settled.set(one.trip, settled.get(one.trip) ?? one);
      }
    },
  } satisfies RegimeTrips & Record<string, unknown>;
}

const [normal] = FIRST_REGIMES.regimes.filter(({ code, version }) => code === 'normal' && version === 3);

/** What is asked of heat: only at night, and back the same day. */
export const HEAT: Omit<FreightRegime, 'version'> = structuredClone({
  ...{ ...normal, version: undefined, code: 'heat', name: { zh: '高温应急', en: 'Heat emergency' } },
  ...{ stance: 'emergency', from_ms: START_MS + HOUR_MS, to_ms: START_MS + 48 * HOUR_MS },
  source: { zh: '高温橙色预警', en: 'Orange warning of heat' },
  assumed: false,
  opening: { planned: 'rejudge', under_way: 'finish', grace_min: 600 },
  rules: [
    ...normal.rules,
    {
      ...{ key: 'nights', kind: 'hours', hours: [{ from_min: 1080, to_min: 600 }] },
      ...{ name: { zh: '夜间通行', en: 'Nights only' }, consequence: 'refuse', assumed: false },
      scope: { directions: ['in'], classes: [], cities: [], other_than: [], streets: [] },
    },
  ],
}) as never;

/** Regimes over HTTP with people of all kinds, on a clock that tests turn. */
export async function startRegimes() {
  const identity = await startIdentity({}, START_MS);
  const { db, audit, http, accounts, clock } = identity;
  await migrate(db, identityMigrations, migrations);
  const sent: NewMessage[] = [];
  const messages = { queue: async (_: unknown, message: NewMessage) => sent.push(message) };
  const failures: unknown[] = [];
  const trips = createTrips();
  const open = async () => {
    const made = createRegimes({
      ...{ store: createRegimeStore(db), clock, audit, messages, accounts },
      onError: (error) => void failures.push(error),
    });
    made.use(trips);
    await made.record.load();
    return made;
  };
  const regimes = await open();
  serveRegimes(regimes).mount(http);
  await accounts.openUnit({
    ...{ code: 'firm-a', parent: 'city', kind: 'firm', districts: null, assumed: false },
    name: { zh: '甲运输公司', en: 'Firm A' },
  });
  const appoint = await createAppointer(identity);
  const people = {
    drafter: await appoint('drafter', 'city', 'freight-officer'),
    officer: await appoint('officer', 'city', 'freight-officer'),
    firm: await appoint('firm', 'firm-a', 'freight-firm'),
  };
  /** Turns the clock, and signs everybody in again whose session ended meanwhile. */
  const wakeAt = async (now_ms: number) => {
    clock.now_ms = now_ms;
    for (const [account, browser] of Object.entries(people))
      await browser.ask('POST', '/api/v1/session', { account, password: 'Quiet-Harbour-71-tide' });
  };
  return { ...{ identity, regimes, trips, clock, sent, failures, open, wakeAt }, ...people };
}
export type TestRegimes = Awaited<ReturnType<typeof startRegimes>>;
