import type { StudyResult, Suggestion } from '@opentocc/contract';
import { expect, it } from 'vitest';
import { rankSuggestions } from './rank-suggestions.ts';

const suggestions = ['a', 'b', 'c', 'd'].map((key) => ({ key })) as Suggestion[];
const scenarios = [
  { key: 'a', verdict: 'worse', saved_vehicle_hours: { mean: -30, half: 5 } },
  { key: 'b', verdict: 'no_difference', saved_vehicle_hours: { mean: 40, half: 60 } },
  { key: 'c', verdict: 'better', saved_vehicle_hours: { mean: 20, half: 5 } },
  { key: 'd', verdict: 'better', saved_vehicle_hours: { mean: 35, half: 5 } },
];
const result = { scenarios } as unknown as StudyResult;
const keys = (of: StudyResult | null) =>
  rankSuggestions({ suggestions }, of).map(({ suggestion }) => suggestion.key);

it('what saves most comes first, no difference after all that helps, harm last', () => {
  expect(keys(result)).toEqual(['d', 'c', 'b', 'a']);
});

it('stands in the order of the rules before anything has run', () => {
  expect(keys(null)).toEqual(['a', 'b', 'c', 'd']);
});
