import type { Bilingual, LinkStretch } from '@opentocc/contract';
import { useTranslation } from './i18n/use-translation.ts';
import { languageStore } from './preferences.ts';
import { useStore } from './store.ts';

/** What a road is called in the reader's language; one without a name is said to be unnamed. */
export function useRoadName(): (name: Bilingual | undefined) => string {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (name) => name?.[language] || t('link.unnamed');
}

const HEADINGS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

/** Which way a link leads and between which roads, in words: a number says nothing of it. */
export function useStretchText(): (stretch: LinkStretch) => string {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return ({ heading_deg, from, to }) => {
    const heading = t(`link.heading.${HEADINGS[Math.round(heading_deg / 45) % HEADINGS.length]}`);
    const ends = from || to ? [from?.[language], '→', to?.[language]].filter(Boolean).join(' ') : '';
    return [heading, ends].filter(Boolean).join(' · ');
  };
}
