export { DEFAULT_THRESHOLDS, type QualityThresholds } from './health.ts';
export type { FixSample, RejectedFix, SourceTick } from './model.ts';
export { serveQuality } from './routes.ts';
export { createQuality, type DeclaredSource, type Quality } from './service.ts';
export { createQualityStore, migrations } from './store.ts';
