import { MINUTE_MS } from '@opentocc/core/time';
import type { PlatformModule } from '../../platform-module.ts';
import { cases } from '../cases/index.ts';
import { caseClassErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { serveCaseClasses } from './routes.ts';
import { CaseClassesService } from './service.ts';
import { createClassStore } from './store.ts';

export const caseClasses: PlatformModule = {
  name: 'case_classes',
  migrations,
  errors: caseClassErrors,
  compose({ db, clock, log }, _base, _brain, find) {
    const { cases: service, examples, suggester } = find(cases);
    const { taxonomy, units } = service;
    const store = createClassStore(db);
    const classes = new CaseClassesService({ store, examples, taxonomy, units, suggester, clock, log });
    return {
      name: 'case_classes',
      routes: [serveCaseClasses(classes)],
      jobs: [{ name: 'learn how cases are filed', every_ms: MINUTE_MS, run: classes.whenDue }],
      degraded: [['case classes', () => classes.describe().trouble?.en ?? null]],
      start: classes.load,
      stop: () => classes.close(),
    };
  },
};
