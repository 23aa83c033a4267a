import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { migrations } from './migrations/index.ts';
import { createQualityObligations, type QualityObligationsDeps } from './obligations.ts';
import { serveQuality } from './routes.ts';
import type { Quality } from './service.ts';

export { DEFAULT_THRESHOLDS, type QualityThresholds } from './health.ts';
export { migrations } from './migrations/index.ts';
export type { DeclaredSource, FixSample, RejectedFix, SourceTick } from './model.ts';
export { serveQuality } from './routes.ts';
export { createQuality, type Quality } from './service.ts';
export { createQualityStore } from './store.ts';

export const declaration: ModuleDeclaration = { name: 'quality', migrations };

export interface QualityModuleDeps extends QualityObligationsDeps {
  readonly quality: Quality;
  /** The masked plate of a vehicle. */
  readonly plateOf: (vehicle: number) => string | null;
}

export const qualityModule = ({ quality, plateOf, nameOf }: QualityModuleDeps): Module => ({
  name: 'quality',
  routes: [serveQuality(quality, plateOf)],
  obligations: createQualityObligations({ quality, nameOf }),
  jobs: [{ name: 'forget old examples and findings', every_ms: 3_600_000, run: quality.sweep }],
  stop: quality.close,
});
