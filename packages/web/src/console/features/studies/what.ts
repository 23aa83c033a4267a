import type { StudySummary } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** What a study is about, in a few words: its incidents, and how many scenarios it compares. */
export function useWhat(): (study: Pick<StudySummary, 'incidents' | 'scenarios'>) => string {
  const { t } = useTranslation();
  return ({ incidents, scenarios }) => {
    const [first, ...others] = incidents;
    return [
      first && t('studies.incident', { lanes: first.lanes_closed, minutes: first.minutes }),
      others.length > 0 && t('studies.more_incidents', { number: others.length }),
      scenarios && t('studies.scenario_count', { number: scenarios.length }),
    ]
      .filter(Boolean)
      .join(' · ');
  };
}
