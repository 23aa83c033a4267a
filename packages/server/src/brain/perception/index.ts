import type { Logger } from '../../kit/log.ts';
import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import type { PerceptionDemoDeps } from './demo.ts';
import { perceptionErrors } from './errors.ts';
import { type EvidenceRoutesDeps, serveLinkEvidence } from './evidence-routes.ts';
import type { EvidenceService } from './evidence-service.ts';
import { createLiveLinks } from './live-links.ts';
import { serveLinks } from './routes.ts';
import type { Perception } from './service.ts';

export { perceptionErrors } from './errors.ts';
export { serveLinkEvidence } from './evidence-routes.ts';
export { createEvidence } from './evidence-service.ts';
export { DEFAULT_FIX_LIMITS, type FixLimits } from './limits.ts';
export { createLiveLinks } from './live-links.ts';
export type { PerceivedPositions } from './model.ts';
export { loadReachLists } from './reach-cache.ts';
export { serveLinks } from './routes.ts';
export { createPerception, type Perception } from './service.ts';
export { PerceptionShard, type ShardOptions, WINDOW_MINUTES } from './shard.ts';
export { createVehicleClasses } from './vehicle-classes.ts';

export const declaration: ModuleDeclaration = { name: 'perception', errors: perceptionErrors };

export interface PerceptionModuleDeps extends Omit<EvidenceRoutesDeps, 'current' | 'partsOf' | 'evidence'> {
  readonly perception: Perception;
  readonly evidence: EvidenceService;
  readonly log: Logger;
  /** What was received in the last minutes, in its order: states are computed again from it after a restart. */
  readonly recent: () => AsyncIterable<Parameters<Perception['recall']>[0]>;
  readonly demo: PerceptionDemoDeps;
}

export function perceptionModule({
  perception,
  evidence,
  recent,
  log,
  demo,
  ...deps
}: PerceptionModuleDeps): Module {
  const { current, partsOf, metrics } = perception;
  return {
    name: 'perception',
    routes: [
      serveLinks({ network: deps.network, current }),
      serveLinkEvidence({ ...deps, current, partsOf, evidence }),
    ],
    topics: [createLiveLinks({ network: deps.network, linkStates: perception.linkStates, log })],
    ready: [['perception', async () => perception.isAlive()]],
    metrics: { perception: metrics },
    demo: async () => (await import('./demo.ts')).createPerceptionDemo(demo),
    async start() {
      for await (const batch of recent()) {
        await perception.room();
        perception.recall(batch);
      }
      evidence.start();
    },
    async stop() {
      await perception.close();
      await evidence.close();
    },
  };
}
