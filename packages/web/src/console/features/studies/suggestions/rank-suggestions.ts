import type { StudyResult, StudyScenario, Suggestion, SuggestionSet } from '@opentocc/contract';

/** A suggestion with what the twin says of it; undefined before it has run. */
export interface Tested {
  readonly suggestion: Suggestion;
  readonly scenario: StudyScenario | undefined;
}

const ORDER = { better: 0, no_difference: 1, unknown: 1, worse: 2 } as const;

/** What saves most first, what makes no difference after it, what harms last; in the order of the rules before the first run. */
export function rankSuggestions(
  { suggestions }: Pick<SuggestionSet, 'suggestions'>,
  result: StudyResult | null,
) {
  const tested = suggestions.map((suggestion): Tested => {
    return { suggestion, scenario: result?.scenarios.find(({ key }) => key === suggestion.key) };
  });
  const saved = ({ scenario }: Tested) => scenario?.saved_vehicle_hours?.mean ?? 0;
  const group = ({ scenario }: Tested) => ORDER[scenario?.verdict ?? 'unknown'];
  return tested.sort((a, b) => group(a) - group(b) || saved(b) - saved(a));
}
