import type { PlatformModule } from '../../platform-module.ts';
import { calls } from '../calls/index.ts';
import { cases } from '../cases/index.ts';
import { reviews } from '../reviews/index.ts';
import { visits } from '../visits/index.ts';
import { statisticsErrors } from './errors.ts';
import { FactTable } from './fact-table.ts';
import { migrations } from './migrations/index.ts';
import { createProjection } from './projection.ts';
import { serveStatistics } from './routes.ts';
import { createStatistics } from './service.ts';
import { createStatisticsStore } from './store.ts';

/** How often changed cases are worked out while nobody asks. */
const CATCH_UP_MS = 30_000;

export const statistics: PlatformModule = {
  name: 'statistics',
  migrations,
  errors: statisticsErrors,
  compose({ db, clock }, { audit }, _brain, find) {
    const store = createStatisticsStore(db);
    const { cases: service, facts } = find(cases);
    const table = new FactTable();
    const projection = createProjection(store, table, facts, service.entriesAfter);
    service.within(projection.note);
    const figures = { visits: find(visits).figures, reviews: find(reviews).figures };
    const statistics = createStatistics({
      ...{ store, table, clock, audit, facts, projection, ...figures, calls: find(calls).facts },
    });
    return {
      name: 'statistics',
      routes: [serveStatistics(statistics)],
      jobs: [{ name: 'count changed cases', every_ms: CATCH_UP_MS, run: projection.sweep }],
    };
  },
};
