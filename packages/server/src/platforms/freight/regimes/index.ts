import type { RegimeBook } from '@opentocc/core/freight';
import type { Module } from '../../../kit/module.ts';
import type { Topic } from '../../../kit/topic.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { regimesErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import type { RegimesChange } from './model.ts';
import { createRegimeObligations } from './obligations.ts';
import type { RegimeTrips } from './ports.ts';
import { serveRegimes } from './routes.ts';
import { createRegimes } from './service.ts';
import { createRegimeStore } from './store.ts';

export type { RegimesChange } from './model.ts';
export type { FirmTrip, RegimeTrips } from './ports.ts';

/** How soon after its instant a switch is made. */
const LOOK_EVERY_MS = 1_000;
/** How soon firms are informed where a process ended before they were. */
const INFORM_EVERY_MS = 10_000;

/** What modules beside this one may use of it. */
export interface RegimesModule extends Module {
  readonly regimes: {
    /** In force and planned, and states of ports: one immutable value. */
    book(): RegimeBook;
    readonly changes: Pick<Topic<RegimesChange>, 'subscribe'>;
    /** Hands in trips: those that are judged in a preview, and those that are settled at a switch. */
    use(trips: RegimeTrips): void;
  };
}

export const regimes: PlatformModule<RegimesModule> = {
  name: 'regimes',
  migrations,
  errors: regimesErrors,
  compose({ db, clock, log }, { audit, messages, accounts }) {
    const onError = (err: unknown) => log.error({ err }, 'a change of freight regimes was missed');
    const store = createRegimeStore(db);
    const service = createRegimes({ store, clock, audit, messages, accounts, onError });
    const { record, switches, inform } = service;
    return {
      name: 'regimes',
      regimes: { book: record.book, changes: record.changes, use: service.use },
      routes: [serveRegimes(service)],
      obligations: createRegimeObligations(store),
      jobs: [
        { name: 'switch freight regimes', every_ms: LOOK_EVERY_MS, run: switches.whenDue },
        { name: 'inform firms of freight regimes', every_ms: INFORM_EVERY_MS, run: inform },
      ],
      start: record.load,
      demo: async () => (await import('./demo.ts')).createRegimesDemo(log, service.openPast),
    };
  },
};
