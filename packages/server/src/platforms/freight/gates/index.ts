import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PlateSeen } from '@opentocc/core/freight';
import { toWgs84 } from '@opentocc/core/geo';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { Module } from '../../../kit/module.ts';
import { createTopic, type Topic } from '../../../kit/topic.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { filing } from '../filing/index.ts';
import { trips } from '../trips/index.ts';
import { bookedTripsOf, truckRegisterOf } from './beside.ts';
import { composeGates } from './compose-gates.ts';
import { gatesErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { SECRET_COLUMN } from './register.ts';
import { SIGNER_COLUMN } from './signer.ts';
import { positionsOf } from './trucks-near.ts';

/** A plate that a gate let through, for who follows its truck. */
export interface GateSighting extends PlateSeen {
  readonly plate: string;
}

export { type AgentDeps, type Barriers, GateAgent, syncOver } from './agent/index.ts';

/** What modules beside this one may use of it. */
export interface GatesModule extends Module {
  readonly sightings: Topic<GateSighting>;
  /** Of trucks that were let through since an instant: for who missed it. */
  listSightings(from_ms: number): Promise<GateSighting[]>;
}

/** Classes of vehicles that haul. */
const HAULS: ReadonlySet<string> = new Set(['freight', 'dangerous_goods']);

export const gates: PlatformModule<GatesModule> = {
  name: 'gates',
  migrations,
  errors: gatesErrors,
  compose({ db, clock, log, config }, { audit, keys, attachments, sources }, _brain, find) {
    const onError = (err: unknown) => log.error({ err }, 'what a gate saw was not passed on');
    const sightings = createTopic<GateSighting>(onError);
    keys.watch([SECRET_COLUMN, SIGNER_COLUMN]);
    const made = composeGates({
      ...{ db, clock, audit, keys, random: randomBytes, prepare: attachments.prepare, onError },
      ...{ trips: bookedTripsOf(find(trips).trips), trucks: truckRegisterOf(find(filing).filing) },
      pause: async (ms, woken) => {
        const ended = new AbortController();
        await Promise.race([woken, sleep(ms, undefined, { signal: ended.signal }).catch(() => undefined)]);
        ended.abort();
      },
      sighted: ({ at_ms }, plate, place) => sightings.publish(sightingOf({ at_ms, plate, site: place })),
    });
    const { load, settleNew, count, sweep, flush, note } = made;
    const finder = {
      plateOf(vehicle: number): string | null {
        const found = sources.findVehicle(vehicle);
        return found && HAULS.has(found.vehicle_class) ? found.plate : null;
      },
      toWgs84: (source: number, lon: number, lat: number) =>
        toWgs84(sources.getSource(source).datum, lon, lat),
    };
    let stopListening: () => void = () => undefined;
    return {
      ...{ name: 'gates', sightings, routes: made.routes },
      listSightings: async (from_ms) => (await made.passedSince(from_ms)).map(sightingOf),
      jobs: [
        { name: 'decide what gates have read', every_ms: 5_000, run: settleNew },
        { name: 'count minutes of gates', every_ms: MINUTE_MS, run: count },
        { name: 'count what cameras repeat', every_ms: 10_000, run: flush },
        { name: 'forget old pictures of gates', every_ms: HOUR_MS, run: sweep },
      ],
      demo: async () => (await import('./demo.ts')).createGatesDemo({ folder: config.data_dir, clock, log }),
      async start() {
        await load();
        stopListening = sources.fixes.subscribe((batch) => positionsOf(batch, finder).forEach(note));
      },
      async stop() {
        stopListening();
        await flush();
      },
    };
  },
};

const sightingOf = (passed: {
  readonly at_ms: number;
  readonly plate: string;
  readonly site: string;
}): GateSighting => ({
  ...{ plate: passed.plate, at_ms: passed.at_ms, place: passed.site, by: 'gate', direction: null },
});
