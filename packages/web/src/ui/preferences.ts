import type { Language } from '@opentocc/contract';
import { createStore, type Store } from './store.ts';
import type { ThemeName } from './theme/palette.ts';

/** The reader's choices, stored in this browser only. Chinese and the theme of the operating system until chosen. */
export const languageStore: Store<Language> = persisted('tocc.language', ['zh', 'en'], 'zh');
export const themeStore: Store<ThemeName> = persisted('tocc.theme', ['light', 'dark'], systemTheme());
/** Whether the rail of the navigation stands open: where the window is wide, until chosen. */
export const railStore: Store<'open' | 'closed'> = persisted('tocc.rail', ['open', 'closed'], wideRail());

function wideRail(): 'open' | 'closed' {
  return matchMedia('(min-width: 1800px)').matches ? 'open' : 'closed';
}

function systemTheme(): ThemeName {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function persisted<T extends string>(key: string, allowed: readonly T[], initial: T): Store<T> {
  const stored = localStorage.getItem(key);
  const store = createStore(allowed.find((value) => value === stored) ?? initial);
  store.subscribe(() => localStorage.setItem(key, store.get()));
  return store;
}

/** True when the reader asked their system for less movement. */
export const prefersReducedMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
