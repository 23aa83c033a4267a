import { useTranslation as useAnyTranslation } from 'react-i18next';
import type { ScreenTexts } from './index.ts';

/** Every text by its path: "common.retry". */
type PathIn<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${PathIn<T[K]>}`;
}[keyof T & string];
export type TextKey = PathIn<ScreenTexts>;

/** Groups of texts by their path: "link_class". */
type GroupIn<T> = {
  [K in keyof T & string]: T[K] extends string ? never : K | `${K}.${GroupIn<T[K]>}`;
}[keyof T & string];

/** Says a text in the reader's language, its places filled with values. */
export type Translate = (key: TextKey, values?: Readonly<Record<string, unknown>>) => string;

interface Translation {
  readonly t: Translate;
  /** All texts of a group by their names: for codes that are only known when they come. */
  group(key: GroupIn<ScreenTexts>): Readonly<Record<string, string>>;
}

/**
 * The texts of the screens, typed by their paths. The library's own types compare every text with all others at each call, which
 * took most of a type check.
 */
export const useTranslation = useAnyTranslation as unknown as () => { readonly t: Translate };

/** As {@link useTranslation}, also of whole groups. */
export function useTextGroups(): Translation {
  const { t } = useAnyTranslation();
  return {
    t: t as Translate,
    group: (key) => t(key, { returnObjects: true }) as unknown as Record<string, string>,
  };
}
