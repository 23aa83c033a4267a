import { toWgs84 } from '@opentocc/core/geo';
import { MINUTE_MS } from '@opentocc/core/time';
import { normalPlate } from '../../../base/sources/index.ts';
import { loadWorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Module } from '../../../kit/module.ts';
import { every, guarded } from '../../../kit/unattended.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { type FilingModule, filing } from '../filing/index.ts';
import { gates } from '../gates/index.ts';
import { ports } from '../ports/index.ts';
import { trips } from '../trips/index.ts';
import type { FilingPort } from './doors.ts';
import { trackingErrors } from './errors.ts';
import { FreightRoads } from './freight-roads.ts';
import { migrations } from './migrations/index.ts';
import { createTrackingObligations } from './obligations.ts';
import { serveTracking } from './routes.ts';
import { createTracking, type Tracking } from './service.ts';
import { createTrackingStore } from './store.ts';
import { createTraces } from './traces.ts';

/** How often time alone is looked at, and positions are said to screens. */
const TICK_MS = MINUTE_MS / 2;
const LOOK_MS = 10_000;
const SAY_MS = 1_500;
/** How soon a double use of a permit is an alarm. */
const DOUBLE_MS = 2_000;

/** What modules beside this one may use of it. */
export interface TrackingModule extends Module {
  readonly tracking: {
    readonly riskOf: Tracking['profiles']['riskOfTruck'];
    readonly alarmsOf: Tracking['board']['alarmsOf'];
    readonly lastFix: Tracking['lastFix'];
  };
}

export const tracking: PlatformModule<TrackingModule> = {
  name: 'tracking',
  migrations,
  errors: trackingErrors,
  compose({ db, clock, log, config, network }, base, _brain, find) {
    const { audit, accounts, messages, sources, history } = base;
    const onError = (err: unknown) => log.error({ err }, 'a trip could not be followed');
    const onFile = filingPort(find(filing), clock.now);
    const [declared, port, gate] = [find(trips).trips, find(ports).ports, find(gates)];
    const roads = new FreightRoads(network, onFile);
    const service = createTracking({
      ...{ store: createTrackingStore(db), clock, audit, outbox: messages, roads, onError },
      ...{ trips: declared, filing: onFile, calendar: loadWorkingCalendar(config.data_dir) },
      findVehicle: sources.findVehicle,
      toWgs84: (source, lon, lat) => toWgs84(sources.getSource(source).datum, lon, lat),
      recall: history.tail,
      async recallSightings(from_ms) {
        const [lanes, read] = await Promise.all([port.listReceived(from_ms), gate.listSightings(from_ms)]);
        const crossings = lanes.map(({ plate, port: place, direction, at_ms }) => ({
          ...{ plate, place, direction, at_ms, by: 'port' as const },
        }));
        return [...crossings, ...read].sort((a, b) => a.at_ms - b.at_ms);
      },
      traceOf: createTraces(sources, history, normalPlate),
      officers: () => accounts.holdersOf('tracking:handle'),
    });
    messages.addOutsiders('alarm', service.contactOfAlarm);
    const { following, board, desk } = service;
    const leaves: (() => void)[] = [];
    /** Places or routes changed since plans were made. */
    let isStale = false;
    let saying: NodeJS.Timeout | undefined;
    return {
      name: 'tracking',
      tracking: {
        riskOf: service.profiles.riskOfTruck,
        alarmsOf: (trip) => board.alarmsOf(trip),
        lastFix: service.lastFix,
      },
      routes: [serveTracking(service)],
      topics: [board.served],
      obligations: createTrackingObligations(board),
      jobs: [
        {
          name: 'the clock of trips',
          every_ms: TICK_MS,
          async run() {
            if (isStale) following.filed();
            isStale = false;
            following.tick();
            await following.settled();
          },
        },
        { name: 'permits that were used twice', every_ms: DOUBLE_MS, run: service.takeDoubleUses },
        { name: 'clocks of alarms', every_ms: LOOK_MS, run: desk.look },
      ],
      metrics: { tracking: () => ({ ...following.metrics, trips: service.book.size }) },
      async start() {
        roads.refresh();
        leaves.push(
          sources.fixes.subscribe(guarded(log, 'fixes of trips', (batch) => following.takeFixes(batch))),
          ...[port.sightings, gate.sightings].map((read) =>
            read.subscribe((seen) => following.takeSighting(seen)),
          ),
          declared.changes.subscribe(({ trip }) => following.declared(trip)),
          onFile.changes.subscribe(({ kind }) => {
            isStale ||= kind === 'place' || kind === 'route';
          }),
        );
        await service.load();
        saying = every(SAY_MS, log, 'positions of trips', () => board.flush());
      },
      async stop() {
        clearInterval(saying);
        for (const leave of leaves) leave();
        following.storeAll();
        await following.settled();
        await service.noting.settled();
      },
    };
  },
};

function filingPort({ filing: door }: FilingModule, now: () => number): FilingPort {
  return {
    truck: (id) => door.truck(id),
    driver: (id) => door.driver(id),
    firm: (code) => door.firm(code),
    places: () => door.places(),
    route: (code) => door.route(code),
    contactOf: door.contactOf,
    changes: door.changes,
    async sanction({ of, id, reason, by, until_ms }) {
      const author = { ...by, at_ms: now() };
      if (until_ms === null) await door.remove({ of, id, reason, by: author });
      else await door.suspend({ of, id, reason, by: author, until_ms });
    },
  };
}
