import { DAY_MS } from '@opentocc/core/time';
import type { PreparedFile } from '../../../base/attachments/index.ts';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { KeyService } from '../../../base/keys/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { Served } from '../../../kit/serve-routes.ts';
import { createArrivals } from './arrivals.ts';
import { createAvailability } from './availability.ts';
import { createCameraGuard } from './camera-guard.ts';
import { serveCameras } from './camera-routes.ts';
import { createControllers } from './controllers.ts';
import { createGateList } from './gate-list.ts';
import { createCameraIntake } from './intake.ts';
import { createKeeping } from './keeping.ts';
import { createLiveLocks } from './live-locks.ts';
import type { BookedTrips, ReadRow, TruckRegister } from './model.ts';
import { plateOf } from './passing.ts';
import { createRecordAct } from './record-act.ts';
import { createRegister } from './register.ts';
import { createRegistering } from './registering.ts';
import { type GateRoutesDeps, serveGates } from './routes.ts';
import { createSigner } from './signer.ts';
import { createGateStore } from './store.ts';
import { createViews, PICTURE_DAYS, READ_DAYS } from './views.ts';
import { createYard } from './yard.ts';

export interface GatesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  readonly random: (bytes: number) => Buffer;
  readonly prepare: (name: string, content: Uint8Array) => Promise<PreparedFile>;
  readonly trips: BookedTrips;
  readonly trucks: TruckRegister;
  readonly pause: GateRoutesDeps['pause'];
  readonly sighted: (
    read: Pick<ReadRow, 'gate' | 'at_ms' | 'direction'>,
    plate: string,
    site: string,
  ) => void;
  readonly onError: (error: unknown) => void;
}

/** Ties the parts of gates; nothing of it runs before `load`. */
export function composeGates(deps: GatesDeps) {
  const { db, clock, audit, keys, random, trips, trucks, pause, sighted } = deps;
  const store = createGateStore(db);
  const register = createRegister({ store, keys });
  const locks = createLiveLocks({ clock, register });
  const yard = createYard({ store, clock, register });
  const intake = createCameraIntake({ ...deps, store });
  const guard = createCameraGuard({ clock, random, findCamera: register.findCamera });
  const arrivals = createArrivals({ store, clock, register, locks, yard, trips, trucks, sighted });
  const lists = createGateList({ db, clock, register, trips, sign: createSigner({ store, keys, random }) });
  const controllers = createControllers({
    ...{ store, clock, register, locks, yard, lists, sighted, permits: trips.uses },
  });
  const views = createViews({ store, clock, register, locks, yard, intake, guard, arrivals });
  const record = createRecordAct(audit);
  const keeping = createKeeping({
    ...{ store, clock, record, register, locks, arrivals, views, permits: trips.uses },
  });
  const registering = createRegistering({ store, clock, record, random, register, views });
  const availability = createAvailability({ store, clock, register, locks, heardAt: intake.heardAt });
  const routes: readonly Served[] = [
    serveGates({ keeping, registering, views, register, controllers, locks, pause }),
    serveCameras({ guard, intake, arrivals, locks, register }),
  ];
  return {
    ...{ routes, keeping, registering, views, register, store, locks, controllers },
    /** Reads all that is registered, and who is within. */
    async load(): Promise<void> {
      await register.load();
      await yard.load();
    },
    /** Decides what a stop left undecided, and counts stays again. */
    async settleNew(): Promise<void> {
      await arrivals.settleNew();
      await yard.load();
    },
    /** Trucks that gates have let through since an instant: for who missed it. */
    async passedSince(from_ms: number) {
      const reads = await store.listOpenedSince(from_ms);
      return reads.flatMap((read) => {
        const [plate, site] = [plateOf(read), register.findGate(read.gate)?.site];
        return plate === '' || site === undefined ? [] : [{ plate, at_ms: read.at_ms, site }];
      });
    },
    ...{ count: availability.count, flush: intake.flush, note: yard.note },
    async sweep(): Promise<void> {
      await store.removePicturesBefore(clock.now() - PICTURE_DAYS * DAY_MS);
      await store.removeReadsBefore(clock.now() - READ_DAYS * DAY_MS);
    },
  };
}

export type Gates = ReturnType<typeof composeGates>;
