import type { FindingHandler } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { qualityErrors } from './errors.ts';
import { createFindingDesk } from './finding-desk.ts';
import { serveFindingDesk } from './handling-routes.ts';
import { migrations } from './migrations/index.ts';
import type { NoticeSource } from './notice.ts';
import { createQualityObligations } from './obligations.ts';
import { serveQuality } from './routes.ts';
import type { Quality } from './service.ts';
import type { QualityStore } from './store.ts';

export { createFindingDesk } from './finding-desk.ts';
export { serveFindingDesk } from './handling-routes.ts';
export { DEFAULT_THRESHOLDS, type QualityThresholds } from './health.ts';
export { migrations } from './migrations/index.ts';
export type { DeclaredSource, FixSample, RejectedFix, SourceTick } from './model.ts';
export { serveQuality } from './routes.ts';
export { createQuality, type Quality } from './service.ts';
export { createQualityStore } from './store.ts';
export { type Diagnosis, evidence, type Symptom } from './symptom.ts';

export const declaration: ModuleDeclaration = { name: 'quality', migrations, errors: qualityErrors };

export interface QualityModuleDeps {
  readonly quality: Quality;
  readonly store: QualityStore;
  readonly clock: Clock;
  /** The masked plate of a vehicle. */
  readonly plateOf: (vehicle: number) => string | null;
  /** What a source is called, and who answers for it. */
  readonly sourceOf: (source: number) => NoticeSource;
  /** Who may see to findings. */
  readonly handlers: () => Promise<readonly FindingHandler[]>;
}

export function qualityModule({
  quality,
  store,
  clock,
  plateOf,
  sourceOf,
  handlers,
}: QualityModuleDeps): Module {
  const { findings, handling } = store;
  const desk = createFindingDesk({ findings, handling, clock, handlers, sourceOf });
  return {
    name: 'quality',
    routes: [serveQuality(quality, plateOf), serveFindingDesk(desk, plateOf)],
    obligations: createQualityObligations({ desk, nameOf: (source) => sourceOf(source).name }),
    jobs: [{ name: 'forget old examples and findings', every_ms: 3_600_000, run: quality.sweep }],
    stop: quality.close,
  };
}
