export { qualityRoutes } from './routes.ts';
export { createQuality, DEFAULT_THRESHOLDS, type Quality, type QualityThresholds } from './service.ts';
export { createQualityStore, migrations } from './store.ts';
