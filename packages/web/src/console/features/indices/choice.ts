import type { IndexScope, IndexValue } from '@opentocc/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../ui/format.ts';
import { LINK_CLASS_NAMES } from '../../../ui/names.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';

/** Scopes that the pages of the indices let one choose, from the whole to its parts. */
export const SCOPES = [
  'city',
  'district',
  'street',
  'class',
  'road',
  'corridor',
  'hub',
] as const satisfies readonly IndexScope[];
export type ChosenScope = (typeof SCOPES)[number] | 'link';

/** What the address of an index page chooses; what a page does not use stays in it for the next. */
export interface IndexChoice {
  readonly scope: ChosenScope;
  /** Empty until one of the scope is known. */
  readonly key: string;
  /** yyyy-mm-dd */
  readonly day: string;
  /** Further choices of single pages, as texts. */
  readonly rest: Readonly<Record<string, string>>;
}

/** The choice in the address, and how to change parts of it. */
export function useIndexChoice(): [IndexChoice, (change: Readonly<Record<string, string>>) => void] {
  const search = texts(useSearch({ strict: false }));
  const navigate = useNavigate();
  const { scope: asked, key, day, ...rest } = search;
  const scope = [...SCOPES, 'link' as const].find((one) => one === asked) ?? 'city';
  const choice = {
    scope,
    key: scope === 'city' ? 'city' : (key ?? ''),
    day: /^\d{4}-\d\d-\d\d$/.test(day ?? '') ? day : dayOf(Date.now()),
    rest,
  };
  const change = (parts: Readonly<Record<string, string>>) =>
    void navigate({ to: '.', search: { ...search, ...parts } as never, replace: true });
  return [choice, change];
}

/** The router reads numbers and booleans out of an address; here all are texts. */
function texts(search: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)]));
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
