import { useSyncExternalStore } from 'react';

/** Phones and 200 % zoom, as the style sheets have it (`reflow.css`). */
const narrow = matchMedia('(max-width: 1000px)');

const subscribe = (listener: () => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};

/** Whether the window is too narrow for a rail beside the page. */
export const isNarrow = (): boolean => narrow.matches;

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, isNarrow);
