import { FREIGHT_PORTS } from '@opentocc/core/freight';
import { HOUR_MS } from '@opentocc/core/time';
import type { Base } from '../../../base/compose.ts';
import type { Module } from '../../../kit/module.ts';
import { createTopic, type Topic } from '../../../kit/topic.ts';
import { after } from '../../../kit/unattended.ts';
import { site } from '../../citizen/site/index.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { type FilingModule, filing } from '../filing/index.ts';
import { type RegimesModule, regimes } from '../regimes/index.ts';
import { type TripsDoor, trips } from '../trips/index.ts';
import { bookedCrossings } from './booked.ts';
import { portsErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import type { CrossingRow, KnownPort, PortSighting, PortsNeeds } from './model.ts';
import { servePorts } from './routes.ts';
import { createPorts, type Ports } from './service.ts';
import { portsPage } from './site-page.ts';
import { createPortStore } from './store.ts';
import { createFixReader } from './truck-fixes.ts';

export type { PortSighting } from './model.ts';

/** Visits are written so often, and who fell silent is looked for. */
const WRITE_MS = 15_000;
const LOOK_MS = 60_000;
/** The first forecast, once everything else has begun. */
const FIRST_MS = 5_000;

/** What modules beside this one may use of the ports. */
export interface PortsModule extends Module {
  readonly ports: {
    /** Waits now and forecast, by port, direction and class; at most ten seconds old. */
    readonly waits: Ports['now'];
    /** Trucks that lanes saw crossing, once that is durable. */
    readonly sightings: Topic<PortSighting>;
    /** What lanes have reported since an instant, whenever it was: for who missed it. */
    listReceived(from_ms: number): Promise<CrossingRow[]>;
  };
}

export const ports: PlatformModule<PortsModule> = {
  name: 'ports',
  migrations,
  errors: portsErrors,
  compose({ db, clock, log }, { audit, sources }, _brain, find) {
    const store = createPortStore(db);
    const needs = needsOf(find(filing), find(regimes), find(trips).trips);
    const sightings = createTopic<PortSighting>((err) => log.error({ err }, 'a crossing was missed'));
    const service = createPorts({ store, clock, audit, needs, sightings });
    const reader = createFixReader({ ports: needs.ports, ...fixSources(sources, needs) });
    sources.fixes.subscribe((batch) => reader.read(batch, service.following.takeFix));
    find(filing).filing.changes.subscribe(reader.forget);
    find(site).pages.add(portsPage(service.now));
    const { following, forecasts, scores, calibrating, lanes } = service;
    let first: NodeJS.Timeout | undefined;
    return {
      name: 'ports',
      ports: { waits: service.now, sightings, listReceived: store.listReceived },
      routes: [servePorts(service)],
      jobs: [
        { name: 'write who waits before ports', every_ms: WRITE_MS, run: () => following.tick(clock.now()) },
        { name: 'forecast waits before ports', every_ms: LOOK_MS, run: forecasts.makeDue },
        { name: 'score forecasts of waits', every_ms: HOUR_MS / 6, run: scores.scoreDue },
        { name: 'calibrate lanes of ports', every_ms: HOUR_MS, run: calibrating.calibrateDue },
        { name: 'forget crossings and visits of ports', every_ms: HOUR_MS, run: service.forget },
        { name: 'look again who drives', every_ms: HOUR_MS / 12, run: async () => reader.forget() },
      ],
      demo: async () => (await import('./demo.ts')).createPortsDemo({ store, needs, lanes }),
      async start() {
        await service.load();
        first = after(FIRST_MS, log, 'the first forecast of waits', forecasts.makeDue);
      },
      async stop() {
        clearTimeout(first);
        await following.flush();
      },
    };
  },
};

function needsOf(
  { filing }: FilingModule,
  { regimes }: RegimesModule,
  { bookedAt }: Pick<TripsDoor, 'bookedAt'>,
): PortsNeeds {
  return {
    ports: () =>
      filing
        .places()
        .filter(({ kind, code }) => kind === 'port' && FREIGHT_PORTS.includes(code))
        .map(
          ({ code, name, name_en, lon, lat }): KnownPort => ({
            ...{ code, lon, lat },
            name: { zh: name, en: name_en },
          }),
        ),
    states: () => regimes.book().ports,
    booked: (port, from_ms, to_ms) =>
      // A trip that crosses there and back is expected twice.
      [...new Set(bookedAt(port, from_ms, to_ms).map(({ trip }) => trip))].flatMap(({ trip }) =>
        bookedCrossings(trip, port, from_ms, to_ms),
      ),
    truckByPlate: filing.truckByPlate.bind(filing),
  };
}

function fixSources(sources: Base['sources'], needs: PortsNeeds) {
  return {
    truckOf(vehicle: number) {
      const found = sources.findVehicle(vehicle);
      const truck = found && needs.truckByPlate(found.plate);
      return truck && { truck: truck.id, class: truck.class };
    },
    datumOf: (source: number) => sources.getSource(source).datum,
  };
}
