import { randomBytes } from 'node:crypto';
import { createTopic } from '../../../kit/topic.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { filing } from '../filing/index.ts';
import { regimes } from '../regimes/index.ts';
import type { TripChange, TripsModule } from './door.ts';
import { tripErrors } from './errors.ts';
import { createInforming } from './informing.ts';
import { migrations } from './migrations/index.ts';
import { serveTrips } from './routes.ts';
import { createTrips } from './service.ts';
import { createTripStore } from './store.ts';

export type {
  BookedVisit,
  DoubleUse,
  PermitLook,
  PermitPass,
  PermitUses,
  Trip,
  TripChange,
  TripEnd,
  TripSpan,
  TripsDoor,
  TripsModule,
  UseRefusal,
} from './door.ts';

/** How soon what the clock decides is decided: a free place goes on, one that did not come gives up. */
const TICK_MS = 5_000;
const INFORM_EVERY_MS = 10_000;

export const trips: PlatformModule<TripsModule> = {
  name: 'trips',
  migrations,
  errors: tripErrors,
  compose({ db, clock, log, config }, { audit, keys, messages, accounts }, _brain, find) {
    const onError = (err: unknown) => log.error({ err }, 'trips could not be decided on');
    const store = createTripStore(db);
    const ruled = find(regimes).regimes;
    const service = createTrips({
      ...{
        store,
        clock,
        audit,
        keys,
        filing: find(filing).filing,
        regimes: ruled,
        random: randomBytes,
        onError,
      },
      changes: createTopic<TripChange>(onError),
      addressOf: (token) => `${config.messages.console_url ?? ''}/freight/p/${token}`,
    });
    const { door, lifecycle } = service;
    ruled.use({
      trips: async (from_ms, to_ms) =>
        (await door.between({ from_ms, to_ms })).map(({ trip, firm }) => ({ ...trip, firm })),
      open: async () => door.openTrips(),
      settle: lifecycle.settle,
    });
    return {
      name: 'trips',
      trips: door,
      routes: [serveTrips(service)],
      jobs: [
        { name: 'decide on trips by the clock', every_ms: TICK_MS, run: service.tick },
        {
          name: 'inform firms of their trips',
          every_ms: INFORM_EVERY_MS,
          run: createInforming({ db, store, clock, messages, accounts }),
        },
      ],
      start: service.load,
      stop: () => service.sequencer.settled(),
      demo: async () => (await import('./demo.ts')).createTripsDemo(log),
    };
  },
};
