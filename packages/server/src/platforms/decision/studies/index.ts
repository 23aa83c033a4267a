import type { Module } from '../../../kit/module.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { studiesErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { serveStudies } from './routes.ts';
import { StudyService } from './service.ts';
import { createStudyStore, type StudyStore } from './store.ts';

export type { StudyRow } from './store.ts';

/** What modules beside this one may use of it. */
export interface StudiesModule extends Module {
  readonly service: StudyService;
  /** Studies and their results as they are stored. */
  readonly archive: Pick<StudyStore, 'find' | 'findResult'>;
}

export const studies: PlatformModule<StudiesModule> = {
  name: 'studies',
  migrations,
  errors: studiesErrors,
  compose({ db, clock, log, network }, { audit }, { simulation }) {
    const store = createStudyStore(db);
    const service = new StudyService({
      ...{ store, simulation, network, clock, log, audit },
    });
    return {
      name: 'studies',
      ...{ service, archive: store },
      routes: [serveStudies(service)],
      jobs: [
        { name: 'forget old studies', every_ms: 86_400_000, run: service.sweep },
        { name: 'take up lost studies', every_ms: 60_000, run: service.takeUpLost },
      ],
      start: () => service.start(),
    };
  },
};
