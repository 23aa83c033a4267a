import type { StudyScenario } from '@opentocc/contract';
import { COLOURS, SCENARIO_COLOURS, type ThemeName } from '../../../ui/theme/palette.ts';

type Keyed = Pick<StudyScenario, 'key' | 'kind'>;

/** Dashes of lines, so that scenarios differ without colour too. */
const DASHES = ['solid', [6, 3], [2, 2], [10, 3, 2, 3]] as const;

/** Colour of a scenario, the same however they are ranked; what happens when nothing is done stands out. */
export function scenarioColour(scenario: Keyed, theme: ThemeName): string {
  if (scenario.kind === 'none') return COLOURS[theme].bad;
  if (scenario.kind === 'undisturbed') return COLOURS[theme].compare;
  const colours = SCENARIO_COLOURS[theme];
  return colours[placeOf(scenario) % colours.length];
}

/** Dash of the line of a scenario. */
export const scenarioDash = (scenario: Keyed) =>
  scenario.kind === 'none' ? DASHES[0] : DASHES[placeOf(scenario) % DASHES.length];

function placeOf({ key, kind }: Keyed): number {
  if (kind === 'plan') return Number(key.replace('plan-', '')) - 1;
  return kind === 'diversion' ? 0 : 1;
}
