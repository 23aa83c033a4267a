import type { StudyScenario, StudyScenarioKind } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

type Named = Pick<StudyScenario, 'key' | 'kind' | 'name'>;

/** What a scenario is called: as who edited it called it, or by its kind. */
export function useScenarioName(): (scenario: Named) => string {
  const { t } = useTranslation();
  return ({ kind, name }) => (kind === 'plan' ? name : t(`studies.kinds.${kind}`));
}

/** Scenarios that a person can choose, by whether they stand for a measure. */
export const isMeasure = (kind: StudyScenarioKind): boolean => kind !== 'none' && kind !== 'undisturbed';
