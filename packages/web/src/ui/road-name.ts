import type { Bilingual } from '@opentocc/contract';
import { useTranslation } from 'react-i18next';
import { languageStore } from './preferences.ts';
import { useStore } from './store.ts';

/** What a road is called in the reader's language; one without a name is said to be unnamed. */
export function useRoadName(): (name: Bilingual | undefined) => string {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (name) => name?.[language] || t('link.unnamed');
}
