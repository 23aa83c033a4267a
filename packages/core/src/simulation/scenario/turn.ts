import type { ScenarioMovement } from './scenario.ts';

/** A way from a link to the next, with what the scenario says of it. */
export interface Turn {
  readonly from: number;
  readonly to: number;
  readonly said?: ScenarioMovement;
  readonly at: string;
}
