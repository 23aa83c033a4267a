export { perceptionErrors } from './errors.ts';
export { serveLinkEvidence } from './evidence-routes.ts';
export { createEvidence } from './evidence-service.ts';
export { DEFAULT_FIX_LIMITS, type FixLimits } from './limits.ts';
export type { PerceivedPositions } from './model.ts';
export { loadReachLists } from './reach-cache.ts';
export { serveLinks } from './routes.ts';
export { createPerception, type Perception } from './service.ts';
export { PerceptionShard, type ShardOptions, WINDOW_MINUTES } from './shard.ts';
