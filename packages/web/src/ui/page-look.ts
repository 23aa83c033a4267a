import { useEffect } from 'react';
import { themeStore } from './preferences.ts';
import { useStore } from './store.ts';
import type { ThemeName } from './theme/palette.ts';

/** The theme chosen, put on the page so that `theme.css` follows. */
export function usePageTheme(): ThemeName {
  const theme = useStore(themeStore);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return theme;
}
