import type { StudyResult, StudyScenario } from '@opentocc/contract';

/** The engine that named its scenarios by kind alone, at one place, and had fewer figures. */
const FIRST_ENGINE = '2';

const ADDED = { other_tails: [], kpis: [], route_times_s: [], roads: [], speeds: '', speed_halves: '' };

type FirstScenario = Omit<StudyScenario, keyof typeof ADDED | 'key' | 'name' | 'given_up'>;

/** A result as it was stored, in the shape of today. @param places of its study, which older results do not name */
export function readResult(stored: Buffer, places: StudyResult['places']): StudyResult {
  const result = JSON.parse(stored.toString('utf8')) as StudyResult;
  if (result.engine_version !== FIRST_ENGINE) return result;
  const scenarios = (result.scenarios as FirstScenario[]).map(
    (one): StudyScenario => ({
      ...{ ...ADDED, ...one, key: one.kind, name: '', given_up: { mean: 0, half: 0 } },
    }),
  );
  return { ...result, demand_version: '', routes: [], kpis: [], places, scenarios };
}
