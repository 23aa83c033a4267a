import { useSyncExternalStore } from 'react';

/** Rows of a long list that go on paper: some sheets, of which the last line says how many more there are. */
export const MOST_ON_PAPER = 200;

const paper = matchMedia('print');

function subscribe(listener: () => void): () => void {
  paper.addEventListener('change', listener);
  return () => paper.removeEventListener('change', listener);
}

/** Whether the page is being printed. A list that draws the rows in sight alone draws its first {@link MOST_ON_PAPER} then. */
export const useOnPaper = (): boolean => useSyncExternalStore(subscribe, () => paper.matches);
