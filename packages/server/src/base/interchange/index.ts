import { MINUTE_MS } from '@opentocc/core/time';
import type { Clock } from '../../kit/clock.ts';
import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import type { SealedColumn } from '../keys/index.ts';
import { interchangeErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { SEALED_PAPERS } from './report-store.ts';
import { SEALED_RESPONDERS } from './request-store.ts';
import { serveInterchange } from './routes.ts';
import type { Interchange } from './service.ts';
import { SEALED_COLUMNS as SEALED_PLATFORMS } from './store.ts';
import { servePlatformTalk } from './talk-routes.ts';

export { createPresence } from './presence.ts';
export { createInterchange, type Interchange } from './service.ts';
export { type Speech, Wire } from './wire.ts';
/** For the key service, which seals them again at a rotation. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  ...SEALED_PLATFORMS,
  ...SEALED_RESPONDERS,
  ...SEALED_PAPERS,
];

export const declaration: ModuleDeclaration = { name: 'interchange', migrations, errors: interchangeErrors };

export const interchangeModule = (interchange: Interchange, clock: Clock): Module => ({
  name: 'interchange',
  routes: [serveInterchange(interchange), servePlatformTalk(interchange.talk)],
  jobs: [
    {
      name: 'expect fixes of platforms',
      every_ms: MINUTE_MS,
      run: async () => interchange.expectFixes(MINUTE_MS),
    },
    { name: 'open the port for platforms', every_ms: 10_000, run: interchange.open },
    {
      name: 'forget old questions to platforms',
      every_ms: 60 * MINUTE_MS,
      run: () => interchange.talk.sweep(),
    },
  ],
  degraded: [['interchange', interchange.trouble]],
  metrics: { interchange: interchange.metrics },
  demo: async () => (await import('./demo.ts')).createInterchangeDemo({ clock }),
  start: interchange.open,
  drain: interchange.close,
});
