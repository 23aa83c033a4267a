import type { StudyResult, StudyScenario } from '@opentocc/contract';

/** The engine that named its scenarios by kind alone, at one place. */
const FIRST_ENGINE = '2';

type FirstScenario = Omit<StudyScenario, 'key' | 'name' | 'other_tails' | 'given_up'>;

/** A result as it was stored, in the shape of today. @param places of its study, which older results do not name */
export function readResult(stored: Buffer, places: StudyResult['places']): StudyResult {
  const result = JSON.parse(stored.toString('utf8')) as StudyResult;
  if (result.engine_version !== FIRST_ENGINE) return result;
  const scenarios = (result.scenarios as FirstScenario[]).map((one) => ({
    ...{ key: one.kind, name: '', other_tails: [], given_up: { mean: 0, half: 0 } },
    ...one,
  }));
  return { ...result, places, scenarios };
}
