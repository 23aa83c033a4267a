import type { FreightProfile, RiskScore } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { AlarmQuery, CountedAlarm } from './alarm-store.ts';
import type { TrackingBoard } from './board.ts';
import { type FilingPort, namesOf } from './doors.ts';
import { trackingErrors } from './errors.ts';
import { figuresOf } from './figures.ts';
import { both, type Firms, reaches } from './model.ts';
import { riskOf } from './risk.ts';
import { RISK_DAYS } from './rules.ts';
import { shownAlarm } from './shown.ts';
import type { TrackingStore } from './store.ts';
import type { Tracked, TripBook } from './trip-book.ts';
import type { TripQuery } from './trip-store.ts';

type Kind = FreightProfile['kind'];
/** Whose page it is, before anything of it is counted. */
type Head = Pick<FreightProfile, 'code' | 'name' | 'firm' | 'filed' | 'why' | 'lon' | 'lat'>;

const isPlace = (kind: Kind): kind is 'site' | 'port' => kind === 'site' || kind === 'port';

const FIGURE_DAYS = 30;
const MOST = { history: 50, alarms: 50, members: 200 } as const;

export interface ProfilesDeps {
  readonly store: TrackingStore;
  readonly board: TrackingBoard;
  readonly book: TripBook;
  readonly filing: FilingPort;
  readonly now: () => number;
}

/** One page for each truck, driver, firm, site and port: now, history, figures, risk. */
export function createProfiles({ store, board, book, filing, now }: ProfilesDeps) {
  /** Alarms behind scores and figures, and those that are listed. */
  async function alarmsOf(
    firms: Firms,
    kind: Kind,
    code: string,
    past: readonly { trip: string }[],
    from_ms: number,
  ) {
    if (isPlace(kind)) {
      const counted = await store.listCountedOfTrips(past.map(({ trip }) => trip));
      return { counted, listed: [] };
    }
    const query: AlarmQuery = { [kind]: code, firms };
    const [counted, listed] = await Promise.all([
      store.listCounted(query, from_ms, now() + 1),
      store.listAlarms(query, 0, MOST.alarms),
    ]);
    return { counted, listed };
  }

  async function get(firms: Firms, kind: Kind, code: string): Promise<FreightProfile> {
    const head = headOf(filing, kind, code);
    if (!head || (head.firm !== null && !reaches(firms, { firm: head.firm })))
      throw trackingErrors.unknown_profile({ id: code });
    const query: TripQuery = { by: isPlace(kind) ? 'place' : kind, code, firms };
    const [to_ms, past] = [now(), await store.listPast(query, MOST.history)];
    const [from_ms, risk_from_ms] = [to_ms - FIGURE_DAYS * DAY_MS, to_ms - RISK_DAYS * DAY_MS];
    const [counts, { counted, listed }] = await Promise.all([
      store.countTrips(query, from_ms, to_ms),
      alarmsOf(firms, kind, code, past, risk_from_ms),
    ]);
    const under_way = [...book.all()].filter(
      (tracked) => reaches(firms, tracked.facts) && isOf(tracked, kind, code),
    );
    const alarms = counted.filter(({ raised_ms }) => raised_ms >= from_ms);
    const figures = { from_ms, to_ms, ...counts, under_way: under_way.length, alarms };
    const alarmsIn = ({ trip }: { readonly trip: string }) =>
      counted.filter((one) => one.trip === trip).length;
    return {
      ...{ kind, ...head, firm_name: firmNameOf(filing, head.firm), now: under_way.map(board.tripOf) },
      history: past.map((row) => ({ ...row, alarms: alarmsIn(row) })),
      alarms: listed.map(shownAlarm),
      figures: figuresOf(figures, to_ms),
      risk: isPlace(kind) ? null : await scoreOf(query, counted, [risk_from_ms, to_ms]),
      members: kind === 'firm' ? await membersOf(code, counted, risk_from_ms) : [],
    };
  }

  async function scoreOf(
    query: TripQuery,
    alarms: readonly CountedAlarm[],
    [from_ms, to_ms]: readonly [number, number],
  ): Promise<RiskScore> {
    const { trips } = await store.countTrips(query, from_ms, to_ms);
    return riskOf(trips, alarms);
  }

  async function membersOf(
    firm: string,
    alarms: readonly CountedAlarm[],
    from_ms: number,
  ): Promise<FreightProfile['members']> {
    const counts = await store.countMembers(firm, from_ms);
    const of = (kind: 'truck' | 'driver') =>
      [...new Set(counts.map((row) => row[kind]))].map((code) => {
        const own = alarms.filter((alarm) => alarm[kind] === code);
        const trips = counts.reduce((sum, row) => sum + (row[kind] === code ? row.trips : 0), 0);
        const filed = kind === 'truck' ? filing.truck(code)?.plate : filing.driver(code)?.name;
        return {
          ...{ kind, code, name: filed ?? code, trips, alarms: own.length },
          score: riskOf(trips, own).score,
        };
      });
    return [...of('truck'), ...of('driver')]
      .sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || a.code.localeCompare(b.code))
      .slice(0, MOST.members);
  }

  return {
    get,
    /** For modules beside this one. */
    async riskOfTruck(code: string): Promise<RiskScore> {
      const [from_ms, to_ms] = [now() - RISK_DAYS * DAY_MS, now()];
      const query: TripQuery = { by: 'truck', code, firms: null };
      const alarms = await store.listCounted({ truck: code, firms: null }, from_ms, to_ms + 1);
      return scoreOf(query, alarms, [from_ms, to_ms]);
    },
  };
}

function headOf(filing: FilingPort, kind: Kind, code: string): Head | undefined {
  const nowhere = { code, lon: null, lat: null };
  if (kind === 'truck') {
    const truck = filing.truck(code);
    return truck && { ...nowhere, ...standing(truck), name: both(truck.plate), firm: truck.firm };
  }
  if (kind === 'driver') {
    const driver = filing.driver(code);
    return driver && { ...nowhere, ...standing(driver), name: both(driver.name), firm: driver.firm };
  }
  if (kind === 'firm') {
    const firm = filing.firm(code);
    return firm && { ...nowhere, ...standing(firm), name: namesOf(firm), firm: code };
  }
  const place = filing
    .places()
    .find((one) => one.code === code && (one.kind === 'port') === (kind === 'port'));
  return (
    place && {
      ...{ code, name: namesOf(place), firm: null, filed: null, why: '', lon: place.lon, lat: place.lat },
    }
  );
}

const standing = ({ state, reason }: { readonly state: string; readonly reason: string }) => ({
  ...{ filed: state, why: reason },
});

function firmNameOf(filing: FilingPort, code: string | null) {
  const firm = code === null ? undefined : filing.firm(code);
  return firm ? namesOf(firm) : code === null ? null : both(code);
}

/** Whether a trip under way is of it: for a place, whether it is there or means to come. */
function isOf({ facts, state }: Tracked, kind: Kind, code: string): boolean {
  if (kind === 'truck') return facts.truck === code;
  if (kind === 'driver') return facts.drivers.includes(code);
  if (kind === 'firm') return facts.firm === code;
  const { crossings, stops } = facts.trip.declared;
  const declared = crossings.some(({ port }) => port === code) || stops.some((stop) => stop.code === code);
  return declared || state.port?.code === code || state.visit?.code === code;
}
