import { MINUTE_MS } from '@opentocc/core/time';
import type { Db } from '../../kit/db.ts';
import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { detectionErrors } from './errors.ts';
import { createLiveSignals } from './live-signals.ts';
import { migrations } from './migrations/index.ts';
import { serveDetection } from './routes.ts';
import { createDetection as createService, type DetectionDeps, type DetectionService } from './service.ts';
import { createDetectionStore } from './store.ts';

export type { SignalChange } from './model.ts';
export type { DetectionService } from './service.ts';
export type { Silences } from './silences.ts';

export const declaration: ModuleDeclaration = { name: 'detection', migrations, errors: detectionErrors };

export function createDetection(deps: Omit<DetectionDeps, 'store'> & { readonly db: Db }): DetectionService {
  const { db, ...others } = deps;
  return createService({ ...others, store: createDetectionStore(db, deps.network.meta.version) });
}

export const detectionModule = (detection: DetectionService): Module => ({
  name: 'detection',
  routes: [serveDetection(detection)],
  topics: [createLiveSignals(detection)],
  jobs: [
    { name: 'look for what delivers nothing', every_ms: MINUTE_MS, run: detection.hear },
    { name: 'forget old signals', every_ms: 60 * MINUTE_MS, run: detection.sweep },
  ],
  metrics: { detection: detection.metrics },
  start: detection.start,
  stop: detection.flush,
});
