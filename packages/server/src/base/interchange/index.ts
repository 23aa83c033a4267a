import { MINUTE_MS } from '@opentocc/core/time';
import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { interchangeErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { serveInterchange } from './routes.ts';
import type { Interchange } from './service.ts';

export { createPresence } from './presence.ts';
export { createInterchange, type Interchange } from './service.ts';
export { SEALED_COLUMNS } from './store.ts';

export const declaration: ModuleDeclaration = { name: 'interchange', migrations, errors: interchangeErrors };

export const interchangeModule = (interchange: Interchange): Module => ({
  name: 'interchange',
  routes: [serveInterchange(interchange)],
  jobs: [
    {
      name: 'expect fixes of platforms',
      every_ms: MINUTE_MS,
      run: async () => interchange.expectFixes(MINUTE_MS),
    },
    { name: 'open the port for platforms', every_ms: 10_000, run: interchange.open },
  ],
  degraded: [['interchange', interchange.trouble]],
  metrics: { interchange: interchange.metrics },
  start: interchange.open,
  drain: interchange.close,
});
