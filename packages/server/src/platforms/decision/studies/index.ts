import type { PlatformModule } from '../../platform-module.ts';
import { studiesErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { serveStudies } from './routes.ts';
import { StudyService } from './service.ts';
import { createStudyStore } from './store.ts';

export { createStudyStore, type StudyRow } from './store.ts';

export const studies: PlatformModule = {
  name: 'studies',
  migrations,
  errors: studiesErrors,
  compose({ db, clock, log, network }, { audit }, { simulation }) {
    const service = new StudyService({
      ...{ store: createStudyStore(db), simulation, network, clock, log, audit },
    });
    return {
      name: 'studies',
      routes: [serveStudies(service)],
      jobs: [
        { name: 'forget old studies', every_ms: 86_400_000, run: service.sweep },
        { name: 'take up lost studies', every_ms: 60_000, run: service.takeUpLost },
      ],
      start: () => service.start(),
    };
  },
};
