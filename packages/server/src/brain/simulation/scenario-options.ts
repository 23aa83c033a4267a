import type { DemandChange } from '@opentocc/core/demand';
import type { SimOptions } from '@opentocc/core/simulation';
import { spanOf } from './actions/action-kind.ts';
import { type Effects, linkChanges, noEffects } from './actions/effects.ts';
import { kindOf } from './actions/index.ts';
import { placesOn } from './actions/place-effects.ts';
import type { Question, Scenario } from './model.ts';
import type { PreparedArea } from './prepared-area.ts';

/**
 * Drivers whom no message reaches: a share looks for another way when they see a closure from the junction before it, or
 * stand at a junction for long. Assumed; shown with every answer.
 */
export const DETOURS = {
  ...{ valid_from: '2026-11-27', assumed: true },
  ...{ share: 0.8, sight_m: 500, patience_s: 300 },
} as const;

/** Vehicles in a gridlock move on after so long, s; counted and shown. */
const RELEASE_S = 60;

export interface ScenarioOptions {
  readonly options: Partial<SimOptions>;
  readonly demand: readonly DemandChange[];
}

/** How a scenario is simulated. @throws AppError when the area cannot do what it says */
export function optionsOf(
  scenario: Scenario,
  seed: number,
  prepared: PreparedArea,
  question: Question,
): ScenarioOptions {
  const effects = noEffects();
  if (!scenario.isUndisturbed) addIncidents(prepared, question, effects);
  for (const action of scenario.actions) kindOf(action).apply(action, prepared, effects);
  const { share, sight_m, patience_s } = DETOURS;
  const detour = { share, sight_m, patience_s };
  const changes = [...linkChanges(prepared.area.network, effects.links), ...programsInOrder(effects)];
  return {
    options: { seed, deadlock_release_s: RELEASE_S, detour, changes, messages: effects.messages },
    demand: effects.demand,
  };
}

function addIncidents({ area }: PreparedArea, { incidents }: Question, { links }: Effects): void {
  for (const incident of incidents)
    for (const link of placesOn(area, [incident.link]))
      links.push({ link, ...spanOf(incident), lanes_lost: incident.lanes_closed });
}

/** Where one plan ends as the next of its signal begins, the assumed one does not come in between. */
const programsInOrder = ({ programs }: Effects) =>
  programs.toSorted((a, b) => a.at_s - b.at_s || a.program - b.program);
