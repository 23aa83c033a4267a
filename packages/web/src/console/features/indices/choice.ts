import type { IndexScope, IndexValue } from '@opentocc/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { LINK_CLASS_NAMES } from '../../../ui/names.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { choiceIn, type IndexChoice, searchIn } from './address.ts';
import { measuredDay } from './day-parts.ts';

/** The choice in the address, and how to change parts of it. */
export function useIndexChoice(): [IndexChoice, (change: Readonly<Record<string, string>>) => void] {
  const search = searchIn(useSearch({ strict: false }));
  const navigate = useNavigate();
  const choice = choiceIn(search, measuredDay(platformNow()));
  const change = (parts: Readonly<Record<string, string>>) =>
    void navigate({ to: '.', search: { ...search, ...parts }, replace: true });
  return [choice, change];
}

/** Name of a value in the reader's language; classes are named by the screen's own texts. */
export function useValueName(): (
  value: Pick<IndexValue, 'key' | 'name'> & { readonly scope: IndexScope },
) => string {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return ({ scope, key, name }) => {
    const known = scope === 'class' ? LINK_CLASS_NAMES.find((one) => one === key) : undefined;
    return known ? t(`link_class.${known}`) : name[language] || t('link.unnamed');
  };
}
