import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DeclaredTrip,
  FilingList,
  FreightPlaceListed,
  FreightRouteListed,
  NewTrip,
} from '@opentocc/contract';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import {
  type FreightLife,
  freightLifeOf,
  type LifeFirm,
  type LifeTrip,
  lifeFirms,
} from '@opentocc/testkit/freight';
import { cityDay, cityDayStart } from '../../../kit/clock.ts';
import type { Demo, DemoDesk, DemoOfficer, DemoPerson, SignInAs } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';

/** Names and codes of firms are the same for every seed. */
const FIRMS = lifeFirms(0).firms;
const accountOf = (firm: string): string => `${firm}-dispatch`;
const PEOPLE: readonly DemoPerson[] = FIRMS.map(({ code, name }) => ({
  ...{ name: accountOf(code), display_name: `${name.zh}调度员`, role: 'freight-firm', unit: code },
}));

/** One in this number is called off, so that a place goes on to who waits. */
const CALLED_OFF = 40;
/** Trips that a dispatcher declares in a minute. */
const AT_ONCE = 60;
const NIGHT_MS = 3.5 * 3_600_000;

/**
 * Dispatchers of the demo city's firms declare the trips that its script drives, a day ahead, by their own accounts over HTTP.
 * What is refused or waits is so by the rules and the slots of the platform; some call off, one asks for an hour at which
 * its port is shut.
 */
export const createTripsDemo = (log: Logger): Demo => ({
  people: PEOPLE,
  async duty(city, desk) {
    const life = freightLifeOf(city);
    const { signInAs } = desk;
    if (life === null || signInAs === undefined) return;
    const known = new Set<string>();
    while (!desk.signal.aborted) {
      for (const firm of life.firms)
        await declareOf({ life, firm, known, desk, signInAs }).catch((err: unknown) => {
          if (!desk.signal.aborted)
            log.warn({ err, firm: firm.code }, 'trips of the demo city were not declared');
        });
      await sleep(MINUTE_MS, undefined, { signal: desk.signal }).catch(() => undefined);
    }
  },
});

interface Turn {
  readonly life: FreightLife;
  readonly firm: LifeFirm;
  /** Keys of trips that were declared, whatever was answered. */
  readonly known: Set<string>;
  readonly desk: DemoDesk;
  readonly signInAs: SignInAs;
}

/** A dispatcher declares what sets out within a day and was not declared yet. */
async function declareOf({ life, firm, known, desk, signInAs }: Turn): Promise<void> {
  const now_ms = desk.clock.now();
  const due = life
    .tripsBetween(now_ms, now_ms + DAY_MS)
    .filter(({ truck, key }) => truck.firm.code === firm.code && !known.has(key))
    .slice(0, AT_ONCE);
  if (due.length === 0 || desk.signal.aborted) return;
  const officer = await signInAs(accountOf(firm.code));
  try {
    const file = await readFile(life, firm, officer);
    for (const trip of due) {
      known.add(trip.key);
      const body = file.declarationOf(trip);
      if (body) await declare(officer, body, known.size % CALLED_OFF === 0);
    }
    await askForNight(file.declarationOf(due[0]), officer, now_ms);
  } finally {
    await officer.signOut();
  }
}

/** A trip that cannot be so, as two at once for one truck, is refused with a clear word: its dispatcher leaves it at that. */
async function declare(officer: DemoOfficer, body: NewTrip, callsOff: boolean): Promise<void> {
  const made = await officer.call<DeclaredTrip>('POST', '/freight/trips', body).catch(() => null);
  if (made === null || !callsOff || made.state !== 'booked') return;
  const { id, version } = made;
  const reason = '货主改期';
  await officer.call('POST', `/freight/trips/${id}/calling-off`, { version, reason }).catch(() => null);
}

/** Once a day somebody asks for an hour at which Liantang is shut, and reads by which rule. */
async function askForNight(body: NewTrip | null, officer: DemoOfficer, now_ms: number): Promise<void> {
  if (body === null) return;
  const at_ms = cityDayStart(now_ms) + DAY_MS + NIGHT_MS;
  const crossings = [{ port: 'liantang', direction: body.direction, at_ms }];
  const key = `demo-night-${cityDay(now_ms)}-${body.truck}`;
  await declare(officer, { ...body, key, crossings, stops: [], route: null }, false);
}

/** Codes on file of what the script calls by its own names. */
async function readFile(life: FreightLife, firm: LifeFirm, officer: DemoOfficer) {
  const list = (kind: string) =>
    officer.call<FilingList>('GET', `/freight/filing/entries?kind=${kind}&limit=500`);
  const [trucks, drivers, places, routes] = await Promise.all([
    ...([list('truck'), list('driver')] as const),
    officer.call<FreightPlaceListed[]>('GET', '/freight/filing/places'),
    officer.call<FreightRouteListed[]>('GET', '/freight/filing/routes'),
  ]);
  const bare = (plate: string): string => plate.replace(/[\s·.-]/g, '');
  const truckIds = new Map(trucks.entries.map(({ title, id }) => [bare(title), id]));
  const placeCodes = new Map(places.map(({ kind, name, code }) => [`${kind} ${name.zh}`, code]));
  const routeCodes = new Map(routes.map(({ name, code }) => [name.zh, code]));
  // Drivers are filed in the order of the script; their names are masked.
  const driverIds = drivers.entries.map(({ id }) => id).sort();
  const own = life.drivers.filter((one) => one.firm.code === firm.code);
  return {
    /** Null where truck or driver is not on file. */
    declarationOf(trip: LifeTrip): NewTrip | null {
      const truck = truckIds.get(bare(trip.truck.plate));
      const driver = driverIds[own.indexOf(life.drivers[trip.truck.driver])];
      if (truck === undefined || driver === undefined) return null;
      const { declared, goods, destination, direction } = trip;
      const named = routes.length > 0 && declared.route !== null;
      const route = named ? life.routes.find(({ code }) => code === declared.route) : undefined;
      const stops = declared.stops.flatMap(({ kind, code, from_ms, to_ms }) => {
        const filed = kind && code && placeCodes.get(`${kind} ${life.place(code).name.zh}`);
        return filed && kind ? [{ kind, code: filed, from_ms, to_ms, booked: false }] : [];
      });
      return {
        ...{ key: `demo-${trip.key}`, truck, drivers: [driver], direction, mode: declared.mode, destination },
        goods: {
          ...{ name: goods.name.zh, weight_kg: Math.round(trip.truck.load_t * 600) },
          hazmat: goods.un === null ? null : { un: goods.un, slip: `YD${trip.key}` },
        },
        ...{ crossings: [...declared.crossings], stops, route: routeCodes.get(route?.name.zh ?? '') ?? null },
        ...{ documents: [], wait: true, standby: false },
      };
    },
  };
}
