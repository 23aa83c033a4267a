import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { simulationErrors } from './errors.ts';
import type { TrafficSimulation } from './service.ts';

export type { BaseState, Preparation, Question, RunOutcome } from './model.ts';
export { horizonOf } from './model.ts';
export { linksNamed, placesNamed } from './question-links.ts';
export { createSimulation, type TrafficSimulation } from './service.ts';
export type { StudyEvent } from './study-job.ts';

export const declaration: ModuleDeclaration = { name: 'simulation', errors: simulationErrors };

export const simulationModule = (simulation: TrafficSimulation): Module => ({
  name: 'simulation',
  metrics: { simulation: simulation.metrics },
  start: async () => simulation.start(),
  stop: simulation.close,
});
